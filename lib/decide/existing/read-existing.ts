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
import { type ExistingGroups, readGroups } from "./read-groups";
import { readSubnets } from "./read-subnets";
import type { ExternalPath } from "../../services/option-path";
import { pathOfText } from "../../services/contract/path-of-text";

/** Every existing resource, and the constructs among them by option. */
export interface ReadExternal {
  readonly plans: ExistingResources;
  readonly groups: ExistingGroups;
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
  surroundings: Surroundings,
): ReadExternal {
  return new ExternalReader(provenance, surroundings).readAll(external);
}

/** What was written for one resource: the resource itself, and its options. */
interface Written {
  /** `external.cosmos` */
  readonly option: ExternalPath;
  readonly kind: ExistingKind;
  readonly options: DataObject;
}

class ExternalReader {
  private readonly problems: Problem[] = [];
  private readonly elements = new Map<string, ExistingConstruct>();

  constructor(
    private readonly provenance: Provenance,
    private readonly surroundings: Surroundings,
  ) {}

  readAll(external: Data): ReadExternal {
    if (external !== undefined && !isDataObject(external))
      this.problem(
        "external",
        `must be an object, got ${redacted(external)}`,
        'write it like { cosmos: { id: "/subscriptions/…" } }',
      );
    const plans: Partial<Record<ExternalName, ExistingResource>> = {};
    let privateDnsZones: ExistingResources["privateDnsZones"] = {};
    let groups: ExistingGroups = {};
    for (const [name, value] of Object.entries(isDataObject(external) ? external : {})) {
      if (name === "privateDnsZones") privateDnsZones = this.readZones(value);
      else if (name === "resourceGroups") groups = readGroups(value, this.problem);
      else if (isExternalName(name)) {
        const plan = this.read(`external.${name}`, value, existingKinds[name]);
        if (plan !== undefined) plans[name] = plan;
      } else this.refuseName(name);
    }
    const { elements, problems } = this;
    return { plans: { ...plans, privateDnsZones }, groups, elements, problems };
  }

  private readonly problem: Report = (path, message, fix) => {
    this.problems.push({ path, message, from: this.provenance.nearestLayers(path), fix });
  };

  private refuseName(name: string): void {
    const known = [...externalNames, "privateDnsZones", "resourceGroups"];
    const message = `unknown option${didYouMean(name, known)}`;
    this.problem(pathOfText(`external.${name}`), message, `use one of ${known.join(", ")}`);
  }

  private readZones(value: Data): ExistingResources["privateDnsZones"] {
    const option = "external.privateDnsZones";
    if (value === "policy") return value;
    if (isDataObject(value))
      return Object.fromEntries(
        Object.entries(value).flatMap(([zone, existing]) => {
          const plan = this.readZone(`${option}.${zone}`, zone, existing);
          return plan === undefined ? [] : [[zone, plan] as const];
        }),
      );
    this.problem(
      option,
      `must be "policy" or an object with zones by name, got ${redacted(value)}`,
      "write it like { <zone>: { id } }",
    );
    return {};
  }

  private readZone(option: ExternalPath, zone: string, value: Data): ExistingResource | undefined {
    const plan = this.read(option, value, privateDnsZoneKind);
    if (plan === undefined) return undefined;
    const element = this.elements.get(option);
    const name = plan.parts?.name ?? (element && plainNameOf(element)) ?? zone;
    if (name.toLowerCase() !== zone.toLowerCase())
      this.problem(
        option,
        `is the id of another zone, ${redacted(name)}`,
        "give the id of the zone with this name",
      );
    return plan;
  }

  private read(option: ExternalPath, value: Data, kind: ExistingKind): ExistingResource | undefined {
    if (isElement(value)) return this.readElement(value, { option, kind, options: {} });
    if (!isDataObject(value)) {
      this.problem(
        option,
        `must be a ${kind.label}, got ${redacted(value)}`,
        'give a resource, a data source or { id: "/subscriptions/…" }',
      );
      return undefined;
    }
    const { resource, ...options } = value;
    if (resource !== undefined) return this.readResource(resource, { option, kind, options });
    this.checkNames(option, value, [...literalFields(kind), "resource", ...kind.options]);
    return this.readData(option, value, { option, kind, options });
  }

  /** `{ resource, createChildren: true }` */
  private readResource(resource: Data, written: Written): ExistingResource | undefined {
    const { option, kind, options } = written;
    this.checkNames(option, options, ["resource", ...kind.options]);
    if (isElement(resource)) return this.readElement(resource, written);
    if (!isDataObject(resource)) {
      this.problem(
        `${option}.resource`,
        `must be a ${kind.label}, got ${redacted(resource)}`,
        "give a resource, a data source or an id",
      );
      return undefined;
    }
    this.checkNames(`${option}.resource`, resource, literalFields(kind));
    return this.readData(`${option}.resource`, resource, written);
  }

  private checkNames(at: ExternalPath, value: DataObject, names: readonly string[]): void {
    for (const name of Object.keys(value).filter((each) => !names.includes(each)))
      this.problem(
        `${at}.${name}`,
        `unknown option${hintFor(name, names)}`,
        `use one of ${names.join(", ")}`,
      );
  }

  private readElement(value: unknown, written: Written): ExistingResource | undefined {
    const { option, kind } = written;
    const { app, subscriptionId } = this.surroundings;
    const types = typesOf(kind);
    const type = isExistingConstruct(value)
      ? types.find(({ terraformType }) => terraformType === value.terraformResourceType)
      : undefined;
    if (!isExistingConstruct(value) || type === undefined) {
      this.problem(
        option,
        `is not a ${kind.label}, got ${isExistingConstruct(value) ? value.terraformResourceType : "another construct"}`,
        `give a resource or data source of type ${types.map(({ terraformType }) => terraformType).join(" or ")}`,
      );
      return undefined;
    }
    this.elements.set(option, value);
    const parts = partsOfElement(value);
    // Theirs is the subscription of the identity that applies their stack, which may be another than the backend names.
    const elsewhere =
      parts?.subscriptionId === undefined && subscriptionId !== undefined && value.node.root === app;
    return {
      ...this.planned(type, written),
      ...(parts === undefined || elsewhere ? {} : { parts }),
      construct: value.node.path,
    };
  }

  private readData(at: ExternalPath, literal: DataObject, written: Written): ExistingResource | undefined {
    const read = readLiteral(at, literal, written.kind, this.problem);
    return read === undefined ? undefined : { ...this.planned(written.kind, written), ...read };
  }

  private planned({ armType }: Pick<ExistingKind, "armType">, written: Written): ExistingResource {
    const { option, options } = written;
    return {
      option,
      armType,
      createChildren: this.flag("createChildren", written, false),
      roleAssignments: this.flag("roleAssignments", written, true),
      endpoints: {},
      subnets: readSubnets(`${option}.subnets`, options["subnets"], this.problem),
    };
  }

  private flag(name: string, { option, options }: Written, otherwise: boolean): boolean {
    const value = options[name];
    if (value !== undefined && typeof value !== "boolean")
      this.problem(`${option}.${name}`, `must be true or false, got ${redacted(value)}`, "use true or false");
    return typeof value === "boolean" ? value : otherwise;
  }
}

/** What others call the id of a resource: ARM's and azurerm's spellings. */
const ID =
  /^(resource|arm)?_?id$|^(vnet|virtual_?network|workspace|account|vault|server_?farm|service_?plan)_?(resource)?_?id$/i;

function hintFor(name: string, names: readonly string[]): string {
  return names.includes("id") && ID.test(name) ? '. Did you mean "id"?' : didYouMean(name, names);
}
