import type { CrudApi } from "../components/define-crud-api";
import type { HandlerExport, Registered, RegisteredBinding } from "./bundle";

/** The source of the file that the host starts: every handler, registered as its component was declared. */
export function registrations(
  { functions, apis }: Registered,
  exported: ReadonlyMap<string, HandlerExport>,
): string {
  const imports = functions.map(({ entry }, index) => {
    const name = exported.get(entry) === "handler" ? `{ handler as handler${index} }` : `handler${index}`;
    return `import ${name} from ${JSON.stringify(entry)};`;
  });
  const calls = functions.map(({ name, registration: { method, options }, bindings }, index) => {
    const all = Object.entries(options).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`);
    return [
      `app.${method}(${JSON.stringify(name)}, {`,
      ...all,
      ...boundTo("extraInputs", "input", of(bindings, "in")),
      ...boundTo("extraOutputs", "output", of(bindings, "out")),
      `  handler: handler${index},`,
      "});",
    ].join("\n");
  });
  return [
    'import { app, input, output } from "@azure/functions";',
    ...(apis.length === 0 ? [] : [RUNTIME]),
    ...imports,
    "",
    ...calls,
    ...apis.map(servedApi),
    "",
  ].join("\n");
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
  const made = bindings.map(
    ({ method, name, options }) => `${factory}.${method}(${JSON.stringify({ name, ...options })})`,
  );
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
