import { existsSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { packageFolder } from "./package-folder";

const root = join(__dirname, "../..");

/**
 * The library in one file, for apps that run as processes of their own: its hundreds of sources take twice as long to load.
 * A .js, since tsx gives .cjs a source map, which makes each stack trace of the engine slow. Built once for all tests of a run, or twice where two of them ask at once.
 */
export function bundledLibrary(): string {
  const folder = join(packageFolder(), "bundled");
  const file = join(folder, "library.js");
  if (existsSync(file)) return file;
  const own = join(folder, `${process.pid}.js`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules")))
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  buildSync({
    entryPoints: [join(root, "lib/index.ts")],
    outfile: own,
    bundle: true,
    platform: "node",
    packages: "external",
    logLevel: "error",
  });
  renameSync(own, file);
  return file;
}
