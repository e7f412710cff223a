import { type Data, type DataObject, isDataObject } from "../settings/merge";

/** Where the copy goes, from the stack's folder. */
export const DESTROYABLE = "tests/destroyable";

/**
 * A stack without `prevent_destroy`, and without a backend: `terraform test` destroys what it has applied, which
 * Terraform 1.11 refuses otherwise. Undefined where the stack has none.
 */
export function destroyable(configuration: string): string | undefined {
  const stack = JSON.parse(configuration) as DataObject;
  const copy = withoutPreventDestroy(stack);
  if (JSON.stringify(copy) === JSON.stringify(stack)) return undefined;
  const terraform = copy["terraform"];
  return `${JSON.stringify({ ...copy, ...(isDataObject(terraform) ? { terraform: withoutBackend(terraform) } : {}) }, undefined, 2)}\n`;
}

function withoutBackend({ backend: _backend, cloud: _cloud, ...terraform }: DataObject): DataObject {
  return terraform;
}

/** A stack as it would be with `safeguards.preventDestroy` off. */
export function withoutPreventDestroy(stack: DataObject): DataObject {
  const { resource } = stack;
  if (!isDataObject(resource)) return stack;
  return { ...stack, resource: mapped(resource, (named) => mapped(named, unguarded)) };
}

function unguarded(block: Data): Data {
  if (!isDataObject(block) || !isDataObject(block["lifecycle"])) return block;
  const { prevent_destroy: _, ...lifecycle } = block["lifecycle"];
  if (Object.keys(lifecycle).length > 0) return { ...block, lifecycle };
  const { lifecycle: _empty, ...rest } = block;
  return rest;
}

function mapped(value: Data, change: (each: Data) => Data): Data {
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)]));
}
