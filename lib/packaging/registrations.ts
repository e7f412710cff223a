import { AUTH_LEVEL_SETTING, DEFAULT_AUTH_LEVEL } from "../components/auth-levels";
import { APP_SETTING, EVERY_APP } from "../components/component-app";
import type { CrudApi } from "../components/define-crud-api";
import type { BindingRegistration } from "../components/bindings/binding";
import { COMPONENT_QUEUES } from "../components/queue-service";
import type { HandlerExport, Registered, RegisteredBinding, RegisteredFunction } from "./registered";
import type { ModuleFormat } from "./module-format";

/** Where the check of a package listens for components whose code does not load: nothing else defines it. */
export const LOAD_LISTENER = "cdktf-azure-backend/load";

/**
 * The source of the file that the host starts. Every function is registered first, as its component was declared; then the
 * code of one component after the other is loaded, each guarded, so that what does not load takes no other function away.
 */
export function registrations(
  { functions, apis }: Registered,
  exported: ReadonlyMap<string, HandlerExport>,
  format: ModuleFormat,
): string {
  return [
    'import { app, input, output } from "@azure/functions";',
    ...(apis.length === 0 ? [] : [RUNTIME]),
    "",
    ...(functions.length + apis.length === 0 ? [] : [LISTENER]),
    ...(functions.length === 0 ? [] : [guard(format)]),
    ...(functions.some(isChosen) ? [ON_SERVICE_BUS] : []),
    ...(functions.some(({ registration }) => isLeftOpen(registration.usual)) ? [OPEN_LEVEL] : []),
    ...functionsAndApis({ functions, apis }, (each, index) =>
      guarded(each, index, exported.get(each.entry) ?? "default", format),
    ),
    ...(functions.length === 0 ? [] : [format === "esm" ? LOAD_IN_TURN : LOAD]),
    "",
  ].join("\n");
}

const LISTENER = `const tell: (component: string, error: unknown) => void = Reflect.get(globalThis, Symbol.for(${JSON.stringify(
  LOAD_LISTENER,
)})) ?? (() => undefined);`;

const LOAD = "for (const load of loads) load();";
const LOAD_IN_TURN = "for (const load of loads) await load();";

/** Code is loaded once, at the start: after a failure each invocation of that component fails with its reason. */
function guard(format: ModuleFormat): string {
  const [asynchronous, awaited] = format === "esm" ? ["async ", "await "] : ["", ""];
  return `
type Handler = (...args: unknown[]) => unknown;
const loads: (() => unknown)[] = [];
function handlerOf(component: string, file: string, load: () => unknown, shown: string): Handler {
  let handler: Handler | undefined;
  let fault: unknown = new Error(\`component "\${component}" (\${file}) has not finished loading\`);
  loads.push(${asynchronous}() => {
    try {
      const exported = ${awaited}load();
      if (typeof exported !== "function")
        throw new TypeError(\`\${file} exports \${exported === null ? "null" : typeof exported} \${shown}, which is not a function\`);
      handler = exported as Handler;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      fault = new Error(\`component "\${component}" (\${file}) did not load: \${reason}\`, { cause });
      console.error(fault);
      tell(component, cause);
    }
  });
  return (...args) => {
    if (handler === undefined) throw fault;
    return handler(...args);
  };
}`;
}

/** The environment says, since one package is released to all of them. */
const ON_SERVICE_BUS = `const onServiceBus = process.env[${JSON.stringify(COMPONENT_QUEUES)}] === "serviceBus";`;

/** Of functions that anybody declared without one. */
const OPEN_LEVEL = `const level = process.env[${JSON.stringify(AUTH_LEVEL_SETTING)}];
const openLevel = level === "anonymous" || level === "admin" ? level : ${JSON.stringify(DEFAULT_AUTH_LEVEL)};`;

/** One package has the functions of all apps, and the app that it runs in registers its own. */
const RUNNING_APP = `const runningApp = process.env[${JSON.stringify(APP_SETTING)}] ?? "";
const runsHere = (app: string): boolean => runningApp === app || runningApp === ${JSON.stringify(EVERY_APP)};`;

function functionsAndApis(
  { functions, apis }: Registered,
  load: (each: RegisteredFunction, index: number) => string,
): readonly string[] {
  if ([...functions, ...apis].every(({ app }) => app === undefined))
    return [...functions.map(load), ...functions.map(registered), ...apis.map(servedApi)];
  // The code of another app is not loaded either: it may need settings that this one does not have.
  const inItsApp = ({ app = "" }: { readonly app?: string }, source: readonly string[]): string =>
    [`if (runsHere(${JSON.stringify(app)})) {`, ...source, "}"].join("\n");
  return [
    RUNNING_APP,
    ...functions.map((each, index) => inItsApp(each, [load(each, index), registered(each, index)])),
    ...apis.map((each, index) => inItsApp(each, [servedApi(each, index)])),
  ];
}

function isLeftOpen({ method, options }: { method: string; options: object }): boolean {
  return method === "http" && !("authLevel" in options);
}

function isChosen({ registration, bindings }: RegisteredFunction): boolean {
  return [{ registration }, ...bindings].some((each) => each.registration.onServiceBus !== undefined);
}

function guarded(
  { name, entry }: RegisteredFunction,
  index: number,
  exported: HandlerExport,
  format: ModuleFormat,
): string {
  const file = JSON.stringify(entry);
  // What is imported is loaded when the call is made: a bundler keeps the order.
  const loaded = format === "esm" ? `(await import(${file}) as any)` : `(require(${file}) as any)`;
  const load = `${format === "esm" ? "async " : ""}() => ${picked(loaded, exported, format)}`;
  return `const handler${index} = handlerOf(${JSON.stringify(name)}, ${file}, ${load}, ${JSON.stringify(SHOWN[exported])});`;
}

const SHOWN: Readonly<Record<HandlerExport, string>> = {
  default: "as default",
  handler: "as handler",
  assigned: "as module.exports",
};

/** A module of the older kind is what it assigns, or what it calls default or handler. */
function picked(loaded: string, exported: HandlerExport, format: ModuleFormat): string {
  if (exported !== "assigned") return `${loaded}.${exported}`;
  const assigned = format === "esm" ? `${loaded}.default` : loaded;
  return `((module: any) => typeof module === "function" ? module : module?.default ?? module?.handler ?? module)(${assigned})`;
}

function registered({ name, registration, bindings }: RegisteredFunction, index: number): string {
  const { usual, onServiceBus } = registration;
  const rest = [
    ...boundTo("extraInputs", "input", of(bindings, "in")),
    ...boundTo("extraOutputs", "output", of(bindings, "out")),
    `  handler: handler${index},`,
    "});",
  ];
  const call = ({ method, options }: typeof usual): string =>
    [
      `app.${method}(${JSON.stringify(name)}, {`,
      ...Object.entries(options).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`),
      ...regionsOf({ method, options }).map((given) => `  ${given},`),
      ...(isLeftOpen({ method, options }) ? ["  authLevel: openLevel,"] : []),
      ...rest,
    ].join("\n");
  return onServiceBus === undefined
    ? call(usual)
    : `if (onServiceBus)\n${call(onServiceBus)}\nelse\n${call(usual)}`;
}

function of(
  bindings: readonly RegisteredBinding[],
  wanted: RegisteredBinding["direction"],
): readonly RegisteredBinding[] {
  return bindings.filter(({ direction }) => direction === wanted);
}

/** Each by the name that the handler calls it. */
function boundTo(
  field: "extraInputs" | "extraOutputs",
  factory: "input" | "output",
  bindings: readonly RegisteredBinding[],
): readonly string[] {
  if (bindings.length === 0) return [];
  const made = bindings.map(({ name, registration: { usual, onServiceBus } }) => {
    const bound = ({ method, options }: BindingRegistration): string =>
      `${factory}.${method}({ ${[`...${JSON.stringify({ name, ...options })}`, ...regionsOf({ method, options })].join(", ")} })`;
    return onServiceBus === undefined
      ? bound(usual)
      : `onServiceBus ? ${bound(onServiceBus)} : ${bound(usual)}`;
  });
  return [`  ${field}: [${made.join(", ")}],`];
}

/** Of Cosmos DB, read where the app runs: one package is released to all regions. */
function regionsOf({ method, options }: { method: string; options: object }): readonly string[] {
  const { connection } = options as { readonly connection?: string };
  if (method !== "cosmosDB" || connection === undefined) return [];
  const setting = `${connection}_PREFERRED_LOCATIONS`;
  return [`preferredLocations: process.env[${JSON.stringify(setting)}]`];
}

const RUNTIME = 'import { cosmosStore, registerCrudApi } from "cdktf-azure-backend/runtime";';

/** A CRUD API is its declaration, served by the runtime out of its container: a store that is not to be had fails its calls. */
function servedApi(api: CrudApi, index: number): string {
  return [
    `const api${index} = ${JSON.stringify(api)} as const;`,
    `registerCrudApi(app, api${index}, () => cosmosStore(api${index}), {`,
    `  onFault: (fault) => tell(${JSON.stringify(api.name)}, fault),`,
    "});",
  ].join("\n");
}
