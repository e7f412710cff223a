import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { OPENTOFU } from "../terraform/program";

/** What the jobs need to know of the repository, each path with `/` and relative to its top. */
export interface RepositoryFacts {
  /** The folder of the app; `.` for the top. */
  readonly folder: string;
  /** The folder of package-lock.json; undefined where there is none. */
  readonly lockFolder: string | undefined;
  /** The version of Node.js, or the file that says it. */
  readonly node: { readonly version: string } | { readonly file: string };
  readonly engine: EngineFacts;
  /** The project has a script that packages its code. */
  readonly hasPackageScript: boolean;
  /** Beside the app. */
  readonly hasDockerfile: boolean;
}

/** Terraform or OpenTofu, in one version: a saved plan is applied by the version that made it. */
export interface EngineFacts {
  readonly isOpenTofu: boolean;
  readonly version: string;
  /** The file that says it, or that nothing does. */
  readonly from: string;
}

/** Where no file of the project says another version. */
export const DEFAULT_VERSIONS = { node: "24", terraform: "1.11.4", opentofu: "1.12.6" } as const;

/** What tools that switch between versions read: tfenv, tofuenv, tenv. */
const VERSION_FILES = { terraform: ".terraform-version", opentofu: ".opentofu-version" } as const;

/**
 * Reads what is in a repository.
 *
 * @param top - its top folder
 * @param project - the folder of the app
 * @param program - Terraform's, as the command was told
 * @throws Error for a file with a version that is not one
 */
export function repositoryFacts(top: string, project: string, program: string): RepositoryFacts {
  const folders = foldersUp(top, project);
  const shown = (path: string): string => relative(top, path).replaceAll("\\", "/") || ".";
  const first = (...files: readonly string[]): string | undefined =>
    folders.flatMap((folder) => files.map((file) => join(folder, file))).find((path) => existsSync(path));
  const lock = first("package-lock.json", "npm-shrinkwrap.json");
  const node = first(".nvmrc", ".node-version");
  return {
    folder: shown(project),
    lockFolder: lock === undefined ? undefined : shown(dirname(lock)),
    node: node === undefined ? { version: DEFAULT_VERSIONS.node } : { file: shown(node) },
    engine: engineFacts(program, first, shown),
    hasPackageScript: hasScript(join(project, "package.json"), "package"),
    hasDockerfile: existsSync(join(project, "Dockerfile")),
  };
}

function engineFacts(
  program: string,
  first: (...files: readonly string[]) => string | undefined,
  shown: (path: string) => string,
): EngineFacts {
  const isOpenTofu = basename(program).replace(/\.exe$/i, "") === OPENTOFU;
  const kind = isOpenTofu ? "opentofu" : "terraform";
  const file = first(VERSION_FILES[kind]);
  if (file === undefined)
    return { isOpenTofu, version: DEFAULT_VERSIONS[kind], from: "the version of the jobs" };
  const version = readFileSync(file, "utf8").trim().replace(/^v/, "");
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(
      `${shown(file)} has to contain one version, such as ${DEFAULT_VERSIONS[kind]}: a saved plan is applied by the version that made it. ` +
        `Got ${JSON.stringify(version)}.`,
    );
  return { isOpenTofu, version, from: shown(file) };
}

/** From the project to the top. */
function foldersUp(top: string, project: string): readonly string[] {
  const folders = [project];
  for (let folder = project; folder !== top && dirname(folder) !== folder; folder = dirname(folder))
    folders.push(dirname(folder));
  return folders;
}

function hasScript(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const { scripts = {} } = JSON.parse(readFileSync(file, "utf8")) as { readonly scripts?: object };
  return name in scripts;
}
