import { regions } from "../../azure/regions";
import type { BackendPlan } from "../../decide/backend-plan";
import { messageOf } from "../../settings/message-of";
import { didYouMean } from "../../settings/nearest";
import { type Problem, problemsText } from "../../settings/problems";
import { redacted } from "../../settings/redacted";
import { plansContainerOf } from "../plans-container";
import { PIPELINE_FILE, type PipelineEnvironment, type PipelineSettings } from "../settings";
import { type BootstrapPlan, type IdentityPlan, type Job, OWN_TAG } from "./bootstrap-plan";
import { builtInRolesInstead, customRoles } from "./plan-roles";

/** What a run was told, and what it knows of its surroundings. */
export interface BootstrapInput {
  readonly backend: BackendPlan;
  readonly pipeline: PipelineSettings;
  /** `--subscription`, or a variable of the environment. */
  readonly loginSubscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly builtIn: boolean;
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
  const { project, environment, location, provider, state } = backend;
  const given: PipelineEnvironment | undefined = pipeline.environments[environment];
  const problems = [...stateProblems(backend), ...environmentProblems(input, given)];
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
    ? builtInRolesInstead()
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
    containers: { state: containerName, plans: plansContainerOf(state).containerName },
    identities: {
      plan: identityOf(backend, pipeline.system, given, "plan"),
      apply: identityOf(backend, pipeline.system, given, "apply"),
    },
    tags: { ...backend.tags, [OWN_TAG.name]: OWN_TAG.value },
    ...roles,
  };
}

function identityOf(
  { project, environment }: BackendPlan,
  system: PipelineSettings["system"],
  { login }: PipelineEnvironment,
  job: Job,
): IdentityPlan {
  const { issuer, audience } = login;
  const { subject } = login[job];
  return {
    name: `id-${project}-${environment}-${job}`,
    credential: { name: system, issuer, subject, audience },
  };
}

function stateProblems({ state }: BackendPlan): Problem[] {
  if (state.type !== "azurerm")
    return [
      {
        path: "state",
        message: `is of type ${redacted(state.type)}, which no pipeline can share`,
        from: [],
        fix: 'set state: { type: "azurerm", storageAccountName, containerName }',
      },
    ];
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
  given: PipelineEnvironment | undefined,
): readonly Problem[] {
  const { environment } = backend;
  if (given === undefined) {
    const known = Object.keys(pipeline.environments);
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
  return Object.fromEntries(
    Object.entries(tags).filter(([name]) => !["project", "environment"].includes(name.toLowerCase())),
  );
}
