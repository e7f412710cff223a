import { type Differences, type Gone, type Replaced, differences } from "./differences";
import { providerCan } from "./since";
import { type Json, isObject, withResources } from "./written-resources";

/**
 * A synthesised stack with each argument under the name that this version of the provider knows without a warning,
 * wherever it comes from: the library, a `transform`, or a construct of the user's own in the stack.
 */
export function withCurrentArguments(stack: Json, version: string): Json {
  const named = withResources(stack, (type, body) => currentBody(differences[type] ?? {}, body, version));
  // Names that can be read are the same in all versions before.
  return providerCan("azurerm5", version) ? (withCurrentReferences(named, version) as Json) : named;
}

function currentBody({ replaced = [], zone }: Differences, body: Json, version: string): Json {
  const known = replaced.filter(({ since }) => providerCan(since, version));
  const current = known.reduce((sofar, each) => changedIn(sofar, each.in ?? [], each), body);
  return zone === undefined || !providerCan(zone.since, version) ? current : withZoneId(current, zone.name);
}

/** Blocks are lists, or an object where there is one at most. */
function changedIn(body: Json, [block, ...below]: readonly string[], change: Replaced): Json {
  if (block === undefined) return replacedArgument(body, change);
  if (!(block in body)) return body;
  const inBlock = (value: unknown): unknown => (isObject(value) ? changedIn(value, below, change) : value);
  const value = body[block];
  return { ...body, [block]: Array.isArray(value) ? value.map(inBlock) : inBlock(value) };
}

function replacedArgument(body: Json, change: Replaced): Json {
  const { from, to } = change;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, unknown] => {
      if (name === "lifecycle") return [name, withCurrentIgnored(value, from, to)];
      return name === from ? currentEntry(value, body, change) : [name, value];
    }),
  );
}

/** Of `ignore_changes`, which names arguments too. */
function withCurrentIgnored(lifecycle: unknown, from: string, to: string): unknown {
  if (!isObject(lifecycle) || !Array.isArray(lifecycle["ignore_changes"])) return lifecycle;
  const ignored = lifecycle["ignore_changes"].map((each: unknown) => (each === from ? to : each));
  return { ...lifecycle, ignore_changes: [...new Set(ignored)] };
}

function currentEntry(value: unknown, { dynamic }: Json, { to, value: how }: Replaced): [string, unknown] {
  if (how === "same") return [to, value];
  if (how === "negated") return [to, negated(value)];
  if (how === "access") return [to, access(value)];
  if (Array.isArray(value)) return [to, value.map((each: unknown) => ({ [how.blockWith]: each }))];
  // A list that Terraform alone knows.
  const block = { for_each: value, content: { [how.blockWith]: `\${${to}.value}` } };
  return ["dynamic", { ...(isObject(dynamic) ? dynamic : {}), [to]: block }];
}

function negated(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (value === "true" || value === "false") return value === "false";
  const expression = expressionIn(value);
  return expression === undefined ? value : `\${!(${expression})}`;
}

function access(value: unknown): unknown {
  if (typeof value === "boolean") return value ? "Enabled" : "Disabled";
  if (value === "true" || value === "false") return access(value === "true");
  const expression = expressionIn(value);
  return expression === undefined ? value : `\${(${expression}) ? "Enabled" : "Disabled"}`;
}

function expressionIn(value: unknown): string | undefined {
  return typeof value === "string" ? /^\$\{([^]*)\}$/.exec(value)?.[1] : undefined;
}

const ZONE = /^\$\{((?:data\.)?azurerm_private_dns_zone\.[\w-]+(?:\[[^\]]+\])?)\.name\}$/;

/** The zone's id in place of its name and group, where the name is that of a zone of the stack. */
function withZoneId(body: Json, nameArgument: string): Json {
  const zone = ZONE.exec(String(body[nameArgument]))?.[1];
  if (zone === undefined && !("private_dns_zone_id" in body)) return body;
  const entries = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    if (name === "resource_group_name") return [];
    if (name !== nameArgument) return [[name, value]];
    return "private_dns_zone_id" in body ? [] : [["private_dns_zone_id", `\${${zone}.id}`]];
  });
  return Object.fromEntries(entries);
}

/** Expressions that read an argument of a resource by its old name. */
function withCurrentReferences(value: unknown, version: string): unknown {
  if (typeof value === "string") return value.includes("${") ? currentReference(value, version) : value;
  if (Array.isArray(value)) return value.map((each: unknown) => withCurrentReferences(each, version));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withCurrentReferences(each, version)]),
  );
}

/** `azurerm_storage_container.x.resource_manager_id`, also of a list, `.x[0].…` */
const REFERENCE = /\b(azurerm_\w+)\.([\w-]+(?:\[[^\]]*\])?)\.(\w+)\b/g;

function currentReference(text: string, version: string): string {
  return text.replaceAll(REFERENCE, (whole: string, type: string, name: string, argument: string) => {
    const change = differences[type]?.replaced?.find(
      ({ in: blocks = [], from, value, since }) =>
        blocks.length === 0 && from === argument && value === "same" && providerCan(since, version),
    );
    return change === undefined ? whole : `${type}.${name}.${change.to}`;
  });
}

/**
 * What this version of the provider does not take, each as a sentence with what to write instead.
 *
 * @param written - gives the stack as the bindings write it, which takes time
 */
export function argumentFaults(written: () => Json, version: string): readonly string[] {
  if (!providerCan("azurerm5", version)) return [];
  const faults: string[] = [];
  withResources(written(), (type, body, name) => {
    const { gone = [], zone } = differences[type] ?? {};
    for (const each of gone)
      if (providerCan(each.since, version) && hasArgument(body, [...(each.in ?? []), each.from]))
        faults.push(goneFault(`${type}.${name}`, each, version));
    if (zone !== undefined && providerCan(zone.since, version) && zone.name in withZoneId(body, zone.name))
      faults.push(
        `${type}.${name}: azurerm ${version} takes the zone by its id, and ${zone.name} is not the name of a zone of ` +
          'this stack; add private_dns_zone_id: addOverride("private_dns_zone_id", <id>)',
      );
    return body;
  });
  return faults;
}

function goneFault(address: string, { in: blocks = [], from, instead }: Gone, version: string): string {
  return `${address}: azurerm ${version} has no ${[...blocks, from].join(".")}; use ${instead}`;
}

function hasArgument(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((each) => hasArgument(each, path));
  if (!isObject(value)) return false;
  const [name = "", ...below] = path;
  return below.length === 0 ? name in value : hasArgument(value[name], below);
}
