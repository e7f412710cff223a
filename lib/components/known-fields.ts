import { isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Component } from "./component";
import type { CrudApi, CrudRoutes, FieldSchema } from "./define-crud-api";
import type { FunctionComponent } from "./define-function";
import type { QueueProcessor } from "./define-queue-processor";
import { hasTriggerType, triggerKind } from "./triggers";
import type { Fields, Report } from "./triggers/trigger";

const functionFields: Fields<FunctionComponent> = {
  kind: true,
  name: true,
  entry: true,
  trigger: true,
  environment: true,
};
const queueProcessorFields: Fields<QueueProcessor> = {
  kind: true,
  name: true,
  entry: true,
  queue: true,
  environment: true,
};
const crudApiFields: Fields<CrudApi> = {
  kind: true,
  name: true,
  entityName: true,
  entityNamePlural: true,
  partitionKey: true,
  schema: true,
  routes: true,
};
const routeFields: Fields<CrudRoutes> = { create: true, read: true, update: true, delete: true, list: true };
const listFields: Fields<Exclude<NonNullable<CrudRoutes["list"]>, boolean>> = {
  pageSize: true,
  sortBy: true,
};
const schemaFields: Fields<FieldSchema> = {
  type: true,
  required: true,
  description: true,
  default: true,
  validation: true,
};
const validationFields: Fields<NonNullable<FieldSchema["validation"]>> = {
  min: true,
  max: true,
  pattern: true,
  enum: true,
};

/** Reports every field that a declaration has and this release does not know: nothing said is ignored. */
export function checkFields(path: string, component: Component, problem: Report): void {
  switch (component.kind) {
    case "function":
      check(path, component, functionFields);
      // A trigger of another type is refused as a whole.
      if (hasTriggerType(component.trigger))
        check(`${path}.trigger`, component.trigger, triggerKind(component.trigger.type).fields);
      return;
    case "queue-processor":
      check(path, component, queueProcessorFields);
      return;
    case "crud-api":
      check(path, component, crudApiFields);
      check(`${path}.routes`, component.routes, routeFields);
      check(`${path}.routes.list`, component.routes?.list, listFields);
      if (isDataObject(component.schema))
        for (const [name, field] of Object.entries(component.schema)) {
          check(`${path}.schema.${name}`, field, schemaFields);
          if (isDataObject(field))
            check(`${path}.schema.${name}.validation`, field["validation"], validationFields);
        }
  }

  function check(at: string, value: unknown, known: Readonly<Record<string, true>>): void {
    if (!isDataObject(value)) return;
    const names = Object.keys(known).filter((name) => name !== "kind");
    for (const name of Object.keys(value))
      if (!Object.hasOwn(known, name))
        problem(
          `${at}.${name}`,
          `is no field that this release knows${didYouMean(name, names)}`,
          `use one of ${names.join(", ")}`,
        );
  }
}

/** Makes a field that `Known` does not have a compile error, which a generic parameter would let pass. */
export type Only<Known, Given> = Given & Readonly<Record<Exclude<keyof Given, keyof Known>, never>>;
