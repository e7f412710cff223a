import type { App } from "cdktf";
import { type Data, type DataObject, isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Problem } from "../plan/problems";
import type { Provenance } from "../plan/provenance";
import { shown } from "../plan/shown";
import type { BroughtPlan, BroughtPlans, Report } from "./brought-plan";
import { type BroughtElement, isBroughtElement, isElement, partsOfElement, plainNameOf } from "./element";
import type { ExternalName } from "./external-options";
import { broughtKinds, externalNames, privateDnsZoneKind } from "./kinds";
import { literalFields, readLiteral } from "./literal";
import { type BroughtKind, typesOf } from "./replaced-kind";
import { readSubnets } from "./subnets";

/** What was brought, and the constructs among it by option. */
export interface BroughtThings {
  readonly plans: BroughtPlans;
  readonly elements: ReadonlyMap<string, BroughtElement>;
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
): BroughtThings {
  const problems: Problem[] = [];
  const elements = new Map<string, BroughtElement>();
  const plans: Partial<Record<ExternalName, BroughtPlan>> = {};
  let zones: BroughtPlans["privateDnsZones"] = {};
  const known = [...externalNames, "privateDnsZones"];
  const problem: Report = (path, message, fix) => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };

  if (external !== undefined && !isDataObject(external))
    problem("external", `must be an object, got ${shown(external)}`, "give what is brought by name");
  for (const [name, value] of Object.entries(isDataObject(external) ? external : {})) {
    const option = `external.${name}`;
    if (name === "privateDnsZones") zones = readZones(value);
    else if (!isExternalName(name))
      problem(option, `unknown option${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
    else {
      const plan = read(option, value, broughtKinds[name]);
      if (plan !== undefined) plans[name] = plan;
    }
  }
  return { plans: { ...plans, privateDnsZones: zones }, elements, problems };

  function readZones(value: Data): BroughtPlans["privateDnsZones"] {
    const option = "external.privateDnsZones";
    if (value === "policy") return value;
    if (!isDataObject(value)) {
      problem(option, `takes "policy" or zones by name, got ${shown(value)}`, "give { <zone>: { id } }");
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([zone, brought]) => {
        const plan = read(`${option}.${zone}`, brought, privateDnsZoneKind);
        if (plan === undefined) return [];
        const element = elements.get(plan.option);
        const name = plan.parts?.name ?? (element && plainNameOf(element)) ?? zone;
        if (name.toLowerCase() !== zone.toLowerCase())
          problem(plan.option, `is another zone, ${shown(name)}`, "give the zone that it is named for");
        return [[zone, plan] as const];
      }),
    );
  }

  function read(option: string, value: Data, kind: BroughtKind): BroughtPlan | undefined {
    if (isElement(value)) return readElement(option, value, kind, {});
    if (!isDataObject(value)) {
      problem(
        option,
        `takes a ${kind.label}, got ${shown(value)}`,
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
      problem(`${option}.resource`, `takes a ${kind.label}, got ${shown(resource)}`, "give one");
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
    kind: BroughtKind,
    options: DataObject,
  ): BroughtPlan | undefined {
    const types = typesOf(kind);
    const type = isBroughtElement(value)
      ? types.find(({ terraformType }) => terraformType === value.terraformResourceType)
      : undefined;
    if (!isBroughtElement(value) || type === undefined) {
      problem(
        option,
        `is no ${kind.label}, got ${isBroughtElement(value) ? value.terraformResourceType : "another construct"}`,
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
    kind: BroughtKind,
    options: DataObject,
  ): BroughtPlan | undefined {
    const read = readLiteral(at, literal, kind, problem);
    return read === undefined ? undefined : { ...planned(option, kind, options), ...read };
  }

  function planned(
    option: string,
    { armType }: Pick<BroughtKind, "armType">,
    options: DataObject,
  ): BroughtPlan {
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
      problem(`${option}.${name}`, `must be true or false, got ${shown(value)}`, "use one of them");
    return typeof value === "boolean" ? value : otherwise;
  }
}

function isExternalName(name: string): name is ExternalName {
  return (externalNames as readonly string[]).includes(name);
}

/** What others call the id of a resource: ARM's and azurerm's spellings. */
const ID =
  /^(resource|arm)?_?id$|^(vnet|virtual_?network|workspace|account|vault|server_?farm|service_?plan)_?(resource)?_?id$/i;

function hintFor(name: string, names: readonly string[]): string {
  return names.includes("id") && ID.test(name) ? '. Did you mean "id"?' : didYouMean(name, names);
}
