import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { name as library } from "../package.json";

const root = join(__dirname, "..");

/** Gives a project what `npm install` would: the packages of this repository, and the library as it was packed. */
export function installInto(project: string, packed: string): void {
  const modules = join(project, "node_modules");
  mkdirSync(modules);
  // Where npm, Jest and TypeScript keep what they have worked out stays the repository's own.
  for (const each of readdirSync(join(root, "node_modules")).filter((name) => name !== ".cache"))
    symlinkSync(join(root, "node_modules", each), join(modules, each));
  symlinkSync(packed, join(modules, library), "junction");
}
