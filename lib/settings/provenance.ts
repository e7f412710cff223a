import type { Data, DataObject } from "./data";
import type { KnownOrigins, Origins } from "./known-origins";
import { type Keys, isWithin, parentOf, pathOf, valueAtPath, withValue } from "./option-path";
import { redacted } from "./redacted";

/** A value that no layer of options holds: from the context, or from an argument of its own. */
export interface OutsideValue {
  readonly source: string;
  readonly value: unknown;
}

/** Knows where every value came from. */
export class Provenance {
  constructor(
    readonly origins: KnownOrigins,
    private values: DataObject,
    private readonly outside: Readonly<Record<string, OutsideValue>>,
  ) {}

  /** True when a user wrote the value of `path`, or anything below it. */
  chosen(path: string): boolean {
    return this.origins.within(path).some((origin) => origin.chosen);
  }

  /** Keeps that a value was derived from others, and why. */
  derived(keys: Keys, value: Data, because: string): void {
    const path = pathOf(keys);
    this.origins.forget(path);
    this.values = withValue(this.values, keys, value);
    this.origins.set(path, { layer: "derived", chosen: false, path, because });
  }

  /** Forgets an entry of a record, which has only `others` now. */
  dropped(record: Keys, entry: string, others: DataObject): void {
    this.origins.forget(pathOf([...record, entry]));
    this.values = withValue(this.values, record, others);
  }

  /** Who decided `path`: `your options`. */
  layers(path: string): readonly string[] {
    if (isOfComponents(path)) return ["your components"];
    const layers = [...new Set(this.origins.within(path).map((origin) => origin.layer))];
    const outside = this.outside[path];
    return layers.length === 0 && outside !== undefined ? [outside.source] : layers;
  }

  /** Who decided `path`, or what it is part of: what is missing was written by nobody. */
  nearestLayers(path: string): readonly string[] {
    const layers = this.layers(path);
    if (layers.length > 0) return layers;
    const parent = parentOf(path);
    return parent === undefined ? ["your options"] : this.nearestLayers(parent);
  }

  /** Who decided `path`, and where: `your options (functionApp.settings.KEY)`. */
  withPath(path: string): readonly string[] {
    return this.layers(path).map((layer) => (isOfComponents(path) ? layer : `${layer} (${path})`));
  }

  /** Who decided `path`, and what: `your options (cosmos.mode = "Serverless")`. */
  withValues(path: string): readonly string[] {
    const origins = this.origins.within(path);
    return this.layers(path).map((layer) => {
      if (isOfComponents(path)) return layer;
      const origin = origins.find((each) => each.layer === layer);
      const written = this.origins.at(path) === undefined ? path : (origin?.path ?? path);
      const because = origin?.because === undefined ? "" : `, because ${origin.because}`;
      const value = origin === undefined ? this.outside[path]?.value : valueAtPath(this.values, path);
      return `${layer} (${written} = ${redacted(value)}${because})`;
    });
  }
}

/** Who decided `path`, or anything below it, in plain data. */
export function layersAt(origins: Origins, path: string): readonly string[] {
  const layers = Object.entries(origins)
    .filter(([known]) => isWithin(known, path))
    .map(([, { layer }]) => layer);
  return [...new Set(layers)];
}

function isOfComponents(path: string): boolean {
  return isWithin(path, "components");
}
