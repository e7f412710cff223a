import { type ExecFileOptions, execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { packageFolder } from "./package-folder";

/** What of `package.json` its users depend on. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export const execute = promisify(execFile);
/** Runs npm in a folder. @returns what it prints */
export async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await execute("npm", args, { cwd, shell: process.platform === "win32" })).stdout;
}

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

/** The package as it is built for a release, once for all tests of a run: nobody writes into it. */
export interface Packed {
  readonly folder: string;
  /** A copy of the repository, with what was built in it. */
  readonly copy: string;
  readonly tarball: string;
}

/** Builds the package for the first who asks, of whichever worker; the others wait for it. */
export async function packed(): Promise<Packed> {
  const folder = packageFolder();
  const { name, version } = manifestIn(root);
  const all = { folder, copy: join(folder, "copy"), tarball: join(folder, `${name}-${version}.tgz`) };
  const end = join(folder, "end");
  if (isFirst(join(folder, "begun"))) {
    const fault = await pack(all.copy).catch((error: unknown) => String(error));
    writeFileSync(`${end}.new`, fault ?? "");
    renameSync(`${end}.new`, end);
  }
  while (!existsSync(end)) await pause(100);
  const fault = readFileSync(end, "utf8");
  if (fault !== "") throw new Error(fault);
  return all;
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function pack(copy: string): Promise<undefined> {
  copyRepository(copy);
  const { error, stdout } = await output("npm", ["pack", "--ignore-scripts=false", "--pack-destination=.."], {
    cwd: copy,
    shell: process.platform === "win32",
  });
  // What the compiler says stands there.
  if (error) throw new Error(stdout, { cause: error });
}

/** What is in the repository, without what was made in it, and beside the same packages. */
export function copyRepository(copy: string): void {
  const left = ["node_modules", ".git", "dist", "cdktf.out", ".gen", "state", "site"];
  for (const entry of readdirSync(root).filter((name) => !left.includes(name)))
    cpSync(join(root, entry), join(copy, entry), { recursive: true });
  link("node_modules", copy);
}

/** Unpacks the package into a user's project, beside nothing but what it says it needs. */
export async function install(project: string): Promise<string> {
  const { name, dependencies, peerDependencies } = manifestIn(root);
  const { tarball } = await packed();
  const installed = join(project, "node_modules", name);
  mkdirSync(installed, { recursive: true });
  await execute("tar", ["-xzf", tarball, "--strip-components=1"], { cwd: installed });
  for (const needed of Object.keys({ ...dependencies, ...peerDependencies, "@types/node": "" }))
    link(join("node_modules", needed), project);
  return installed;
}

/**
 * The published bindings with the resources that a built package names, as a tarball: npm takes most of an installation to unpack the
 * others, a thousand. They are the same files as npm has installed here.
 */
export async function namedBindings(name: string, built: string, folder: string): Promise<string> {
  const own = join(root, "node_modules", name);
  const kept = join(folder, "bindings/package");
  const texts = Object.values(contentsOf(join(built, "dist"))).join("\n");
  const named = [...texts.matchAll(new RegExp(`${name}/lib/([\\w-]+)`, "g"))].map(([, each = ""]) => each);
  for (const each of ["package.json", ...[...new Set(named)].map((resource) => `lib/${resource}`)])
    cpSync(join(own, each), join(kept, each), { recursive: true });
  const tarball = join(folder, "bindings.tar");
  await execute("tar", ["-cf", tarball, "-C", dirname(kept), "package"]);
  return tarball;
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
