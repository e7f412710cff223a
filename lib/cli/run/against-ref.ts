import type { TreeAtRef } from "../../terraform/git-ref";
import { atGitRef } from "../../terraform/git-ref";
import { AppError } from "../../terraform/synthesis";
import type { Surroundings } from "../surroundings";
import type { AppGiven } from "./run-app";

/** What an app is now and what it was at a commit. */
export interface AgainstRef<T> {
  readonly now: T;
  readonly base: T;
  readonly tree: Pick<TreeAtRef, "commit" | "notes">;
}

/**
 * Reads an app in the working tree, and as it was at a commit.
 *
 * @param read - runs the app; the second time in the folder of that commit
 * @throws GitRefError for a ref that does not exist, before the app runs
 * @throws {@link AppError} where the app of the commit does not synthesise
 */
export async function againstRef<Given extends AppGiven, T>(
  given: Given,
  ref: string,
  surroundings: Surroundings,
  read: (given: Given, surroundings: Surroundings) => Promise<T>,
): Promise<AgainstRef<T>> {
  const { cwd, signal } = surroundings;
  return atGitRef({ cwd, app: given.app, ref, signal }, async (tree) => {
    tree.notes.forEach(surroundings.say);
    const now = await read(given, surroundings);
    const at = { ...given, app: tree.app };
    const base = await read(at, { ...surroundings, cwd: tree.cwd }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(`At ${ref}, the app does not synthesise. ${error.message}`, error.problems);
    });
    return { now, base, tree };
  });
}
