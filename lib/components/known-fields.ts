import { type DataObject, isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Component } from "./component";
import { type Access, type Binding, bindingKind, isBindingType } from "./bindings";
import { codeOf } from "./code";
import type { CrudApi, CrudRoutes, FieldSchema } from "./define-crud-api";
import type { CodeOptions, FunctionComponent } from "./define-function";
import type { QueueProcessor } from "./define-queue-processor";
import { hasTriggerType, triggerKind } from "./triggers";
import type { Fields, Report } from "./needs";

const codeFields: Fields<CodeOptions> = {
  name: true,
  entry: true,
  environment: true,
  bindings: true,
  access: true,
};
const functionFields: Fields<FunctionComponent> = { kind: true, ...codeFields, trigger: true };
const queueProcessorFields: Fields<QueueProcessor> = { kind: true, ...codeFields, queue: true };
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
  checkParts(path, component, check);
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

/** The fields of bindings and access, by what their types and directions say; what is of no known type is refused whole. */
function checkParts(
  path: string,
  component: Component,
  check: (at: string, value: unknown, known: Readonly<Record<string, true>>) => void,
): void {
  const { bindings, access } = (codeOf(component) ?? {}) as Partial<Record<"bindings" | "access", unknown>>;
  for (const [index, binding] of listed(bindings).entries()) {
    const { type, direction } = binding;
    const directions: Readonly<Record<string, Readonly<Record<string, true>>>> = isBindingType(type)
      ? bindingKind(type).directions
      : {};
    const fields = Object.entries(directions).find(([name]) => name === direction)?.[1];
    if (fields !== undefined) check(`${path}.bindings[${index}]`, binding, fields);
  }
  for (const [index, each] of listed(access).entries())
    if (isBindingType(each["type"]) && bindingKind(each["type"]).actions.length > 0)
      check(`${path}.access[${index}]`, each, bindingKind(each["type"]).accessFields);
}

function listed(said: unknown): readonly DataObject[] {
  return Array.isArray(said) ? said.filter(isDataObject) : [];
}

/** Makes a field that `Known` does not have a compile error, which a generic parameter would let pass. */
export type Only<Known, Given> = Given & Readonly<Record<Exclude<keyof Given, keyof Known>, never>>;

type BindingLike<Given extends Binding> = Extract<
  Binding,
  { readonly type: Given["type"]; readonly direction: Given["direction"] }
>;
type AccessLike<Given extends Access> = Extract<Access, { readonly type: Given["type"] }>;

/** The same for each of several bindings, by its type and direction. */
type OnlyBinding<Given extends Binding> = Given extends unknown ? Only<BindingLike<Given>, Given> : never;

/** The same for each of several accesses, by its type. */
type OnlyAccess<Given extends Access> = Given extends unknown ? Only<AccessLike<Given>, Given> : never;

/** The same for what every component that runs code has. */
export interface OnlyParts<Options extends CodeOptions> {
  readonly bindings?: readonly OnlyBinding<NonNullable<Options["bindings"]>[number]>[];
  readonly access?: readonly OnlyAccess<NonNullable<Options["access"]>[number]>[];
}
