import * as ts from "typescript";

/** What the compiler is told in a user's strict project, as its `tsconfig.json` says it. */
export const strictSettings = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: "es2022",
  module: "node16",
  moduleResolution: "node16",
} as const;

/** The same for the compiler's API. */
export const strictProject: ts.CompilerOptions = {
  ...strictSettings,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
};
