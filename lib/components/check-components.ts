import { isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Problem } from "../plan/problems";
import { shown } from "../plan/shown";
import { type Component, type Components, isComponent } from "./component";
import { checkFields } from "./known-fields";
import type { CrudApi, FieldSchema, FieldType } from "./define-crud-api";
import { checkCode } from "./check-code";
import { checkRoutes } from "./check-routes";
import type { FunctionComponent } from "./define-function";
import type { QueueProcessor } from "./define-queue-processor";
import { settingPrefix } from "./setting-prefix";
import { comingTriggers, hasTriggerType, triggerKind, triggerTypes } from "./triggers";
import type { Report } from "./needs";

/** Names begin Azure names, app settings and routes: the narrowest of their rules. */
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 40;

/** Everything that is wrong with what was declared. Those that are sound come back. */
export function checkComponents(components: unknown): {
  readonly sound: Components;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: ["your components"], fix });
  };
  if (typeof components !== "object" || components === null || Object.keys(components).length === 0) {
    problem(
      "components",
      `a backend needs at least one component, got ${shown(components)}`,
      "declare one with defineFunction or defineCrudApi, and pass it in",
    );
    return { sound: {}, problems };
  }

  const sound: Record<string, Component> = {};
  for (const [key, component] of Object.entries(components)) {
    const path = `components.${key}`;
    if (!isComponent(component)) {
      problem(
        path,
        `is no component, got ${shown(component)}`,
        "make it with defineFunction or defineCrudApi",
      );
      continue;
    }
    if (!isName(component.name)) {
      problem(
        `${path}.name`,
        `takes lower-case letters, digits and single hyphens, beginning with a letter, at most ${LONGEST_NAME}; got ${shown(component.name)}`,
        'choose a name such as "process-upload"',
      );
      continue;
    }
    checkFields(path, component, problem);
    if (checkOne(path, component, problem)) sound[key] = component;
  }
  checkTwins(sound, problem);
  checkRoutes(sound, problem);
  return { sound, problems };
}

function isName(name: unknown): name is string {
  return typeof name === "string" && name.length <= LONGEST_NAME && NAME.test(name);
}

/** @returns false when the backend cannot go on with this component */
function checkOne(path: string, component: Component, problem: Report): boolean {
  switch (component.kind) {
    case "function":
      return checkFunction(path, component, problem);
    case "queue-processor":
      return checkQueueProcessor(path, component, problem);
    case "crud-api":
      return checkCrudApi(path, component, problem);
  }
}

function checkFunction(path: string, component: FunctionComponent, problem: Report): boolean {
  const hasCode = checkCode(path, component, problem);
  const { trigger } = component as Partial<FunctionComponent>;
  const at = `${path}.trigger`;
  if (hasTriggerType(trigger)) {
    const kind = triggerKind(trigger.type);
    if (kind.comes === undefined) return kind.check(at, trigger, component.name, problem) && hasCode;
    problem(at, `is started by ${kind.comes}, which comes with a later release`, "choose another trigger");
    return false;
  }
  const said: unknown = isDataObject(trigger) ? trigger["type"] : undefined;
  const types = triggerTypes.filter((type) => triggerKind(type).comes === undefined);
  const coming = typeof said === "string" ? comingTriggers[said] : undefined;
  if (coming !== undefined)
    problem(at, `is started by ${coming}, which comes with a later release`, "choose another trigger");
  else
    problem(
      at,
      `this release knows triggers of type ${types.map(shown).join(", ")}, got ${shown(trigger)}` +
        (typeof said === "string" ? didYouMean(said, types) : ""),
      `use one such as ${triggerKind("blob").example}`,
    );
  return false;
}

function checkQueueProcessor(path: string, component: QueueProcessor, problem: Report): boolean {
  const hasCode = checkCode(path, component, problem);
  const { queue = component.name } = component;
  return triggerKind("queue").check(path, { type: "queue", queue }, component.name, problem) && hasCode;
}

const FIELD_TYPES: Readonly<Record<FieldType, true>> = {
  string: true,
  number: true,
  boolean: true,
  timestamp: true,
  object: true,
  array: true,
};

function checkCrudApi(path: string, component: CrudApi, problem: Report): boolean {
  const { entityName, partitionKey, schema } = component as Partial<CrudApi>;
  if (typeof entityName !== "string" || entityName === "")
    problem(
      `${path}.entityName`,
      `takes what one item is called, got ${shown(entityName)}`,
      'give one such as "Feedback"',
    );
  const fields = isDataObject(schema) ? Object.keys(schema) : [];
  if (fields.length === 0)
    problem(
      `${path}.schema`,
      `takes the fields of an item, got ${shown(schema)}`,
      'add fields such as rating: "number"',
    );
  for (const field of fields) checkField(`${path}.schema.${field}`, schema?.[field], problem);

  if (typeof partitionKey !== "string" || !/^(\/[A-Za-z_][A-Za-z0-9_]*)+$/.test(partitionKey)) {
    problem(
      `${path}.partitionKey`,
      `takes a path such as /id, got ${shown(partitionKey)}`,
      'write it like "/id" or "/address/city"',
    );
    return false;
  }
  const root = partitionKey.split("/")[1] ?? "";
  // Cosmos DB gives every item an id, declared or not.
  if (root !== "id" && !fields.includes(root))
    problem(
      `${path}.partitionKey`,
      `the schema has no field ${root}${didYouMean(root, ["id", ...fields])}`,
      "partition by a field of the schema, or by /id",
    );
  return true;
}

function checkField(path: string, field: FieldType | FieldSchema | undefined, problem: Report): void {
  const type: unknown = isDataObject(field) ? field["type"] : field;
  const known = Object.keys(FIELD_TYPES);
  if (typeof type === "string" && Object.hasOwn(FIELD_TYPES, type)) return;
  problem(
    path,
    `has a type of ${known.join(", ")}, got ${shown(type)}${typeof type === "string" ? didYouMean(type, known) : ""}`,
    "use one of them",
  );
}

/** Names are unique across all kinds: they become one app's functions and settings. */
function checkTwins(components: Components, problem: Report): void {
  const seen = new Map<string, string>();
  for (const [key, { name }] of Object.entries(components)) {
    const twin = seen.get(settingPrefix(name));
    if (twin !== undefined)
      problem(
        `components.${key}.name`,
        `"${name}" is the name of components.${twin} too`,
        "give one of them another name",
      );
    seen.set(settingPrefix(name), key);
  }
}
