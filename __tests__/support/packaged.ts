import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { type Components, defineFunction } from "../../lib";
import { type PackageOptions, packageCode } from "../../lib/packaging";
import { BackendConfigError, type Problem } from "../../lib/settings/problems";
import { startPackage } from "../../lib/stand-in/functions-host";
import { userProject } from "./user-project";

/** Projects of this file's tests. */
export const scratch = mkdtempSync(join(tmpdir(), "packaging-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

export const ENTRY = "./src/run.js";
export const run: Components = {
  run: defineFunction({ name: "run", entry: ENTRY, trigger: { type: "http" } }),
};

let count = 0;
/** A project whose one function runs this code. */
export function project(code: string, files: Readonly<Record<string, string>> = {}): string {
  count += 1;
  return userProject(join(scratch, `${count}`), { [ENTRY]: code, ...files });
}

export async function packaged(root: string, options: PackageOptions = {}, components = run) {
  const code = await packageCode(components, { root, ...options });
  const bytes = readFileSync(code.file);
  const answer = (): unknown => startPackage(bytes)[0]?.run();
  return { ...code, files: unzipSync(bytes), answer };
}

export async function problemsOf(root: string, options: PackageOptions): Promise<readonly Problem[]> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const error: unknown = await packageCode(run, { root, ...options }).catch((thrown: unknown) => thrown);
  expect(existsSync(join(root, "dist"))).toBe(false);
  if (error instanceof BackendConfigError) return error.problems;
  throw new Error("it was packaged", { cause: error });
}

export const messagesOf = async (root: string, options: PackageOptions): Promise<readonly string[]> =>
  (await problemsOf(root, options)).map(({ path, message }) => `${path}: ${message}`);

/** A package as it is installed: its manifest and its files. */
export function install(
  root: string,
  name: string,
  manifest: object,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): void {
  const folder = join(root, "node_modules", name);
  const all = {
    ...files,
    "package.json": JSON.stringify({ name: name.split("node_modules/").at(-1), ...manifest }),
  };
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}
