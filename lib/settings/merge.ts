import { type Data, type DataObject, isDataObject } from "./data";
import { KnownOrigins, type Origin, type Origins } from "./known-origins";
import { pathBelow } from "./option-path";

export { type Data, type DataObject, type Origin, type Origins, isDataObject };

/** One source of settings, weakest first in a list of them. */
export interface Layer {
  /** How messages name it: `your options`, `environment "prod"`. */
  readonly name: string;
  /** True where a user wrote it: such a value is never adjusted, only accepted or refused. */
  readonly chosen: boolean;
  readonly value: DataObject;
  /** Paths that were written under another spelling, `logs.retentionInDays` → `logRetention`. */
  readonly saidAs?: Readonly<Record<string, string>>;
}

/** What tells a thing from another one of the same shape. */
const IDENTITIES = ["type", "id", "resource"];

/** Two objects that name another `type`, `id` or `resource` are different things: the later replaces the earlier. */
export function isAnotherThing(earlier: DataObject, later: DataObject): boolean {
  return IDENTITIES.some((key) => later[key] !== undefined && earlier[key] !== later[key]);
}

/**
 * The one merge rule: objects merge, arrays and scalars replace, `undefined` means "not said"; an object that
 * names another `type`, `id` or `resource` replaces. The origin of every leaf is kept.
 */
export function mergeLayers(layers: readonly Layer[]): { value: DataObject; origins: KnownOrigins } {
  const origins = new KnownOrigins();
  const value = layers.reduce<DataObject>((merged, layer) => mergeObject(merged, layer.value, "", layer), {});
  return { value, origins };

  function mergeObject(earlier: DataObject, later: DataObject, at: string, layer: Layer): DataObject {
    const merged = new Map(Object.entries(earlier));
    for (const [key, given] of Object.entries(later)) {
      if (given === undefined) continue;
      merged.set(key, mergeValue(merged.get(key), given, pathBelow(at, [key]), layer));
    }
    return Object.fromEntries(merged);
  }

  function mergeValue(earlier: Data, given: Data, path: string, layer: Layer): Data {
    if (!isDataObject(given)) {
      if (earlier !== undefined) origins.forget(path);
      origins.set(path, originOf(layer, path));
      return given;
    }
    const saysNothing = Object.values(given).every((value) => value === undefined);
    if (!isDataObject(earlier) || isAnotherThing(earlier, given)) {
      if (earlier !== undefined) origins.forget(path);
      if (saysNothing) origins.set(path, originOf(layer, path));
      return mergeObject({}, given, path, layer);
    }
    // An object that was empty is no leaf any more.
    if (!saysNothing) origins.delete(path);
    return mergeObject(earlier, given, path, layer);
  }
}

function originOf(layer: Layer, path: string): Origin {
  return { layer: layer.name, chosen: layer.chosen, path: layer.saidAs?.[path] ?? path };
}

/** Every field optional, at every depth; arrays stay whole, as the merge rule replaces them. */
export type DeepPartial<T> = T extends readonly unknown[] ? T : T extends object ? OptionsOf<T> : T;

/** Settings, each of them optional. An alias of its own, so that editors show its name and not every field. */
export type OptionsOf<T> = { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined };
