import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import type { BackendPlan } from "../decide/backend-plan";
import { OLDEST_OPENTOFU, OLDEST_TERRAFORM, compareVersions } from "../provider/version";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { loginProblems } from "./login-problems";
import { sharedContainerProblems } from "./pull-request-state";
import { type ReleasedCode, codeOfPullRequests, imageProblems, releasedCode } from "./released-code";
import type { RepositoryFacts } from "./repository-facts";
import {
  type AzureDevOpsLogin,
  type GithubLogin,
  type PipelineEnvironment,
  type PipelineSettings,
  PipelineSettingsError,
  type PipelineSystem,
  type PullRequestEnvironments,
} from "./settings";

/** How the jobs of one kind log in, complete. */
export interface PlannedLogin {
  readonly clientId: string;
  /** Of Azure DevOps alone. */
  readonly connection?: { readonly name: string; readonly id: string };
}

/** One environment of a pipeline. */
export interface PlannedEnvironment extends ReleasedCode {
  readonly name: string;
  /** The same commit is deployed there first. */
  readonly after?: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly plan: PlannedLogin;
  readonly apply: PlannedLogin;
}

/** The environments of pull requests. */
export interface PlannedPullRequests extends Pick<ReleasedCode, "takesPackage" | "notReleased"> {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly apply: PlannedLogin;
  /** Days that one stays after the last push, `7d`. */
  readonly expires: string;
}

/** Everything that is decided of a pipeline. */
export interface PipelinePlan {
  readonly system: PipelineSystem;
  /** The first part of the names of files, groups and artifacts. */
  readonly name: string;
  readonly facts: RepositoryFacts;
  /** The image of those environments that take one, without a tag. */
  readonly image?: string;
  /** In the order of deployment. */
  readonly environments: readonly PlannedEnvironment[];
  /** Undefined where pull requests have no environments. */
  readonly pullRequests?: PlannedPullRequests;
}

/**
 * Decides a pipeline.
 *
 * @param pullRequest - the plan of one environment of a pull request, where `pipeline.json` has `pr-*`
 * @throws {@link PipelineSettingsError} with everything that stands in the way
 */
export function planPipeline(
  name: string,
  settings: PipelineSettings,
  plans: readonly BackendPlan[],
  facts: RepositoryFacts,
  pullRequest?: BackendPlan,
): PipelinePlan {
  const { system, image, pullRequests: ofPullRequests } = settings;
  const chosen = plans.filter(({ environment }) => environment in settings.environments);
  const problems: Problem[] = [
    ...repositoryProblems(system, facts),
    ...imageProblems(image, system, chosen, facts),
  ];
  const environments = Object.entries(
    settings.environments as Readonly<Record<string, AnyEnvironment>>,
  ).flatMap(([environment, given]) => {
    const plan = plans.find((each) => each.environment === environment);
    const found = [
      ...appProblems(environment, plan, plans),
      ...loginProblems(environment, given, system),
      ...subscriptionProblems(environment, given, plan),
    ];
    problems.push(...found);
    return found.length > 0 || plan === undefined
      ? []
      : [plannedEnvironment(environment, given, plan, releasedCode(plan, system, image))];
  });
  if (ofPullRequests !== undefined)
    problems.push(...pullRequestProblems(ofPullRequests, settings, pullRequest, plans));
  if (problems.length > 0) throw new PipelineSettingsError(problems);
  return {
    system,
    name,
    facts,
    ...(image === undefined ? {} : { image }),
    environments: inOrder(environments),
    ...(ofPullRequests === undefined
      ? {}
      : { pullRequests: plannedPullRequests(ofPullRequests, pullRequest) }),
  };
}

type AnyPullRequests = PullRequestEnvironments<GithubLogin & Partial<AzureDevOpsLogin>>;

function plannedPullRequests(
  { login, tenantId, subscriptionId, expires }: AnyPullRequests,
  plan: BackendPlan | undefined,
): PlannedPullRequests {
  return {
    tenantId,
    subscriptionId: subscriptionId ?? plan?.subscriptionId ?? "",
    apply: plannedLogin(login.apply),
    ...(plan === undefined ? { takesPackage: false } : codeOfPullRequests(plan)),
    expires,
  };
}

function pullRequestProblems(
  given: AnyPullRequests,
  { system, environments }: PipelineSettings,
  plan: BackendPlan | undefined,
  plans: readonly BackendPlan[],
): readonly Problem[] {
  const path = `environments.${EVERY_PULL_REQUEST}`;
  return [
    ...(Object.keys(environments).length > 0
      ? []
      : [
          {
            path,
            message: "is the only environment: what is merged is deployed nowhere",
            from: [],
            fix: "add the environment that the main branch is deployed to",
          },
        ]),
    ...(plan === undefined ? [] : [...stateProblems(path, plan), ...sharedContainerProblems(plan, plans)]),
    ...loginProblems(EVERY_PULL_REQUEST, given, system),
    ...subscriptionProblems(EVERY_PULL_REQUEST, given, plan),
  ];
}

type AnyEnvironment = PipelineEnvironment<GithubLogin & Partial<AzureDevOpsLogin>>;
type AnyLogin = AnyEnvironment["login"]["plan"];

function plannedEnvironment(
  name: string,
  { login, tenantId, subscriptionId, after }: AnyEnvironment,
  plan: BackendPlan,
  code: ReleasedCode,
): PlannedEnvironment {
  return {
    name,
    ...(after === undefined ? {} : { after }),
    tenantId,
    subscriptionId: subscriptionId ?? plan.subscriptionId ?? "",
    plan: plannedLogin(login.plan),
    apply: plannedLogin(login.apply),
    ...code,
  };
}

function plannedLogin({ clientId = "", serviceConnection, serviceConnectionId }: AnyLogin): PlannedLogin {
  if (serviceConnection === undefined || serviceConnectionId === undefined) return { clientId };
  return { clientId, connection: { name: serviceConnection, id: serviceConnectionId } };
}

function appProblems(
  environment: string,
  plan: BackendPlan | undefined,
  plans: readonly BackendPlan[],
): readonly Problem[] {
  const path = `environments.${environment}`;
  if (plan === undefined) {
    const known = plans.map((each) => each.environment);
    const message = `the app has no environment ${redacted(environment)}${didYouMean(environment, known)}`;
    return [{ path, message, from: [], fix: `use one of ${known.join(", ")}, or define it in the app` }];
  }
  return stateProblems(path, plan);
}

function stateProblems(path: string, plan: BackendPlan): readonly Problem[] {
  if (plan.state.type === "azurerm") return [];
  return [
    {
      path,
      message: `its state is of type ${redacted(plan.state.type)}, and a pipeline keeps state and saved plans in a storage account`,
      from: [`state.type of ${plan.project} (${plan.environment})`],
      fix: 'set the option state to { type: "azurerm", … }',
    },
  ];
}

function subscriptionProblems(
  environment: string,
  given: Pick<AnyEnvironment, "subscriptionId" | "tenantId">,
  plan: BackendPlan | undefined,
): readonly Problem[] {
  const pairs = (["tenantId", "subscriptionId"] as const).map((key) => ({
    path: `environments.${environment}.${key}`,
    key,
    written: given[key],
    ofApp: plan?.[key],
  }));
  return pairs.flatMap(({ path, key, written, ofApp }) => {
    if (written === undefined && ofApp === undefined && plan !== undefined)
      return [{ path, message: "is missing, and the app does not set it", from: [], fix: `add ${key}` }];
    if (written === undefined || ofApp === undefined || written.toLowerCase() === ofApp.toLowerCase())
      return [];
    const from = [`the app's options (${key} = ${redacted(ofApp)})`];
    return [
      {
        path,
        message: `is not that of the app, got ${redacted(written)}`,
        from,
        fix: `correct one of the two`,
      },
    ];
  });
}

function repositoryProblems(
  system: PipelineSystem,
  { engine, lockFolder }: RepositoryFacts,
): readonly Problem[] {
  const oldest = oldestFor(system, engine.isOpenTofu);
  return [
    ...(lockFolder === undefined
      ? [
          {
            path: "package-lock.json",
            message: "is missing: jobs install exactly what it lists, with npm ci",
            from: [],
            fix: "run npm install, and commit the file",
          },
        ]
      : []),
    ...(compareVersions(engine.version, oldest) < 0
      ? [
          {
            path: engine.from,
            message: `jobs need ${engine.isOpenTofu ? "OpenTofu" : "Terraform"} ${oldest} or later, got ${engine.version}`,
            from: [],
            fix: `set a later version`,
          },
        ]
      : []),
  ];
}

/**
 * The backend azurerm logs in with tokens of Azure Pipelines from these versions on: CHANGELOG.md of hashicorp/terraform v1.11 and of
 * opentofu/opentofu v1.12.
 */
function oldestFor(system: PipelineSystem, isOpenTofu: boolean): string {
  if (system === "azure-devops") return isOpenTofu ? "1.12" : "1.11";
  return isOpenTofu ? OLDEST_OPENTOFU : OLDEST_TERRAFORM;
}

/** Each environment after the one that comes before it, else as they are written: there is no circle. */
function inOrder(environments: readonly PlannedEnvironment[]): readonly PlannedEnvironment[] {
  const ordered: PlannedEnvironment[] = [];
  const add = (environment: PlannedEnvironment): void => {
    if (ordered.includes(environment)) return;
    const before = environments.find(({ name }) => name === environment.after);
    if (before !== undefined) add(before);
    ordered.push(environment);
  };
  for (const environment of environments) add(environment);
  return ordered;
}
