import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const project = join(__dirname, "..");
const cache = join(project, "node_modules/.cache/bench");

/** Compiles the library, hands over its path, and removes it again. */
export function withCompiledLibrary<T>(use: (library: string) => T): T {
  mkdirSync(cache, { recursive: true });
  // Inside node_modules, so that the compiled library finds the packages that the project has.
  const folder = mkdtempSync(join(cache, "library-"));
  try {
    compile(folder);
    addSample(folder);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The sample's code beside the library, which is found by its name from there. */
function addSample(folder: string): void {
  const manifest = { name: "cdktf-azure-backend", exports: { "./runtime": "./runtime/index.js" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const each of ["components.ts", "src"])
    cpSync(join(project, "examples/feedback", each), join(folder, "sample", each), { recursive: true });
}

/** JavaScript only: `tsc -p .` checks the types. */
function compile(outDir: string): void {
  const tsc = require.resolve("typescript/bin/tsc");
  const options = ["--outDir", outDir, "--noCheck", "--declaration", "false", "--incremental", "false"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsc, "-p", join(project, "tsconfig.build.json"), ...options],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the library does not compile\n${stdout}${stderr}`);
}
