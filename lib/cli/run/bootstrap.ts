import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { azureConnection } from "../../release/connection";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "../../release/clouds";
import type { BackendPlan } from "../../decide/backend-plan";
import {
  type BootstrapInput,
  type InitialStates,
  ResourceReader,
  applyBootstrap,
  findAccount,
  findExisting,
  identitiesOf,
  planBootstrap,
  planRequested,
  resultText,
  writeInitialStates,
} from "../../pipeline/bootstrap";
import type { BootstrapPlan } from "../../pipeline/bootstrap/bootstrap-plan";
import type * as bootstrapStack from "../../pipeline/bootstrap/bootstrap-stack";
import { PIPELINE_FILE, noPipelineFile, readPipelineSettings } from "../../pipeline/settings";
import { LockFiles } from "../../terraform/lock-files";
import type { Deployment } from "../../terraform/deployment/deployment";
import type { PlannedChange } from "../../terraform/planned-changes";
import { oneEnvironment, selectStacks } from "../../terraform/select-stacks";
import { StackCommands } from "../../terraform/stack-commands";
import { stacksIn } from "../../terraform/stacks";
import { States } from "../../terraform/states";
import { checkTerraform } from "../../terraform/terraform-version";
import { LOGIN_LIMIT, loginProblem, missingForLogin } from "../doctor/login";
import { managerAt } from "../doctor/manager";
import { type Result, UsageError } from "../command";
import { type Surroundings, step } from "../surroundings";
import { prepareDeployment } from "./deployment";
import { definedBackends, projectFor } from "./run-app";
import { programFor } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly environment: string | undefined;
  readonly "dry-run": boolean;
  readonly "built-in": boolean;
  readonly "resource-group": string | undefined;
  readonly subscription: string | undefined;
  readonly cloud: AzureCloud | undefined;
  readonly terraform: string | undefined;
  readonly verbose: boolean;
}

/** Creates what the pipeline of one environment needs, or prints it. */
export async function bootstrap(given: Given, surroundings: Surroundings): Promise<Result> {
  const environments = given.environment === undefined ? [] : [given.environment];
  const synthesis = await definedBackends({ app: given.app, environment: environments }, surroundings);
  const [backend] = backendsOf(oneEnvironment(synthesis, environments).map(({ plan }) => plan));
  const settings = settingsText(given, surroundings);
  return given["dry-run"]
    ? dryRun(given, surroundings, backend, settings)
    : create(given, surroundings, backend, settings);
}

/** Several backends of one environment share its logins, and have to share its state. */
function backendsOf(plans: readonly BackendPlan[]): readonly [BackendPlan] {
  const [first, ...others] = plans;
  if (first === undefined) throw new UsageError("The app defines no backend: call defineBackend.");
  const different = others.find(
    ({ state, subscriptionId }) =>
      JSON.stringify(state) !== JSON.stringify(first.state) || subscriptionId !== first.subscriptionId,
  );
  if (different === undefined) return [first];
  throw new UsageError(
    `${first.project} and ${different.project} are backends of the environment ${first.environment}, with states or subscriptions of ` +
      "their own: give them the same, or one environment each.",
  );
}

function settingsText(given: Given, surroundings: Surroundings): string | undefined {
  const file = join(projectFor(given, surroundings).folder, PIPELINE_FILE);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function inputOf(
  given: Given,
  { variables }: Surroundings,
  backend: BackendPlan,
): Pick<BootstrapInput, "backend" | "builtIn" | "loginSubscriptionId" | "resourceGroup"> {
  return {
    backend,
    builtIn: given["built-in"],
    resourceGroup: given["resource-group"],
    loginSubscriptionId: [
      given.subscription,
      variables["ARM_SUBSCRIPTION_ID"],
      variables["AZURE_SUBSCRIPTION_ID"],
    ].find(Boolean),
  };
}

function dryRun(
  given: Given,
  surroundings: Surroundings,
  backend: BackendPlan,
  settings: string | undefined,
): Result {
  const { text, requested, missing } = planRequested(inputOf(given, surroundings, backend), settings);
  return {
    ended: "done",
    text,
    json: {
      environment: backend.environment,
      requested,
      missing: missing.map(({ path, fix }) => ({ path, fix })),
    },
  };
}

async function create(
  given: Given,
  surroundings: Surroundings,
  backend: BackendPlan,
  settings: string | undefined,
): Promise<Result> {
  if (settings === undefined) throw noPipelineFile();
  const input = { ...inputOf(given, surroundings, backend), pipeline: readPipelineSettings(settings) };
  const wanted = planBootstrap(input);
  const reader = await readerFor(given, wanted);
  const account = await step(
    surroundings,
    `find storage account ${wanted.account.name}`,
    () => findAccount(reader, wanted.account, given["resource-group"]),
    (found) => (found === undefined ? "not there" : `in ${found.resourceGroup}`),
  );
  const plan =
    account === undefined ? wanted : planBootstrap({ ...input, resourceGroup: account.resourceGroup });
  const { changes, isNew } = await applyStack(given, surroundings, reader, plan);
  const states = await initialStates(given, surroundings, plan, isNew);
  const identities = await identitiesOf(reader, plan);
  return {
    ended: states.states.some(({ state }) => state === "missing") ? "failed" : "done",
    text: resultText(plan, { changes, states, identities }),
    json: {
      environment: plan.environment,
      changes: changes.map(({ address, action }) => ({ address, action })),
      identities,
      states: states.states,
    },
  };
}

async function readerFor(
  { cloud = DEFAULT_CLOUD }: Given,
  { tenantId }: BootstrapPlan,
): Promise<ResourceReader> {
  const missing = missingForLogin();
  if (missing !== undefined)
    throw new Error(`bootstrap asks Azure: ${missing.found}\nfix: ${missing.fix ?? ""}`);
  const { management, authority } = CLOUDS[cloud];
  const connection = azureConnection(tenantId, authority, LOGIN_LIMIT);
  const token = await connection
    .token(`https://${management}/.default`)
    .catch((error: unknown) => ({ error }));
  if (typeof token === "string") return new ResourceReader(managerAt(connection, management, token));
  const { found, fix = "" } = loginProblem(token.error);
  throw new Error(`Login: ${found}\nfix: ${fix}`);
}

/** Writes the stack into a folder of its own, applies it, and keeps nothing of it. */
async function applyStack(
  given: Given,
  surroundings: Surroundings,
  reader: ResourceReader,
  plan: BootstrapPlan,
): Promise<{ readonly changes: readonly PlannedChange[]; readonly isNew: boolean }> {
  const existing = await step(surroundings, "find existing resources", () => findExisting(reader, plan));
  const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
  try {
    const outdir = join(folder, "cdktf.out");
    // It is the one command that builds a stack itself: the engine is loaded here alone.
    const { writeBootstrap } = require("../../pipeline/bootstrap/bootstrap-stack") as typeof bootstrapStack;
    writeBootstrap(plan, existing, outdir);
    const deployment = await deploymentIn(outdir, given, surroundings);
    const changes = await applyBootstrap(deployment, reader, plan, existing);
    return { changes, isNew: !existing.containers.state };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With the providers that the project has locked. */
async function deploymentIn(outdir: string, given: Given, surroundings: Surroundings): Promise<Deployment> {
  const { say, pass, signal } = surroundings;
  const program = programFor(given, surroundings);
  const { isOpenTofu } = await checkTerraform(program, signal);
  const lockFiles = new LockFiles({
    folder: projectFor(given, surroundings).folder,
    isOpenTofu,
    readOnly: false,
    onWritten: (path) => {
      say(`wrote ${path}: commit it, so that everyone installs the same providers`);
    },
  });
  const commands: StackCommands = new StackCommands({
    outdir,
    program,
    environment: () => ({}),
    initialise: (stack) => lockFiles.initialisation(commands.stackFolder(stack)),
    ...(given.verbose ? { onOutput: pass } : {}),
  });
  const stacks = stacksIn(outdir);
  return {
    commands,
    states: new States(commands, signal),
    stacks,
    all: stacks.map(({ id }) => id),
    step: (name, work, result) => step(surroundings, name, work, result),
    say,
    signal,
  };
}

async function initialStates(
  given: Given,
  surroundings: Surroundings,
  plan: BootstrapPlan,
  isNew: boolean,
): Promise<InitialStates> {
  const { deployment } = await prepareDeployment(
    { ...given, stack: [] },
    [plan.environment],
    surroundings,
    (synthesis, selection) => selectStacks(synthesis, { ...selection, one: true }),
  );
  return writeInitialStates(deployment, plan, isNew);
}
