import { otherGrants } from "../decide/grants-report";
import type { BackendPlan } from "../decide/backend-plan";
import { type readByPost, readByPostOf } from "./read-by-post";
import { roleIds } from "./role-ids";

/** A built-in role that an apply assigns. */
export interface AssignedRole {
  readonly name: string;
  /** The same in every tenant. */
  readonly id: string;
}

/** The least that Terraform can work with. */
export interface LeastRights {
  readonly plan: {
    /** For a custom role beside Reader: what the provider asks for with POST to compare it with the state. */
    readonly actions: readonly string[];
  };
  readonly apply: {
    /** For a custom role beside Contributor, which must not touch locks; none where there are none. */
    readonly actions: readonly string[];
    /** Every role that is assigned. */
    readonly roles: readonly AssignedRole[];
    /** The condition for Role Based Access Control Administrator: these roles and no others are given and taken. */
    readonly condition: string;
  };
}

/**
 * What the identities that plan and apply a backend need beside Reader and Contributor, computed from its plan. Rights on
 * the state are not Azure Resource Manager's: `docs/guides/permissions.md` has them.
 *
 * @param plan - that of `planBackend`, or the `plan` of a backend
 */
export function leastRights(plan: BackendPlan): LeastRights {
  const roles = assignedRoles(plan);
  return {
    plan: { actions: readActions(plan) },
    apply: {
      actions: plan.services.safeguards.locks ? LOCK_ACTIONS : [],
      roles,
      condition: conditionOf(roles),
    },
  };
}

/** learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#who-can-create-or-delete-locks */
const LOCK_ACTIONS = ["Microsoft.Authorization/locks/delete", "Microsoft.Authorization/locks/write"];

/** What Reader does not allow of what azurerm reads. */
function readActions({ services }: BackendPlan): readonly string[] {
  const { apim, cosmos, logs, functionApp, eventGrid, eventHubs, serviceBus, redis } = services;
  const types: Readonly<Record<keyof typeof readByPost, boolean>> = {
    "Microsoft.Resources/deployments": true,
    "Microsoft.Web/sites": true,
    "Microsoft.Web/sites/slots": functionApp.slots.length > 0,
    "Microsoft.ApiManagement/service": apim.enabled && "developerPortal" in apim,
    "Microsoft.DocumentDB/databaseAccounts": cosmos.account !== undefined,
    "Microsoft.OperationalInsights/workspaces": !("existing" in logs.workspace),
    "Microsoft.EventGrid/topics": eventGrid.topics.length > 0,
    "Microsoft.EventGrid/eventSubscriptions": eventGrid.subscriptions.some(
      ({ source }) => source.topic !== undefined,
    ),
    "Microsoft.EventGrid/systemTopics/eventSubscriptions": eventGrid.subscriptions.some(
      ({ source }) => source.blobs !== undefined,
    ),
    "Microsoft.EventHub/namespaces": eventHubs.enabled && !("existing" in eventHubs),
    "Microsoft.ServiceBus/namespaces": serviceBus.enabled && !("existing" in serviceBus),
    "Microsoft.Cache/redis": redis.enabled && !("existing" in redis) && redis.engine === "cache",
  };
  return Object.entries(types)
    .flatMap(([type, isThere]) => (isThere ? readByPostOf(type) : []))
    .sort();
}

/** Those of Azure; Cosmos DB and Redis have roles of their own, which Contributor gives. */
function assignedRoles(plan: BackendPlan): readonly AssignedRole[] {
  const names = [
    ...plan.grants.filter(({ plane }) => plane === "azure").map(({ role }) => role),
    ...otherGrants(plan).flatMap(({ plane = "azure", role }) => (plane === "azure" ? [role] : [])),
  ];
  return [...new Set(names)].sort().map((name) => {
    const id = roleIds[name];
    if (id === undefined) throw new Error(`the id of role ${name} is not known`);
    return { name, id };
  });
}

/** learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples#example-constrain-roles */
export function conditionOf(roles: readonly AssignedRole[]): string {
  const ids = roles.map(({ id }) => id).join(", ");
  const only = (action: string, source: "Request" | "Resource"): string =>
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR ` +
    `(@${source}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ids}}))`;
  return `${only("write", "Request")} AND ${only("delete", "Resource")}`;
}
