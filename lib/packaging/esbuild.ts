import type { BuildOptions } from "esbuild";

/** Loaded by packaging alone: who only synthesises does without it. */
export async function loadEsbuild() {
  const esbuild = await import("esbuild").catch(() => undefined);
  if (esbuild === undefined)
    throw new Error("packaging bundles with esbuild, which is not installed: npm install --save-dev esbuild");
  return esbuild;
}

/** How packages of the newer kind find out where they are, which a bundle of the older kind has to tell them. */
export const MODULE_URL: Pick<BuildOptions, "define" | "banner"> = {
  define: { "import.meta.url": "bundledModuleUrl" },
  banner: { js: 'const bundledModuleUrl = require("node:url").pathToFileURL(__filename).href;' },
};
