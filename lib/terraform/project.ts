import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Whose backend it is: a folder with a cdktf.json, and how its app is started. */
export interface Project {
  readonly folder: string;
  /** The command that writes the stacks; what cdktf.json says where it is left out. */
  readonly app?: string;
}

/**
 * The project that a file or folder of the user's belongs to: the nearest folder above that has a cdktf.json, so that
 * its context counts.
 *
 * @throws Error when there is no such file, or no cdktf.json above it
 */
export function projectAt(path: string): Project {
  const whole = resolve(path);
  if (!existsSync(whole)) throw new Error(`there is no ${path}: name the file that defines the backend`);
  const isFolder = statSync(whole).isDirectory();
  const folder = nearest(isFolder ? whole : dirname(whole));
  if (folder === undefined)
    throw new Error(`${path} has no cdktf.json in its folder or above: add one, or name a file of a project`);
  return isFolder ? { folder } : { folder, app: `${starter(whole)} ${quoted(whole)}` };
}

function nearest(folder: string): string | undefined {
  if (existsSync(join(folder, "cdktf.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearest(parent);
}

/** TypeScript is run by tsx, which comes with this project; JavaScript by Node alone. */
function starter(file: string): string {
  if (!/\.[cm]?ts$/.test(file)) return quoted(process.execPath);
  const packageFile = require.resolve("tsx/package.json");
  const { bin } = JSON.parse(readFileSync(packageFile, "utf8")) as { readonly bin: string };
  return `${quoted(process.execPath)} ${quoted(join(dirname(packageFile), bin))}`;
}

function quoted(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `"${word}"`;
}

/**
 * The stacks of one environment, in the order in which they are deployed; those of the user's own that they depend
 * on come with them. Every stack of the app, where no environment is said.
 *
 * @throws Error when the app has no such environment
 */
export function stacksOf(outdir: string, environment: string | undefined): readonly string[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
  };
  const wanted = Object.keys(stacks).filter(
    (id) =>
      environment === undefined ||
      ["network", "platform", "workloads"].some((role) => id.endsWith(`-${environment}-${role}`)),
  );
  if (wanted.length === 0)
    throw new Error(
      `the app has no environment "${environment}", only the stacks ${Object.keys(stacks).join(", ")}`,
    );
  const ordered: string[] = [];
  const visit = (id: string): void => {
    if (ordered.includes(id)) return;
    for (const each of stacks[id]?.dependencies ?? []) visit(each);
    ordered.push(id);
  };
  wanted.forEach(visit);
  return ordered;
}
