import { type Data, type DataObject, isDataObject } from "../settings/data";
import { objectIn, objectsIn, textIn } from "../settings/json-parts";

/** A resource that Azure has otherwise than the state. */
export interface DriftedResource {
  readonly address: string;
  readonly type: string;
  /** `moved`: only its address is another, by a `moved` block that is not deployed yet. */
  readonly what: "changed" | "deleted" | "moved";
  readonly before: DataObject;
  readonly after: DataObject;
  readonly beforeSensitive: Data;
  readonly afterSensitive: Data;
}

/** A resource of the state, as it was read again. */
export interface KnownResource {
  readonly type: string;
  readonly values: DataObject;
}

/** What a refresh-only plan says. */
export interface Refresh {
  readonly drifted: readonly DriftedResource[];
  /** Everything that the stack manages, deleted resources among it. */
  readonly known: readonly KnownResource[];
  /** The names of outputs that would have another value. */
  readonly outputs: readonly string[];
}

/** A plan that says nothing of drift. No value of it is in the message. */
export class UnreadableRefresh extends Error {}

/**
 * Reads Terraform's JSON of a refresh-only plan: developer.hashicorp.com/terraform/internals/json-format
 *
 * @throws {@link UnreadableRefresh} for a plan that was stopped by an error, of another major version, or that is none
 */
export function readRefresh(json: string): Refresh {
  const plan = parsed(json);
  const version = plan["format_version"];
  if (typeof version !== "string")
    throw new UnreadableRefresh("The JSON is no plan: it has no format_version.");
  if (!version.startsWith("1."))
    throw new UnreadableRefresh(
      `The plan has the format ${/^[\d.]{1,10}$/.test(version) ? version : "of an unknown version"}, and only 1.x is known: ` +
        "use a newer version of this package.",
    );
  if (plan["errored"] === true)
    throw new UnreadableRefresh("The plan ended with an error, so that it is not complete.");
  const drifted = objectsIn(plan["resource_drift"])
    .filter(({ mode }) => mode === "managed")
    .map(driftedResource);
  return {
    drifted,
    known: [
      ...resourcesIn(objectIn(objectIn(plan["prior_state"])["values"])["root_module"]),
      ...drifted.map(({ type, before }) => ({ type, values: before })),
    ],
    outputs: Object.entries(objectIn(plan["output_changes"]))
      .filter(([, change]) => !isNoOp(objectIn(change)["actions"]))
      .map(([name]) => name)
      .sort(),
  };
}

function parsed(json: string): DataObject {
  let plan: unknown;
  try {
    plan = JSON.parse(json);
  } catch {
    // The message of the error would quote the text.
    throw new UnreadableRefresh("What Terraform printed as the plan is not JSON.");
  }
  if (!isDataObject(plan))
    throw new UnreadableRefresh("What Terraform printed as the plan is no JSON object.");
  return plan;
}

function driftedResource({ address, type, change }: DataObject): DriftedResource {
  const { actions, before, after, before_sensitive: first, after_sensitive: second } = objectIn(change);
  const isDeleted = Array.isArray(actions) && actions.includes("delete");
  return {
    address: textIn(address),
    type: textIn(type),
    what: isDeleted ? "deleted" : isNoOp(actions) ? "moved" : "changed",
    before: objectIn(before),
    after: objectIn(after),
    beforeSensitive: first,
    afterSensitive: second,
  };
}

function isNoOp(actions: Data): boolean {
  return Array.isArray(actions) && actions[0] === "no-op";
}

function resourcesIn(module: Data): readonly KnownResource[] {
  const { resources, child_modules: modules } = objectIn(module);
  return [
    ...objectsIn(resources)
      .filter(({ mode }) => mode === "managed")
      .map(({ type, values }) => ({ type: textIn(type), values: objectIn(values) })),
    ...objectsIn(modules).flatMap(resourcesIn),
  ];
}
