import { apim } from "./api-management";
import { b2c } from "./b2c";
import { cdn } from "./cdn";
import { containerRegistry } from "./container-registry";
import { cosmos } from "./cosmos";
import { eventGrid } from "./event-grid";
import { eventHubs } from "./event-hubs";
import { functionApp } from "./function-app";
import { keyVault } from "./key-vault";
import { logs } from "./logs";
import { monitoring } from "./monitoring";
import { networking } from "./networking";
import { people } from "./people";
import { safeguards } from "./safeguards";
import { redis } from "./redis";
import { serviceBus } from "./service-bus";
import { storage } from "./storage";
import type { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import {
  type DataKeeper,
  type ResourceRecord,
  type TerraformType,
  typesOf,
} from "./contract/resource-record";
import type { Service, ServiceShape } from "./contract/service";
import { sharedResources } from "./contract/shared-resources";
import type { AllSettings, GroupName, Intersection, OptionalName, ServiceName, SettingsOf } from "./words";

/** Services by name, each with the settings that its group has. */
type DefaultsOf<Names extends ServiceName> = {
  readonly [Name in Names]: { readonly defaults: SettingsOf<Name>[Name] };
};

/** What a backend has only when `optional.<name>` asks for it. */
const optionalServices = {
  /** Azure AD B2C: a tenant that signs users in, whose tokens API Management admits. */
  b2c,
  /** API Management: the service, and the components behind it as an API. */
  apim,
  /** Front Door in front of an account of public assets. */
  cdn,
  /** A registry of container images. */
  containerRegistry,
  /** Redis: a cache in memory, for sessions, responses, counters and locks. */
  redis,
  /** Service Bus: a namespace with queues and topics, which component queues move to. */
  serviceBus,
  /** Event Hubs: a namespace with hubs for streams of events. */
  eventHubs,
} as const satisfies DefaultsOf<OptionalName>;

/**
 * Everything a backend provisions, in the order in which it is built. A further service is one entry here: its
 * options, settings, plan, outputs, resources and documentation follow from it.
 */
export const services = {
  /** Virtual network, subnets, their security groups, and private DNS zones. */
  networking,
  /** Log Analytics workspace and Application Insights. */
  logs,
  /** Cosmos DB account, database and containers. */
  cosmos,
  /** Storage account with containers, queues and tables. */
  storage,
  /** Key vault and its secrets. */
  keyVault,
  /** Topics of Event Grid, and what they deliver to components. */
  eventGrid,
  /** Function app, its plan, its slots and its identity. */
  functionApp,
  /** Alerts, action groups, an availability test and saved queries. */
  monitoring,
  /** Locks, `prevent_destroy` and budgets. */
  safeguards,
  /** Roles of developers and operators. */
  people,
  ...optionalServices,
} as const satisfies DefaultsOf<ServiceName>;

export type Services = typeof services;

export type ShapeOf<S> = S extends Service<infer Shape> ? Shape : never;

/** What every service will build, as plain data. */
export type ServicePlans = { readonly [Name in ServiceName]: ShapeOf<Services[Name]>["plan"] };

/** What the stacks before the workloads publish, by service: ids, names and endpoints. */
export type PublishedOutputs = {
  readonly [Name in ServiceName]: Name extends AlwaysThere
    ? ShapeOf<Services[Name]>["shared"]
    : Partial<ShapeOf<Services[Name]>["shared"]>;
};

/** Services that every backend has, made or existing: what they publish is always there. */
type AlwaysThere = "logs" | "cosmos" | "storage" | "keyVault";

/** Every resource of a backend, by the names that `Backend` shows. */
export type BackendResources = Intersection<
  {
    [Name in ServiceName]: ShapeOf<Services[Name]>["network"] &
      ShapeOf<Services[Name]>["platform"] &
      ShapeOf<Services[Name]>["workloads"];
  }[ServiceName]
> & {
  /** By id, `cosmos_sql`; each in the stack of what it leads to. */
  readonly privateEndpoints: Readonly<Record<string, PrivateEndpoint>>;
  /** By the name of the account that is locked, `cosmos`. */
  readonly managementLocks: Readonly<Record<string, ManagementLock>>;
};

export const serviceNames = Object.keys(services) as readonly ServiceName[];
export const optionalNames = Object.keys(optionalServices) as readonly OptionalName[];
export const groupNames = serviceNames.filter(
  (name): name is GroupName => !Object.hasOwn(optionalServices, name),
);
/** The option group of a service, as messages name it: `cosmos`, `optional.apim`. */
export function groupOf(name: ServiceName): string {
  return Object.hasOwn(optionalServices, name) ? `optional.${name}` : name;
}

/** Every option group of services. */
export const optionGroups: readonly (keyof AllSettings)[] = [...groupNames, "optional"];

/** A service whose shape does not matter to the caller: one place widens, so that nobody else has to. */
export function serviceNamed(name: ServiceName): Service<ServiceShape> {
  return services[name];
}

/** What is known of every resource, by the names that `transform` knows. */
export const resourceRecords: Readonly<Record<string, ResourceRecord>> = Object.assign(
  {},
  ...serviceNames.map((name) => serviceNamed(name).resources),
  sharedResources,
) as Readonly<Record<string, ResourceRecord>>;

const typesByName = new Map(
  Object.values(resourceRecords)
    .flatMap(typesOf)
    .map((each) => [each.type, each]),
);

/** Every resource type of Terraform that a backend may have. */
export const terraformTypes: readonly TerraformType[] = [...typesByName.values()];

/** The types that a resource can be of, by the names that `transform` knows. */
export const resourceTypes: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(resourceRecords).map(([name, record]) => [name, typesOf(record).map(({ type }) => type)]),
);

/** Every name that `transform` knows, with what it is in Terraform, `a, b or c`. */
export const transformNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(resourceTypes).map(([name, types]) => [name, listed(types)]),
);

function listed(types: readonly string[]): string {
  return [types.slice(0, -1).join(", "), ...types.slice(-1)].filter((part) => part !== "").join(" or ");
}

/** What keeps data, by the names that `transform` knows. */
export const dataKeepers: Readonly<Record<string, DataKeeper>> = Object.fromEntries(
  Object.entries(resourceRecords).flatMap(([name, { keepsData }]) =>
    keepsData === undefined ? [] : [[name, keepsData]],
  ),
);
