import type { BuildOptions } from "esbuild";
import type { ModuleFormat } from "./module-format";

/** Loaded by packaging alone: who only synthesises does without it. */
export async function loadEsbuild() {
  const esbuild = await import("esbuild").catch(() => undefined);
  if (esbuild === undefined)
    throw new Error("packaging bundles with esbuild, which is not installed: npm install --save-dev esbuild");
  return esbuild;
}

type Location = Pick<BuildOptions, "define" | "banner">;

/** How packages of the newer kind find out where they are, which a bundle of the older kind has to tell them. */
export const MODULE_URL: Location = {
  define: {
    "import.meta.url": "bundledModuleUrl",
    "import.meta.dirname": "__dirname",
    "import.meta.filename": "__filename",
  },
  banner: { js: 'const bundledModuleUrl = require("node:url").pathToFileURL(__filename).href;' },
};

/** And the other way round. `var`, since code may declare its own: a bundler writes that as `var` too. */
const MODULE_PATH: Location = {
  define: { __dirname: "bundledFolder", __filename: "bundledFile" },
  banner: {
    js: [
      'import { createRequire as bundledRequire } from "node:module";',
      'import { fileURLToPath as bundledPath } from "node:url";',
      "var require = bundledRequire(import.meta.url);",
      "var bundledFile = bundledPath(import.meta.url);",
      'var bundledFolder = bundledPath(new URL(".", import.meta.url)).replace(/[\\\\/]$/, "");',
    ].join(" "),
  },
};

/** What a bundle of each format needs so that code of the other kind finds out where it is. */
export const LOCATION: Readonly<Record<ModuleFormat, Location>> = { cjs: MODULE_URL, esm: MODULE_PATH };
