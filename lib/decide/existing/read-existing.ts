import type { App } from "cdktf";
import { type Data, type DataObject, isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import type { Problem } from "../../settings/problems";
import type { Provenance } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";
import type { ExistingResource, ExistingResources, Report } from "../../services/contract/existing-resource";
import {
  type ExistingConstruct,
  isExistingConstruct,
  isElement,
  partsOfElement,
  plainNameOf,
} from "../../services/contract/existing-construct";
import type { ExternalName } from "../../services/contract/external-options";
import { existingKinds, externalNames, isExternalName, privateDnsZoneKind } from "./kinds";
import { literalFields, readLiteral } from "./read-literal";
import { type ExistingKind, typesOf } from "../../services/contract/existing-kind";
import { readSubnets } from "./read-subnets";

/** What was brought, and the constructs among it by option. */
export interface ReadExternal {
  readonly plans: ExistingResources;
  readonly elements: ReadonlyMap<string, ExistingConstruct>;
  readonly problems: readonly Problem[];
}

/** What tells whether a construct's own provider means the backend's subscription. */
interface Surroundings {
  readonly app: App | undefined;
  readonly subscriptionId: string | undefined;
}

/** Reads the option group `external`: constructs become data, literals are checked. */
export function readExternal(
  external: Data,
  provenance: Provenance,
  { app, subscriptionId }: Surroundings,
): ReadExternal {
  const problems: Problem[] = [];
  const elements = new Map<string, ExistingConstruct>();
  const plans: Partial<Record<ExternalName, ExistingResource>> = {};
  let zones: ExistingResources["privateDnsZones"] = {};
  const known = [...externalNames, "privateDnsZones"];
  const problem: Report = (path, message, fix) => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };

  if (external !== undefined && !isDataObject(external))
    problem("external", `must be an object, got ${redacted(external)}`, "give what is brought by name");
  for (const [name, value] of Object.entries(isDataObject(external) ? external : {})) {
    const option = `external.${name}`;
    if (name === "privateDnsZones") zones = readZones(value);
    else if (!isExternalName(name))
      problem(option, `unknown option${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
    else {
      const plan = read(option, value, existingKinds[name]);
      if (plan !== undefined) plans[name] = plan;
    }
  }
  return { plans: { ...plans, privateDnsZones: zones }, elements, problems };

  function readZones(value: Data): ExistingResources["privateDnsZones"] {
    const option = "external.privateDnsZones";
    if (value === "policy") return value;
    if (!isDataObject(value)) {
      problem(option, `takes "policy" or zones by name, got ${redacted(value)}`, "give { <zone>: { id } }");
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([zone, existing]) => {
        const plan = read(`${option}.${zone}`, existing, privateDnsZoneKind);
        if (plan === undefined) return [];
        const element = elements.get(plan.option);
        const name = plan.parts?.name ?? (element && plainNameOf(element)) ?? zone;
        if (name.toLowerCase() !== zone.toLowerCase())
          problem(plan.option, `is another zone, ${redacted(name)}`, "give the zone that it is named for");
        return [[zone, plan] as const];
      }),
    );
  }

  function read(option: string, value: Data, kind: ExistingKind): ExistingResource | undefined {
    if (isElement(value)) return readElement(option, value, kind, {});
    if (!isDataObject(value)) {
      problem(
        option,
        `takes a ${kind.label}, got ${redacted(value)}`,
        'give a resource, a data source or { id: "/subscriptions/…" }',
      );
      return undefined;
    }
    const { resource, ...options } = value;
    const fields = literalFields(kind);
    if (resource === undefined) {
      checkNames(option, value, [...fields, "resource", ...kind.options]);
      return readData(option, option, value, kind, options);
    }
    checkNames(option, options, ["resource", ...kind.options]);
    if (isElement(resource)) return readElement(option, resource, kind, options);
    if (!isDataObject(resource)) {
      problem(`${option}.resource`, `takes a ${kind.label}, got ${redacted(resource)}`, "give one");
      return undefined;
    }
    checkNames(`${option}.resource`, resource, fields);
    return readData(option, `${option}.resource`, resource, kind, options);
  }

  function checkNames(at: string, value: DataObject, names: readonly string[]): void {
    for (const name of Object.keys(value).filter((each) => !names.includes(each)))
      problem(`${at}.${name}`, `unknown option${hintFor(name, names)}`, `use one of ${names.join(", ")}`);
  }

  function readElement(
    option: string,
    value: unknown,
    kind: ExistingKind,
    options: DataObject,
  ): ExistingResource | undefined {
    const types = typesOf(kind);
    const type = isExistingConstruct(value)
      ? types.find(({ terraformType }) => terraformType === value.terraformResourceType)
      : undefined;
    if (!isExistingConstruct(value) || type === undefined) {
      problem(
        option,
        `is no ${kind.label}, got ${isExistingConstruct(value) ? value.terraformResourceType : "another construct"}`,
        `give a resource or data source of type ${types.map(({ terraformType }) => terraformType).join(" or ")}`,
      );
      return undefined;
    }
    elements.set(option, value);
    const parts = partsOfElement(value);
    // Theirs is the subscription of whoever applies their stack, which may be another than the backend names.
    const elsewhere =
      parts?.subscriptionId === undefined && subscriptionId !== undefined && value.node.root === app;
    return {
      ...planned(option, type, options),
      ...(parts === undefined || elsewhere ? {} : { parts }),
      construct: value.node.path,
    };
  }

  function readData(
    option: string,
    at: string,
    literal: DataObject,
    kind: ExistingKind,
    options: DataObject,
  ): ExistingResource | undefined {
    const read = readLiteral(at, literal, kind, problem);
    return read === undefined ? undefined : { ...planned(option, kind, options), ...read };
  }

  function planned(
    option: string,
    { armType }: Pick<ExistingKind, "armType">,
    options: DataObject,
  ): ExistingResource {
    return {
      option,
      armType,
      createChildren: flag(option, "createChildren", options, false),
      roleAssignments: flag(option, "roleAssignments", options, true),
      endpoints: {},
      subnets: readSubnets(`${option}.subnets`, options["subnets"], problem),
    };
  }

  function flag(option: string, name: string, options: DataObject, otherwise: boolean): boolean {
    const value = options[name];
    if (value !== undefined && typeof value !== "boolean")
      problem(`${option}.${name}`, `must be true or false, got ${redacted(value)}`, "use one of them");
    return typeof value === "boolean" ? value : otherwise;
  }
}

/** What others call the id of a resource: ARM's and azurerm's spellings. */
const ID =
  /^(resource|arm)?_?id$|^(vnet|virtual_?network|workspace|account|vault|server_?farm|service_?plan)_?(resource)?_?id$/i;

function hintFor(name: string, names: readonly string[]): string {
  return names.includes("id") && ID.test(name) ? '. Did you mean "id"?' : didYouMean(name, names);
}
