import { apiVersionOf } from "../../azure/api-versions";
import type { BackendPlan } from "../../decide/backend-plan";
import type { ComposedKind } from "../../services/words";
import { type Examined, ok, problem, warning } from "./examined";
import type { Manager } from "./manager";

/** Where Azure says whether a name is free that is unique in all of Azure. */
interface NameCheck {
  readonly type: string;
  readonly apiVersion: string;
  /** Below the subscription; undefined for Cosmos DB, which is asked for the name itself. */
  readonly path?: string;
  /** It is asked by the name alone: whose it is follows from the path. */
  readonly withoutType?: true;
  /** Yes is status 200 with nothing, and no is an error. */
  readonly silent?: true;
}

const STORAGE: NameCheck = {
  type: "Microsoft.Storage/storageAccounts",
  path: "providers/Microsoft.Storage/checkNameAvailability",
  apiVersion: "2023-01-01",
};

const SITE: NameCheck = {
  type: "Microsoft.Web/sites",
  path: "providers/Microsoft.Web/checknameavailability",
  apiVersion: "2023-12-01",
};

/**
 * learn.microsoft.com/rest/api: storagerp, keyvault, appservice, cosmos-db-resource-provider, servicebus/controlplane-stable,
 * containerregistry, redis and apimanagement, each "check name availability" or "check name exists"
 */
export const nameChecks: Readonly<Partial<Record<ComposedKind, NameCheck>>> = {
  storageAccount: STORAGE,
  hostStorageAccount: STORAGE,
  packageStorageAccount: STORAGE,
  flowLogStorageAccount: STORAGE,
  cdnStorageAccount: STORAGE,
  // Vaults that were deleted and are kept have their names still.
  keyVault: {
    type: "Microsoft.KeyVault/vaults",
    path: "providers/Microsoft.KeyVault/checkNameAvailability",
    // Azure ends the earlier ones: lib/azure/api-notices.ts
    apiVersion: apiVersionOf("Microsoft.KeyVault"),
  },
  functionApp: SITE,
  furtherFunctionApp: SITE,
  cosmosAccount: { type: "Microsoft.DocumentDB/databaseAccounts", apiVersion: "2023-11-15" },
  serviceBusNamespace: {
    type: "Microsoft.ServiceBus/namespaces",
    path: "providers/Microsoft.ServiceBus/CheckNameAvailability",
    apiVersion: "2021-11-01",
    withoutType: true,
  },
  eventHubsNamespace: {
    type: "Microsoft.EventHub/namespaces",
    path: "providers/Microsoft.EventHub/checkNameAvailability",
    apiVersion: "2024-01-01",
    withoutType: true,
  },
  containerRegistry: {
    type: "Microsoft.ContainerRegistry/registries",
    path: "providers/Microsoft.ContainerRegistry/checkNameAvailability",
    apiVersion: "2023-07-01",
  },
  redisCache: {
    type: "Microsoft.Cache/Redis",
    path: "providers/Microsoft.Cache/CheckNameAvailability",
    apiVersion: "2024-03-01",
    silent: true,
  },
  apiManagement: {
    type: "Microsoft.ApiManagement/service",
    path: "providers/Microsoft.ApiManagement/checkNameAvailability",
    apiVersion: "2022-08-01",
    withoutType: true,
  },
};

/** Kinds that are unique in all of Azure, or nearly, and that are not asked for: why. */
export const notAsked: Readonly<Partial<Record<ComposedKind, string>>> = {
  managedRedis: "Microsoft.Cache checks only names of Azure Cache for Redis",
  eventGridTopic: "Microsoft.EventGrid has no such request; a name is unique in its region",
  cdnEndpoint:
    "Azure checks names in a resource group (checkEndpointNameAvailability), which a new environment does not have yet, and a host " +
    "name contains a hash of the tenant: only the same tenant can have taken it",
};

/** Each name that is unique in all of Azure: it has to be free, or be the backend's own. */
export async function examineNames(
  manager: Manager,
  subscriptionId: string,
  plans: readonly BackendPlan[],
): Promise<readonly Examined[]> {
  const names = plans.flatMap((plan) =>
    (Object.keys(nameChecks) as ComposedKind[]).flatMap((kind) => {
      const check = nameChecks[kind];
      return check === undefined ? [] : namesOf(plan, kind).map((name) => ({ plan, kind, name, check }));
    }),
  );
  const examined = await Promise.all(
    names.map(async ({ plan, kind, name, check }): Promise<Examined> => {
      const what = `Name ${name}`;
      const answer = await availabilityOf(manager, subscriptionId, name, check);
      if (answer === "free") return ok(what, "free");
      // Azure answers 409 to a subscription that is not registered for the resource provider.
      if ("status" in answer)
        return warning(
          what,
          `unknown: Azure returned ${answer.status}`,
          "register the resource provider, or log in with an account that has the role Contributor on the subscription, then run doctor again",
        );
      if (await isOwn(manager, subscriptionId, plan, name, check)) return ok(what, "belongs to this backend");
      return problem(
        what,
        answer.taken,
        kind === "furtherFunctionApp"
          ? "choose another name in functionApp.apps, or another nameSuffix"
          : `choose another name with names.${kind} or nameSuffix`,
      );
    }),
  );
  return examined;
}

/** Of further apps there can be several. */
function namesOf(plan: BackendPlan, kind: ComposedKind): readonly string[] {
  if (kind === "furtherFunctionApp") return (plan.services.functionApp.apps ?? []).map(({ name }) => name);
  const name = plan.names[kind];
  return name === undefined ? [] : [name];
}

/** Whether a name is free, why it is not, or the status of an answer that does not say so. */
async function availabilityOf(
  manager: Manager,
  subscriptionId: string,
  name: string,
  { type, path, apiVersion, withoutType, silent }: NameCheck,
): Promise<"free" | { readonly taken: string } | { readonly status: number }> {
  if (path === undefined) {
    const at = `/providers/Microsoft.DocumentDB/databaseAccountNames/${name}?api-version=${apiVersion}`;
    const { status } = await manager.send("HEAD", at);
    if (status === 404) return "free";
    return status === 200 ? { taken: "already used by an account in Azure" } : { status };
  }
  const at = `/subscriptions/${subscriptionId}/${path}?api-version=${apiVersion}`;
  const { status, body } = await manager.send("POST", at, withoutType ? { name } : { name, type });
  const { nameAvailable, message = "taken", error } = objectIn(body);
  if (silent && error?.code === "NameNotAvailable") return { taken: error.message ?? "taken" };
  if (status !== 200) return { status };
  if (nameAvailable === false) return { taken: message };
  return nameAvailable === true || silent ? "free" : { status };
}

interface Availability {
  readonly nameAvailable?: boolean;
  readonly message?: string;
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** What does not answer as Azure does has no JSON. */
function objectIn(body: string): Availability {
  try {
    return JSON.parse(body) as Availability;
  } catch {
    return {};
  }
}

async function isOwn(
  manager: Manager,
  subscriptionId: string,
  { resourceGroups }: BackendPlan,
  name: string,
  { type, apiVersion }: NameCheck,
): Promise<boolean> {
  const answers = await Promise.all(
    Object.values(resourceGroups).map((group) =>
      manager.send(
        "GET",
        `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${type}/${name}?api-version=${apiVersion}`,
      ),
    ),
  );
  return answers.some(({ status }) => status === 200);
}
