import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
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
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
