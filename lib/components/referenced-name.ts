import { isDataObject } from "../settings/merge";

/** The name that something is given by, as text or by a reference of that kind; undefined for anything else. */
export function referencedName(given: unknown, kind: "container" | "queue"): string | undefined {
  if (typeof given === "string") return given;
  if (!isDataObject(given) || given["kind"] !== kind) return undefined;
  return typeof given["name"] === "string" ? given["name"] : undefined;
}
