import { readFileSync } from "node:fs";
import { inOrder } from "../stacks";
import { changesAnything, plannedChanges } from "../planned-changes";
import { planDifferences } from "../plan-differences";
import { removePlan } from "./apply-plan";
import { CommandFailure } from "../command-failure";
import { type AppliedPlans, type Begun, NOT_NOTED } from "./applied-plans";
import { type Deployed, NewPlanNeeded, applyTold, eachStack, planTold } from "./deploy";
import { type Deployment, counted, initialiseAll } from "./deployment";
import { planStack } from "./plan-stack";
import { type SavedPlan, fileOf, sha256 } from "./saved-plans";

/** A folder of saved plans, and what it has. */
export interface Saved {
  readonly folder: string;
  readonly plans: readonly SavedPlan[];
  /** What a stack's plan changes, where it was applied by an earlier run and is in the folder no longer. */
  readonly changesAnything?: (stack: string) => boolean;
  /** @default - nobody remembers */
  readonly applied?: AppliedPlans;
}

/** What became of a stack whose plan an earlier run has applied. */
export const APPLIED_BEFORE = "already applied by an earlier run";

/**
 * Applies plans as they were saved and reviewed. All of them are looked at before the first one is applied. Where a stack
 * reads what another one has just changed, it is planned again, and applied if the plan does what the saved one does. Where an
 * earlier run was interrupted, what it has left is applied.
 *
 * @throws Error with what has changed, where they hold no longer
 */
export async function deploySaved(deployment: Deployment, saved: Saved): Promise<Deployed> {
  const { applied = NOT_NOTED } = saved;
  const plans = plansOf(deployment, saved);
  await initialiseAll(deployment);
  await checkAllFresh(deployment, saved, plans);
  const changed = new Set<string>();
  return eachStack(deployment, async (stack, shown) => {
    const plan = plans.get(stack.id);
    if (plan === undefined) throw new Error(`${stack.id} has no saved plan`);
    const begun = await applied.find(plan);
    if (begun?.applied !== undefined) {
      noteChange(changed, saved, plan);
      return APPLIED_BEFORE;
    }
    const readsChanged = inOrder([stack], deployment.stacks).some(
      ({ id }) => id !== stack.id && changed.has(id),
    );
    const isRest = begun !== undefined && (await hasMoved(deployment, plan));
    const isExact = !readsChanged && plan.expects.length === 0 && !isRest;
    await applied.begin(plan);
    const result = isExact
      ? await applySaved(deployment, saved, plan, shown)
      : await applyPlannedAgain(deployment, saved, plan, { shown, isRest });
    noteChange(changed, saved, plan);
    // Terraform writes none for a stack that has nothing in it, and others could not read it.
    await deployment.states.ensure(stack.id);
    await applied.end(plan, await stateOf(deployment, stack.id));
    return result;
  });
}

function noteChange(changed: Set<string>, saved: Saved, plan: SavedPlan): void {
  const { changesAnything: known = () => changesAnything(savedJson(saved, plan)) } = saved;
  if (known(plan.stack)) changed.add(plan.stack);
}

async function stateOf({ states }: Deployment, stack: string): Promise<SavedPlan["state"]> {
  const now = await states.version(stack);
  return now === undefined ? null : { lineage: now.lineage, serial: now.serial };
}

async function hasMoved(deployment: Deployment, { stack, state }: SavedPlan): Promise<boolean> {
  return stateChanges(state, (await stateOf(deployment, stack)) ?? undefined).length > 0;
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

async function applySaved(
  deployment: Deployment,
  saved: Saved,
  plan: SavedPlan,
  shown: string,
): Promise<string> {
  const { stack } = plan;
  const json = savedJson(saved, plan);
  const file = fileOf(saved.folder, stack, "tfplan");
  try {
    return await applyTold(deployment, { stack, file, json, changes: plannedChanges(json) }, shown);
  } catch (error) {
    if (!(error instanceof CommandFailure) || !STALE.test(error.reason)) throw error;
    throw new NewPlanNeeded(
      `The state of ${stack} was changed by somebody else since its plan was made, so Terraform did not apply the plan. ${NEW_PLAN}`,
      { cause: error },
    );
  }
}

/** github.com/hashicorp/terraform, internal/backend/local/backend_local.go: of another serial, and of another lineage. */
const STALE = /Saved plan is stale|Saved plan does not match the given state/;

/** What the saved plan could only expect is known now, or some of it is done. */
async function applyPlannedAgain(
  deployment: Deployment,
  saved: Saved,
  before: SavedPlan,
  { shown, isRest }: { readonly shown: string; readonly isRest: boolean },
): Promise<string> {
  const { stack } = before;
  await deployment.states.ensure(stack);
  const plan = await planTold(deployment, stack, shown);
  try {
    const differences = planDifferences(savedJson(saved, before), plan.json, { isRest });
    if (differences.length > 0)
      throw new NewPlanNeeded(
        [
          isRest
            ? `After a run that did not come to its end, the plan of ${stack} differs from the saved plan. It`
            : `With the current outputs of the stacks before it, the plan of ${stack} differs from the saved plan. It`,
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
  const { applied = NOT_NOTED } = saved;
  const stale: string[] = [];
  for (const [{ id }, shown] of counted(deployment.stacks)) {
    const plan = plans.get(id);
    if (plan === undefined) continue;
    const begun = await applied.find(plan);
    const reasons = await whyStale(deployment, plan, begun);
    if (reasons.length === 0) continue;
    stale.push(`${id}: ${reasons.join(", and ")}.`);
    if (begun === undefined) stale.push(...(await plannedNow(deployment, saved, plan, shown)));
  }
  if (stale.length > 0)
    throw new NewPlanNeeded(
      ["The saved plans are out of date, and nothing was applied.", ...stale, NEW_PLAN].join("\n"),
    );
}

/** What a plan that is out of date would do now. */
async function plannedNow(
  deployment: Deployment,
  saved: Saved,
  plan: SavedPlan,
  shown: string,
): Promise<readonly string[]> {
  const now = await deployment.step(
    `plan ${shown}`,
    () => planStack(deployment, plan.stack),
    () => "for what has changed",
  );
  removePlan(now);
  const differences = planDifferences(savedJson(saved, plan), now.json);
  return differences.length === 0
    ? ["- the changes would be the same"]
    : differences.map((line) => `- planned now, it ${line}`);
}

async function whyStale(
  { commands, states }: Deployment,
  plan: SavedPlan,
  begun: Begun | undefined,
): Promise<readonly string[]> {
  const { stack, state, configuration } = plan;
  const now = await states.version(stack);
  return [
    ...(sha256(commands.synthesised(stack)) === configuration ? [] : ["its configuration has changed"]),
    ...(begun === undefined ? stateChanges(state, now) : changesSince(plan, begun, now)),
  ];
}

/** The run that has begun to apply a plan has changed the state; nobody else may have, once it has come to its end. */
function changesSince(
  { state }: SavedPlan,
  { applied }: Begun,
  now: SavedPlan["state"] | undefined,
): readonly string[] {
  if (applied === undefined) return state !== null && state.lineage !== now?.lineage ? [ANOTHER_STATE] : [];
  return now?.lineage === applied.lineage && now.serial === applied.serial
    ? []
    : [
        `an earlier run has applied its plan, and its state has changed since (serial ${applied.serial} then, ${now?.serial ?? "none"} now)`,
      ];
}

const ANOTHER_STATE = "its state is not the one that it was planned with";

function stateChanges(then: SavedPlan["state"], now: SavedPlan["state"] | undefined): readonly string[] {
  if (then === null) return now === undefined ? [] : ["it had no state when it was planned, but has one now"];
  if (now === undefined || now === null) return ["its state no longer exists"];
  if (then.lineage !== now.lineage) return [ANOTHER_STATE];
  return then.serial === now.serial
    ? []
    : [`its state has changed (serial ${then.serial} when it was planned, ${now.serial} now)`];
}

function savedJson({ folder }: Saved, { stack }: SavedPlan): string {
  return readFileSync(fileOf(folder, stack, "json"), "utf8");
}
