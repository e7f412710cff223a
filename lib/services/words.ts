import type { ApimWords } from "./api-management/words";
import type { B2cWords } from "./b2c/words";
import type { CdnWords } from "./cdn/words";
import type { ContainerRegistryWords } from "./container-registry/words";
import type { SharedWords } from "./contract/words";
import type { CosmosWords } from "./cosmos/words";
import type { EventGridWords } from "./event-grid/words";
import type { EventHubsWords } from "./event-hubs/words";
import type { FunctionAppWords } from "./function-app/words";
import type { KeyVaultWords } from "./key-vault/words";
import type { LogsWords } from "./logs/words";
import type { MonitoringWords } from "./monitoring/words";
import type { NetworkingWords } from "./networking/words";
import type { PeopleWords } from "./people/words";
import type { RedisWords } from "./redis/words";
import type { SafeguardsWords } from "./safeguards/words";
import type { ServiceBusWords } from "./service-bus/words";
import type { StorageWords } from "./storage/words";

/**
 * What every service is called and has, as types alone: whatever is below the services takes their names and settings from here.
 * A further service is one entry here and one in the list of services.
 */
export interface GroupWords {
  /** The virtual network, its subnets and private endpoints. See `docs/services/network.md`. */
  readonly networking: NetworkingWords;
  /** The Log Analytics workspace and Application Insights. See `docs/services/logs.md`. */
  readonly logs: LogsWords;
  /** The Cosmos DB account with its database and containers. See `docs/services/cosmos-db.md`. */
  readonly cosmos: CosmosWords;
  /** The storage account with its containers, queues and tables. See `docs/services/storage.md`. */
  readonly storage: StorageWords;
  /** The key vault and its secrets. See `docs/services/key-vault.md`. */
  readonly keyVault: KeyVaultWords;
  /** Event Grid topics. See `docs/services/event-grid.md`. */
  readonly eventGrid: EventGridWords;
  /** The function app with its plan, slots and settings. See `docs/services/function-app.md`. */
  readonly functionApp: FunctionAppWords;
  /** Alerts, action groups, an availability test and saved queries. See `docs/services/monitoring.md`. */
  readonly monitoring: MonitoringWords;
  /** Locks, `prevent_destroy` and budgets. See `docs/guides/safeguards.md`. */
  readonly safeguards: SafeguardsWords;
  /** Roles of developers and operators. See `docs/recipes/developer-permissions.md`. */
  readonly people: PeopleWords;
}

/** Those that a backend has only when `optional.<name>` asks for it. */
export interface OptionalWords {
  /** Azure AD B2C: a tenant whose users may call the API. See `docs/services/azure-ad-b2c.md`. */
  readonly b2c: B2cWords;
  /** API Management in front of the HTTP components. See `docs/services/api-management.md`. */
  readonly apim: ApimWords;
  /** Azure Front Door with a storage account of public assets. See `docs/services/front-door.md`. */
  readonly cdn: CdnWords;
  /** A private registry of container images. See `docs/services/container-registry.md`. */
  readonly containerRegistry: ContainerRegistryWords;
  /** An Event Hubs namespace with hubs. See `docs/services/event-hubs.md`. */
  readonly eventHubs: EventHubsWords;
  /** Redis: an in-memory cache without access keys. See `docs/services/redis.md`. */
  readonly redis: RedisWords;
  /** A Service Bus namespace with queues and topics. See `docs/services/service-bus.md`. */
  readonly serviceBus: ServiceBusWords;
}

type Words = GroupWords & OptionalWords;

/** The services that have an option group of their own name. */
export type GroupName = keyof GroupWords;
export type OptionalName = keyof OptionalWords;
export type ServiceName = keyof Words;

/** The settings of services by name. */
export type SettingsOf<Name extends ServiceName> = {
  readonly [Each in keyof Pick<Words, Name>]: Words[Each]["settings"];
};

/** The settings of every service, complete. */
export type AllSettings = SettingsOf<GroupName> & {
  /** Those of services that a backend has only when they are asked for. */
  readonly optional: SettingsOf<OptionalName>;
};

/** What has all that each of several types has. */
export type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The provider's configuration of every service's resources, by the names that `transform` knows. */
export type ServiceConfigs = Intersection<Words[ServiceName]["configs"]>;

type ExternalOf<Each> = Each extends { readonly external: infer External } ? External : object;

/** Existing resources that a backend can use instead of making its own, one for each name. */
export type ServiceExternals = Intersection<{ [Name in ServiceName]: ExternalOf<Words[Name]> }[ServiceName]>;

type NamesOf<Each> = Each extends { readonly names: infer Names } ? Names[keyof Names] : never;
type SeveralOf<Each> = Each extends { readonly severalNames: infer Names } ? Names[keyof Names] : never;
type GivenOf<Each> = Each extends { readonly givenNames: infer Names } ? Names[keyof Names] : never;
type EachWords = Words[ServiceName] | SharedWords;

/** The kinds of names of which a backend has one, so that the user can name it. */
export type SingleKind = NamesOf<EachWords>;

/** The kinds that this library composes a name for. */
export type ComposedKind = SingleKind | SeveralOf<EachWords>;

export type NameKind = ComposedKind | GivenOf<EachWords>;
