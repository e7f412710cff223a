import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders of a stack that its JSON refers to, or that test it. */
const FOLDERS = ["assets", "tests"];

/** What a stack has beside its JSON that belongs to it, by path with `/`. */
export function carriedFiles(stackFolder: string): Readonly<Record<string, Uint8Array>> {
  const paths = readdirSync(stackFolder)
    .filter((name) => FOLDERS.includes(name))
    .flatMap((folder) =>
      readdirSync(join(stackFolder, folder), { recursive: true, encoding: "utf8" }).map((path) =>
        join(folder, path),
      ),
    );
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(stackFolder, path)).isFile())
      .map((path) => [path.replaceAll("\\", "/"), new Uint8Array(readFileSync(join(stackFolder, path)))]),
  );
}
