import { EVERY_PULL_REQUEST, EXPIRES_TAG, PULL_REQUEST_TAG } from "../../azure/names/pull-request";
import { regions } from "../../azure/regions";
import type { BackendPlan } from "../../decide/backend-plan";
import { PACKAGE_CONTAINER } from "../../services/storage/package-container";
import { messageOf } from "../../settings/message-of";
import { didYouMean } from "../../settings/nearest";
import { type Problem, problemsText } from "../../settings/problems";
import { redacted } from "../../settings/redacted";
import { plansContainerOf } from "../plans-container";
import { notSharedProblems, sharedContainerProblems } from "../pull-request-state";
import { plainName } from "../pull-requests";
import { type GithubLogin, PIPELINE_FILE, type PipelineSettings } from "../settings";
import { type BootstrapPlan, type IdentityPlan, type Job, OWN_TAG, type PerJob } from "./bootstrap-plan";
import { builtInRolesInstead, customRoles } from "./plan-roles";

/** What a run was told, and what it knows of its surroundings. */
export interface BootstrapInput {
  /** Of the environment; of pull requests, one of them. */
  readonly backend: BackendPlan;
  /** Where the environments of pull requests are asked for. */
  readonly pullRequests?: {
    /** Another one of them: what differs depends on the number. */
    readonly other: BackendPlan;
    /** The other environments of the app. */
    readonly environments: readonly BackendPlan[];
  };
  readonly pipeline: PipelineSettings;
  /** `--subscription`, or a variable of the environment. */
  readonly loginSubscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly builtIn: boolean;
}

/** What `pipeline.json` has of one environment, whatever its jobs are. */
interface GivenEnvironment {
  readonly login: PerJob<GithubLogin> & { readonly issuer: string; readonly audience: string };
  readonly tenantId: string;
  readonly subscriptionId?: string;
}

/** The environment as `pipeline.json` names it. */
export function environmentOf({
  backend,
  pullRequests,
}: Pick<BootstrapInput, "backend" | "pullRequests">): string {
  return pullRequests === undefined ? backend.environment : EVERY_PULL_REQUEST;
}

/** Thrown where there is nothing that could be created, once, with every problem. */
export class BootstrapError extends Error {
  constructor(
    subject: string,
    readonly problems: readonly Problem[],
  ) {
    super(problemsText(subject, problems));
    this.name = "BootstrapError";
  }
}

/**
 * Decides what one environment's pipeline needs.
 *
 * @throws {@link BootstrapError} with everything that is wrong
 */
export function planBootstrap(input: BootstrapInput): BootstrapPlan {
  const { backend, pipeline, builtIn } = input;
  const { project, location, provider, state } = backend;
  const environment = environmentOf(input);
  const given = givenIn(pipeline, environment);
  const problems = [
    ...stateProblems(input),
    ...pullRequestProblems(input),
    ...environmentProblems(input, environment, given),
  ];
  const subscriptionId = given?.subscriptionId ?? backend.subscriptionId ?? input.loginSubscriptionId;
  if (subscriptionId === undefined) problems.push(NO_SUBSCRIPTION);
  if (problems.length > 0 || state.type !== "azurerm" || given === undefined || subscriptionId === undefined)
    throw new BootstrapError(`${project} (${environment})`, problems);
  const { storageAccountName: name, containerName } = state;
  const account = {
    name,
    subscriptionId: state.subscriptionId ?? subscriptionId,
    resourceGroup: input.resourceGroup ?? `rg-${name}`,
    replication: replicationIn(location),
    tags: { ...ofEveryEnvironment(backend), [OWN_TAG.name]: OWN_TAG.value },
  };
  const roles = builtIn
    ? builtInRolesInstead({ environment })
    : customRoles({
        project,
        environment,
        accountName: name,
        subscriptionId,
        accountSubscriptionId: account.subscriptionId,
      });
  return {
    project,
    environment,
    provider,
    tenantId: given.tenantId,
    subscriptionId,
    resourceProviders: [...new Set(Object.values(backend.resourceProviders).flat())].sort(),
    location,
    account,
    ...ofJobs(input, given, containerName),
    tags: { ...tagsOf(input), [OWN_TAG.name]: OWN_TAG.value },
    ...roles,
    notes: input.pullRequests === undefined ? [] : trustNotes(input, subscriptionId),
  };
}

function givenIn(
  { environments, pullRequests }: PipelineSettings,
  environment: string,
): GivenEnvironment | undefined {
  return environment === EVERY_PULL_REQUEST ? pullRequests : environments[environment];
}

/** Identities, and containers: plans are saved where a job plans. */
function ofJobs(
  { backend, pipeline, ...input }: BootstrapInput,
  { login }: GivenEnvironment,
  state: string,
): Pick<BootstrapPlan, "containers" | "identities"> {
  const { issuer, audience, plan, apply } = login;
  const environment = environmentOf({ backend, ...input });
  const identity = (job: Job, { subject }: GithubLogin): IdentityPlan => ({
    name: `id-${backend.project}-${plainName(environment)}-${job}`,
    credential: { name: pipeline.system, issuer, subject, audience },
  });
  const applies = identity("apply", apply);
  if (plan === undefined) return { containers: { state }, identities: { apply: applies } };
  const { storageAccountName = "" } = backend.state.type === "azurerm" ? backend.state : {};
  const { containerName } = plansContainerOf({ storageAccountName, containerName: state });
  return {
    containers: { state, plans: containerName },
    identities: { plan: identity("plan", plan), apply: applies },
  };
}

/** The code of a pull request runs with these rights before anybody has read it. */
function trustNotes(
  { backend, pipeline, pullRequests }: BootstrapInput,
  subscriptionId: string,
): readonly string[] {
  const inApp = (name: string): string | undefined =>
    pullRequests?.environments.find(({ environment }) => environment === name)?.subscriptionId;
  const same = Object.entries(pipeline.environments)
    .filter(
      ([name, each]) => (each.subscriptionId ?? inApp(name))?.toLowerCase() === subscriptionId.toLowerCase(),
    )
    .map(([name]) => name);
  if (same.length === 0) return [];
  return [
    `${same.join(", ")} ${same.length === 1 ? "deploys" : "deploy"} to the same subscription as ${EVERY_PULL_REQUEST}. The code of a pull request can ` +
      `change and delete everything there, before anybody has read it. Give ${EVERY_PULL_REQUEST} a subscription of its own: subscriptionId in ` +
      `${PIPELINE_FILE}, and in the app for environments such as ${backend.environment}.`,
  ];
}

function pullRequestProblems({ backend, pullRequests }: BootstrapInput): readonly Problem[] {
  if (pullRequests === undefined) return [];
  return [
    ...notSharedProblems(backend, pullRequests.other),
    ...sharedContainerProblems(backend, pullRequests.environments),
  ];
}

function stateProblems({ backend: { state }, pullRequests }: BootstrapInput): readonly Problem[] {
  if (state.type !== "azurerm")
    return [
      {
        path: "state",
        message: `is of type ${redacted(state.type)}, which no pipeline can share`,
        from: [],
        fix: 'set state: { type: "azurerm", storageAccountName, containerName }',
      },
    ];
  if (state.containerName === PACKAGE_CONTAINER)
    return [
      {
        path: "state.containerName",
        message: `is ${redacted(PACKAGE_CONTAINER)}, the name of containers that every identity of the subscription that releases may write`,
        from: [],
        fix: "choose another name, such as tfstate-prod",
      },
    ];
  if (pullRequests !== undefined) return [];
  try {
    plansContainerOf(state);
    return [];
  } catch (error) {
    return [
      { path: "state.containerName", message: messageOf(error), from: [], fix: "choose a shorter name" },
    ];
  }
}

function environmentProblems(
  { backend, pipeline }: BootstrapInput,
  environment: string,
  given: GivenEnvironment | undefined,
): readonly Problem[] {
  if (given === undefined) {
    const known = [
      ...Object.keys(pipeline.environments),
      ...(pipeline.pullRequests === undefined ? [] : [EVERY_PULL_REQUEST]),
    ];
    return [
      {
        path: `environments.${environment}`,
        message: `is missing in ${PIPELINE_FILE}${didYouMean(environment, known)}`,
        from: [],
        fix: `add the environment to ${PIPELINE_FILE}, or bootstrap one of ${known.join(", ")}`,
      },
    ];
  }
  const stateTenant = backend.state.type === "azurerm" ? backend.state.tenantId : undefined;
  return [
    ...other(
      `environments.${environment}.subscriptionId`,
      given.subscriptionId,
      "subscriptionId",
      backend.subscriptionId,
    ),
    ...other(`environments.${environment}.tenantId`, given.tenantId, "tenantId", backend.tenantId),
    // A role in one tenant cannot be given to an identity of another one.
    ...other(`environments.${environment}.tenantId`, given.tenantId, "state.tenantId", stateTenant),
  ];
}

/** The same thing, said twice with different values. */
function other(
  path: string,
  given: string | undefined,
  option: string,
  value: string | undefined,
): readonly Problem[] {
  if (given === undefined || value === undefined || given.toLowerCase() === value.toLowerCase()) return [];
  return [
    {
      path,
      message: `is ${redacted(given)}, but the option ${option} of the app is ${redacted(value)}`,
      from: [],
      fix: "correct one of them",
    },
  ];
}

const NO_SUBSCRIPTION: Problem = {
  path: "subscriptionId",
  message: "is not set anywhere",
  from: [],
  fix: "set it with --subscription, ARM_SUBSCRIPTION_ID, or in pipeline.json: az account show --query id prints that of the login",
};

/** learn.microsoft.com/azure/storage/common/storage-redundancy: zones where a region has them. */
function replicationIn(location: BackendPlan["location"]): string {
  const region: { readonly zones: boolean; readonly pair?: string } = regions[location];
  if (region.zones) return "ZRS";
  return region.pair === undefined ? "LRS" : "GRS";
}

/** The account is that of other environments, too: tags that name one of them would change with each run. */
function ofEveryEnvironment({ tags }: BackendPlan): BackendPlan["tags"] {
  return withoutTags(tags, ["project", "environment", PULL_REQUEST_TAG, EXPIRES_TAG]);
}

/** Of the identities: those of pull requests are of all of them. */
function tagsOf({ backend: { tags }, pullRequests }: BootstrapInput): BackendPlan["tags"] {
  if (pullRequests === undefined) return tags;
  return withoutTags(tags, ["environment", PULL_REQUEST_TAG, EXPIRES_TAG]);
}

function withoutTags(tags: BackendPlan["tags"], names: readonly string[]): BackendPlan["tags"] {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !names.includes(name.toLowerCase())));
}
