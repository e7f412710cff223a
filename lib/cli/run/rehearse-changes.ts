import type { Rehearsed } from "../../review/rehearsed";
import { type RehearsedChange, rehearseChange } from "../../terraform/change-rehearsal";
import { atGitRef } from "../../terraform/git-ref";
import { findProject } from "../../terraform/project";
import { type Surroundings, step } from "../surroundings";
import type { NowAndBase } from "./environment-sides";
import { standInOptions } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly terraform: string | undefined;
  readonly verbose: boolean;
}

/**
 * Applies each environment on a stand-in for Azure as it was at a commit, and then as it is now.
 *
 * @param environments - by name; those that the app has now
 */
export async function rehearseChanges(
  given: Given,
  ref: string,
  environments: readonly string[],
  { base }: Pick<NowAndBase, "base">,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, Rehearsed>> {
  const rehearsed = new Map<string, Rehearsed>();
  const { cwd, signal } = surroundings;
  await atGitRef({ cwd, app: given.app, ref, signal }, async (tree) => {
    for (const environment of environments) {
      const isThere = base.some(({ plan }) => plan.environment === environment);
      const project = isThere ? findProject(tree.cwd, tree.app) : undefined;
      const options = standInOptions({ ...given, environment }, surroundings);
      const change = (): Promise<RehearsedChange> => rehearseChange(options, project);
      rehearsed.set(environment, await step(surroundings, `rehearse ${environment}`, change, resultText));
    }
  });
  return rehearsed;
}

function resultText({ skipped, refused, again }: RehearsedChange): string {
  if (skipped !== undefined) return "not rehearsed";
  if (refused !== undefined) return `apply of ${refused.stack} is refused`;
  return Object.keys(again).length === 0
    ? "applied, and the next plan is empty"
    : "the next plan is not empty";
}
