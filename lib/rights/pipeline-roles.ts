import {
  BESIDE,
  LINKED,
  OF_SUBSCRIPTION,
  privateLinkTargets,
  PURGE_VAULT,
  READ_PROVIDERS,
} from "./deploy-actions";
import { type AssignedRole, conditionOf } from "./least-rights";
import { linkedRules } from "./linked-actions";
import { type NearestRole, nearestRoles } from "./nearest-roles";
import { isAllowed } from "./permission";
import { polledActions } from "./polled-actions";
import { releaseActions, releaseTakenBack } from "./release-actions";
import { roleIds } from "./role-ids";
import {
  type Done,
  everyDone,
  everyType,
  KEYS_OF_STORAGE,
  recordedActions,
  typeActions,
} from "./type-actions";

/** What a custom role holds, as Azure calls it. */
export interface PipelineRole {
  /** Every one published, and nearly all without wildcards: Azure refuses a role with another one. */
  readonly actions: readonly string[];
  /** What a wildcard gives too much. */
  readonly notActions: readonly string[];
  /** None: rights on blobs, of the state and of packages, are roles of their own. */
  readonly dataActions: readonly string[];
}

/** Which roles the identity that applies may give and take. */
export interface AssignableRoles {
  /** Every role that a backend can assign, by name. */
  readonly assignableRoles: readonly AssignedRole[];
  /** The condition, version 2.0, for the assignment of the applier's role: these roles and no others. */
  readonly condition: string;
}

/** Custom roles for the identities of a pipeline. */
export interface PipelineRoles extends AssignableRoles {
  /** Plans, reviews and looks for drift. */
  readonly planner: PipelineRole;
  /** Deploys, releases and destroys. Assign it with the condition. */
  readonly applier: PipelineRole;
  /**
   * Deploys, releases and destroys environments of pull requests: what the applier may, and purging deleted key vaults, so that their names are
   * free. An identity that has it can delete for good what was deleted in the subscription. Assign it with the condition.
   */
  readonly pullRequestApplier: PipelineRole;
}

/** Built-in roles in their place, for those who may not create roles. */
export interface BuiltInPipelineRoles extends AssignableRoles {
  readonly planner: readonly NearestRole[];
  readonly applier: readonly NearestRole[];
  readonly pullRequestApplier: readonly NearestRole[];
}

export function pipelineRoles(options?: { readonly builtIn?: false }): PipelineRoles;
export function pipelineRoles(options: { readonly builtIn: true }): BuiltInPipelineRoles;
/**
 * The rights of the identities of a pipeline: for everything that the library can create, update, delete and release, whatever the
 * options of a backend. So they change with releases of the library only. Assign the roles on the subscription.
 *
 * @param options - `builtIn: true` returns built-in roles, each with what it gives too much
 */
export function pipelineRoles({ builtIn = false } = {}): BuiltInPipelineRoles | PipelineRoles {
  const planner = role(plannerActions());
  const applier = role(applierActions());
  // Purging API Management is part of destroying it in every environment, and the applier has it.
  const pullRequestApplier = role(published([...applier.actions, PURGE_VAULT]));
  const assignableRoles = Object.entries(roleIds).map(([name, id]) => ({ name, id }));
  const assignable = { assignableRoles, condition: conditionOf(assignableRoles) };
  if (!builtIn) return { planner, applier, pullRequestApplier, ...assignable };
  return {
    planner: nearestRoles(planner.actions),
    applier: nearestRoles(applier.actions),
    pullRequestApplier: nearestRoles(pullRequestApplier.actions),
    ...assignable,
  };
}

function role(actions: readonly string[]): PipelineRole {
  return {
    actions,
    notActions: releaseTakenBack.filter((each) => isAllowed([{ actions }], each)),
    dataActions: [],
  };
}

/** What any login asks of a subscription: of its resource providers, and what it may do itself. */
const OF_EVERY_LOGIN = [
  READ_PROVIDERS,
  "Microsoft.Authorization/permissions/read",
  "Microsoft.Resources/subscriptions/read",
];

function plannerActions(): readonly string[] {
  return published([
    ...OF_EVERY_LOGIN,
    ...registrations(),
    ...recordedActions.beside.plan,
    ...publishingPolicies("read"),
    ...actionsOf(["read"]),
    ...everyType
      .flatMap((type) => [...(BESIDE[type] ?? []), ...(LINKED[type] ?? [])])
      .filter((action) => action.endsWith("/read")),
  ]);
}

function applierActions(): readonly string[] {
  return published([
    ...plannerActions(),
    ...recordedActions.beside.apply,
    ...actionsOf(everyDone),
    ...usedByTypes(),
    ...THROUGHPUT,
    ...linkedActions(),
    ...Object.values(polledActions).flat(),
    ...publishingPolicies("write"),
    ...releaseActions,
  ]);
}

function actionsOf(done: readonly Done[]): readonly string[] {
  return everyType.flatMap((type) => done.flatMap((each) => typeActions(type, each).actions));
}

/** What azurerm asks of other resources, and of the subscription. */
function usedByTypes(): readonly string[] {
  return everyType.flatMap((type) => [
    ...(BESIDE[type] ?? []),
    ...(LINKED[type] ?? []),
    ...(OF_SUBSCRIPTION[type] ?? []),
  ]);
}

/** On what a resource of the library can name, also where no recorded life did. */
function linkedActions(): readonly string[] {
  const own = new Set(everyType.map((type) => `${type}/write`.toLowerCase()));
  return linkedRules
    .filter(({ on }) => on.some((each) => each === "*" || own.has(each.toLowerCase())))
    .filter(({ action }) => action !== KEYS_OF_STORAGE)
    .flatMap(({ action }) =>
      action.startsWith("{type}")
        ? privateLinkTargets.map((type) => action.replace("{type}", type))
        : [action],
    );
}

/** Of every resource provider that a backend can use: azurerm registers those that are not, before it plans. */
function registrations(): readonly string[] {
  // Azure registers these itself.
  const registered = ["Microsoft.Authorization", "Microsoft.Consumption", "Microsoft.Resources"];
  const all = new Set(everyType.map((type) => type.split("/")[0] ?? ""));
  return [...all].filter((name) => !registered.includes(name)).map((name) => `${name}/register/action`);
}

/** azurerm updates the throughput of what exists by a request of its own: see deploy-actions.ts. */
const THROUGHPUT = ["sqlDatabases", "sqlDatabases/containers"].map(
  (below) => `Microsoft.DocumentDB/databaseAccounts/${below}/throughputSettings/write`,
);

/** Both forms are published, for the list and for each policy: it is not verified which one Azure checks. */
function publishingPolicies(verb: "read" | "write"): readonly string[] {
  return ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"].flatMap((type) =>
    ["ftp", "scm"].map((policy) => `${type}/basicPublishingCredentialsPolicies/${policy}/${verb}`),
  );
}

/** Azure refuses a custom role with what is not published: see docs/guides/permissions.md. */
const NOT_PUBLISHED: ReadonlySet<string> = new Set(
  ["Microsoft.AzureActiveDirectory/checkNameAvailability/action"].map((action) => action.toLowerCase()),
);

/** Each once: Azure compares actions without case. */
function published(actions: readonly string[]): readonly string[] {
  const once = new Map<string, string>();
  for (const action of [...actions].sort())
    if (!once.has(action.toLowerCase()) && !NOT_PUBLISHED.has(action.toLowerCase()))
      once.set(action.toLowerCase(), action);
  return [...once.values()];
}
