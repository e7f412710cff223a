import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVERY_PULL_REQUEST, pullRequestOf } from "../../azure/names/pull-request";
import type { BackendPlan } from "../../decide/backend-plan";
import {
  type BootstrapInput,
  type InitialStates,
  ResourceReader,
  applyBootstrap,
  environmentOf,
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
import { SAMPLES } from "../../pipeline/pull-requests";
import { PIPELINE_FILE, noPipelineFile, readPipelineSettings } from "../../pipeline/settings";
import { firstLineOf } from "../../settings/message-of";
import { LockFiles } from "../../terraform/lock-files";
import type { Deployment } from "../../terraform/deployment/deployment";
import type { PlannedChange } from "../../terraform/planned-changes";
import { oneEnvironment, selectStacks } from "../../terraform/select-stacks";
import { StackCommands } from "../../terraform/stack-commands";
import { stacksIn } from "../../terraform/stacks";
import { States } from "../../terraform/states";
import { checkTerraform } from "../../terraform/terraform-version";
import { missingForLogin } from "../doctor/login";
import { asTerraform, signedIn } from "../pull-requests/connect";
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
  readonly terraform: string | undefined;
  readonly verbose: boolean;
}

/** Creates what the pipeline of one environment needs, or prints it. */
export async function bootstrap(given: Given, surroundings: Surroundings): Promise<Result> {
  const app = await appOf(given, surroundings);
  const settings = settingsText(given, surroundings);
  return given["dry-run"]
    ? dryRun(given, surroundings, app, settings)
    : create(given, surroundings, app, settings);
}

/** What the app says of what is bootstrapped. */
type AppInput = Pick<BootstrapInput, "backend" | "pullRequests">;

async function appOf(given: Given, surroundings: Surroundings): Promise<AppInput> {
  const { environment } = given;
  if (environment === EVERY_PULL_REQUEST) return pullRequestsOf(given, surroundings);
  if (environment !== undefined && pullRequestOf(environment) !== undefined)
    throw new UsageError(
      `${environment} is the environment of one pull request, and all of them have one login: bootstrap --environment '${EVERY_PULL_REQUEST}'.`,
    );
  return { backend: await backendIn(given, surroundings, environment) };
}

async function backendIn(
  { app }: Given,
  surroundings: Surroundings,
  environment?: string,
): Promise<BackendPlan> {
  const environments = environment === undefined ? [] : [environment];
  const synthesis = await definedBackends({ app, environment: environments }, surroundings);
  const [backend] = backendsOf(oneEnvironment(synthesis, environments).map(({ plan }) => plan));
  return backend;
}

/** The app has the environment of a pull request where it is asked for one: two are, and what they share is that of all. */
async function pullRequestsOf(given: Given, surroundings: Surroundings): Promise<AppInput> {
  const [one, other] = SAMPLES;
  const backend = await backendIn(given, surroundings, one);
  return {
    backend,
    pullRequests: {
      other: await backendIn(given, surroundings, other),
      environments: await otherEnvironments(given, surroundings),
    },
  };
}

/** An app may want to be told its environment: then nothing is compared, and that is said. */
async function otherEnvironments(
  { app }: Given,
  surroundings: Surroundings,
): Promise<readonly BackendPlan[]> {
  try {
    const { backends } = await definedBackends({ app, environment: [] }, surroundings);
    return backends.map(({ plan }) => plan);
  } catch (error) {
    surroundings.signal.throwIfAborted();
    surroundings.say(
      `The state of pull requests was not compared with that of other environments, because the app does not run without one: ${firstLineOf(error)}`,
    );
    return [];
  }
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

function inputOf(given: Given, { variables }: Surroundings, app: AppInput): Omit<BootstrapInput, "pipeline"> {
  return {
    ...app,
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
  app: AppInput,
  settings: string | undefined,
): Result {
  const { text, requested, missing } = planRequested(inputOf(given, surroundings, app), settings);
  return {
    ended: "done",
    text,
    json: {
      environment: environmentOf(app),
      requested,
      missing: missing.map(({ path, fix }) => ({ path, fix })),
    },
  };
}

async function create(
  given: Given,
  surroundings: Surroundings,
  app: AppInput,
  settings: string | undefined,
): Promise<Result> {
  if (settings === undefined) throw noPipelineFile();
  const input = { ...inputOf(given, surroundings, app), pipeline: readPipelineSettings(settings) };
  const wanted = planBootstrap(input);
  const reader = await readerFor(surroundings, wanted);
  const account = await step(
    surroundings,
    `find storage account ${wanted.account.name}`,
    () => findAccount(reader, wanted.account, given["resource-group"]),
    (found) => (found === undefined ? "not there" : `in ${found.resourceGroup}`),
  );
  const plan =
    account === undefined ? wanted : planBootstrap({ ...input, resourceGroup: account.resourceGroup });
  const { changes, isNew } = await applyStack(given, surroundings, reader, plan);
  // The first deployment of a pull request writes its states: no job plans before it.
  const states =
    app.pullRequests === undefined ? await initialStates(given, surroundings, plan, isNew) : { states: [] };
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

/** Signed in as Terraform is, which creates what is not found. */
async function readerFor({ variables }: Surroundings, { tenantId }: BootstrapPlan): Promise<ResourceReader> {
  const missing = missingForLogin();
  if (missing !== undefined)
    throw new Error(`bootstrap asks Azure: ${missing.found}\nfix: ${missing.fix ?? ""}`);
  return new ResourceReader(await signedIn(asTerraform(variables, tenantId), variables));
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
