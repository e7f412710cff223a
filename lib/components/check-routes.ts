import type { Component, Components } from "./component";
import { codeOf } from "./code";
import { CRUD_OPERATIONS, CRUD_ROUTES, hasOperation } from "./crud-routes";
import type { CrudApi } from "./define-crud-api";
import { triggerKind } from "./triggers";
import type { Report, Route } from "./needs";

interface Taken extends Route {
  readonly by: string;
  readonly name: string;
}

/** Reports routes that two components answer: the host takes one of them, and nobody says which. */
export function checkRoutes(components: Components, problem: Report): void {
  const taken: Taken[] = [];
  for (const [key, component] of Object.entries(components)) {
    const by = `components.${key}`;
    for (const route of routesOf(component)) {
      // Two of one name are reported as that.
      const twin = taken.find((other) => other.name !== component.name && clash(other, route));
      if (twin !== undefined) problem(...described(by, component, route, twin));
      taken.push({ ...route, by, name: component.name });
    }
  }
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
    ? `a parameter that may be missing makes no other route than ${route}`
    : `parameters by other names make no other route than ${route}`;
  return [
    component.kind === "crud-api" ? `${by}.name` : `${by}.trigger.route`,
    same
      ? `${twin.by} answers ${shared} ${route} too`
      : `${twin.by} answers ${shared} ${twin.route} too: ${why}`,
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

function clash(one: Route, other: Route): boolean {
  const shapes = shapesOf(other.route);
  return (
    shapesOf(one.route).some((shape) => shapes.includes(shape)) &&
    one.methods.some((method) => other.methods.includes(method))
  );
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
