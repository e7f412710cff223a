import { resolve } from "node:path";
import { type Deployed, DeploymentFailure, deploy as deployStacks } from "../../terraform/deployment/deploy";
import { deploySaved } from "../../terraform/deployment/deploy-saved";
import type { Deployment } from "../../terraform/deployment/deployment";
import { readSavedPlans } from "../../terraform/deployment/saved-plans";
import { type Outputs, outputsOf } from "../../terraform/deployment/outputs";
import { oneEnvironment, selectStacks } from "../../terraform/select-stacks";
import { type Result, UsageError } from "../command";
import { checkLastDay, lastDay, lastDayVariables } from "../pull-requests/last-day";
import { type Surroundings, shownPath } from "../surroundings";
import { type DeploymentGiven, prepareDeployment } from "./deployment";
import { checkLoginPackages, deployStored } from "./stored-plans";
import { storedIn } from "./stored-verdict";

interface Given extends DeploymentGiven {
  readonly environment: string | undefined;
  readonly plan: string | undefined;
  readonly stored: string | undefined;
  readonly expires: string | undefined;
}

/** Deploys one environment, and tells the outputs of each stack. */
export async function deploy(given: Given, surroundings: Surroundings): Promise<Result> {
  const day = given.expires === undefined ? undefined : lastDay(given.expires, surroundings.today);
  const saved = given.plan === undefined ? undefined : savedIn(given.plan, surroundings);
  const stored = given.stored === undefined ? undefined : storedIn(given.stored, surroundings);
  if (saved !== undefined && stored !== undefined)
    throw new UsageError("--plan and --stored are two places of plans: set one of them.");
  if (stored !== undefined) checkLoginPackages("deploy --stored");
  const environment = given.environment ?? stored?.environment;
  const environments = environment === undefined ? [] : [environment];
  const prepared = await prepareDeployment(
    given,
    environments,
    surroundings,
    (synthesised, selection) => selectStacks(synthesised, { ...selection, one: true }),
    lastDayVariables(day),
  );
  const { deployment, synthesis } = prepared;
  const [backend] = oneEnvironment(synthesis, environments);
  if (backend !== undefined) checkLastDay(backend.plan, day, surroundings.today);
  const done = await toldWhereStopped(surroundings, async () => {
    if (stored !== undefined) return deployStored(stored, prepared, surroundings);
    return {
      deployed: await (saved === undefined ? deployStacks(deployment) : deploySaved(deployment, saved)),
    };
  });
  const result = await resultOf(deployment, done.deployed, backend?.plan.environment ?? "");
  if (stored === undefined || !("deleted" in done)) return result;
  const { key, verdict } = stored;
  return { ...result, json: { ...result.json, stored: { key, verdict, deleted: done.deleted } } };
}

function savedIn(folder: string, surroundings: Surroundings): Parameters<typeof deploySaved>[1] {
  const path = resolve(surroundings.cwd, folder);
  return { folder: path, plans: readSavedPlans(path, shownPath(surroundings, path)) };
}

async function resultOf(deployment: Deployment, deployed: Deployed, environment: string): Promise<Result> {
  const stacks: { id: string; result: string; outputs: Outputs }[] = [];
  for (const [id, result] of Object.entries(deployed))
    stacks.push({ id, result, outputs: await outputsOf(deployment.commands, id) });
  return {
    ended: "done",
    text: [
      ...stacks.map(({ id, result }) => `${id}: ${result}`),
      // What other stacks read are ids and endpoints for them.
      ...stacks
        .filter(({ id }) => !deployment.stacks.some(({ dependencies }) => dependencies.includes(id)))
        .flatMap(({ id, outputs }) => outputLines(id, outputs)),
    ].join("\n"),
    json: { environment, stacks },
  };
}

function outputLines(stack: string, outputs: Outputs): readonly string[] {
  const lines = Object.entries(outputs).map(
    ([name, value]) => `  ${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return lines.length === 0 ? [] : ["", `Outputs of ${stack}:`, ...lines];
}

/** After Ctrl-C nothing is reported but that; where it stopped has to be known all the same. */
export async function toldWhereStopped<T>({ say, signal }: Surroundings, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted && error instanceof DeploymentFailure) say(error.where);
    throw error;
  }
}
