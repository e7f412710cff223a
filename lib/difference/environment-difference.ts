import { type CostEstimate, estimateCost } from "../cost/estimate";
import { type CostUsage } from "../cost/usage";
import type { BackendPlan } from "../decide/backend-plan";
import { grantLines } from "../decide/grants-report";
import type { ImportPlan } from "../decide/imports/import-options";
import { type Range, sumOf } from "../services/contract/service-cost";
import type { ExistingResource, ExistingResources } from "../services/contract/existing-resource";
import { type StackRole, stackRoles } from "../services/contract/service";
import { type Data, type DataObject, isDataObject } from "../settings/data";
import { originText } from "../settings/origin-text";
import { isWithin } from "../settings/option-path";
import { redacted } from "../settings/redacted";
import { type EnvironmentSide, leavesOf } from "./environment-side";
import { type NamesLeftOut, type WithoutNames, isSameEnvironment, namesLeftOut } from "./own-names";

/** A value of each side; undefined where the side has none. */
interface Sides {
  /** As messages show it: JSON, cut when long, without secrets. */
  readonly first?: string;
  readonly second?: string;
}

/** An option that is decided in another way. */
export interface OptionDifference extends Sides {
  readonly path: string;
  /** Who decided it: `environment "prod"`. */
  readonly firstOrigin?: string;
  readonly secondOrigin?: string;
}

/** A resource that one side lacks, or that has other arguments. */
export interface ResourceDifference {
  readonly stack: StackRole;
  readonly address: string;
  readonly only?: "first" | "second";
  /** What differs of a resource that both have. */
  readonly arguments: readonly (Sides & { readonly path: string })[];
}

/** A role assignment that one side lacks. */
export interface GrantDifference {
  readonly only: "first" | "second";
  readonly grant: string;
}

/** What a service costs, in US dollars a month. */
export interface CostDifference {
  readonly service: string;
  readonly first: Range;
  readonly second: Range;
}

/** Costs that differ, and the sums. */
export interface Costs {
  readonly costs: readonly CostDifference[];
  readonly total: Omit<CostDifference, "service">;
}

type EstimatedCosts = Pick<CostEstimate, "lines" | "total">;

/** Everything that two environments differ in, as far as it follows from the app. */
export interface EnvironmentDifference extends Costs {
  readonly first: string;
  readonly second: string;
  readonly options: readonly OptionDifference[];
  readonly resources: readonly ResourceDifference[];
  readonly grants: readonly GrantDifference[];
}

/** Compares two environments. Of two environments, what is only another name is left out; of one at two commits, nothing is. */
export function environmentDifference(
  first: EnvironmentSide,
  second: EnvironmentSide,
  usage: CostUsage = {},
): EnvironmentDifference {
  const names = namesLeftOut(first.plan, second.plan);
  return {
    first: first.label,
    second: second.label,
    options: optionDifferences(first.plan, second.plan, names),
    resources: stackRoles.flatMap((role) => resourceDifferences(role, first, second, names)),
    grants: grantDifferences(first.plan, second.plan, names),
    ...costDifferences(first.plan, second.plan, usage),
  };
}

/** True where there is nothing to show. */
export function isSame({ options, resources, grants, costs }: EnvironmentDifference): boolean {
  return options.length + resources.length + grants.length + costs.length === 0;
}

function settingsOf(plan: BackendPlan, without: WithoutNames): ReadonlyMap<string, Data> {
  const { location, provider, ignoreTags, samples, tags, state, subscriptionId, tenantId, settings } = plan;
  const { existing, naming, requiredTags, transforms: transform } = plan;
  const outside = {
    ...{ location, subscriptionId, tenantId, state, provider, tags, ignoreTags, requiredTags, samples },
    naming,
  };
  const resourceGroups = Object.fromEntries(
    (plan.existingGroups ?? []).map((role) => [role, plan.resourceGroups[role]]),
  );
  const external = { ...externalSettings(existing), resourceGroups };
  const importFrom = importSettings(plan.imports);
  const all = { ...outside, external, transform, importFrom, ...settings } as unknown as DataObject;
  return new Map(leavesOf(without(all)).filter(([, value]) => value !== undefined));
}

/** The option group as it is written: an id, or ids by their names in Terraform. */
function importSettings(imports: readonly ImportPlan[]): object {
  const byName: Record<string, string | Record<string, string>> = {};
  for (const { name, address, id } of imports) {
    const others = byName[name];
    byName[name] = address === undefined ? id : { ...(isDataObject(others) ? others : {}), [address]: id };
  }
  return byName;
}

/** What a user says of an existing resource; the rest follows from its kind. */
function externalSettings({ privateDnsZones, ...resources }: ExistingResources): object {
  const said = (all: Readonly<Record<string, ExistingResource>>): object =>
    Object.fromEntries(
      Object.entries(all).map(([name, { parts, construct, createChildren, roleAssignments }]) => [
        name,
        { ...parts, construct, createChildren, roleAssignments },
      ]),
    );
  const zones = privateDnsZones === "policy" ? privateDnsZones : said(privateDnsZones);
  return { ...said(resources), privateDnsZones: zones };
}

function optionDifferences(
  first: BackendPlan,
  second: BackendPlan,
  names: NamesLeftOut,
): readonly OptionDifference[] {
  const [one, other] = [settingsOf(first, names.first), settingsOf(second, names.second)];
  const renamed = isSameEnvironment(first, second) ? nameDifferences(first, second) : [];
  const options = pathsOf(one, other).flatMap((path) => {
    if (sameText(one.get(path), other.get(path)) || isFilled(path, one, other)) return [];
    const originOf = ({ origins }: BackendPlan, values: ReadonlyMap<string, Data>): string | undefined =>
      values.has(path) ? originText(origins, path) : undefined;
    const [firstOrigin, secondOrigin] = [originOf(first, one), originOf(second, other)];
    return [
      {
        path,
        ...sides(one, other, path),
        ...(firstOrigin === undefined ? {} : { firstOrigin }),
        ...(secondOrigin === undefined ? {} : { secondOrigin }),
      },
    ];
  });
  return [...renamed, ...options];
}

/** Names of kinds that both have: another one is another resource. */
function nameDifferences(first: BackendPlan, second: BackendPlan): readonly OptionDifference[] {
  const [one, other]: readonly Readonly<Record<string, string>>[] = [first.names, second.names];
  return Object.keys(one ?? {}).flatMap((kind) => {
    const [before, after] = [one?.[kind], other?.[kind]];
    return before === undefined || after === undefined || before === after
      ? []
      : [{ path: `names.${kind}`, first: redacted(before), second: redacted(after) }];
  });
}

/** True for what is empty on one side, and has entries on the other: those are what differs. */
function isFilled(path: string, ...sides: readonly ReadonlyMap<string, Data>[]): boolean {
  const values = sides.flatMap((side) => (side.has(path) ? [side.get(path)] : []));
  const isEmpty = values.every(
    (value) => typeof value === "object" && value !== null && Object.keys(value).length === 0,
  );
  return (
    isEmpty && sides.some((side) => [...side.keys()].some((each) => each !== path && isWithin(each, path)))
  );
}

function resourceDifferences(
  stack: StackRole,
  first: EnvironmentSide,
  second: EnvironmentSide,
  names: NamesLeftOut,
): readonly ResourceDifference[] {
  const [one, other] = [first.resources[stack], second.resources[stack]];
  const addresses = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return addresses.flatMap((address): readonly ResourceDifference[] => {
    const [before, after] = [one[address], other[address]];
    if (before === undefined) return [{ stack, address, only: "second", arguments: [] }];
    if (after === undefined) return [{ stack, address, only: "first", arguments: [] }];
    const [left, right] = [new Map(leavesOf(names.first(before))), new Map(leavesOf(names.second(after)))];
    const differing = pathsOf(left, right)
      .filter((path) => !names.isName(path) && !sameText(left.get(path), right.get(path)))
      .map((path) => ({ path, ...sides(left, right, path) }));
    return differing.length === 0 ? [] : [{ stack, address, arguments: differing }];
  });
}

function grantDifferences(
  first: BackendPlan,
  second: BackendPlan,
  names: NamesLeftOut,
): readonly GrantDifference[] {
  const [one, other] = [grantsOf(first, names.first), grantsOf(second, names.second)];
  return [
    ...one.filter((grant) => !other.includes(grant)).map((grant) => ({ only: "first", grant }) as const),
    ...other.filter((grant) => !one.includes(grant)).map((grant) => ({ only: "second", grant }) as const),
  ];
}

function grantsOf(plan: BackendPlan, without: WithoutNames): readonly string[] {
  return [...new Set(grantLines(plan).map((line) => without(line) as string))];
}

/** What an environment costs on both sides; nothing where a side does not have it. */
export function costDifferences(
  first: BackendPlan | undefined,
  second: BackendPlan | undefined,
  usage: CostUsage,
): Costs {
  const estimated = (plan: BackendPlan | undefined): EstimatedCosts =>
    plan === undefined ? { lines: [], total: { low: 0, high: 0 } } : estimateCost(plan, usage);
  const [one, other] = [estimated(first), estimated(second)];
  const services = [...new Set([...one.lines, ...other.lines].map(({ service }) => service))].sort();
  const rows = services.map((service) => {
    const cost = ({ lines }: EstimatedCosts): Range =>
      sumOf(
        lines.flatMap((line) => (line.service === service && line.cost !== undefined ? [line.cost] : [])),
      );
    return { service, first: cost(one), second: cost(other) };
  });
  return {
    costs: rows.filter((row) => !sameText({ ...row.first }, { ...row.second })),
    total: { first: one.total, second: other.total },
  };
}

function pathsOf(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].sort();
}

function sides(one: ReadonlyMap<string, Data>, other: ReadonlyMap<string, Data>, path: string): Sides {
  return {
    ...(one.has(path) ? { first: redacted(one.get(path)) } : {}),
    ...(other.has(path) ? { second: redacted(other.get(path)) } : {}),
  };
}

function sameText(one: Data, other: Data): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
