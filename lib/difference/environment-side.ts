import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendPlan } from "../decide/backend-plan";
import { type StackRole, stackRoles } from "../services/contract/service";
import type { Data, DataObject } from "../settings/data";

/** One environment that is compared: what is decided, and what its stacks say. */
export interface EnvironmentSide {
  /** How a report calls it: `prod`, `prod at main`. */
  readonly label: string;
  readonly plan: BackendPlan;
  /** Resources of each stack by address, as Terraform reads them. */
  readonly resources: Readonly<Record<StackRole, Readonly<Record<string, DataObject>>>>;
}

/**
 * Reads an environment's stacks.
 *
 * @param outdir - where the app has written them
 */
export function environmentSide(label: string, plan: BackendPlan, outdir: string): EnvironmentSide {
  return {
    label,
    plan,
    resources: Object.fromEntries(
      stackRoles.map((role) => [role, resourcesIn(join(outdir, "stacks", plan.stackIds[role]))]),
    ) as EnvironmentSide["resources"],
  };
}

function resourcesIn(folder: string): Readonly<Record<string, DataObject>> {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, DataObject>>>>;
  };
  return Object.fromEntries(
    Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => [`${type}.${name}`, withoutMetadata(body)]),
    ),
  );
}

/** Comments of the engine are no arguments. */
function withoutMetadata(body: DataObject): DataObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== "//"));
}

/** Every value of an object by its path, in lists of objects by index; an empty object and a list of values are values. */
export function leavesOf(value: Data, path: readonly string[] = []): readonly (readonly [string, Data])[] {
  const entries = isNested(value) ? Object.entries(value) : [];
  const isValue = entries.length === 0 || (Array.isArray(value) && !value.some(isNested));
  if (isValue) return [[path.join("."), value]];
  return entries.flatMap(([key, each]) => leavesOf(each, [...path, key]));
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
