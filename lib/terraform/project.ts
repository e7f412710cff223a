import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { messageOf } from "../settings/message-of";
import { tsxLoader } from "./tsx-loader";

/** A CDKTF project: a folder with a cdktf.json, and the command that writes its stacks. */
export interface Project {
  readonly folder: string;
  /** As a shell runs it in the folder, `npx tsx main.ts`. */
  readonly app: string;
  /** Sources of modules that cdktf.json names by relative path: the engine has to know them. */
  readonly relativeModules: readonly string[];
}

/** Why there is no project, and what to do about it. */
export class ProjectError extends Error {
  constructor(
    readonly found: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${found}: ${fix}.`, options);
  }
}

/**
 * The project of a folder, or of the app that is named: the nearest folder above that has a cdktf.json, so that its
 * context counts.
 *
 * @param cwd - where it is looked for, and what `app` is relative to
 * @param app - a file, a folder of a project, or a command; what cdktf.json names where it is left out
 * @throws {@link ProjectError} when there is no such file, no cdktf.json above it, or no app in it
 */
export function findProject(cwd: string, app?: string): Project {
  if (app === undefined) return projectOf(cwd, "this folder");
  const file = resolve(cwd, app);
  if (!existsSync(file)) {
    // Commands have arguments: `--app "npx tsx main.ts"`.
    if (/\s/.test(app)) return projectOf(cwd, "this folder", () => app);
    throw new ProjectError(
      `${app} does not exist`,
      "use the file that defines the backend, or the command that runs it",
    );
  }
  if (statSync(file).isDirectory()) return projectOf(file, app);
  return projectOf(dirname(file), app, (folder) => `${starter(file, folder)} ${quoted(file)}`);
}

function projectOf(from: string, named: string, appIn?: (folder: string) => string): Project {
  const folder = nearest(from);
  if (folder === undefined)
    throw new ProjectError(
      `No cdktf.json found for ${named}, in its folder or above`,
      'go to the folder of your project, or create a project with "npx cdktf-azure-backend init <folder>"',
    );
  const file = join(folder, "cdktf.json");
  const config = configOf(file);
  const app = appIn?.(folder) ?? config.app;
  if (typeof app !== "string" || app.trim() === "")
    throw new ProjectError(
      `${shown(file)} has no app`,
      'add "app": "npx tsx main.ts", or set a file with --app',
    );
  return { folder, app, relativeModules: relativeModules(config.terraformModules) };
}

/** The file that defines the backends as far as the command of the app names it, else the project's cdktf.json. */
export function appFile({ folder, app }: Project): string {
  const words = [...app.matchAll(/"([^"]+)"|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain ?? "");
  const files = words.map((word) => resolve(folder, word)).filter((file) => isOwnFile(folder, file));
  return files.at(-1) ?? join(folder, "cdktf.json");
}

function isOwnFile(folder: string, file: string): boolean {
  const path = relative(folder, file);
  if (path.startsWith("..") || isAbsolute(path) || path.split(sep).includes("node_modules")) return false;
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

interface Config {
  readonly app?: unknown;
  readonly terraformModules?: unknown;
}

function configOf(file: string): Config {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Config;
  } catch (error) {
    throw new ProjectError(`${shown(file)} is not valid JSON (${messageOf(error)})`, "correct the file", {
      cause: error,
    });
  }
}

/** As the engine's CLI hands them over. */
function relativeModules(modules: unknown): readonly string[] {
  if (!Array.isArray(modules)) return [];
  return modules.flatMap((each: unknown) => {
    const source = typeof each === "object" && each !== null && "source" in each ? each.source : each;
    return typeof source === "string" && /^\.\.?\//.test(source) ? [source] : [];
  });
}

function nearest(folder: string): string | undefined {
  if (existsSync(join(folder, "cdktf.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearest(parent);
}

/** TypeScript is run by the project's own tsx, JavaScript by Node alone. */
function starter(file: string, folder: string): string {
  if (!/\.[cm]?ts$/.test(file)) return quoted(process.execPath);
  const loader = tsxLoader(folder) ?? tsxLoader(__dirname);
  if (loader === undefined)
    throw new ProjectError(
      `${shown(file)} is TypeScript, but tsx is not installed in ${shown(folder)}`,
      "npm install --save-dev tsx",
    );
  return withLoader(loader);
}

const PRELOAD = join(__dirname, "app-preload.cjs");

/** Node, with what runs TypeScript in it. */
export function withLoader(loader: string): string {
  return `${quoted(process.execPath)} --require ${quoted(PRELOAD)} --import ${quoted(loader)}`;
}

/** For a shell. */
function quoted(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `"${word}"`;
}

/** Short, and without the folders of one machine where that is possible. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
}
