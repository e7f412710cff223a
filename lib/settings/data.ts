/** What a layer may hold: plain data, nothing that is alive. */
export type Data = string | number | boolean | null | undefined | readonly Data[] | DataObject;
export interface DataObject {
  readonly [key: string]: Data;
}

/** True for a plain object; false for a list and for anything that is alive. */
export function isDataObject(value: unknown): value is DataObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: Jest's objects come from another realm.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
