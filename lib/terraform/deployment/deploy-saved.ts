import { readFileSync } from "node:fs";
import { inOrder } from "../stacks";
import { changesAnything, plannedChanges } from "../planned-changes";
import { planDifferences } from "../plan-differences";
import { removePlan } from "./apply-plan";
import { type Deployed, applyTold, eachStack, planTold } from "./deploy";
import { type Deployment, counted, initialiseAll } from "./deployment";
import { planStack } from "./plan-stack";
import { type SavedPlan, fileOf, sha256 } from "./saved-plans";

/** A folder of saved plans, and what it has. */
export interface Saved {
  readonly folder: string;
  readonly plans: readonly SavedPlan[];
}

/**
 * Applies plans as they were saved and reviewed. All of them are looked at before the first one is applied. Where a stack
 * reads what another one has just changed, it is planned again, and applied if the plan does what the saved one does.
 *
 * @throws Error with what has changed, where they hold no longer
 */
export async function deploySaved(deployment: Deployment, saved: Saved): Promise<Deployed> {
  const plans = plansOf(deployment, saved);
  await initialiseAll(deployment);
  await checkAllFresh(deployment, saved, plans);
  const changed = new Set<string>();
  return eachStack(deployment, async (stack, shown) => {
    const plan = plans.get(stack.id);
    if (plan === undefined) throw new Error(`${stack.id} has no saved plan`);
    const readsChanged = inOrder([stack], deployment.stacks).some(
      ({ id }) => id !== stack.id && changed.has(id),
    );
    const isExact = !readsChanged && plan.expects.length === 0;
    const json = isExact ? savedJson(saved, plan) : undefined;
    const result =
      json === undefined
        ? await applyPlannedAgain(deployment, saved, plan, shown)
        : await applySaved(deployment, saved, { plan, json, shown });
    if (changesAnything(json ?? savedJson(saved, plan))) changed.add(stack.id);
    // Terraform writes none for a stack that has nothing in it, and others could not read it.
    await deployment.states.ensure(stack.id);
    return result;
  });
}

function plansOf({ stacks }: Deployment, { folder, plans }: Saved): ReadonlyMap<string, SavedPlan> {
  const byStack = new Map(plans.map((plan) => [plan.stack, plan]));
  const missing = stacks.filter(({ id }) => !byStack.has(id)).map(({ id }) => id);
  if (missing.length > 0)
    throw new Error(
      `${folder} has no plan of ${missing.join(", ")}, only of ${[...byStack.keys()].join(", ")}: ` +
        "plan the same stacks that are deployed.",
    );
  return byStack;
}

function applySaved(
  deployment: Deployment,
  { folder }: Saved,
  { plan, json, shown }: { readonly plan: SavedPlan; readonly json: string; readonly shown: string },
): Promise<string> {
  const file = fileOf(folder, plan.stack, "tfplan");
  return applyTold(deployment, { stack: plan.stack, file, json, changes: plannedChanges(json) }, shown);
}

/** What the saved plan could only expect is known now. */
async function applyPlannedAgain(
  deployment: Deployment,
  saved: Saved,
  before: SavedPlan,
  shown: string,
): Promise<string> {
  const { stack } = before;
  await deployment.states.ensure(stack);
  const plan = await planTold(deployment, stack, shown);
  try {
    const differences = planDifferences(savedJson(saved, before), plan.json);
    if (differences.length > 0)
      throw new Error(
        [
          `With the current outputs of the stacks before it, the plan of ${stack} differs from the saved plan. It`,
          ...differences.map((line) => `- ${line}`),
          NEW_PLAN,
        ].join("\n"),
      );
    return await applyTold(deployment, plan, shown);
  } finally {
    removePlan(plan);
  }
}

const NEW_PLAN = "Save a new plan, review it and deploy that.";

/** Every stack is looked at, so that all changes are reported at once and nothing is applied. */
async function checkAllFresh(
  deployment: Deployment,
  saved: Saved,
  plans: ReadonlyMap<string, SavedPlan>,
): Promise<void> {
  const stale: string[] = [];
  for (const [{ id }, shown] of counted(deployment.stacks)) {
    const plan = plans.get(id);
    const reasons = plan === undefined ? [] : await whyStale(deployment, plan);
    if (plan === undefined || reasons.length === 0) continue;
    const now = await deployment.step(
      `plan ${shown}`,
      () => planStack(deployment, id),
      () => "for what has changed",
    );
    removePlan(now);
    const differences = planDifferences(savedJson(saved, plan), now.json);
    stale.push(
      `${id}: ${reasons.join(", and ")}.`,
      ...(differences.length === 0
        ? ["- the changes would be the same"]
        : differences.map((line) => `- planned now, it ${line}`)),
    );
  }
  if (stale.length > 0)
    throw new Error(
      ["The saved plans are out of date, and nothing was applied.", ...stale, NEW_PLAN].join("\n"),
    );
}

async function whyStale({ commands, states }: Deployment, plan: SavedPlan): Promise<readonly string[]> {
  const { stack, state, configuration } = plan;
  const now = await states.version(stack);
  return [
    ...(sha256(commands.synthesised(stack)) === configuration ? [] : ["its configuration has changed"]),
    ...stateChanges(state, now),
  ];
}

function stateChanges(then: SavedPlan["state"], now: SavedPlan["state"] | undefined): readonly string[] {
  if (then === null) return now === undefined ? [] : ["it had no state when it was planned, but has one now"];
  if (now === undefined || now === null) return ["its state no longer exists"];
  if (then.lineage !== now.lineage) return ["its state is not the one that it was planned with"];
  return then.serial === now.serial
    ? []
    : [`its state has changed (serial ${then.serial} when it was planned, ${now.serial} now)`];
}

function savedJson({ folder }: Saved, { stack }: SavedPlan): string {
  return readFileSync(fileOf(folder, stack, "json"), "utf8");
}
