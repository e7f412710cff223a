import { randomUUID } from "node:crypto";
import type { HttpRequest, InvocationContext } from "@azure/functions";
import type { CrudOperation } from "../components/crud-routes";
import type { CrudApi } from "../components/define-crud-api";
import { bodyOf, refuseFaults } from "./body";
import { allowedVersions, isKnown } from "./entity-tags";
import { FaultList } from "./fault-list";
import { type CrudModel, modelOf, partitionOf, shownItem } from "./model";
import { pageAsked, tokenAfter } from "./paging";
import { partitionAsked, partitionParameter } from "./partition";
import { type Answer, Refusal, answer, problem, refuse } from "./problem-details";
import type { Item, ItemKey, Store, Stored } from "./store";

/** What handlers read of a request; an `HttpRequest` has it. */
export type CrudRequest = Pick<HttpRequest, "url" | "headers" | "params" | "query" | "text">;
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
    (operation: (model: CrudModel, store: Store, request: CrudRequest) => Promise<Answer>): CrudHandler =>
    async (request, context) => {
      try {
        return await operation(model, store, request);
      } catch (error) {
        if (error instanceof Refusal) return error.answer;
        context.error(error);
        return problem(500);
      }
    };
  return {
    create: guarded(create),
    read: guarded(read),
    update: guarded(update),
    delete: guarded(remove),
    list: guarded(list),
  };
}

async function create(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const id: Item = model.needsId ? {} : { id: randomUUID() };
  const item = sound(model, { ...id, ...model.defaults, ...(await bodyOf(request)) });
  const key = { id: item["id"] as string, partition: partitionOf(model, item) };
  const stored = await store.create(key, item);
  if (stored === "exists") return taken(model, "this id");
  const query = model.partitionedById ? "" : `?${partitionParameter(key.partition)}`;
  const path = new URL(request.url).pathname.replace(/\/$/, "");
  const location = `${path}/${encodeURIComponent(key.id)}${query}`;
  return shown(model, stored, 201, { location });
}

async function read(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const stored = await store.read(keyAsked(model, request));
  if (stored === "missing") return missing(model);
  if (isKnown(request.headers.get("if-none-match"), stored.etag)) return answer(304, { etag: stored.etag });
  return shown(model, stored, 200);
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
      return shown(model, stored, 200);
  }
}

async function remove(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const key = keyAsked(model, request);
  const deleted = await store.delete(key, await versionAsked(model, store, key, request));
  if (deleted === "missing") return missing(model);
  return deleted === "changed" ? changed(model) : answer(204, {});
}

async function list(model: CrudModel, store: Store, request: CrudRequest): Promise<Answer> {
  const query = pageAsked(model, request, partitionAsked(model, request));
  const found = await store.query(query);
  const page = found.slice(0, model.pageSize);
  const items = page.map((item) => shownItem(model, item));
  if (found.length <= page.length) return answer(200, {}, { items });
  // Only what the list knows: a function key in the query would end up in logs.
  const next = new URLSearchParams({ continuation: tokenAfter(query, page) });
  for (const name of ["partitionKey", "sortBy", "order"]) {
    const value = request.query.get(name);
    if (value !== null) next.set(name, value);
  }
  return answer(200, {}, { items, nextLink: `${new URL(request.url).pathname}?${next.toString()}` });
}

/** The item, which meets the schema. */
function sound(model: CrudModel, item: Item): Item {
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
  const allowed = allowedVersions(request.headers.get("if-match"));
  if (allowed === "any") return undefined;
  const [only, ...others] = allowed;
  if (only !== undefined && others.length === 0) return only;
  const stored = await store.read(key);
  if (stored === "missing") throw new Refusal(missing(model));
  if (!allowed.includes(stored.etag)) throw new Refusal(changed(model));
  return stored.etag;
}

function shown(model: CrudModel, { item, etag }: Stored, status: number, headers = {}): Answer {
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
  return problem(412, `The ${entityName} has another version than If-Match says.`);
}
