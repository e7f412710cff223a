import { type ExecFileOptions, execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { promisify } from "node:util";

/** What of `package.json` its users depend on. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export const execute = promisify(execFile);
/** What a command prints; `error` when it fails. */
export async function output(
  command: string,
  args: readonly string[],
  options: ExecFileOptions,
): Promise<{ readonly stdout: string; readonly error?: unknown }> {
  try {
    return await execute(command, args, { ...options, encoding: "utf8" });
  } catch (error) {
    return { stdout: (error as { stdout: string }).stdout, error };
  }
}

export const root = join(__dirname, "../..");

/** Where one test packs the package and uses it; to be removed after it. */
export interface Scratch {
  readonly folder: string;
  /** A copy of the repository, built and packed as for a release. */
  readonly copy: string;
  /** A user's project. */
  readonly project: string;
  /** The package, unpacked in that project. */
  readonly installed: string;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  const project = join(folder, "project");
  const installed = join(project, "node_modules/cdktf-azure-backend");
  mkdirSync(installed, { recursive: true });
  return { folder, copy: join(folder, "copy"), project, installed };
}

/** What is in the repository, without what was made in it, and beside the same packages. */
export function copyRepository(copy: string): void {
  const left = ["node_modules", ".git", "dist", "cdktf.out", ".gen", "state"];
  for (const entry of readdirSync(root).filter((name) => !left.includes(name)))
    cpSync(join(root, entry), join(copy, entry), { recursive: true });
  link("node_modules", copy);
}

export async function pack({ copy }: Scratch): Promise<void> {
  copyRepository(copy);
  const { error, stdout } = await output("npm", ["pack", "--ignore-scripts=false", "--pack-destination=.."], {
    cwd: copy,
    shell: process.platform === "win32",
  });
  // What the compiler says stands there.
  if (error) throw new Error(stdout, { cause: error });
}

/** Unpacks the tarball beside nothing but what it says it needs. */
export async function install({ folder, project, installed }: Scratch): Promise<void> {
  const { name, version, dependencies, peerDependencies } = manifestIn(root);
  const tarball = join(folder, `${name}-${version}.tgz`);
  await execute("tar", ["-xzf", tarball, "--strip-components=1"], { cwd: installed });
  for (const needed of Object.keys({ ...dependencies, ...peerDependencies, "@types/node": "" }))
    link(join("node_modules", needed), project);
}

function link(path: string, into: string): void {
  mkdirSync(dirname(join(into, path)), { recursive: true });
  symlinkSync(join(root, path), join(into, path), "junction");
}

export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** The path of every file in a folder, sorted, with `/`. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll(sep, "/"))
    .sort();
}

export function contentsOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
