import { createHash } from "node:crypto";
import { isIPv4 } from "node:net";
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

/** What Terraform and the provider draw when they create a resource, by its type. */
const RANDOM: Readonly<Record<string, string>> = {
  azurerm_cosmosdb_sql_role_assignment: "name",
  azurerm_role_assignment: "name",
  terraform_data: "id",
};
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Its addresses follow from the order in which endpoints are created. */
const PRIVATE_ENDPOINT = "azurerm_private_endpoint";
const ANY_ADDRESS = "10.0.2.4";

/** What says which resource it is that nothing happens to. */
const OF_UNCHANGED = ["id", "name", "tags"];

/**
 * Terraform's JSON plan as it is kept beside tests: what happens to which resource, one resource in a line. It has no time, no
 * value of a variable, a name in place of each sensitive value, and for what is random a value that follows from the resource's
 * address, so that each run writes the same bytes.
 */
export function trimmedPlan(json: string): string {
  const plan = JSON.parse(json) as DataObject;
  const names = new SensitiveNames();
  const kept = KEPT.flatMap((key): readonly (readonly [string, Data])[] => {
    const value = plan[key];
    if (value === undefined) return [];
    return [[key, trimmed(key, value, names)]];
  });
  const text = `{\n${kept.map(([key, value]) => `${JSON.stringify(key)}: ${lines(value)}`).join(",\n")}\n}\n`;
  return drawnIn(plan).reduce((all, { drawn, address }) => all.replaceAll(drawn, guidOf(address)), text);
}

/** Each random value of a plan, and the address of the resource that it was drawn for. */
function drawnIn({ resource_changes: changes, resource_drift: drift }: DataObject) {
  return [changes, drift]
    .flatMap((list) => (Array.isArray(list) ? (list as readonly Data[]) : []))
    .flatMap(drawnFor);
}

function drawnFor(resource: Data): readonly { readonly drawn: string; readonly address: string }[] {
  if (!isDataObject(resource)) return [];
  const { address, type, change } = resource;
  if (typeof type !== "string" || typeof address !== "string" || !isDataObject(change)) return [];
  const attribute = RANDOM[type];
  if (attribute === undefined) return [];
  return [change["before"], change["after"]].flatMap((values) => {
    const drawn = isDataObject(values) ? values[attribute] : undefined;
    return typeof drawn === "string" && GUID.test(drawn) ? [{ drawn, address }] : [];
  });
}

function guidOf(address: string): string {
  const hex = createHash("sha256").update(address).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
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
  const { change, type } = resource;
  if (!isDataObject(change)) return resource;
  const { actions } = change;
  const isUnchanged = Array.isArray(actions) && actions[0] === "no-op";
  const kept = isUnchanged ? unchanged(change) : names.in(change);
  return { ...resource, change: type === PRIVATE_ENDPOINT ? withAnyAddress(kept) : kept };
}

function withAnyAddress(value: Data): Data {
  if (typeof value === "string") return isIPv4(value) ? ANY_ADDRESS : value;
  if (Array.isArray(value)) return value.map(withAnyAddress);
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withAnyAddress(each)]));
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
