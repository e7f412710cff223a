import { type Data, type DataObject, isDataObject } from "../settings/data";
import { objectIn, objectsIn, textIn } from "../settings/json-parts";
import { pathBelow } from "../settings/option-path";
import type { ReadResource } from "./resource-secrets";

/** What a file of Terraform holds that may be secret. */
export interface TerraformContent {
  readonly resources: readonly ReadResource[];
  /** Outputs that are marked as sensitive, by address. */
  readonly sensitiveOutputs: readonly string[];
  /** Everything else that is text, with the place that it is in. */
  readonly others: DataObject;
}

/** The content of a state, a plan in JSON, or a stack; undefined for JSON of another kind. */
export function terraformContent(json: unknown): TerraformContent | undefined {
  if (!isDataObject(json)) return undefined;
  if (Array.isArray(json["resources"]) && "lineage" in json) return stateContent(json);
  if ("format_version" in json && ("planned_values" in json || "values" in json)) return planContent(json);
  if (isDataObject(json["resource"])) return stackContent(json);
  return undefined;
}

/** A state that OpenTofu has encrypted has nothing that a stranger could read. */
export function isEncrypted(json: unknown): boolean {
  return isDataObject(json) && typeof json["encrypted_data"] === "string";
}

/** developer.hashicorp.com/terraform/internals/json-format, and the state's own format, version 4 */
function stateContent({ resources, outputs }: DataObject): TerraformContent {
  return {
    resources: objectsIn(resources).flatMap(({ module, mode, type, name, instances }) =>
      objectsIn(instances).map((instance) => ({
        address:
          [module, mode === "data" ? "data" : undefined, type, name].filter(isText).join(".") +
          indexOf(instance["index_key"]),
        type: textIn(type),
        attributes: objectIn(instance["attributes"]),
        sensitive: pathsIn(instance["sensitive_attributes"]),
      })),
    ),
    sensitiveOutputs: sensitiveOutputsIn(objectIn(outputs)),
    others: { outputs: outputs ?? {} },
  };
}

function isText(value: Data): value is string {
  return typeof value === "string";
}

function indexOf(key: Data): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

/** `[[{ type: "get_attr", value: "primary_key" }]]` */
function pathsIn(sensitive: Data): readonly string[] {
  if (!Array.isArray(sensitive)) return [];
  return sensitive.map((steps) =>
    objectsIn(steps as Data)
      .filter(({ type }) => type === "get_attr")
      .map(({ value }) => textIn(value))
      .join("."),
  );
}

function planContent(plan: DataObject): TerraformContent {
  const values = [plan, objectIn(plan["prior_state"])].flatMap((each) => [
    objectIn(each["planned_values"]),
    objectIn(each["values"]),
  ]);
  const changes = objectsIn(plan["resource_changes"]).concat(objectsIn(plan["resource_drift"]));
  return {
    resources: [
      ...values.flatMap((each) => moduleResources(objectIn(each["root_module"]))),
      ...changes.flatMap(({ address, type, change }) =>
        (["before", "after"] as const).map((side) => ({
          address: textIn(address),
          type: textIn(type),
          attributes: objectIn(objectIn(change)[side]),
          sensitive: markedIn(objectIn(change)[`${side}_sensitive`]),
        })),
      ),
    ],
    sensitiveOutputs: [...new Set(values.flatMap((each) => sensitiveOutputsIn(objectIn(each["outputs"]))))],
    others: {
      outputs: values.map((each) => each["outputs"] ?? {}),
      variables: plan["variables"] ?? {},
      configuration: plan["configuration"] ?? {},
    },
  };
}

function moduleResources(module: DataObject): readonly ReadResource[] {
  return [
    ...objectsIn(module["resources"]).map(({ address, type, values, sensitive_values: marked }) => ({
      address: textIn(address),
      type: textIn(type),
      attributes: objectIn(values),
      sensitive: markedIn(marked),
    })),
    ...objectsIn(module["child_modules"]).flatMap(moduleResources),
  ];
}

/** `{ primary_key: true }`, nested as the values are. */
function markedIn(marked: Data, path = ""): readonly string[] {
  if (marked === true) return [path];
  if (Array.isArray(marked)) return marked.flatMap((each) => markedIn(each as Data, path));
  return Object.entries(objectIn(marked)).flatMap(([key, each]) => markedIn(each, pathBelow(path, [key])));
}

function stackContent({ resource, ...others }: DataObject): TerraformContent {
  return {
    resources: Object.entries(objectIn(resource)).flatMap(([type, named]) =>
      Object.entries(objectIn(named)).map(([name, body]) => ({
        address: `${type}.${name}`,
        type,
        attributes: objectIn(body),
        sensitive: [],
      })),
    ),
    sensitiveOutputs: [],
    others,
  };
}

function sensitiveOutputsIn(outputs: DataObject): readonly string[] {
  return Object.entries(outputs).flatMap(([name, output]) => {
    const { sensitive, value } = objectIn(output);
    return sensitive === true && value !== null && value !== "" ? [`output.${name}`] : [];
  });
}
