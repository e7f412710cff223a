import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { removePlan } from "../../terraform/deployment/apply-plan";
import { planTold } from "../../terraform/deployment/deploy";
import { type Deployment, counted, initialiseAll } from "../../terraform/deployment/deployment";
import type { StackPlan } from "../../terraform/deployment/plan-stack";
import { type PlanToSave, savePlans, writePlanTexts } from "../../terraform/deployment/saved-plans";
import { onStandIn } from "../../terraform/on-stand-in";
import { changesAnything } from "../../terraform/planned-changes";
import { selectStacks } from "../../terraform/select-stacks";
import type { PlanResult } from "../../terraform/stack-commands";
import { type Result, UsageError } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { prepareDeployment } from "./deployment";
import { standInOptions } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly terraform: string | undefined;
  readonly out: string | undefined;
  readonly "read-only": boolean;
  readonly "stand-in": boolean;
  readonly verbose: boolean;
}

/** Plans the stacks of what is deployed, or those of a new environment on the stand-in. */
export async function plan(given: Given, surroundings: Surroundings): Promise<Result> {
  return given["stand-in"] ? planOnStandIn(given, surroundings) : planDeployed(given, surroundings);
}

async function planDeployed(given: Given, surroundings: Surroundings): Promise<Result> {
  const { deployment } = await prepareDeployment(given, given.environment, surroundings, selectStacks);
  const plans: PlanToSave[] = [];
  try {
    await planAll(deployment, given["read-only"], plans);
    if (given.out !== undefined)
      savePlans(resolve(surroundings.cwd, given.out), plans, (stack) =>
        deployment.commands.synthesised(stack),
      );
  } finally {
    for (const each of plans) removePlan(each);
  }
  return resultOf(Object.fromEntries(plans.map((each) => [each.stack, each])), [
    ...plans.filter(({ expects }) => expects.length > 0).map(expectedNote),
    ...(given.out === undefined
      ? []
      : [`saved in ${shownPath(surroundings, resolve(surroundings.cwd, given.out))}`]),
  ]);
}

/**
 * Plans the stacks of a deployment.
 *
 * @param plans - receives each plan as it is made, so that those before a failure can be removed
 */
export async function planAll(deployment: Deployment, readOnly: boolean, plans: PlanToSave[]): Promise<void> {
  await initialiseAll(deployment);
  for (const [{ id }, shown] of counted(deployment.stacks))
    plans.push(await planOne(deployment, id, shown, readOnly));
}

async function planOne(
  deployment: Deployment,
  stack: string,
  shown: string,
  readOnly: boolean,
): Promise<PlanToSave> {
  // Before it is planned: what changes it in between makes the plan stale.
  const state = await deployment.states.version(stack);
  const planned = await planTold(deployment, stack, shown, { readOnly });
  return { ...planned, state };
}

function expectedNote({ stack, expects }: StackPlan): string {
  return `${stack} is planned with expected outputs of ${expects.join(", ")}, which is not deployed yet`;
}

/** Against an empty state: nothing is applied, and no login is needed. */
async function planOnStandIn(given: Given, surroundings: Surroundings): Promise<Result> {
  const [environment, ...others] = given.environment;
  if (others.length > 0 || environment?.includes("*") === true || given.stack.length > 0)
    throw new UsageError(
      "plan --stand-in plans all stacks of one environment: set --environment, and remove --stack.",
    );
  if (given["read-only"]) throw new UsageError("plan --stand-in has no state to lock: remove --read-only.");
  const plans = await onStandIn(
    standInOptions({ ...given, environment }, surroundings),
    async ({ rehearsal, workspace }) => {
      for (const stack of rehearsal.stacks) workspace.writeEmptyState(stack);
      return rehearsal.plan();
    },
  );
  if (given.out !== undefined) {
    const folder = resolve(surroundings.cwd, given.out);
    mkdirSync(folder, { recursive: true });
    for (const [stack, texts] of Object.entries(plans)) writePlanTexts(folder, stack, texts);
  }
  return resultOf(plans, []);
}

function resultOf(plans: Readonly<Record<string, PlanResult>>, notes: readonly string[]): Result {
  const all = Object.entries(plans);
  return {
    ended: all.some(([, { json }]) => changesAnything(json)) ? "changes" : "done",
    text: [...all.map(([stack, { text }]) => `# ${stack}\n\n${text}\n`), ...notes].join("\n"),
    json: {
      stacks: Object.fromEntries(all.map(([stack, { json }]) => [stack, JSON.parse(json) as unknown])),
    },
  };
}
