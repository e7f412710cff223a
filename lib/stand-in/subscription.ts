import { Refusal, type Request, type Response, ok } from "./exchange";
import { type JsonObject, objectAt, textAt } from "./json";
import { identity } from "./login";
import type { Registrations } from "./registrations";
import { GROUPS, key } from "./resource-path";
import { roleDefinitions } from "./role-definitions";
import type { Store } from "./store";

/** What is asked of a subscription as a whole; undefined where it is about one resource. */
export function answerSubscription(
  request: Request,
  store: Store,
  registrations: Registrations,
): Response | undefined {
  const { path, method, query } = request;
  const lower = key(path);
  // Whatever subscription a backend names is there.
  const [, subscriptionId = identity.subscriptionId] = /^\/subscriptions\/([^/]+)/i.exec(path) ?? [];
  const subscription = `/subscriptions/${subscriptionId}`;
  if (method === "GET" && lower === key(subscription))
    return ok({
      id: subscription,
      subscriptionId,
      tenantId: identity.tenantId,
      displayName: "Stand-in",
      state: "Enabled",
    });
  if (method === "GET" && lower === "/subscriptions")
    return ok({ value: [{ id: subscription, subscriptionId, state: "Enabled" }] });
  const provider = answerProviders(request, subscriptionId, registrations);
  if (provider !== undefined) return provider;
  if (lower.endsWith("/checknameavailability")) return nameAvailability(request, store);
  const [, account] = /^\/providers\/microsoft\.documentdb\/databaseaccountnames\/([^/]+)$/.exec(lower) ?? [];
  if (account !== undefined) return accountExists(account, store);
  if (method === "GET" && lower.endsWith("/providers/microsoft.authorization/permissions"))
    return permissions(lower, store);
  if (lower.endsWith("/providers/microsoft.operationalinsights/deletedworkspaces")) return ok({ value: [] });
  if (lower.endsWith("/providers/microsoft.authorization/roledefinitions"))
    return ok({ value: roleDefinitions(query.get("$filter") ?? "", path, store) });
  const [, role] = /\/providers\/microsoft\.authorization\/roledefinitions\/([^/]+)$/.exec(lower) ?? [];
  if (role !== undefined && method === "GET") {
    const found = roleDefinitions("", path, store).find((each) => key(textAt(each, "name")) === role);
    return found === undefined ? { status: 404 } : ok(found);
  }
  const [, group] = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)\/resources$/.exec(lower) ?? [];
  if (group !== undefined)
    return ok({ value: topLevel(store, `${key(subscription)}/resourcegroups/${group}/`) });
  if (method === "GET" && lower === `${key(subscription)}/resourcegroups`)
    return ok({ value: groupsOf(store, subscription, query.get("$filter") ?? "") });
  if (lower === `${key(subscription)}/resources`)
    return ok({ value: ofType(store, subscription, query.get("$filter") ?? "") });
  return undefined;
}

/** learn.microsoft.com/rest/api/resources/providers */
function answerProviders(
  { path, method }: Request,
  subscriptionId: string,
  registrations: Registrations,
): Response | undefined {
  const [isProviders, , namespace, register] =
    /^\/subscriptions\/([^/]+)\/providers(?:\/([^/]+)(\/register)?)?$/i.exec(path) ?? [];
  if (isProviders === undefined) return undefined;
  if (namespace === undefined)
    return method === "GET" ? ok({ value: registrations.all(subscriptionId) }) : undefined;
  if (register !== undefined)
    return method === "POST" ? ok(registrations.begin(subscriptionId, namespace)) : undefined;
  return method === "GET" ? ok(registrations.one(subscriptionId, namespace)) : undefined;
}

/** Every login is Owner: learn.microsoft.com/rest/api/authorization/permissions */
function permissions(path: string, store: Store): Response {
  const [, group] = /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)\/providers\//.exec(path) ?? [];
  if (group !== undefined && store.get(group) === undefined)
    throw new Refusal(
      404,
      "ResourceGroupNotFound",
      `Resource group '${group.split("/")[4] ?? ""}' could not be found.`,
    );
  return ok({ value: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] });
}

/** Namespaces that are asked for a name alone, and what they have of it. */
const ONLY_TYPES: Readonly<Record<string, string>> = {
  "microsoft.servicebus": "Microsoft.ServiceBus/namespaces",
  "microsoft.apimanagement": "Microsoft.ApiManagement/service",
};

/**
 * Names are asked for by type; a request without one gets the answer that it is free. What is deleted and kept has its name still:
 * learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 */
function nameAvailability({ body, path }: Request, store: Store): Response {
  const [, namespace = ""] = /\/providers\/([^/]+)\/checknameavailability$/.exec(key(path)) ?? [];
  const name = textAt(body, "name");
  const type = ONLY_TYPES[namespace] ?? textAt(body, "type");
  const isTaken =
    store.softDeleted(type, name) !== undefined ||
    store.ofType(type).some((each) => key(each.name) === key(name));
  const message = `The name '${name}' is already taken.`;
  // learn.microsoft.com/rest/api/redis/redis/check-name-availability
  if (namespace === "microsoft.cache") {
    if (isTaken) throw new Refusal(409, "NameNotAvailable", message);
    return { status: 200 };
  }
  return isTaken
    ? ok({ nameAvailable: false, reason: "AlreadyExists", message })
    : ok({ nameAvailable: true });
}

/** learn.microsoft.com/rest/api/cosmos-db-resource-provider/database-accounts/check-name-exists */
function accountExists(name: string, store: Store): Response {
  const accounts = store.ofType("Microsoft.DocumentDB/databaseAccounts");
  return { status: accounts.some((each) => key(each.name) === name) ? 200 : 404 };
}

/** Those of a subscription that a filter asks for: learn.microsoft.com/rest/api/resources/resources/list */
function ofType(store: Store, subscription: string, filter: string): readonly JsonObject[] {
  const [, type] = /^resourceType eq '([^']+)'$/i.exec(filter) ?? [];
  if (type === undefined)
    throw new Refusal(
      400,
      "InvalidFilterInQueryString",
      `the stand-in lists resources by type alone, not by ${filter}`,
    );
  return store
    .children(subscription, type)
    .map(({ id, name, body }) => ({ id, name, type, location: textAt(body, "location") }));
}

/** Those of a subscription with a tag: learn.microsoft.com/rest/api/resources/resource-groups/list */
function groupsOf(store: Store, subscription: string, filter: string): readonly JsonObject[] {
  const [isFilter, name = "", value] =
    /^tagName eq '([^']+)'(?: and tagValue eq '([^']*)')?$/i.exec(filter) ?? [];
  if (filter !== "" && isFilter === undefined)
    throw new Refusal(
      400,
      "InvalidFilterInQueryString",
      `the stand-in lists resource groups by tag alone, not by ${filter}`,
    );
  // Azure compares names of tags without case: learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
  const isMeant = (tags: JsonObject): boolean =>
    Object.entries(tags).some(
      ([tag, given]) => key(tag) === key(name) && (value === undefined || given === value),
    );
  return store
    .children(subscription, GROUPS)
    .filter(({ body }) => filter === "" || isMeant(objectAt(body, "tags")))
    .map(({ id, name: group, type, body }) => ({ ...body, id, name: group, type }));
}

/** What a group holds, without what belongs to something else in it. */
function topLevel(store: Store, group: string): readonly JsonObject[] {
  // `providers`, namespace, type and name come after the group.
  const parts = group.split("/").length + 3;
  return store
    .all()
    .filter(({ id, type }) => key(id).startsWith(group) && type !== "Microsoft.Resources/deployments")
    .filter(({ id }) => id.split("/").length === parts)
    .map(({ id, name, type }) => ({ id, name, type }));
}
