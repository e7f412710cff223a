import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { removePlan } from "../../terraform/deployment/apply-plan";
import { planTold } from "../../terraform/deployment/deploy";
import { type Deployment, counted, initialiseAll } from "../../terraform/deployment/deployment";
import type { StackPlan } from "../../terraform/deployment/plan-stack";
import {
  type PlanToSave,
  STORED_FILE,
  savePlans,
  writePlanTexts,
} from "../../terraform/deployment/saved-plans";
import { onStandIn } from "../../terraform/on-stand-in";
import { changesAnything } from "../../terraform/planned-changes";
import { selectStacks } from "../../terraform/select-stacks";
import type { PlanResult } from "../../terraform/stack-commands";
import { type Result, UsageError } from "../command";
import { lastDay, lastDayVariables } from "../pull-requests/last-day";
import { type Surroundings, shownPath } from "../surroundings";
import { prepareDeployment } from "./deployment";
import { standInOptions } from "./stand-in-options";
import { backendOfPrepared, checkStoreOptions, storeSaved } from "./stored-plans";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly terraform: string | undefined;
  readonly out: string | undefined;
  readonly store: string | undefined;
  readonly expires: string | undefined;
  readonly "read-only": boolean;
  readonly "stand-in": boolean;
  readonly verbose: boolean;
}

/** Plans the stacks of what is deployed, or those of a new environment on the stand-in. */
export async function plan(given: Given, surroundings: Surroundings): Promise<Result> {
  return given["stand-in"] ? planOnStandIn(given, surroundings) : planDeployed(given, surroundings);
}

async function planDeployed(given: Given, surroundings: Surroundings): Promise<Result> {
  checkStoreOptions(given);
  const prepared = await prepareDeployment(
    given,
    given.environment,
    surroundings,
    selectStacks,
    variablesOf(given, surroundings),
  );
  const { deployment } = prepared;
  if (given.store !== undefined) backendOfPrepared(prepared);
  const plans: PlanToSave[] = [];
  try {
    await planAll(deployment, given["read-only"], plans);
    if (given.out !== undefined) {
      const folder = resolve(surroundings.cwd, given.out);
      savePlans(folder, plans, (stack) => deployment.commands.synthesised(stack));
      if (given.store !== undefined) await storeSaved(given.store, folder, plans, prepared, surroundings);
    }
  } finally {
    for (const each of plans) removePlan(each);
  }
  return resultOf(
    Object.fromEntries(plans.map((each) => [each.stack, each])),
    [
      ...plans.filter(({ expects }) => expects.length > 0).map(expectedNote),
      ...savedNotes(given, surroundings),
    ],
    storedJson(given, surroundings),
  );
}

function savedNotes({ out, store }: Given, surroundings: Surroundings): readonly string[] {
  if (out === undefined) return [];
  const folder = resolve(surroundings.cwd, out);
  return [
    `saved in ${shownPath(surroundings, folder)}`,
    ...(store === undefined
      ? []
      : [`stored as ${store}: ${shownPath(surroundings, join(folder, STORED_FILE))}`]),
  ];
}

function storedJson({ out, store }: Given, surroundings: Surroundings): Result["json"] {
  if (out === undefined || store === undefined) return {};
  const file = shownPath(surroundings, join(resolve(surroundings.cwd, out), STORED_FILE));
  return { stored: { key: store, file } };
}

function variablesOf({ expires }: Given, { today }: Surroundings): Readonly<Record<string, string>> {
  return lastDayVariables(expires === undefined ? undefined : lastDay(expires, today));
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
  if (given.store !== undefined)
    throw new UsageError(
      "plan --stand-in plans what is not deployed, so there is nothing to store: remove --store.",
    );
  if (given["read-only"]) throw new UsageError("plan --stand-in has no state to lock: remove --read-only.");
  const options = standInOptions({ ...given, environment }, surroundings);
  const plans = await onStandIn(
    { ...options, variables: { ...options.variables, ...variablesOf(given, surroundings) } },
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

function resultOf(
  plans: Readonly<Record<string, PlanResult>>,
  notes: readonly string[],
  json: Result["json"] = {},
): Result {
  const all = Object.entries(plans);
  return {
    ended: all.some(([, { json }]) => changesAnything(json)) ? "changes" : "done",
    text: [...all.map(([stack, { text }]) => `# ${stack}\n\n${text}\n`), ...notes].join("\n"),
    json: {
      stacks: Object.fromEntries(all.map(([stack, each]) => [stack, JSON.parse(each.json) as unknown])),
      ...json,
    },
  };
}
