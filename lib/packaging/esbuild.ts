/** Loaded by packaging alone: who only synthesises does without it. */
export async function loadEsbuild() {
  const esbuild = await import("esbuild").catch(() => undefined);
  if (esbuild === undefined)
    throw new Error("packaging bundles with esbuild, which is not installed: npm install --save-dev esbuild");
  return esbuild;
}
