import type { CrudApi } from "../components/define-crud-api";
import type { BindingRegistration } from "../components/bindings/binding";
import { COMPONENT_QUEUES } from "../components/queue-home";
import type { HandlerExport, Registered, RegisteredBinding, RegisteredFunction } from "./bundle";

/** The source of the file that the host starts: every handler, registered as its component was declared. */
export function registrations(
  { functions, apis }: Registered,
  exported: ReadonlyMap<string, HandlerExport>,
): string {
  const imports = functions.map(({ entry }, index) => {
    const name = exported.get(entry) === "handler" ? `{ handler as handler${index} }` : `handler${index}`;
    return `import ${name} from ${JSON.stringify(entry)};`;
  });
  const calls = functions.map(registered);
  return [
    'import { app, input, output } from "@azure/functions";',
    ...(apis.length === 0 ? [] : [RUNTIME]),
    ...imports,
    "",
    ...(functions.some(isChosen) ? [ON_SERVICE_BUS] : []),
    ...calls,
    ...apis.map(servedApi),
    "",
  ].join("\n");
}

/** The environment says, since one package is released to all of them. */
const ON_SERVICE_BUS = `const onServiceBus = process.env[${JSON.stringify(COMPONENT_QUEUES)}] === "serviceBus";`;

function isChosen({ registration, bindings }: RegisteredFunction): boolean {
  return [{ registration }, ...bindings].some((each) => each.registration.onServiceBus !== undefined);
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
      `${factory}.${method}(${JSON.stringify({ name, ...options })})`;
    return onServiceBus === undefined
      ? bound(usual)
      : `onServiceBus ? ${bound(onServiceBus)} : ${bound(usual)}`;
  });
  return [`  ${field}: [${made.join(", ")}],`];
}

const RUNTIME = 'import { cosmosStore, registerCrudApi } from "cdktf-azure-backend/runtime";';

/** A CRUD API is its declaration, served by the runtime out of its container. */
function servedApi(api: CrudApi, index: number): string {
  return [
    `const api${index} = ${JSON.stringify(api)} as const;`,
    `registerCrudApi(app, api${index}, cosmosStore(api${index}));`,
  ].join("\n");
}
