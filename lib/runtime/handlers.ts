import { randomUUID } from "node:crypto";
import type { HttpRequest, InvocationContext } from "@azure/functions";
import type { CrudOperation } from "../components/crud-routes";
import type { CrudApi } from "../components/define-crud-api";
import { bodyOf, refuseFaults } from "./body";
import { type Scope, scopeOf, sees, withScope } from "./crud-scope";
import { isKnown } from "./entity-tags";
import { GATEWAY_PARAMETERS } from "./gateway-parameters";
import { FaultList } from "../components/fault-list";
import { type CrudModel, keptItem, modelOf, partitionOf, shownItem } from "./model";
import { pageAsked, tokenAfter } from "./paging";
import { partitionAsked, partitionParameter } from "./partition";
import { ASKED_AGAIN, type Answer, Refusal, answer, problem, refuse } from "./problem-details";
import type { SettingSource } from "./settings";
import { type Item, type ItemKey, type Store, StoreFailure, type Stored } from "./store";
import { allowedVersion } from "./versions";

/** What handlers read of a request; an `HttpRequest` has it. */
export type CrudRequest = Pick<HttpRequest, "method" | "url" | "headers" | "params" | "query" | "text">;
/** What handlers need of an invocation: where they tell what went wrong. */
export type CrudContext = Pick<InvocationContext, "error">;
export type CrudHandler = (request: CrudRequest, context: CrudContext) => Promise<Answer>;

/** One handler for each operation, whether `routes` has it or not. */
export type CrudHandlers = Readonly<Record<CrudOperation, CrudHandler>>;

/** Where {@link crudHandlers} find out who is calling. */
export interface CrudHandlerOptions {
  /**
   * The app settings that say whose tokens are accepted, for an API with `authorize`.
   * @default - `process.env`
   */
  readonly settings?: SettingSource;
}

/**
 * The operations of an API as handlers of Azure Functions.
 *
 * @throws when the declaration cannot be served
 */
export function crudHandlers(
  api: CrudApi,
  store: Store,
  { settings = process.env }: CrudHandlerOptions = {},
): CrudHandlers {
  const model = modelOf(api);
  const guarded =
    (action: "read" | "write", operation: Operation): CrudHandler =>
    async (request, context) => {
      const answered = await answerOf(
        async () => {
          const scope = await scopeOf(model, action, request, settings);
          checkQuery(model, scope, request);
          return operation({ model, store, request, scope });
        },
        model,
        context,
      );
      return request.method === "HEAD" ? withoutBody(answered) : answered;
    };
  return {
    create: guarded("write", create),
    read: guarded("read", read),
    update: guarded("write", update),
    delete: guarded("write", remove),
    list: guarded("read", list),
  };
}

/** One request, and what its caller may see. */
interface Call {
  readonly model: CrudModel;
  readonly store: Store;
  readonly request: CrudRequest;
  readonly scope: Scope;
}
type Operation = (call: Call) => Promise<Answer>;

async function answerOf(
  work: () => Promise<Answer>,
  model: CrudModel,
  context: CrudContext,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    context.error(error);
    return error instanceof StoreFailure ? failed(model, error) : problem(500);
  }
}

async function create({ model, store, request, scope }: Call): Promise<Answer> {
  const id: Item = model.needsId ? {} : { id: randomUUID() };
  const body = withScope(model, scope, await bodyOf(request));
  const item = sound(model, { ...id, ...model.defaults, ...body });
  const key = { id: item["id"] as string, partition: partitionOf(model, item) };
  const stored = await store.create(key, item);
  if (stored === "exists") return taken(model, "this id");
  const query = namesPartition(model, scope) ? `?${partitionParameter(key.partition)}` : "";
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

async function read(call: Call): Promise<Answer> {
  const { model, request } = call;
  const stored = await visible(call, keyAsked(call));
  if (isKnown(request.headers.get("if-none-match"), stored.etag))
    return answer(304, { ...ASKED_AGAIN, etag: stored.etag });
  return redacted(model, stored, 200, ASKED_AGAIN);
}

/** The item, where the caller may see it. */
async function visible({ model, store, scope }: Call, key: ItemKey): Promise<Stored> {
  const stored = await store.read(key);
  if (stored === "missing" || !sees(scope, stored.item)) throw new Refusal(missing(model));
  return stored;
}

async function update(call: Call): Promise<Answer> {
  const { model, store, request, scope } = call;
  const key = keyAsked(call);
  const given = await bodyOf(request);
  const itemIn = (current?: Item): Item => {
    const body = withScope(model, scope, given, current);
    const item = sound(model, { ...model.defaults, id: key.id, ...body });
    const moved = new FaultList();
    if (item["id"] !== key.id) moved.add(["id"], "has to be what the URL says");
    if (partitionOf(model, item) !== key.partition) moved.add(model.partition, "has to be what the URL says");
    refuseFaults(`This ${model.entityName} cannot move.`, moved);
    return item;
  };
  // A body that is wrong is said before its version is looked at.
  const whole = scope.owner === undefined ? itemIn() : undefined;
  const stored = await changing(call, key, async (etag, current) =>
    store.replace(key, whole ?? itemIn(current?.item), etag),
  );
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

async function remove(call: Call): Promise<Answer> {
  const { model, store } = call;
  const key = keyAsked(call);
  const deleted = await changing(call, key, async (etag) => store.delete(key, etag));
  if (deleted === "missing") return missing(model);
  return deleted === "changed" ? changed(model) : answer(204, {});
}

/** How often a change is tried that somebody else's comes before. */
const TRIES = 5;

/**
 * Changes the version that the request allows. Whose item it is has to be read before, and must hold when it is written: the version that
 * was read is the one that is changed, and where the request allows any, a newer one is read again.
 */
async function changing<T>(
  call: Call,
  key: ItemKey,
  change: (etag: string | undefined, current?: Stored) => Promise<T | "changed">,
): Promise<T | "changed"> {
  const { model, request, scope } = call;
  const current = async (): Promise<Stored> => visible(call, key);
  if (scope.owner === undefined || scope.owner.seesAll) {
    const etag = await allowedVersion(model, request, current, () => changed(model));
    return change(etag, scope.owner === undefined ? undefined : await current());
  }
  for (let tried = 1; ; tried += 1) {
    const seen = await current();
    const etag = await allowedVersion(
      model,
      request,
      async () => Promise.resolve(seen),
      () => changed(model),
    );
    if (etag !== undefined && etag !== seen.etag) return "changed";
    const result = await change(seen.etag, seen);
    if (result !== "changed" || etag !== undefined || tried === TRIES) return result;
  }
}

async function list({ model, store, request, scope }: Call): Promise<Answer> {
  const query = await pageAsked(model, store, request, scope);
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
function checkQuery(model: CrudModel, scope: Scope, { params, method, query }: CrudRequest): void {
  const reads = method === "GET" || method === "HEAD";
  const partition = scope.partition === undefined ? ["partitionKey"] : [];
  const known = Object.hasOwn(params, "id")
    ? [...(namesPartition(model, scope) ? ["partitionKey"] : [])]
    : [...(reads ? [...partition, "sortBy", "order", "continuation"] : [])];
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

/** Whether a caller says in the query in which partition an item is. */
function namesPartition({ partitionedById }: CrudModel, { partition }: Scope): boolean {
  return !partitionedById && partition === undefined;
}

function keyAsked({ model, request, scope }: Call): ItemKey {
  const id = request.params["id"] ?? "";
  const partition = model.partitionedById ? id : (scope.partition ?? partitionAsked(model, request));
  if (partition === undefined) refuse(400, "The query has to have partitionKey.");
  // No item can have such an id, and Cosmos DB would take offence.
  if (!model.isId(id)) throw new Refusal(missing(model));
  return { id, partition };
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
