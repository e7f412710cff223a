import { impossibleValues } from "../settings/impossible-values";
import { isDataObject } from "../settings/merge";
import { pathBelow } from "../settings/option-path";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { type Component, type Components, isComponent } from "./component";
import { checkFields } from "./known-fields";
import { checkCode } from "./check-code";
import { checkCrudApi } from "./check-crud-api";
import { checkEventFlows } from "./check-events";
import { checkRoutes } from "./check-routes";
import { checkName } from "./component-name";
import type { EventHandler } from "./define-event-handler";
import type { FunctionComponent } from "./define-function";
import type { QueueProcessor } from "./define-queue-processor";
import { checkFunctionNames } from "./function-names";
import { type Trigger, hasTriggerType, triggerKind, triggerTypes } from "./triggers";
import type { Report } from "./needs";

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
      `a backend needs at least one component, got ${redacted(components)}`,
      "declare one with defineFunction or defineCrudApi, and pass it to defineBackend",
    );
    return { sound: {}, problems };
  }

  const sound: Record<string, Component> = {};
  for (const [key, component] of Object.entries(components)) {
    const path = `components.${key}`;
    if (key === "__proto__") {
      problem(path, "is a name that JavaScript reserves", "choose another name");
      continue;
    }
    if (!isComponent(component)) {
      problem(
        path,
        `must be a component, got ${redacted(component)}`,
        "create it with defineFunction, defineCrudApi, defineQueueProcessor or defineEventHandler",
      );
      continue;
    }
    if (!checkValues(path, component, problem)) continue;
    if (!checkName(`${path}.name`, component.name, problem)) continue;
    checkFields(path, component, problem);
    if (checkOne(path, component, problem)) sound[key] = component;
  }
  checkFunctionNames(sound, problem);
  checkRoutes(sound, problem);
  checkEventFlows(sound, problem);
  return { sound, problems };
}

/** Reports what no field can be: it would vanish on the way. @returns whether there is none */
function checkValues(path: string, component: Component, problem: Report): boolean {
  const found = impossibleValues(component);
  for (const { keys, message, fix } of found)
    problem(pathBelow(path, keys).replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]"), message, fix);
  return found.length === 0;
}

/** @returns false when the backend cannot go on with this component */
function checkOne(path: string, component: Component, problem: Report): boolean {
  switch (component.kind) {
    case "function":
      return checkFunction(path, component, problem);
    case "queue-processor":
      return checkQueueProcessor(path, component, problem);
    case "event-handler":
      return checkEventHandler(path, component, problem);
    case "crud-api":
      return checkCrudApi(component, (field, message, fix) => {
        problem(`${path}.${field}`, message, fix);
      });
  }
}

function checkFunction(path: string, component: FunctionComponent, problem: Report): boolean {
  const hasCode = checkCode(path, component, problem);
  const { trigger } = component as Partial<FunctionComponent>;
  const at = `${path}.trigger`;
  if (hasTriggerType(trigger))
    return triggerKind(trigger.type).check(at, trigger, component.name, problem) && hasCode;
  const given: unknown = isDataObject(trigger) ? trigger["type"] : undefined;
  problem(
    at,
    `must have a type of ${triggerTypes.map(redacted).join(", ")}, got ${redacted(trigger)}` +
      (typeof given === "string" ? didYouMean(given, triggerTypes) : ""),
    `write it like ${triggerKind("blob").example}`,
  );
  return false;
}

function checkQueueProcessor(path: string, component: QueueProcessor, problem: Report): boolean {
  const hasCode = checkCode(path, component, problem);
  const { queue = component.name } = component;
  return triggerKind("queue").check(path, { type: "queue", queue }, component.name, problem) && hasCode;
}

function checkEventHandler(path: string, component: EventHandler, problem: Report): boolean {
  const hasCode = checkCode(path, component, problem);
  const { source, filter, retry, deadLetter } = component;
  const trigger = { type: "eventGrid", source, filter, retry, deadLetter } as Partial<Trigger>;
  return triggerKind("eventGrid").check(path, trigger, component.name, problem) && hasCode;
}
