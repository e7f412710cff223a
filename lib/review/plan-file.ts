import { createHash } from "node:crypto";
import { type Data, type DataObject, isDataObject } from "../settings/data";
import { objectIn, objectsIn, textIn } from "../settings/json-parts";
import type { Change, ChangeKind } from "./change";

/** A plan that cannot be reviewed, and what to do about it. */
export class PlanFileError extends Error {}

/** One stack's plan, as far as it is reviewed. */
export interface PlanFile {
  /** The id of the stack. */
  readonly stack: string;
  /** SHA-256 of the JSON. */
  readonly hash: string;
  /** Of Terraform or OpenTofu. */
  readonly toolVersion: string;
  readonly changes: readonly Change[];
  /** What has changed outside of Terraform. */
  readonly drift: readonly Change[];
  /** Outputs that change, by name. */
  readonly outputs: readonly string[];
  /** Those of them that other stacks may have read before. */
  readonly changedOutputs: readonly string[];
  /** Terraform stopped at an error: what it planned until then. */
  readonly errored: boolean;
  /** False where something was left for a later plan: by -target, or because a value was not known yet. */
  readonly complete: boolean;
  /** Whether the program says so: OpenTofu, and Terraform before 1.8, do not. */
  readonly saysComplete: boolean;
}

/** The one that this reads: developer.hashicorp.com/terraform/internals/json-format */
const FORMAT = "1";

/**
 * Reads what `terraform show -json` says of a saved plan.
 *
 * @param shown - how messages name the file
 * @throws {@link PlanFileError} for what is no plan, or one of a format that this does not know
 */
export function readPlan(stack: string, json: string, shown: string): PlanFile {
  const plan = planIn(json, shown);
  const { terraform_version: version, errored, complete } = plan;
  const outputs = Object.entries(objectIn(plan["output_changes"]))
    .map(([name, change]) => ({ name, kind: kindOf(objectIn(change)) }))
    .filter(({ kind }) => kind !== "no-op");
  const deferred = plan["deferred_changes"];
  return {
    stack,
    hash: createHash("sha256").update(json).digest("hex"),
    toolVersion: textIn(version),
    changes: objectsIn(plan["resource_changes"]).map(changeOf),
    drift: objectsIn(plan["resource_drift"]).map(changeOf),
    outputs: outputs.map(({ name }) => name).sort(),
    changedOutputs: outputs.flatMap(({ name, kind }) => (kind === "create" ? [] : [name])).sort(),
    errored: errored === true,
    complete: complete !== false && objectsIn(deferred).length === 0,
    saysComplete: typeof complete === "boolean",
  };
}

/** One of them is in every plan. */
const PARTS = ["terraform_version", "planned_values", "resource_changes", "resource_drift"];

function planIn(json: string, shown: string): DataObject {
  let plan: unknown;
  try {
    plan = JSON.parse(json);
  } catch {
    throw new PlanFileError(
      `${shown} is not JSON: write it with "terraform show -json <saved plan>", or with plan --out.`,
    );
  }
  const format = isDataObject(plan) ? textIn(plan["format_version"]) : "";
  // A state in JSON has values; a refresh-only plan may have no changes.
  if (!isDataObject(plan) || format === "" || "values" in plan || !PARTS.some((part) => part in plan))
    throw new PlanFileError(
      `${shown} is no plan of Terraform in JSON: write it with "terraform show -json <saved plan>", or with plan --out.`,
    );
  if (format.split(".")[0] !== FORMAT)
    throw new PlanFileError(
      `${shown} has the format version ${format}, and this release reads ${FORMAT}.x: update cdktf-azure-backend, or plan with ` +
        "a release of Terraform that writes that format.",
    );
  return plan;
}

function changeOf(resource: DataObject): Change {
  const { address, type, mode, change, previous_address: movedFrom } = resource;
  const { before, after, importing } = objectIn(change);
  return {
    address: textIn(address),
    type: textIn(type),
    kind: kindOf(objectIn(change)),
    managed: mode !== "data",
    ...(typeof movedFrom === "string" && movedFrom !== address ? { movedFrom } : {}),
    imported: isDataObject(importing),
    before: objectIn(before),
    after: objectIn(after),
    unknown: objectIn(change)["after_unknown"],
    beforeSensitive: objectIn(change)["before_sensitive"],
    afterSensitive: objectIn(change)["after_sensitive"],
    replacedBy: pathsIn(objectIn(change)["replace_paths"]),
  };
}

/** `["create", "delete"]` is a replacement, in either order. */
function kindOf({ actions }: DataObject): ChangeKind {
  const all: readonly unknown[] = Array.isArray(actions) ? actions : [];
  if (all.includes("create") && all.includes("delete")) return "replace";
  if (all.includes("forget")) return "forget";
  const [first] = all;
  return first === "create" || first === "update" || first === "delete" || first === "read" ? first : "no-op";
}

/** `[["site_config", 0, "app_scale_limit"]]`, without indices. */
function pathsIn(paths: Data): readonly string[] {
  if (!Array.isArray(paths)) return [];
  const texts = (paths as readonly Data[]).map((path) =>
    Array.isArray(path) ? path.filter((key) => typeof key === "string").join(".") : "",
  );
  return [...new Set(texts)].filter((path) => path !== "").sort();
}
