import { rmSync } from "node:fs";
import { CommandFailure } from "../command-failure";
import { NO_CHANGES, type PlanFile, type PlannedChange, changesAnything } from "../planned-changes";
import { ApplyProgress } from "./apply-progress";
import type { Deployment } from "./deployment";

/** What is applied. */
export interface PlanToApply {
  readonly stack: string;
  /** Terraform's own file. */
  readonly file: string;
  readonly json: string;
  readonly changes: readonly PlannedChange[];
}

/**
 * Applies a plan as it is.
 *
 * @returns what Terraform has counted, `3 added, 0 changed, 0 destroyed`; `no changes` where there is nothing to apply
 */
export async function applyPlan(
  { commands, say, signal }: Deployment,
  { stack, file, json, changes }: PlanToApply,
): Promise<string> {
  if (!changesAnything(json)) return NO_CHANGES;
  const total = changes.reduce((sum, { action }) => sum + (action === "replace" ? 2 : 1), importCount(json));
  const progress = new ApplyProgress(total, say);
  const outcome = await commands.terraform(
    stack,
    ["apply", "-input=false", "-no-color", file],
    signal,
    (text) => {
      progress.hear(text);
    },
  );
  if (outcome.status !== 0) throw new CommandFailure(`apply of ${stack}`, outcome);
  return /Resources: (.+?)\./.exec(outcome.stdout)?.[1] ?? "done";
}

/** Terraform reports an import beside the change of what it imports. */
function importCount(json: string): number {
  const { resource_changes: resources = [] } = JSON.parse(json) as PlanFile;
  return resources.filter(({ change }) => change.importing !== undefined && change.importing !== null).length;
}

/** A plan holds what may be secret: it stays in the stack's folder no longer than it is needed. */
export function removePlan({ file }: { readonly file: string }): void {
  rmSync(file, { force: true });
}
