import { type Data, type DataObject, isDataObject } from "./data";

/** The keys that lead to an option or below it, `["cosmos", "regions"]`. A key may have full stops in it. */
export type Keys = readonly string[];

/** As messages name it, `cosmos.regions`. */
export function pathOf(keys: Keys): string {
  return keys.join(".");
}

/** What is at `keys` below `path`; `""` is what everything is below. */
export function pathBelow(path: string, keys: Keys): string {
  return pathOf(path === "" ? keys : [path, ...keys]);
}

/** The keys of a path of which none has a full stop. */
export function keysOf(path: string): Keys {
  return path.split(".");
}

/** The option group that a path begins with. */
export function groupOfPath(path: string): string {
  return keysOf(path)[0] ?? "";
}

/** What `path` is part of; undefined for what is part of nothing. */
export function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf(".");
  return end < 0 ? undefined : path.slice(0, end);
}

/** True for `path` itself and everything below it. */
export function isWithin(known: string, path: string): boolean {
  return known === path || known.startsWith(`${path}.`);
}

/** What stands at `keys`, in lists by index; undefined where nothing does. */
export function valueAt(value: unknown, [key, ...rest]: Keys): unknown {
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return valueAt((value as Readonly<Record<string, unknown>>)[key], rest);
}

/** What stands at `path`, of which keys may have full stops in them: every key that it can begin with is tried. */
export function valueAtPath(value: Data, path: string): Data {
  if (!isDataObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (const [key, below] of Object.entries(value)) {
    const found = isWithin(path, key) ? valueAtPath(below, path.slice(key.length + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A copy with `given` at `keys`; what is not on the way to it is shared. */
export function withValue<Of extends object>(value: Of, [key = "", ...rest]: Keys, given: unknown): Of {
  if (rest.length === 0) return { ...value, [key]: given };
  const below = valueAt(value, [key]);
  return { ...value, [key]: withValue(isDataObject(below) ? below : {}, rest, given) };
}

/** A copy without what stands at `keys`. */
export function without(value: DataObject, [key, ...rest]: Keys): DataObject {
  if (key === undefined) return value;
  const { [key]: there, ...others } = value;
  return rest.length > 0 && isDataObject(there) ? { ...others, [key]: without(there, rest) } : others;
}
