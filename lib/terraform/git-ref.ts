import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type Outcome, run } from "./command";

/** Why there is no project at a git ref, and what to do about it. */
export class GitRefError extends Error {}

/** A project's working tree as it was at a commit, in a folder of its own. */
export interface TreeAtRef {
  /** The folder that stands for the working folder. */
  readonly cwd: string;
  /** The file or command of the app, as it is there. */
  readonly app: string | undefined;
  readonly commit: string;
  /** What is not as it was then. */
  readonly notes: readonly string[];
}

interface Asked {
  readonly cwd: string;
  /** The file or command of the app; what cdktf.json names where it is left out. */
  readonly app: string | undefined;
  readonly ref: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes what a repository had at a commit into a temporary folder, beside the packages that are installed now. The repository itself,
 * its index and its working tree stay as they are.
 *
 * @param read - works with the folder, which is gone afterwards
 * @throws {@link GitRefError} where there is no git, no repository, or no such commit in it
 */
export async function atGitRef<T>(given: Asked, read: (tree: TreeAtRef) => Promise<T>): Promise<T> {
  // Git names the top of the repository without symbolic links.
  const asked = { ...given, cwd: realpathSync(given.cwd) };
  const git = gitIn(asked);
  const top = await git.topLevel();
  const commit = await git.commitOf(asked.ref);
  const folder = mkdtempSync(join(tmpdir(), "git-ref-"));
  try {
    const tree = join(folder, "tree");
    mkdirSync(tree);
    await git.write(top, commit, { tree, index: join(folder, "index") });
    const cwd = join(tree, relative(top, asked.cwd));
    if (!existsSync(cwd)) throw new GitRefError(`${asked.ref} has no folder ${relative(top, asked.cwd)}.`);
    const places = placesBetween(top, asked.cwd);
    for (const place of places) linkInstalled(place, join(tree, relative(top, place)));
    const app = appIn(asked, top, tree);
    return await read({ cwd, app, commit, notes: notesOf(asked.ref, places, top, tree) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function gitIn({ cwd, signal }: Asked) {
  const git = async (
    args: readonly string[],
    more: { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> } = {},
  ): Promise<Outcome> => {
    try {
      const outcome = await run("git", args, { cwd, ...more, ...(signal === undefined ? {} : { signal }) });
      // A git that was interrupted says nothing of the ref.
      signal?.throwIfAborted();
      return outcome;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new GitRefError("git is not installed: --against reads a commit with it.");
    }
  };
  return {
    async topLevel(): Promise<string> {
      const { status, stdout } = await git(["rev-parse", "--show-toplevel"]);
      if (status !== 0)
        throw new GitRefError(`${cwd} is in no git repository: --against compares with a commit of one.`);
      return resolve(stdout.trim());
    },
    async commitOf(ref: string): Promise<string> {
      const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
      const { status, stdout } = await git(args);
      if (status !== 0)
        throw new GitRefError(
          `The repository has no commit "${ref}": fetch it first, "git fetch origin ${ref}". A shallow clone of a pipeline has the ` +
            "newest commit only: fetch-depth: 0 (GitHub Actions), fetchDepth: 0 (Azure Pipelines).",
        );
      return stdout.trim();
    },
    async write(
      top: string,
      commit: string,
      { tree, index }: { readonly tree: string; readonly index: string },
    ): Promise<void> {
      // An index of its own: that of the repository has what is staged.
      const at = { cwd: top, environment: { GIT_INDEX_FILE: index } };
      for (const args of [
        ["read-tree", commit],
        ["checkout-index", "--all", `--prefix=${tree}/`],
      ]) {
        const { status, stderr } = await git(args, at);
        if (status !== 0) throw new GitRefError(`git ${args[0]} failed: ${stderr.trim()}`);
      }
    },
  };
}

/** A folder, and those above it up to the top of the repository. */
function placesBetween(top: string, folder: string): readonly string[] {
  const above = dirname(folder);
  return folder === top || above === folder ? [folder] : [...placesBetween(top, above), folder];
}

/** What git does not keep, and the app needs: installed packages, and bindings that `cdktf get` has generated. */
function linkInstalled(from: string, into: string): void {
  for (const name of ["node_modules", ".gen"])
    if (existsSync(join(from, name)) && existsSync(into) && !existsSync(join(into, name)))
      symlinkSync(join(from, name), join(into, name), "junction");
}

/** A file of the working tree is that of the commit; a command is the same. */
function appIn({ cwd, app }: Asked, top: string, tree: string): string | undefined {
  if (app === undefined || !isAbsolute(app)) return app;
  const path = relative(top, existsSync(app) ? realpathSync(app) : resolve(cwd, app));
  return path.startsWith("..") ? app : join(tree, path);
}

const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

function notesOf(ref: string, places: readonly string[], top: string, tree: string): readonly string[] {
  const changed = places.flatMap((place) =>
    LOCK_FILES.map((name) => join(place, name)).filter(
      (file) => textOf(file) !== textOf(join(tree, relative(top, file))),
    ),
  );
  return changed.map(
    (file) =>
      `${relative(top, file)} differs from that of ${ref}: both sides run with the packages that are installed now`,
  );
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
