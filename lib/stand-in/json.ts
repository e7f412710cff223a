/** What HTTP bodies hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands at a dotted path, `properties.sku.name`; undefined where there is nothing. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return (found as readonly Json[])[Number(key)];
    return isObject(found) ? found[key] : undefined;
  }, value);
}

/** A list, or none. */
export function listAt(value: Json | undefined, path: string): readonly Json[] {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** A text, or an empty one. */
export function textAt(value: Json | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === "string" ? found : "";
}

export function objectAt(value: Json | undefined, path: string): JsonObject {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

/** Objects merge, everything else replaces; what is null goes, as in a merge patch (RFC 7396). */
export function mergePatch(earlier: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(earlier) ? earlier : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** `value` over `defaults`, at every depth. */
export function withDefaults(defaults: JsonObject, value: Json | undefined): JsonObject {
  const merged = new Map(Object.entries(defaults));
  for (const [key, said] of Object.entries(isObject(value) ? value : {})) {
    const known = merged.get(key);
    if (said === null && known !== undefined) continue;
    merged.set(key, isObject(known) && isObject(said) ? withDefaults(known, said) : said);
  }
  return Object.fromEntries(merged);
}

/** A scalar as text; an object has none. */
export function asText(value: Json | undefined): string {
  return typeof value === "object" || value === undefined ? "" : String(value);
}
