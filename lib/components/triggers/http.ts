import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { checkAuthLevel, checkSignIn, ownLevelOf } from "../auth-levels";
import { RESERVED_ROUTES } from "../component-name";
import type { Report } from "../needs";
import type { TriggerKind } from "./trigger";

/** HTTP methods that a function can answer. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** Runs the function for each HTTP request to its route. */
export interface HttpTrigger {
  readonly type: "http";
  /**
   * Below `/api`, with parameters in braces: `orders/{id}`, `orders/{id:int}`.
   * @default - the function's name
   */
  readonly route?: string;
  /** @default ["GET","POST"] */
  readonly methods?: readonly HttpMethod[];
  /**
   * Who can call the function: `function` needs the function key, `admin` the host's master key, `anonymous` nothing.
   * @default - `functionApp.authLevel` of the environment
   */
  readonly authLevel?: "function" | "admin" | "anonymous";
  /**
   * `false` exempts the function from `functionApp.signIn`. Callers then need the function key in every environment, unless `authLevel`
   * is set too.
   * @default true
   */
  readonly signIn?: boolean;
}

const METHODS: Readonly<Record<HttpMethod, true>> = {
  GET: true,
  POST: true,
  PUT: true,
  PATCH: true,
  DELETE: true,
  HEAD: true,
  OPTIONS: true,
};
const DEFAULT_METHODS: readonly HttpMethod[] = ["GET", "POST"];
/** learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#customize-the-http-endpoint */
const SEGMENT = /^([A-Za-z0-9._~-]+|\{\*?[A-Za-z_]\w*(:[A-Za-z]+(\([^(){}]*\))?)*\??\})$/;
/** learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints */
const CONSTRAINTS: readonly string[] = [
  ...[
    "alpha",
    "bool",
    "datetime",
    "decimal",
    "double",
    "file",
    "float",
    "guid",
    "int",
    "length",
    "long",
    "max",
  ],
  ...["maxlength", "min", "minlength", "nonfile", "range", "regex", "required"],
];

export const httpTrigger: TriggerKind<HttpTrigger> = {
  fields: { type: true, route: true, methods: true, authLevel: true, signIn: true },
  example: '{ type: "http", route: "orders/{id}", methods: ["GET"] }',
  events: false,

  check(path, { route, methods, authLevel, signIn }, functionName, report) {
    const sound = checkRoute(`${path}.route`, route ?? functionName, report);
    checkAuthLevel(`${path}.authLevel`, authLevel, report);
    checkSignIn(`${path}.signIn`, signIn, report);
    return checkMethods(`${path}.methods`, methods, report) && sound;
  },

  needs: (trigger, functionName) => ({
    routes: [{ route: trigger.route ?? functionName, methods: trigger.methods ?? DEFAULT_METHODS }],
  }),

  settings: () => ({}),

  register(trigger, { name }) {
    const { route = name, methods = DEFAULT_METHODS } = trigger;
    const authLevel = ownLevelOf(trigger);
    // The environment decides a level that is left open, when the app runs.
    return { method: "http", options: { route, methods, ...(authLevel === undefined ? {} : { authLevel }) } };
  },
};

function checkRoute(path: string, route: unknown, report: Report): boolean {
  const segments = typeof route === "string" ? route.split("/") : [];
  if (segments.length === 0 || !segments.every((segment) => SEGMENT.test(segment))) {
    report(
      path,
      `must be words and {parameters} separated by slashes, got ${redacted(route)}`,
      'write it like "orders/{id}", without a slash at either end',
    );
    return false;
  }
  const first = segments[0]?.toLowerCase() ?? "";
  if (RESERVED_ROUTES.includes(first)) {
    report(path, `is reserved: the Functions host uses the route ${first}`, "begin it with another word");
    return false;
  }
  const parameters = segments.filter((segment) => segment.startsWith("{"));
  if (!checkParameters(path, parameters, report)) return false;
  // A parameter that takes the rest, and one that may be missing, end a route.
  const ending = segments.findIndex((segment) => /^\{\*|\?\}$/.test(segment));
  if (ending >= 0 && ending < segments.length - 1) {
    report(
      path,
      `${segments[ending] ?? ""} must be the last part of a route, got ${redacted(route)}`,
      "move it to the end",
    );
    return false;
  }
  return true;
}

/** What keeps the host from starting the function: a name that is there twice, a constraint that nobody knows. */
function checkParameters(path: string, parameters: readonly string[], report: Report): boolean {
  const names = parameters.map((each) => /\w+/.exec(each)?.[0].toLowerCase() ?? "");
  const twin = names.find((name, index) => names.indexOf(name) < index);
  if (twin !== undefined) report(path, `has two parameters named ${twin}`, "give one of them another name");
  const foreign = parameters
    .flatMap((each) => [...each.replace(/\([^)]*\)/g, "").matchAll(/:(\w+)/g)])
    .map(([, constraint = ""]) => constraint)
    .filter((constraint) => !CONSTRAINTS.includes(constraint.toLowerCase()));
  for (const constraint of foreign)
    report(
      path,
      `unknown constraint ${redacted(constraint)}${didYouMean(constraint, CONSTRAINTS)}`,
      `use one of ${CONSTRAINTS.join(", ")}`,
    );
  return twin === undefined && foreign.length === 0;
}

function checkMethods(path: string, methods: unknown, report: Report): boolean {
  if (methods === undefined) return true;
  const known = Object.keys(METHODS);
  if (!Array.isArray(methods) || methods.length === 0) {
    report(
      path,
      `must be a list of methods, got ${redacted(methods)}`,
      'write it like ["GET"], or remove it',
    );
    return false;
  }
  const foreign = (methods as readonly unknown[]).filter((method) => !known.includes(method as string));
  for (const method of foreign)
    report(
      path,
      `unknown method ${redacted(method)}${typeof method === "string" ? didYouMean(method, known) : ""}`,
      `use ${known.join(", ")}`,
    );
  return foreign.length === 0;
}
