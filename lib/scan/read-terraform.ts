import { type Data, type DataObject, isDataObject } from "../settings/data";
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

function objectsOf(value: Data): readonly DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}

function objectOf(value: Data): DataObject {
  return isDataObject(value) ? value : {};
}

/** developer.hashicorp.com/terraform/internals/json-format, and the state's own format, version 4 */
function stateContent({ resources, outputs }: DataObject): TerraformContent {
  return {
    resources: objectsOf(resources).flatMap(({ module, mode, type, name, instances }) =>
      objectsOf(instances).map((instance) => ({
        address:
          [module, mode === "data" ? "data" : undefined, type, name].filter(isText).join(".") +
          indexOf(instance["index_key"]),
        type: textOf(type),
        attributes: objectOf(instance["attributes"]),
        sensitive: pathsIn(instance["sensitive_attributes"]),
      })),
    ),
    sensitiveOutputs: sensitiveOutputsIn(objectOf(outputs)),
    others: { outputs: outputs ?? {} },
  };
}

function textOf(value: Data): string {
  return isText(value) ? value : "";
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
    objectsOf(steps as Data)
      .filter(({ type }) => type === "get_attr")
      .map(({ value }) => textOf(value))
      .join("."),
  );
}

function planContent(plan: DataObject): TerraformContent {
  const values = [plan, objectOf(plan["prior_state"])].flatMap((each) => [
    objectOf(each["planned_values"]),
    objectOf(each["values"]),
  ]);
  const changes = objectsOf(plan["resource_changes"]).concat(objectsOf(plan["resource_drift"]));
  return {
    resources: [
      ...values.flatMap((each) => moduleResources(objectOf(each["root_module"]))),
      ...changes.flatMap(({ address, type, change }) =>
        (["before", "after"] as const).map((side) => ({
          address: textOf(address),
          type: textOf(type),
          attributes: objectOf(objectOf(change)[side]),
          sensitive: markedIn(objectOf(change)[`${side}_sensitive`]),
        })),
      ),
    ],
    sensitiveOutputs: [...new Set(values.flatMap((each) => sensitiveOutputsIn(objectOf(each["outputs"]))))],
    others: {
      outputs: values.map((each) => each["outputs"] ?? {}),
      variables: plan["variables"] ?? {},
      configuration: plan["configuration"] ?? {},
    },
  };
}

function moduleResources(module: DataObject): readonly ReadResource[] {
  return [
    ...objectsOf(module["resources"]).map(({ address, type, values, sensitive_values: marked }) => ({
      address: textOf(address),
      type: textOf(type),
      attributes: objectOf(values),
      sensitive: markedIn(marked),
    })),
    ...objectsOf(module["child_modules"]).flatMap(moduleResources),
  ];
}

/** `{ primary_key: true }`, nested as the values are. */
function markedIn(marked: Data, path = ""): readonly string[] {
  if (marked === true) return [path];
  if (Array.isArray(marked)) return marked.flatMap((each) => markedIn(each as Data, path));
  return Object.entries(objectOf(marked)).flatMap(([key, each]) => markedIn(each, pathBelow(path, [key])));
}

function stackContent({ resource, ...others }: DataObject): TerraformContent {
  return {
    resources: Object.entries(objectOf(resource)).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).map(([name, body]) => ({
        address: `${type}.${name}`,
        type,
        attributes: objectOf(body),
        sensitive: [],
      })),
    ),
    sensitiveOutputs: [],
    others,
  };
}

function sensitiveOutputsIn(outputs: DataObject): readonly string[] {
  return Object.entries(outputs).flatMap(([name, output]) => {
    const { sensitive, value } = objectOf(output);
    return sensitive === true && value !== null && value !== "" ? [`output.${name}`] : [];
  });
}
