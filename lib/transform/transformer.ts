import { type Data, type Origins, isAnotherThing, isDataObject } from "../options/merge";
import { BackendConfigError } from "../plan/problems";
import { layersAt } from "../plan/provenance";
import { shown } from "../plan/shown";
import type { TransformName, Transformed } from "./transforms";

/** One change, whatever the resource. */
type AnyTransform = Data | ((config: object, id: string) => unknown);

/** What other parts of the plan were computed from, and the option that changes it. */
const DECIDED: Readonly<Record<string, string>> = {
  name: "set the option that names it, such as names.<kind>",
  location: "set location",
  resourceGroupName: "leave it: each stack has a group of its own",
};

/** Carries out the option group `transform`, and remembers which of it was used. */
export class Transformer {
  private readonly used = new Set<string>();
  private readonly built = new Map<string, Set<string>>();

  /** @param subject - what is being defined, `feedback (dev)` */
  constructor(
    private readonly transforms: Readonly<Record<string, unknown>>,
    private readonly subject: string,
    private readonly origins: Origins,
  ) {}

  readonly transformed: Transformed = (name, id, config) => {
    this.built.set(name, (this.built.get(name) ?? new Set()).add(id));
    const transform = this.transforms[name] as AnyTransform;
    if (transform === undefined) return config;
    this.used.add(name);
    // Kept apart: a function may change the configuration where it stands.
    const before = { ...config };
    const changed =
      typeof transform === "function" ? this.call(name, id, transform, config) : merge(config, transform);
    this.checkDecided(name, before, changed);
    return changed as typeof config;
  };

  /** The names in Terraform of what was built under a name. */
  readonly made = (name: TransformName): ReadonlySet<string> => this.built.get(name) ?? new Set();

  /** Names that no resource of this backend has. */
  unused(): readonly string[] {
    return Object.keys(this.transforms).filter((name) => !this.used.has(name));
  }

  private call(
    name: string,
    id: string,
    transform: (config: object, id: string) => unknown,
    config: object,
  ): object {
    const changed = transform(config, id);
    if (isDataObject(changed)) return changed;
    return this.refuse(
      name,
      `returned ${shown(changed)} for ${id}`,
      "return the whole configuration, such as { ...config, tags: {} }",
    );
  }

  private checkDecided(name: string, before: object, after: object): void {
    for (const [field, fix] of Object.entries(DECIDED)) {
      const was = (before as Readonly<Record<string, unknown>>)[field];
      const is = (after as Readonly<Record<string, unknown>>)[field];
      if (was !== is)
        this.refuse(name, `changes ${field} to ${shown(is)}, which other resources rely on`, fix);
    }
  }

  private refuse(name: string, message: string, fix: string): never {
    const path = `transform.${name}`;
    const from = layersAt(this.origins, path);
    throw new BackendConfigError(this.subject, [{ path, message, from, fix }]);
  }
}

/** The one merge rule, over what may hold constructs and tokens: those are replaced whole. */
function merge(config: unknown, change: Data): object {
  const merged = new Map(Object.entries(config as object));
  for (const [key, said] of Object.entries(change as object) as [string, Data][]) {
    if (said === undefined) continue;
    const earlier: unknown = merged.get(key);
    merged.set(
      key,
      isDataObject(said) && isDataObject(earlier) && !isAnotherThing(earlier, said)
        ? merge(earlier, said)
        : said,
    );
  }
  return Object.fromEntries(merged);
}
