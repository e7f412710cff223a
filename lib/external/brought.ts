import { type Data, type DataObject, isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Problem } from "../plan/problems";
import type { Provenance } from "../plan/provenance";
import { shown } from "../plan/shown";
import { Token } from "cdktf";
import { parseAzureId } from "./azure-id";
import { type BroughtElement, isBroughtElement, isElement, partsOfElement } from "./element";
import type { ExternalName } from "./external-options";
import { type BroughtKind, broughtKinds, externalNames, privateDnsZoneKind } from "./kinds";

/** Where something is in Azure; in the backend's own subscription unless it says another. */
export interface BroughtParts {
  readonly subscriptionId?: string;
  readonly resourceGroupName: string;
  readonly name: string;
}

/** One resource that is brought, as plain data. */
export interface BroughtPlan {
  /** `external.cosmos` */
  readonly option: string;
  readonly armType: string;
  /** Undefined where only the resource's own stack knows. */
  readonly parts?: BroughtParts;
  /** The construct that it is, `<stack>/<path>`. */
  readonly construct?: string;
  readonly createChildren: boolean;
  readonly roleAssignments: boolean;
  /** What a literal said beside its id. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Of a virtual network: names or ids of its subnets. */
  readonly subnets: Readonly<Record<string, string>>;
}

/** Everything that is brought, as plain data. */
export type BroughtPlans = Readonly<Partial<Record<ExternalName, BroughtPlan>>> & {
  /** By zone name, or `policy`. */
  readonly privateDnsZones: "policy" | Readonly<Record<string, BroughtPlan>>;
};

/** What was brought, and the constructs among it by option. */
export interface Brought {
  readonly plans: BroughtPlans;
  readonly elements: ReadonlyMap<string, BroughtElement>;
  readonly problems: readonly Problem[];
}

const BROUGHT_OPTIONS = ["createChildren", "roleAssignments"];
const SUBNETS = ["functions", "private-endpoints", "apim"];

/** Reads the option group `external`: constructs become data, literals are checked. */
export function readExternal(external: Data, provenance: Provenance): Brought {
  const problems: Problem[] = [];
  const elements = new Map<string, BroughtElement>();
  const plans: Partial<Record<ExternalName, BroughtPlan>> = {};
  let zones: BroughtPlans["privateDnsZones"] = {};
  const known = [...externalNames, "privateDnsZones"];

  if (external !== undefined && !isDataObject(external))
    problem("external", `takes an object, got ${shown(external)}`, "give what is brought by name");
  for (const [name, value] of Object.entries(isDataObject(external) ? external : {})) {
    const option = `external.${name}`;
    if (name === "privateDnsZones") zones = readZones(value);
    else if (!isExternalName(name))
      problem(option, `is no option${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
    else {
      const plan = read(option, value, broughtKinds[name], name === "vnet" ? ["subnets"] : []);
      if (plan !== undefined) plans[name] = plan;
    }
  }
  return { plans: { ...plans, privateDnsZones: zones }, elements, problems };

  function problem(path: string, message: string, fix: string): void {
    const from = provenance.layers(path);
    problems.push({ path, message, from: from.length === 0 ? ["your options"] : from, fix });
  }

  function readZones(value: Data): BroughtPlans["privateDnsZones"] {
    const option = "external.privateDnsZones";
    if (value === "policy") return value;
    if (!isDataObject(value)) {
      problem(option, `takes "policy" or zones by name, got ${shown(value)}`, "give { <zone>: { id } }");
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([zone, brought]) => {
        const plan = read(`${option}.${zone}`, brought, privateDnsZoneKind, []);
        if (plan === undefined) return [];
        if (plan.parts !== undefined && plan.parts.name.toLowerCase() !== zone.toLowerCase())
          problem(
            `${option}.${zone}`,
            `is another zone, ${shown(plan.parts.name)}`,
            "give the id of the zone that it is named for",
          );
        return [[zone, plan] as const];
      }),
    );
  }

  function read(
    option: string,
    value: Data,
    kind: BroughtKind,
    further: readonly string[],
  ): BroughtPlan | undefined {
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
    const literal = resource === undefined ? value : resource;
    const beside = [...BROUGHT_OPTIONS, ...further];
    if (isElement(literal)) {
      checkNames(option, options, ["resource", ...beside]);
      return readElement(option, literal, kind, options);
    }
    if (!isDataObject(literal)) {
      problem(`${option}.resource`, `takes a ${kind.label}, got ${shown(literal)}`, "give one");
      return undefined;
    }
    const fields = ["id", "name", "resourceGroupName", ...kind.endpoints];
    if (resource === undefined) checkNames(option, value, [...fields, "resource", ...beside]);
    else {
      checkNames(`${option}.resource`, literal, fields);
      checkNames(option, options, ["resource", ...beside]);
    }
    return readLiteral(option, literal, kind, options);
  }

  function checkNames(at: string, value: DataObject, names: readonly string[]): void {
    for (const name of Object.keys(value).filter((each) => !names.includes(each)))
      problem(`${at}.${name}`, `is no option${didYouMean(name, names)}`, `use one of ${names.join(", ")}`);
  }

  function readElement(
    option: string,
    value: unknown,
    kind: BroughtKind,
    options: DataObject,
  ): BroughtPlan | undefined {
    if (!isBroughtElement(value) || value.terraformResourceType !== kind.terraformType) {
      problem(
        option,
        `is no ${kind.label}, got ${isBroughtElement(value) ? value.terraformResourceType : "another construct"}`,
        `give a resource or data source of type ${kind.terraformType}`,
      );
      return undefined;
    }
    const parts = partsOfElement(value);
    elements.set(option, value);
    return {
      ...planned(option, kind, options),
      ...(parts === undefined ? {} : { parts }),
      construct: value.node.path,
    };
  }

  function readLiteral(
    option: string,
    literal: DataObject,
    kind: BroughtKind,
    options: DataObject,
  ): BroughtPlan | undefined {
    const { id, name, resourceGroupName } = literal;
    const texts = Object.entries(literal).filter(
      ([key]) => !["createChildren", "roleAssignments", "subnets", "resource"].includes(key),
    );
    for (const [key, text] of texts) {
      if (key !== "id" && typeof text !== "string")
        problem(`${option}.${key}`, `takes a text, got ${shown(text)}`, "give a text, or leave it out");
      if (typeof text === "string" && Token.isUnresolved(text)) {
        problem(
          `${option}.${key}`,
          "holds a value that only Terraform will know",
          `give the resource itself, external: { ${option.split(".")[1]}: resource }`,
        );
        return undefined;
      }
    }
    const parts = typeof id === "string" ? parseAzureId(id, kind.armType) : undefined;
    if (parts === undefined) {
      problem(
        `${option}.id`,
        id === undefined ? "is missing" : `is not the id of a ${kind.label}, got ${shown(id)}`,
        `write it like /subscriptions/<id>/resourceGroups/<group>/providers/${kind.armType}/<name>`,
      );
      return undefined;
    }
    for (const [key, text] of Object.entries({ name, resourceGroupName }))
      if (typeof text === "string" && text.toLowerCase() !== parts[key as "name"].toLowerCase())
        problem(`${option}.${key}`, `is another than its id says, got ${shown(text)}`, "leave it out");
    return {
      ...planned(option, kind, options),
      parts,
      endpoints: Object.fromEntries(
        kind.endpoints.flatMap((each) => {
          const endpoint = endpointOf(`${option}.${each}`, literal[each]);
          return endpoint === undefined ? [] : [[each, endpoint] as const];
        }),
      ),
    };
  }

  /** With the slash that Azure ends endpoints with: paths are appended to them. */
  function endpointOf(path: string, text: Data): string | undefined {
    if (typeof text !== "string") return undefined;
    if (!/^https:\/\/[^/\s?#@]+\/?$/.test(text))
      problem(
        path,
        `is no https endpoint, got ${shown(text)}`,
        'write it like "https://<name>…/", with no path',
      );
    return text.endsWith("/") ? text : `${text}/`;
  }

  function planned(option: string, { armType }: BroughtKind, options: DataObject): BroughtPlan {
    return {
      option,
      armType,
      createChildren: flag(option, "createChildren", options, false),
      roleAssignments: flag(option, "roleAssignments", options, true),
      endpoints: {},
      subnets: subnetsOf(option, options["subnets"]),
    };
  }

  function flag(option: string, name: string, options: DataObject, otherwise: boolean): boolean {
    const value = options[name];
    if (value !== undefined && typeof value !== "boolean")
      problem(`${option}.${name}`, `takes true or false, got ${shown(value)}`, "use one of them");
    return typeof value === "boolean" ? value : otherwise;
  }

  function subnetsOf(option: string, value: Data): Readonly<Record<string, string>> {
    if (value === undefined) return {};
    if (!isDataObject(value)) {
      problem(`${option}.subnets`, `takes subnets by name, got ${shown(value)}`, "name them");
      return {};
    }
    checkNames(`${option}.subnets`, value, SUBNETS);
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, subnet]) => {
        if (typeof subnet === "string" && subnet !== "") return [[name, subnet] as const];
        problem(`${option}.subnets.${name}`, `takes a name or an id, got ${shown(subnet)}`, "give a text");
        return [];
      }),
    );
  }
}

function isExternalName(name: string): name is ExternalName {
  return (externalNames as readonly string[]).includes(name);
}
