import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plainEnvironment } from "./measure";

const project = join(__dirname, "..");
const cache = join(project, "node_modules/.cache/bench");

/**
 * Compiles the library as it is packed, hands over the path of its code, and removes it again.
 *
 * @param ref - of git, whose library it is; the working folder's where it is left out
 */
export function withCompiledLibrary<T>(use: (library: string) => T, ref?: string): T {
  mkdirSync(cache, { recursive: true });
  // Inside node_modules, so that the compiled library finds the packages that the project has.
  const folder = mkdtempSync(join(cache, "library-"));
  try {
    const source = ref === undefined ? project : sourceOf(ref, join(folder, "source"));
    const library = join(folder, "dist");
    compile(source, library);
    copyData(source, library);
    cpSync(join(source, "package.json"), join(folder, "package.json"));
    addSample(source, library);
    return use(library);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Records what dev and prod consist of beside the library, and hands over the path: the engine can make it again alone. */
export function recordResources(library: string): string {
  return record(library, "resources", ["dev", "prod"]);
}

/** Records what a review of a large production environment is given, and hands over the path. */
export function recordReview(library: string): string {
  return record(library, "review", []);
}

function record(library: string, what: string, args: readonly string[]): string {
  const file = join(library, `${what}.json`);
  const script = join(__dirname, `record-${what}.cjs`);
  const env = { ...plainEnvironment(), CDKTF_OUTDIR: join(library, "cdktf.out") };
  run(process.execPath, [script, library, file, ...args], { env });
  return file;
}

/** The files of another commit. */
function sourceOf(ref: string, folder: string): string {
  const paths = ["lib", "examples/feedback", "package.json", "tsconfig.json", "tsconfig.build.json"];
  const archive = run("git", ["archive", "--format=tar", ref, ...paths], { cwd: project });
  mkdirSync(folder);
  run("tar", ["-x", "-C", folder], { input: archive });
  return folder;
}

/** The sample beside the library's code, which it finds by its name: a project that the tool runs in. */
function addSample(source: string, library: string): void {
  const sample = join(library, "sample");
  for (const each of ["components.ts", "src"])
    cpSync(join(source, "examples/feedback", each), join(sample, each), { recursive: true });
  const context = { project: "feedback", location: "eastus2" };
  const config = { language: "typescript", app: "npx tsx main.ts", context };
  writeFileSync(join(sample, "cdktf.json"), JSON.stringify(config));
  writeFileSync(join(sample, "main.ts"), MAIN);
}

const MAIN = `import { App } from "cdktf";
import { defineBackend } from "cdktf-azure-backend";
import * as components from "./components";

const app = new App();
for (const environment of ["dev", "prod"]) defineBackend(components, { app, environment, notes: "silent" });
app.synth();
`;

/** Data that the code reads: the compiler takes none from below node_modules, where another commit is. */
function copyData(source: string, folder: string): void {
  cpSync(join(source, "lib"), folder, {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || path.endsWith(".json"),
  });
}

/** JavaScript only: `tsc -p .` checks the types. */
function compile(source: string, outDir: string): void {
  const tsc = require.resolve("typescript/bin/tsc");
  const options = ["--outDir", outDir, "--noCheck", "--declaration", "false", "--incremental", "false"];
  run(process.execPath, [tsc, "-p", join(source, "tsconfig.build.json"), ...options], {});
}

function run(command: string, args: readonly string[], options: SpawnSyncOptions): Buffer {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, maxBuffer: 1e9 });
  if (status === 0) return stdout as Buffer;
  throw new Error(
    `${command} ${args.join(" ")} failed\n${String(error ?? "")}${String(stdout)}${String(stderr)}`,
  );
}
