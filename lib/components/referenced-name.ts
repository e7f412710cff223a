import { isDataObject } from "../options/merge";

/** The name that something is given by, as text or by a reference of that kind; undefined for anything else. */
export function referencedName(said: unknown, kind: "container" | "queue"): string | undefined {
  if (typeof said === "string") return said;
  if (!isDataObject(said) || said["kind"] !== kind) return undefined;
  return typeof said["name"] === "string" ? said["name"] : undefined;
}
