/** How a bundle is written: `cjs` is loaded by `require`, `esm` by `import`. */
export type ModuleFormat = "cjs" | "esm";

/** What depends on it; the host tells them apart by the ending. */
export const FILES: Readonly<
  Record<ModuleFormat, { readonly main: string; readonly code: string; readonly type: string }>
> = {
  cjs: { main: "index.js", code: "functions.js", type: "commonjs" },
  esm: { main: "index.mjs", code: "functions.mjs", type: "module" },
};
