import { answerAppReferences } from "./app-references";
import type { ArmType, TypeContext } from "./arm-type";
import { type AskedResource, withoutEcho } from "./arm-schemas/asked-of-azure";
import { Refusal, type Request, type Response, bodyObject, ok } from "./exchange";
import type { Fault } from "./faults";
import { guid } from "./guid";
import { type Json, type JsonObject, isObject, mergePatch, objectAt } from "./json";
import { Operations } from "./operations";
import { Registrations } from "./registrations";
import { canonical, GROUPS, key, parseResourcePath, type ResourcePath } from "./resource-path";
import { EVERYTHING, type Rule, type RuleContext } from "./rule";
import { answerSoftDeleted } from "./soft-deleted";
import { type Resource, Store } from "./store";
import { answerSubscription } from "./subscription";

/** Azure Resource Manager, for the types that it is given: it keeps what it is asked for, and refuses what Azure would. */
export class ResourceManager {
  readonly store = new Store();
  readonly registrations = new Registrations();
  private readonly operations = new Operations();
  private readonly types: ReadonlyMap<string, ArmType>;
  /** Every random value that a template has asked for. */
  readonly drawn: string[] = [];
  /** What templates have asked for, resource by resource. */
  readonly deployed: AskedResource[] = [];

  constructor(
    types: readonly ArmType[],
    private readonly rules: readonly Rule[],
  ) {
    this.types = new Map(types.map((type) => [key(type.type), type]));
  }

  answer(request: Request, fault: Fault | undefined): Response {
    const early =
      this.operations.answer(request) ??
      answerSoftDeleted(request, this.store, this.operations, fault?.pending ?? 0) ??
      answerSubscription(request, this.store, this.registrations) ??
      answerAppReferences(request, this.store);
    if (early !== undefined) return early;
    const action = request.method === "POST" ? this.actionOf(request, fault) : undefined;
    if (action !== undefined) return action;
    const path = parseResourcePath(request.path);
    if (path === undefined) throw new Refusal(404, "InvalidPath", `nothing answers to ${request.path}`);
    const type = this.typeOf(path.type);
    if (path.name === undefined) return this.withoutName(request, path, type);
    return this.one(request, path, path.name, type, fault);
  }

  /** What types ask for. */
  readonly context: TypeContext = {
    store: this.store,
    guid: (seed) => guid(seed),
    draw: () => {
      const value = guid(`drawn ${this.drawn.length}`);
      this.drawn.push(value);
      return value;
    },
    put: (id, body) => this.put(id, body),
    deploy: (id, body, apiVersion) => {
      const resource = this.put(id, body);
      const { type, name } = resource;
      this.deployed.push({ type, name, apiVersion, body: withoutEcho(body, resource), partial: false });
      return resource;
    },
    act: (id, action) => this.act(id, action, undefined).body ?? null,
  };

  /** Has a subscription registered for the namespace of a type. */
  register(subscriptionId: string, type: string): void {
    this.registrations.complete(subscriptionId, type);
  }

  /** Has a resource that is there already: its subscription is registered for it. */
  make(id: string, body: JsonObject): Resource {
    const path = parseResourcePath(id);
    if (path !== undefined) this.registrations.complete(path.subscriptionId, path.type);
    return this.put(id, body);
  }

  private one(
    request: Request,
    path: ResourcePath,
    name: string,
    type: ArmType,
    fault: Fault | undefined,
  ): Response {
    switch (request.method) {
      case "GET":
      case "HEAD": {
        const found = this.found(path, type);
        if (type.mayBeEmpty && request.method === "HEAD") return { status: 204 };
        return ok(this.redacted(found, type));
      }
      case "PUT":
        return this.create(request, path, name, type, fault);
      case "PATCH":
        return this.update(request, path, type, fault);
      case "DELETE":
        return this.remove(request, path, type, fault);
      default:
        throw new Refusal(405, "MethodNotAllowed", `${request.method} is no method of ${type.type}`);
    }
  }

  private create(
    request: Request,
    path: ResourcePath,
    name: string,
    type: ArmType,
    fault: Fault | undefined,
  ): Response {
    const isNew = this.store.get(path.id) === undefined;
    const asked = type.mayBeEmpty && request.body === undefined ? {} : bodyObject(request);
    this.checkParent(path);
    if (isNew) this.recover(type, name, asked);
    const resource = this.put(path.id, asked);
    const updated = type.updated ?? 200;
    const created = isNew ? (type.created ?? 201) : updated;
    if (type.asynchronous === undefined) return ok(this.redacted(resource, type), created);
    return this.operations.begin(
      ok(this.redacted(resource, type), isNew ? 201 : updated),
      path,
      fault?.pending ?? 0,
    );
  }

  private update(request: Request, path: ResourcePath, type: ArmType, fault: Fault | undefined): Response {
    const earlier = this.found(path, type);
    const patch = bodyObject(request);
    const kept = Object.fromEntries(
      Object.entries(earlier.body).filter(
        ([field]) => !(type.replacedByPatch?.includes(field) && field in patch),
      ),
    );
    const resource = this.put(path.id, mergePatch(kept, patch) as JsonObject);
    const response = ok(this.redacted(resource, type), type.updated);
    return type.asynchronous === undefined
      ? response
      : this.operations.begin(response, path, fault?.pending ?? 0);
  }

  private remove(request: Request, path: ResourcePath, type: ArmType, fault: Fault | undefined): Response {
    const resource = this.store.get(path.id);
    if (resource === undefined) return { status: 204 };
    const below = this.store.below(resource.id);
    this.checkHeld(resource, this.store);
    // What goes with it holds nothing.
    for (const each of below) this.checkHeld(each, this.store.without([resource, ...below]));
    this.delete(resource, type);
    if (type.deletedForGood?.(request.query) === true) this.store.purge(type.type, resource.name);
    if (type.asynchronous === undefined && type.type !== GROUPS) return { status: type.deleted ?? 200 };
    return this.operations.begin({ status: 202 }, path, fault?.pending ?? 0);
  }

  private delete(resource: Resource, type: ArmType): void {
    const gone = [resource, ...this.store.below(resource.id)];
    for (const each of gone) if (this.typeOf(each.type).softDelete) this.store.softDelete(each);
    this.store.remove(resource.id);
    type.afterDelete?.(resource, this.context);
  }

  /** Why something cannot go while something else is there. */
  private checkHeld(resource: Resource, store: Store): void {
    for (const rule of this.rulesOf(resource.type)) {
      const why = rule.holds?.(resource, store);
      if (why !== undefined)
        throw new Refusal(rule.status ?? 409, rule.code ?? "Conflict", `${why} (${rule.source})`);
    }
  }

  private put(id: string, asked: JsonObject): Resource {
    const path = parseResourcePath(id);
    if (path?.name === undefined) throw new Error(`${id} is no resource`);
    const type = this.typeOf(path.type);
    this.registrations.check(path.subscriptionId, type.type);
    const earlier = this.store.get(id);
    const context: RuleContext = {
      id,
      name: path.name,
      store: this.store,
      earlier,
      isRegistered: (other) => this.registrations.isRegistered(path.subscriptionId, other),
    };
    for (const rule of this.rulesOf(type.type)) {
      const why = rule.refuse?.(asked, context);
      if (why !== undefined)
        throw new Refusal(rule.status ?? 400, rule.code ?? "BadRequest", `${why} (${rule.source})`);
    }
    const kept = this.rulesOf(type.type).reduce((body, rule) => rule.keeps?.(body, context) ?? body, asked);
    const head = { id: earlier?.id ?? canonical(id, path, type.type), type: type.type, name: path.name };
    const completed = type.complete?.(kept, head, this.context) ?? kept;
    const resource: Resource = { ...head, body: { ...completed, ...stateOf(completed, type) } };
    this.store.put(resource);
    type.afterPut?.(resource, this.context);
    return this.store.get(id) ?? resource;
  }

  private found(path: ResourcePath, type: ArmType): Resource {
    const resource = this.store.get(path.id) ?? this.alwaysThere(path, type);
    if (resource !== undefined) return resource;
    if (type.type === GROUPS)
      throw new Refusal(
        404,
        "ResourceGroupNotFound",
        `Resource group '${path.name ?? ""}' could not be found.`,
      );
    throw new Refusal(
      404,
      "ResourceNotFound",
      `The Resource '${type.type}/${path.name ?? ""}' was not found.`,
    );
  }

  private alwaysThere(path: ResourcePath, type: ArmType): Resource | undefined {
    if (type.always === undefined || path.name === undefined) return undefined;
    const parent = this.store.get(path.parent) ?? this.parentAlwaysThere(path);
    const body = parent && type.always(parent, path.name, this.context);
    if (body === undefined) return undefined;
    return { id: path.id, type: type.type, name: path.name, body };
  }

  private parentAlwaysThere({ parent }: ResourcePath): Resource | undefined {
    const path = parseResourcePath(parent);
    const type = path && this.types.get(key(path.type));
    return path && type && this.alwaysThere(path, type);
  }

  /** A collection, which is listed, or the one configuration of a parent. */
  private withoutName(request: Request, path: ResourcePath, type: ArmType): Response {
    if (type.single === undefined) {
      if (["PUT", "PATCH", "DELETE"].includes(request.method))
        throw new Refusal(405, "MethodNotAllowed", `${request.method} needs the name of a ${type.type}`);
      return this.list(path, type);
    }
    this.checkParent(path);
    if (request.method === "PUT")
      this.store.put({ id: path.id, type: type.type, name: "", body: bodyObject(request) });
    return ok(this.store.get(path.id)?.body ?? type.single);
  }

  private list(path: ResourcePath, type: ArmType): Response {
    this.checkParent(path);
    if (type.listed !== undefined) return ok(type.listed(path.parent, this.context));
    const all = this.store.children(path.parent, type.type).map((resource) => this.redacted(resource, type));
    return ok({ value: all });
  }

  private redacted(resource: Resource, type: ArmType): JsonObject {
    const body = type.redacted?.(resource, this.context) ?? resource.body;
    return { ...body, id: resource.id, name: resource.name, type: resource.type };
  }

  private checkParent({ parent, resourceGroup, subscriptionId }: ResourcePath): void {
    if (resourceGroup !== undefined) {
      const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
      if (key(parent) !== key(`/subscriptions/${subscriptionId}`) && this.store.get(group) === undefined)
        throw new Refusal(
          404,
          "ResourceGroupNotFound",
          `Resource group '${resourceGroup}' could not be found.`,
        );
    }
    const path = parseResourcePath(parent);
    if (path?.name === undefined || this.store.get(parent) !== undefined) return;
    if (this.alwaysThere(path, this.typeOf(path.type)) !== undefined) return;
    throw new Refusal(
      404,
      "ParentResourceNotFound",
      `Can not perform requested operation: ${parent} not found.`,
    );
  }

  /** A name that was deleted stays taken until it is recovered or purged. */
  private recover(type: ArmType, name: string, asked: JsonObject): void {
    const earlier = type.softDelete ? this.store.softDeleted(type.type, name) : undefined;
    if (earlier === undefined) return;
    if (type.recovers?.(asked) === false)
      throw new Refusal(
        409,
        "ConflictError",
        `A resource with the same name already exists in deleted state: ${name}`,
      );
    this.store.purge(type.type, name);
  }

  private actionOf(request: Request, fault: Fault | undefined): Response | undefined {
    const [, id, action] = /^(.*)\/([^/]+)$/.exec(request.path) ?? [];
    if (id === undefined || action === undefined) return undefined;
    const path = parseResourcePath(id);
    if (path?.name === undefined) return undefined;
    const response = this.act(id, action, request.body);
    return response.status === 202 ? this.operations.begin(response, path, fault?.pending ?? 0) : response;
  }

  private act(id: string, action: string, body: Json | undefined): Response {
    const path = parseResourcePath(id);
    if (path?.name === undefined) throw new Refusal(404, "InvalidPath", `${id} is no resource`);
    const type = this.typeOf(path.type);
    const beforehand = named(type.beforehand, action);
    if (beforehand !== undefined) return beforehand(id, body, this.context);
    const known = named(type.actions, action);
    if (known === undefined)
      throw new Refusal(404, "InvalidAction", `the stand-in knows no action ${action} of ${type.type}`);
    return known(this.found(path, type), body, this.context);
  }

  private typeOf(name: string): ArmType {
    const type = this.types.get(key(name));
    if (type === undefined)
      throw new Refusal(404, "InvalidResourceType", `the stand-in knows no resources of type ${name}`);
    return type;
  }

  private rulesOf(type: string): readonly Rule[] {
    return this.rules.filter(({ on }) => on === EVERYTHING || on.some((each) => key(each) === key(type)));
  }
}

function named<T>(entries: Readonly<Record<string, T>> = {}, name: string): T | undefined {
  return Object.entries(entries).find(([each]) => key(each) === key(name))?.[1];
}

function stateOf(body: JsonObject, { noProvisioningState, type }: ArmType): JsonObject {
  const properties = body["properties"];
  if (noProvisioningState || (properties !== undefined && !isObject(properties))) return {};
  if (type === GROUPS) return { properties: { provisioningState: "Succeeded" } };
  return { properties: { ...objectAt(body, "properties"), provisioningState: "Succeeded" } };
}
