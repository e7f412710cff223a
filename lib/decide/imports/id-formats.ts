import { terraformTypes } from "../../services";

/** What the provider imports each type of resource by: `{attribute}` is what the resource itself says. */
export const idFormats: Readonly<Record<string, string>> = Object.fromEntries(
  terraformTypes.flatMap((each) => ("importId" in each ? [[each.type, each.importId]] : [])),
);

/** Types that cannot be imported in any sense, and why. */
export const notImported: Readonly<Record<string, { readonly why: string; readonly fix: string }>> =
  Object.fromEntries(
    terraformTypes.flatMap((each) => ("notImported" in each ? [[each.type, each.notImported]] : [])),
  );

const HOLE = /\{(\w+)\}/g;

/** An attribute that is a whole id itself. */
function isPath(attribute: string): boolean {
  return (
    attribute === "scope" ||
    (attribute.endsWith("_id") && !["product_id", "operation_id"].includes(attribute))
  );
}

/** Whether a text has the form of a type's ids. */
export function hasFormat(type: string, id: string): boolean {
  const format = idFormats[type] ?? "";
  const pattern = format
    .replace(/[.|;=]/g, "\\$&")
    .replace(HOLE, (_, attribute: string) => (isPath(attribute) ? "/subscriptions/[^/]+/.+" : "[^/|;]+"));
  return new RegExp(`^${pattern}$`, "i").test(id);
}

/** A type's format as messages show it. */
export function shownFormat(type: string): string {
  return (idFormats[type] ?? "").replace(HOLE, (_, attribute: string) =>
    isPath(attribute) ? "/subscriptions/…" : `<${attribute.replaceAll("_", " ")}>`,
  );
}

/** What a part of an id is when the plan does not know it. */
export const UNKNOWN = { part: "\u0000", path: "\u0001" } as const;

/** The id of a resource of a type, as far as its attributes are known. */
export function formatted(type: string, valueOf: (attribute: string) => string | undefined): string {
  return (idFormats[type] ?? "").replace(
    HOLE,
    (_, attribute: string) => valueOf(attribute) ?? (isPath(attribute) ? UNKNOWN.path : UNKNOWN.part),
  );
}
