import type { AuthorizeOptions } from "../../components/authorize";
import type { AuthLevel } from "../../components/auth-levels";
import { httpAccessOf } from "../../components/http-access";
import { routesOf } from "../../components/check-routes";
import type { Component } from "../../components/component";
import { CRUD_OPERATIONS, CRUD_ROUTES, type CrudOperation, hasOperation } from "../../components/crud-routes";
import type { CrudApi } from "../../components/define-crud-api";
import type { ComponentRequirements } from "../../components/requirements";
import type { Operations } from "./policies/decisions";
import type { ComponentPath } from "../option-path";

/** A parameter of an operation's template. */
export interface TemplateParameter {
  readonly name: string;
  readonly type: string;
}

/** One operation of the API: what one component answers to one method on one route. */
export interface ApiOperation {
  /** `feedback-create`, `report-get` */
  readonly id: string;
  /** The component's name. */
  readonly component: string;
  /** Its path in the call, `components.feedbackApi`. */
  readonly path: ComponentPath;
  readonly displayName: string;
  readonly method: string;
  /** `/reports/{day}` */
  readonly urlTemplate: string;
  readonly parameters: readonly TemplateParameter[];
  readonly authLevel: AuthLevel;
  /** Whether callers sign in where the function app has sign-in. */
  readonly signsIn: boolean;
  /** The rules of the component for its callers. */
  readonly authorize?: AuthorizeOptions;
}

/** Every operation that components answer, in their order; the environment decides levels that they leave open. */
export function operationsOf(
  components: readonly ComponentRequirements[],
  ofEnvironment: AuthLevel,
): readonly ApiOperation[] {
  return components.flatMap(({ component, path }) => {
    const access = httpAccessOf(component, ofEnvironment);
    if (access === undefined) return [];
    const operations =
      component.kind === "crud-api" ? crudOperations(component, path) : functionOperations(component, path);
    return operations.map((operation) => ({
      ...operation,
      authLevel: access.level,
      signsIn: access.signsIn,
    }));
  });
}

/** The same, as policies ask of them. */
export function operationsById(operations: readonly ApiOperation[]): Operations {
  return Object.fromEntries(
    operations.map(({ id, method, parameters }) => [
      id,
      { method, templateParameters: parameters.map(({ name }) => name) },
    ]),
  );
}

type Answered = Omit<ApiOperation, "authLevel" | "signsIn">;

function crudOperations(api: CrudApi, path: ComponentPath): readonly Answered[] {
  const { entityName, entityNamePlural = `${entityName}s` } = api;
  const titles: Readonly<Record<CrudOperation, string>> = {
    create: `Create ${entityName}`,
    read: `Read ${entityName}`,
    update: `Update ${entityName}`,
    delete: `Delete ${entityName}`,
    list: `List ${entityNamePlural}`,
  };
  return CRUD_OPERATIONS.filter((operation) => hasOperation(api, operation)).map((operation) => ({
    id: `${api.name}-${operation}`,
    component: api.name,
    path,
    displayName: titles[operation],
    method: CRUD_ROUTES[operation].method,
    ...templateOf(`${api.name}${CRUD_ROUTES[operation].below}`),
    ...(api.authorize !== undefined && { authorize: api.authorize }),
  }));
}

function functionOperations(component: Component, path: ComponentPath): readonly Answered[] {
  return routesOf(component).flatMap(({ route, methods }) =>
    methods.flatMap((method) =>
      spellingsOf(route).map(({ template, ending }) => ({
        id: `${component.name}-${method.toLowerCase()}${ending}`,
        component: component.name,
        path,
        displayName: `${method} ${template}`,
        method,
        ...templateOf(template),
      })),
    ),
  );
}

/** A parameter that may be missing makes two operations: templates of API Management have no such thing. */
function spellingsOf(route: string): readonly { readonly template: string; readonly ending: string }[] {
  if (!route.endsWith("?}")) return [{ template: route, ending: "" }];
  const end = route.lastIndexOf("/");
  const shorter = end < 0 ? "" : route.slice(0, end);
  return [
    { template: shorter, ending: "" },
    { template: route.replace(/\?\}$/, "}"), ending: "-with-parameter" },
  ];
}

/** `{id:int}`, `{*rest}`; the host knows constraints, API Management takes them for a part of the name. */
const PARAMETER = /^\{(\*?)([A-Za-z_]\w*)(?::([a-z]+)(?:\(.*\))?)?\}$/;

function templateOf(route: string): Pick<ApiOperation, "urlTemplate" | "parameters"> {
  const segments = route.split("/").map((segment) => {
    const [, rest = "", name, constraint = ""] = PARAMETER.exec(segment) ?? [];
    return name === undefined
      ? { text: segment }
      : { text: `{${rest}${name}}`, parameter: { name, type: TYPES[constraint] ?? "string" } };
  });
  return {
    urlTemplate: `/${segments.map(({ text }) => text).join("/")}`,
    parameters: segments.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter])),
  };
}

/** learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints */
const TYPES: Readonly<Record<string, string>> = {
  int: "integer",
  long: "integer",
  min: "integer",
  max: "integer",
  range: "integer",
  bool: "boolean",
  decimal: "number",
  double: "number",
  float: "number",
};

/** What API Management tells operations by: method and template, whatever its parameters are called. */
export function shapeOf({ method, urlTemplate }: ApiOperation): string {
  return `${method} ${urlTemplate.toLowerCase().replace(/\{(\*?)[^}]*\}/g, "{$1}")}`;
}
