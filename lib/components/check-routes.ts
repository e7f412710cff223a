import type { Component, Components } from "./component";
import { codeOf } from "./code";
import { CRUD_OPERATIONS, CRUD_ROUTES, hasOperation } from "./crud-routes";
import type { CrudApi } from "./define-crud-api";
import { triggerKind } from "./triggers";
import type { Report, Route } from "./needs";

interface Taken extends Route {
  readonly by: string;
  readonly name: string;
  /** The earlier of two is the one that a message names. */
  readonly order: number;
}

/** Reports routes that two components answer: the host takes one of them, and nobody says which. */
export function checkRoutes(components: Components, problem: Report): void {
  const taken = new Map<string, Taken[]>();
  let order = 0;
  for (const [key, component] of Object.entries(components)) {
    const by = `components.${key}`;
    for (const route of routesOf(component)) {
      const keys = keysOf(route);
      const twin = earliest(keys.map((each) => otherThan(component.name, taken.get(each))));
      if (twin !== undefined) problem(...described(by, component, route, twin));
      const entry: Taken = { ...route, by, name: component.name, order: order++ };
      for (const each of keys) add(taken, each, entry);
    }
  }
}

function add(taken: Map<string, Taken[]>, key: string, entry: Taken): void {
  const there = taken.get(key);
  if (there === undefined) taken.set(key, [entry]);
  else there.push(entry);
}

/** One text for each method and form of a route: two routes that share one answer the same request. */
function keysOf({ route, methods }: Route): readonly string[] {
  return shapesOf(route).flatMap((shape) => methods.map((method) => `${method} ${shape}`));
}

/** Two of one name are reported as that. */
function otherThan(name: string, taken: readonly Taken[] = []): Taken | undefined {
  return taken.find((other) => other.name !== name);
}

function earliest(found: readonly (Taken | undefined)[]): Taken | undefined {
  return found.reduce(
    (first, each) => (first === undefined || (each !== undefined && each.order < first.order) ? each : first),
    undefined,
  );
}

function described(
  by: string,
  component: Component,
  { route, methods }: Route,
  twin: Taken,
): Parameters<Report> {
  const shared = methods.filter((method) => twin.methods.includes(method)).join(", ");
  const same = route.toLowerCase() === twin.route.toLowerCase();
  const why = [route, twin.route].some((each) => each.endsWith("?}"))
    ? `an optional parameter does not make it a different route from ${route}`
    : `other parameter names do not make it a different route from ${route}`;
  return [
    component.kind === "crud-api" ? `${by}.name` : `${by}.trigger.route`,
    same
      ? `${twin.by} also answers ${shared} ${route}`
      : `${twin.by} also answers ${shared} ${twin.route}: ${why}`,
    "give one of them another route, or other methods",
  ];
}

/** The routes that a component answers; none where nothing of it is HTTP. */
export function routesOf(component: Component): readonly Route[] {
  if (component.kind === "crud-api") return crudRoutes(component);
  const code = codeOf(component);
  return code === undefined
    ? []
    : (triggerKind(code.trigger.type).needs(code.trigger, code.name).routes ?? []);
}

/** The collection at the API's name, its items below it. */
function crudRoutes(api: CrudApi): readonly Route[] {
  return CRUD_OPERATIONS.filter((operation) => hasOperation(api, operation)).map((operation) => {
    const { method, below } = CRUD_ROUTES[operation];
    return { route: `${api.name}${below}`, methods: [method] };
  });
}

/**
 * A route without the names of its parameters, with its last one and without where that may be missing. Constraints stay,
 * since the host tells routes apart by them.
 */
function shapesOf(route: string): readonly string[] {
  const shape = route.toLowerCase().replace(/\{(\*?)[a-z_]\w*/g, "{$1");
  if (!shape.endsWith("?}")) return [shape];
  return [shape.replace(/\?\}$/, "}"), shape.split("/").slice(0, -1).join("/")];
}
