import { cosmos } from "./cosmos";
import { functionApp } from "./function-app";
import { keyVault } from "./key-vault";
import { logs } from "./logs";
import { storage } from "./storage";
import type { Service, ServiceShape } from "./service";

/**
 * Everything a backend provisions, in the order in which it is built. A further service is one entry here: its
 * options, settings, plan, outputs, resources and documentation follow from it.
 */
export const services = {
  /** Log Analytics workspace and Application Insights. */
  logs,
  /** Cosmos DB account, database and containers. */
  cosmos,
  /** Storage account with containers, queues and tables. */
  storage,
  /** Key vault and its secrets. */
  keyVault,
  /** Function app, its plan, its slots and its identity. */
  functionApp,
} as const;

export type Services = typeof services;
export type ServiceName = keyof Services;

export type ShapeOf<S> = S extends Service<infer Shape> ? Shape : never;

/** The settings of every service, complete. */
export type AllSettings = { readonly [Name in ServiceName]: ShapeOf<Services[Name]>["settings"] };

/** What every service will build, as plain data. */
export type ServicePlans = { readonly [Name in ServiceName]: ShapeOf<Services[Name]>["plan"] };

/** What the platform stack publishes, by service: ids, names and endpoints. */
export type PublishedOutputs = { readonly [Name in ServiceName]: ShapeOf<Services[Name]>["shared"] };

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** Every resource of a backend, by the names that `Backend` shows. */
export type BackendResources = Intersection<
  {
    [Name in ServiceName]: ShapeOf<Services[Name]>["platform"] & ShapeOf<Services[Name]>["workloads"];
  }[ServiceName]
>;

export const serviceNames = Object.keys(services) as readonly ServiceName[];

/** A service whose shape does not matter to the caller: one place widens, so that nobody else has to. */
export function serviceNamed(name: ServiceName): Service<ServiceShape> {
  return services[name];
}
