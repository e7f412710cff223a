import { randomUUID } from "node:crypto";
import type { HttpRequest, InvocationContext } from "@azure/functions";
import type { CrudOperation } from "../components/crud-routes";
import type { CrudApi } from "../components/define-crud-api";
import { bodyOf, refuseFaults } from "./body";
import { allowedVersions, isKnown } from "./entity-tags";
import { GATEWAY_PARAMETERS } from "./gateway-parameters";
import { FaultList } from "../components/fault-list";
import { type CrudModel, keptItem, modelOf, partitionOf, shownItem } from "./model";
import { pageAsked, tokenAfter } from "./paging";
import { partitionAsked, partitionParameter } from "./partition";
import { ASKED_AGAIN, type Answer, Refusal, answer, problem, refuse } from "./problem-details";
import { type Item, type ItemKey, type Store, StoreFailure, type Stored } from "./store";

/** What handlers read of a request; an `HttpRequest` has it. */
export type CrudRequest = Pick<HttpRequest, "method" | "url" | "headers" | "params" | "query" | "text">;
/** What handlers need of an invocation: where they tell what went wrong. */
export type CrudContext = Pick<InvocationContext, "error">;
export type CrudHandler = (request: CrudRequest, context: CrudContext) => Promise<Answer>;

/** One handler for each operation, whether `routes` has it or not. */
export type CrudHandlers = Readonly<Record<CrudOperation, CrudHandler>>;

/**
 * The operations of an API as handlers of Azure Functions.
 *
 * @throws when the declaration cannot be served
 */
export function crudHandlers(api: CrudApi, store: Store): CrudHandlers {
  const model = modelOf(api);
  const guarded =
    (operation: Operation): CrudHandler =>
    async (request, context) => {
      const answered = await answerOf(operation, model, store, request, context);
      return request.method === "HEAD" ? withoutBody(answered) : answered;
    };
  return {
    create: guarded(create),
    read: guarded(read),
    update: guarded(update),
    delete: guarded(remove),
    list: guarded(list),
  };
}

type Operation = (model: CrudModel, store: Store, request: CrudRequest) => Promise<Answer>;

async function answerOf(
  operation: Operation,
  model: CrudModel,
  store: Store,
  request: CrudRequest,
  context: CrudContext,
): Promise<Answer> {
  try {
    checkQuery(model, request);
    return await operation(model, store, request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    context.error(error);
    return error instanceof StoreFailure ? failed(model, error) : problem(500);
  }
}

async function create(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const id: Item = model.needsId ? {} : { id: randomUUID() };
  const item = sound(model, { ...id, ...model.defaults, ...(await bodyOf(request)) });
  const key = { id: item["id"] as string, partition: partitionOf(model, item) };
  const stored = await store.create(key, item);
  if (stored === "exists") return taken(model, "this id");
  const query = model.partitionedById ? "" : `?${partitionParameter(key.partition)}`;
  const location = `${collectionOf(request)}${encodeURIComponent(key.id)}${query}`;
  return redacted(model, stored, 201, { location });
}

/**
 * What leads from the URL of a request to what is below it, as a relative reference of RFC 3986 section 5.2. Behind a gateway
 * the caller's URL has another host and may have another path before the last segment: a path from the root would miss it.
 */
function collectionOf({ url }: CrudRequest): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  return last === "" ? "" : `${last}/`;
}

async function read(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const stored = await store.read(keyAsked(model, request));
  if (stored === "missing") return missing(model);
  if (isKnown(request.headers.get("if-none-match"), stored.etag))
    return answer(304, { ...ASKED_AGAIN, etag: stored.etag });
  return redacted(model, stored, 200, ASKED_AGAIN);
}

async function update(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const key = keyAsked(model, request);
  const item = sound(model, { ...model.defaults, id: key.id, ...(await bodyOf(request)) });
  const moved = new FaultList();
  if (item["id"] !== key.id) moved.add(["id"], "has to be what the URL says");
  if (partitionOf(model, item) !== key.partition) moved.add(model.partition, "has to be what the URL says");
  refuseFaults(`This ${model.entityName} cannot move.`, moved);
  const stored = await store.replace(key, item, await versionAsked(model, store, key, request));
  switch (stored) {
    case "missing":
      return missing(model);
    case "changed":
      return changed(model);
    case "exists":
      return taken(model);
    default:
      return redacted(model, stored, 200);
  }
}

async function remove(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const key = keyAsked(model, request);
  const deleted = await store.delete(key, await versionAsked(model, store, key, request));
  if (deleted === "missing") return missing(model);
  return deleted === "changed" ? changed(model) : answer(204, {});
}

async function list(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const query = await pageAsked(model, store, request, partitionAsked(model, request));
  const page = await store.query(query);
  const items = page.items.map((item) => shownItem(model, item));
  const last = page.items.at(-1);
  if (!page.more || last === undefined) return answer(200, ASKED_AGAIN, { items });
  // Only what the list knows: a function key in the query would end up in logs.
  const next = new URLSearchParams({ continuation: tokenAfter(model, query, last) });
  for (const name of ["partitionKey", "sortBy", "order"]) {
    const value = request.query.get(name);
    if (value !== null) next.set(name, value);
  }
  return answer(200, ASKED_AGAIN, { items, nextLink: `?${next.toString()}` });
}

/** A misspelt `partitionKey` would list all partitions. */
function checkQuery(model: CrudModel, { params, method, query }: CrudRequest): void {
  const reads = method === "GET" || method === "HEAD";
  const known = Object.hasOwn(params, "id")
    ? [...(model.partitionedById ? [] : ["partitionKey"])]
    : [...(reads ? ["partitionKey", "sortBy", "order", "continuation"] : [])];
  const names = [...new Set(query.keys())];
  if (names.some((name) => ![...known, ...GATEWAY_PARAMETERS].includes(name)))
    refuse(400, `The query takes ${known.length === 0 ? "nothing" : known.join(", ")}.`);
  if (known.some((name) => query.getAll(name).length > 1)) refuse(400, "The query says something twice.");
}

function withoutBody({ status, headers }: Answer): Answer {
  return { status, headers };
}

/** A fault of the store, told as it is. */
function failed({ plural }: CrudModel, { fault, retryAfter }: StoreFailure): Answer {
  const headers: Readonly<Record<string, string>> =
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  switch (fault) {
    case "throttled":
      return problem(503, `Too much is asked of the ${plural} at once.`, [], headers);
    case "unavailable":
      return problem(503, `The ${plural} cannot be reached for now.`, [], headers);
    case "denied":
      return problem(502, `The store of the ${plural} does not let this API in.`, [], headers);
    case "too large":
      return problem(413, "The store takes no item of this size.", [], headers);
  }
}

/** The item, which meets the schema. */
function sound(model: CrudModel, given: Item): Item {
  const item = keptItem(model, given);
  const found = new FaultList();
  model.check(item, found);
  refuseFaults(`The body is no ${model.entityName}.`, found);
  return item;
}

function keyAsked(model: CrudModel, request: CrudRequest): ItemKey {
  const id = request.params["id"] ?? "";
  const partition = model.partitionedById ? id : partitionAsked(model, request);
  if (partition === undefined) refuse(400, "The query has to have partitionKey.");
  // No item can have such an id, and Cosmos DB would take offence.
  if (!model.isId(id)) throw new Refusal(missing(model));
  return { id, partition };
}

/** The one version that `If-Match` allows; of several, the one that there is. */
async function versionAsked(
  model: CrudModel,
  store: Store,
  key: ItemKey,
  request: CrudRequest,
): Promise<string | undefined> {
  const ifMatch = request.headers.get("if-match");
  if (ifMatch === null && model.requiresIfMatch) refuse(428, "If-Match has to say which version is meant.");
  const unless = request.headers.get("if-none-match");
  const allowed = allowedVersions(ifMatch);
  if (unless !== null) return versionUnless(model, store, key, allowed, unless);
  if (allowed === "any") return undefined;
  const [only, ...others] = allowed;
  if (only !== undefined && others.length === 0) return only;
  const stored = await store.read(key);
  if (stored === "missing") throw new Refusal(missing(model));
  if (!allowed.includes(stored.etag)) throw new Refusal(changed(model));
  return stored.etag;
}

/** `If-None-Match` forbids versions, all of them by `*`: RFC 9110 section 13.1.2. */
async function versionUnless(
  model: CrudModel,
  store: Store,
  key: ItemKey,
  allowed: "any" | readonly string[],
  unless: string,
): Promise<string> {
  const stored = await store.read(key);
  if (stored === "missing") throw new Refusal(missing(model));
  const isAllowed = allowed === "any" || allowed.includes(stored.etag);
  if (!isAllowed || isKnown(unless, stored.etag)) throw new Refusal(changed(model));
  return stored.etag;
}

function redacted(model: CrudModel, { item, etag }: Stored, status: number, headers = {}): Answer {
  return answer(status, { ...headers, etag }, shownItem(model, item));
}

function missing({ entityName }: CrudModel): Answer {
  return problem(404, `There is no such ${entityName}.`);
}

function taken({ entityName, hasUniqueKeys }: CrudModel, ...what: readonly string[]): Answer {
  const all = [...what, ...(hasUniqueKeys ? ["a value that is unique"] : [])];
  return problem(409, `Another ${entityName} has ${all.join(", or ")}.`);
}

function changed({ entityName }: CrudModel): Answer {
  return problem(412, `The ${entityName} has another version than the request allows.`);
}
