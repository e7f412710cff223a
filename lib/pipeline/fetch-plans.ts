import { mkdirSync, writeFileSync } from "node:fs";
import { type SavedPlan, fileOf, sha256 } from "../terraform/deployment/saved-plans";
import type { BlobContainer } from "./blob-container";
import { type StoredPlan, type StoredPlans, blobNames, folderOf } from "./stored-plans";

/** As `deploySaved` takes them. */
export function savedPlanOf(
  stack: string,
  { sha256: plan, json, configuration, state, expects }: StoredPlan,
): SavedPlan {
  return { stack, plan, json, configuration, state, expects };
}

/**
 * Downloads the plans of some stacks. Nothing of them is used before every one is what was reviewed.
 *
 * @param folder - gets the files; it and they are for their owner alone
 * @throws Error with each plan that is not there, or is another one
 */
export async function fetchPlans(
  container: Pick<BlobContainer, "read">,
  stored: StoredPlans,
  stacks: readonly string[],
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const missing: string[] = [];
  const others: string[] = [];
  for (const stack of stacks) {
    const plan = stored.stacks[stack];
    if (plan === undefined) continue;
    const names = blobNames(stack, plan);
    for (const [kind, hash] of [
      ["tfplan", plan.sha256],
      ["json", plan.json],
    ] as const) {
      const content = await container.read(`${folderOf(stored)}/${names[kind]}`);
      if (content === undefined) missing.push(names[kind]);
      else if (sha256(Buffer.from(content)) !== hash) others.push(names[kind]);
      else writeFileSync(fileOf(folder, stack, kind), content, { mode: 0o600 });
    }
  }
  const faults = [
    ...(missing.length === 0
      ? []
      : [
          `- not there: ${missing.join(", ")}. The container's rule has deleted them because they are too old, or they were deleted ` +
            "after they had been applied.",
        ]),
    ...(others.length === 0
      ? []
      : [
          `- not the ones that were reviewed, by their SHA-256: ${others.join(", ")}. Find out who writes to the container.`,
        ]),
  ];
  if (faults.length > 0)
    throw new Error(
      [
        `The plans stored as ${stored.key} cannot be applied, and nothing was applied.`,
        ...faults,
        "Plan again with --store, review it and deploy that.",
      ].join("\n"),
    );
}

/**
 * Deletes plans that were applied: they hold what the state holds.
 *
 * @throws Error where one cannot be deleted
 */
export async function deletePlans(
  container: Pick<BlobContainer, "delete">,
  stored: StoredPlans,
  stacks: readonly string[],
): Promise<void> {
  for (const stack of stacks) {
    const plan = stored.stacks[stack];
    if (plan === undefined) continue;
    for (const name of Object.values(blobNames(stack, plan)))
      await container.delete(`${folderOf(stored)}/${name}`);
  }
}
