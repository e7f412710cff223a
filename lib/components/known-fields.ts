import { type DataObject, isDataObject } from "../settings/merge";
import { bindingKind, isBindingType } from "./bindings";
import { codeOf } from "./code";
import type { Component } from "./component";
import type { EventHandler } from "./define-event-handler";
import type { FunctionComponent } from "./define-function";
import type { CodeOptions } from "./code-options";
import type { QueueProcessor } from "./define-queue-processor";
import type { Fields, Report } from "./needs";
import { hasTriggerType, triggerKind } from "./triggers";
import { checkUnknownFields } from "./unknown-fields";

const codeFields: Fields<CodeOptions> = {
  name: true,
  entry: true,
  app: true,
  environment: true,
  bindings: true,
  access: true,
};
const functionFields: Fields<FunctionComponent> = { kind: true, ...codeFields, trigger: true };
const queueProcessorFields: Fields<QueueProcessor> = { kind: true, ...codeFields, queue: true };
const eventHandlerFields: Fields<EventHandler> = {
  kind: true,
  ...codeFields,
  source: true,
  filter: true,
  retry: true,
  deadLetter: true,
};

/** Reports every field that a declaration has and this release does not know: nothing said is ignored. */
export function checkFields(path: string, component: Component, problem: Report): void {
  checkParts(path, component, problem);
  switch (component.kind) {
    case "function":
      checkUnknownFields(path, component, functionFields, problem);
      // A trigger of another type is refused as a whole.
      if (hasTriggerType(component.trigger))
        checkUnknownFields(
          `${path}.trigger`,
          component.trigger,
          triggerKind(component.trigger.type).fields,
          problem,
        );
      return;
    case "queue-processor":
      checkUnknownFields(path, component, queueProcessorFields, problem);
      return;
    case "event-handler":
      checkUnknownFields(path, component, eventHandlerFields, problem);
      return;
    case "crud-api":
      // Read as a whole, also by what serves it.
      return;
  }
}

/** The fields of bindings and access, by what their types and directions say; what is of no known type is refused whole. */
function checkParts(path: string, component: Component, problem: Report): void {
  const { bindings, access } = (codeOf(component) ?? {}) as Partial<Record<"bindings" | "access", unknown>>;
  for (const [index, binding] of listed(bindings).entries()) {
    const { type, direction } = binding;
    const directions: Readonly<Record<string, Readonly<Record<string, true>>>> = isBindingType(type)
      ? bindingKind(type).directions
      : {};
    const fields = Object.entries(directions).find(([name]) => name === direction)?.[1];
    if (fields !== undefined) checkUnknownFields(`${path}.bindings[${index}]`, binding, fields, problem);
  }
  for (const [index, each] of listed(access).entries())
    if (isBindingType(each["type"]) && bindingKind(each["type"]).actions.length > 0)
      checkUnknownFields(`${path}.access[${index}]`, each, bindingKind(each["type"]).accessFields, problem);
}

function listed(given: unknown): readonly DataObject[] {
  return Array.isArray(given) ? given.filter(isDataObject) : [];
}
