import { type Data, type DataObject, isDataObject } from "./data";

/** The value as an object; an empty one where it is none. */
export function objectIn(value: Data): DataObject {
  return isDataObject(value) ? value : {};
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: Data): readonly DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}

/** The value as text; an empty one where it is none. */
export function textIn(value: Data): string {
  return typeof value === "string" ? value : "";
}
