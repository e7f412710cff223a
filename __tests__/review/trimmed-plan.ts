import { type Data, type DataObject, isDataObject } from "../../lib/settings/data";

/** What a plan has beside these is what it was made from: the configuration, the state, values that resources repeat. */
const KEPT = [
  "format_version",
  "terraform_version",
  "variables",
  "resource_drift",
  "resource_changes",
  "deferred_changes",
  "output_changes",
  "checks",
  "applyable",
  "complete",
  "errored",
];

/** What says which resource it is that nothing happens to. */
const OF_UNCHANGED = ["id", "name", "tags"];

/**
 * Terraform's JSON plan as it is kept beside tests: what happens to which resource, one resource in a line. It has no time, no
 * value of a variable, and a name in place of each sensitive value, so that each run writes the same bytes.
 */
export function trimmedPlan(json: string): string {
  const plan = JSON.parse(json) as DataObject;
  const names = new SensitiveNames();
  const kept = KEPT.flatMap((key): readonly (readonly [string, Data])[] => {
    const value = plan[key];
    if (value === undefined) return [];
    return [[key, trimmed(key, value, names)]];
  });
  return `{\n${kept.map(([key, value]) => `${JSON.stringify(key)}: ${lines(value)}`).join(",\n")}\n}\n`;
}

function trimmed(key: string, value: Data, names: SensitiveNames): Data {
  switch (key) {
    case "variables":
      return isDataObject(value) ? Object.fromEntries(Object.keys(value).map((name) => [name, {}])) : value;
    case "resource_changes":
    case "resource_drift":
    case "deferred_changes":
      return Array.isArray(value) ? value.map((each: Data) => trimmedResource(each, names)) : value;
    case "output_changes":
      return isDataObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, names.in(each)]))
        : value;
    default:
      return value;
  }
}

function trimmedResource(resource: Data, names: SensitiveNames): Data {
  if (!isDataObject(resource)) return resource;
  const { change } = resource;
  if (!isDataObject(change)) return resource;
  const { actions } = change;
  const isUnchanged = Array.isArray(actions) && actions[0] === "no-op";
  return { ...resource, change: isUnchanged ? unchanged(change) : names.in(change) };
}

/** Such an entry has whatever the resource has; which one it is is enough. */
function unchanged(change: DataObject): DataObject {
  return {
    ...change,
    before: identifying(change["before"]),
    after: identifying(change["after"]),
    before_sensitive: {},
    after_sensitive: {},
  };
}

function identifying(values: Data | undefined): Data {
  if (!isDataObject(values)) return values ?? null;
  return Object.fromEntries(
    OF_UNCHANGED.flatMap((key) => {
      const value = values[key];
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
}

/** The same sensitive text has the same name throughout a plan, so that what is equal stays equal. */
class SensitiveNames {
  private readonly names = new Map<string, string>();

  /** A change whose sensitive texts have names. */
  in(change: Data): Data {
    if (!isDataObject(change)) return change;
    return {
      ...change,
      before: this.named(change["before"] ?? null, change["before_sensitive"]),
      after: this.named(change["after"] ?? null, change["after_sensitive"]),
    };
  }

  private named(value: Data, sensitive: Data | undefined): Data {
    if (sensitive === undefined || sensitive === false) return value;
    if (typeof value === "string") return value === "" ? value : this.nameOf(value);
    if (Array.isArray(value))
      return value.map((each: Data, index) => this.named(each, below(sensitive, index)));
    if (isDataObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, this.named(each, below(sensitive, key))]),
      );
    return value;
  }

  private nameOf(text: string): string {
    const known = this.names.get(text) ?? `sensitive ${this.names.size + 1}`;
    this.names.set(text, known);
    return known;
  }
}

/** Terraform marks a value as a whole, or what is in it. */
function below(sensitive: Data, key: string | number): Data | undefined {
  if (sensitive === true) return true;
  if (Array.isArray(sensitive)) return (sensitive as readonly Data[])[Number(key)];
  return isDataObject(sensitive) ? sensitive[key] : undefined;
}

/** One element of a list or an object in a line. */
function lines(value: Data): string {
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((each) => JSON.stringify(each)).join(",\n")}\n]`;
  if (isDataObject(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)}`,
    );
    return `{\n${entries.join(",\n")}\n}`;
  }
  return JSON.stringify(value);
}
