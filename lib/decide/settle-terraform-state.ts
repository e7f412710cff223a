import type { Report } from "../services/contract/existing-resource";
import { isDataObject } from "../settings/data";
import { redacted } from "../settings/redacted";
import type { StateArgument, TerraformBackendName, TerraformState } from "./options/terraform-state";
import { type StateBackend, passwordVariables, stateBackends } from "./state-backends";

/** State in a backend that has no options of its own, complete. */
export interface TerraformStatePlan {
  readonly type: TerraformBackendName;
  /** What holds for every stack, in Terraform's names; `{stack}` is the id of each. */
  readonly config: Readonly<Record<string, StateArgument>>;
}

/** Stands for the id of a stack in a value. */
export const STACK = "{stack}";

/** Settles which arguments the backend gets, and reports those that it cannot have. */
export function settleTerraformState(
  { type, config = {} }: TerraformState,
  longestId: string,
  problem: Report,
): TerraformStatePlan {
  const backend = stateBackends[type];
  for (const [name, value] of Object.entries(config)) {
    const path = `state.config.${name}` as const;
    const secret = secretIn(backend, name, value);
    if (secret !== undefined)
      problem(
        secret.path,
        "is a secret, and would be readable in the stacks",
        `remove it, and set ${secret.variable} in the environment of Terraform`,
      );
    else if (!/^[a-z][a-z0-9_]*$/.test(name))
      problem(path, "is no name of an argument of Terraform", `write it ${redacted(snakeCase(name))}`);
    else if (strings(value).some(hasPassword))
      problem(
        path,
        "contains a password, which would be readable in the stacks",
        `remove the password, and set ${passwordVariables[type] ?? "it"} in the environment of Terraform`,
      );
  }
  checkSeparated(type, backend, config, problem);
  checkLength(type, backend, config, longestId, problem);
  for (const name of backend.required ?? [])
    if (config[name] === undefined) problem("state.config", `${name} is missing`, `add ${name}`);
  return { type, config };
}

/** Two stacks with one state would destroy each other's resources. */
function checkSeparated(
  type: TerraformBackendName,
  { separator, usual, alsoSeparate = [] }: StateBackend,
  config: Readonly<Record<string, StateArgument>>,
  problem: Report,
): void {
  if (usual === undefined && config[separator] === undefined)
    problem(
      "state.config",
      `${separator} is missing, and ${type} has no default for it`,
      `add ${separator} with ${STACK} for the id of the stack`,
    );
  for (const name of [separator, ...alsoSeparate]) {
    const given = config[name];
    if (given === undefined || (typeof given === "string" && given.includes(STACK))) continue;
    problem(
      `state.config.${name}`,
      `is the same for every stack, got ${redacted(given)}`,
      `write ${STACK} in it, which is the id of the stack${usual === undefined ? "" : ", or remove it"}`,
    );
  }
}

function checkLength(
  type: TerraformBackendName,
  { separator, longest }: StateBackend,
  config: Readonly<Record<string, StateArgument>>,
  longestId: string,
  problem: Report,
): void {
  const given = config[separator] ?? STACK;
  if (longest === undefined || typeof given !== "string") return;
  const { length } = given.replaceAll(STACK, longestId);
  if (length > longest)
    problem(
      "state.config",
      `${separator} would have ${length} characters with the id ${longestId}, and ${type} takes ${longest}`,
      `choose a shorter name of the project or environment${given === STACK ? "" : `, or a shorter ${separator}`}`,
    );
}

/** The secret that an argument is or holds. */
function secretIn(
  { secrets }: StateBackend,
  name: string,
  value: StateArgument,
): { readonly path: `state.config.${string}`; readonly variable: string } | undefined {
  const own = secrets[name];
  if (own !== undefined) return { path: `state.config.${name}`, variable: own };
  const below = isDataObject(value) ? Object.keys(value).map((key) => `${name}.${key}`) : [];
  const found = below.find((each) => secrets[each] !== undefined);
  return found === undefined
    ? undefined
    : { path: `state.config.${found}`, variable: secrets[found] ?? "it" };
}

/** `https://user:password@host`, or `password=…` of a connection string. */
function hasPassword(text: string): boolean {
  return /:\/\/[^/\s@:]*:[^/\s@]+@/.test(text) || /\bpassword\s*=/i.test(text);
}

function strings(value: StateArgument): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object"
    ? Object.values(value as Readonly<Record<string, StateArgument>>).flatMap(strings)
    : [];
}

/** `dynamodbTable` → `dynamodb_table` */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
