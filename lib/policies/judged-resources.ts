import type { BackendPlan } from "../decide/backend-plan";
import { providerCan } from "../provider/since";
import type { StackRole } from "../services/contract/service";
import { constructId } from "../kit/construct-id";

/** A resource that scanners judge. */
export interface JudgedResource {
  readonly stack: StackRole;
  /** In Terraform, `azurerm_storage_account.storage`. */
  readonly address: string;
}

/** The resources of one kind that a plan makes; what exists already is judged where it is made. */
export type Judged<Facts> = (plan: BackendPlan) => readonly (JudgedResource & Facts)[];

const inPlatform = <Facts>(address: string, facts: Facts): JudgedResource & Facts => ({
  ...facts,
  stack: "platform",
  address,
});
const inWorkloads = <Facts>(address: string, facts: Facts): JudgedResource & Facts => ({
  ...facts,
  stack: "workloads",
  address,
});

interface AccountFacts {
  readonly closed: boolean;
  readonly allowSharedKeyAccess: boolean;
  readonly allowPublicBlobs: boolean;
  /** `LRS`, `GZRS`, … */
  readonly replication: string;
  readonly hasQueues: boolean;
  readonly hasContainers: boolean;
}

/** The account for data, and the Functions host's own. */
export const dataAccounts: Judged<AccountFacts> = ({ services: { storage } }) =>
  [
    { id: "storage", account: storage.account },
    { id: "host_storage", account: storage.host },
  ].flatMap(({ id, account }) =>
    account === undefined
      ? []
      : [
          inPlatform(`azurerm_storage_account.${id}`, {
            ...account,
            hasQueues: account.queues.length > 0,
            hasContainers: account.containers.length > 0,
          }),
        ],
  );

/** The account of public assets, which holds nothing else. */
export const assetsAccount: Judged<AccountFacts> = ({ services: { cdn } }) =>
  cdn.enabled
    ? [
        inPlatform("azurerm_storage_account.cdn_storage", {
          closed: false,
          allowSharedKeyAccess: false,
          allowPublicBlobs: true,
          replication: cdn.account.replication,
          hasQueues: false,
          hasContainers: cdn.endpoints.length > 0,
        }),
      ]
    : [];

export const allAccounts: Judged<AccountFacts> = (plan) => [...dataAccounts(plan), ...assetsAccount(plan)];

/** Those in the accounts for data and of the Functions host; the first may exist already. */
export const dataContainers: Judged<{ readonly isPublic: boolean }> = ({ services: { storage } }) =>
  [
    ...storage.children.containers.map((container) => ({ prefix: "storage_container", container })),
    ...(storage.host?.containers ?? []).map((container) => ({
      prefix: "host_storage_container",
      container,
    })),
  ].map(({ prefix, container: { name, publicAccess } }) =>
    inPlatform(`azurerm_storage_container.${prefix}_${name}`, { isPublic: publicAccess === "Blob" }),
  );

export const assetsContainers: Judged<object> = ({ services: { cdn } }) =>
  cdn.enabled
    ? cdn.endpoints.map(({ endpoint }) =>
        inPlatform(`azurerm_storage_container.cdn_storage_container_${endpoint}`, {}),
      )
    : [];

export const cosmosAccounts: Judged<{
  readonly closed: boolean;
  readonly disableLocalAuth: boolean;
  /** Keys are off, and the provider calls that `local_authentication_enabled`. */
  readonly disablesByNewName: boolean;
}> = ({
  provider,
  services: {
    cosmos: { account },
  },
}) =>
  account === undefined
    ? []
    : [
        inPlatform("azurerm_cosmosdb_account.cosmos", {
          closed: account.closed,
          disableLocalAuth: account.disableLocalAuth,
          disablesByNewName: account.disableLocalAuth && providerCan("negatedArguments", provider.version),
        }),
      ];

export const keyVaults: Judged<{
  readonly closed: boolean;
  readonly hasFirewall: boolean;
  readonly enablePurgeProtection: boolean;
}> = ({
  services: {
    keyVault: { vault },
  },
}) =>
  vault === undefined
    ? []
    : [
        inPlatform("azurerm_key_vault.key_vault", {
          closed: vault.access === "private-endpoints",
          hasFirewall: vault.access !== "everybody",
          enablePurgeProtection: vault.enablePurgeProtection,
        }),
      ];

export const eventGridTopics: Judged<{ readonly closed: boolean }> = ({
  services: {
    eventGrid: { topics, closed },
  },
}) => topics.map(({ topic }) => inPlatform(`azurerm_eventgrid_topic.event_grid_topic_${topic}`, { closed }));

/** App and slots. Flex Consumption has a type that no scanner has a check for. */
export const functionApps: Judged<{ readonly closed: boolean }> = ({
  services: {
    functionApp: { sku, os, slots, publicNetworkAccess },
  },
}) => {
  if (sku === "FC1") return [];
  const type = `azurerm_${os}_function_app`;
  return [
    `${type}.function_app`,
    ...slots.map(({ name }) => `${type}_slot.${constructId("function_app", name)}`),
  ].map((address) => inWorkloads(address, { closed: !publicNetworkAccess }));
};

export const servicePlans: Judged<{ readonly inSeveralZones: boolean }> = ({
  services: {
    functionApp: { existing, zoneInstances },
  },
}) =>
  existing === undefined
    ? [inWorkloads("azurerm_service_plan.service_plan", { inSeveralZones: zoneInstances !== undefined })]
    : [];

export const apiManagementServices: Judged<{ readonly inNetwork: boolean }> = ({ services: { apim } }) =>
  apim.enabled && !("existing" in apim)
    ? [inPlatform("azurerm_api_management.apim", { inNetwork: apim.network !== undefined })]
    : [];

export const registries: Judged<{
  readonly closed: boolean;
  readonly isBasic: boolean;
  readonly isPremium: boolean;
  readonly inSeveralZones: boolean;
}> = ({ services: { containerRegistry: registry } }) =>
  registry.enabled && !("existing" in registry)
    ? [
        inPlatform("azurerm_container_registry.container_registry", {
          closed: !registry.publicNetworkAccess,
          isBasic: registry.tier === "Basic",
          isPremium: registry.premium !== undefined,
          inSeveralZones: registry.premium?.zoneRedundant ?? false,
        }),
      ]
    : [];

export const serviceBusNamespaces: Judged<{ readonly closed: boolean }> = ({ services: { serviceBus } }) =>
  serviceBus.enabled && !("existing" in serviceBus)
    ? [inPlatform("azurerm_servicebus_namespace.service_bus", { closed: serviceBus.closed })]
    : [];

/** Azure Managed Redis has a type that no scanner has a check for. */
export const redisCaches: Judged<{ readonly closed: boolean; readonly isReplicated: boolean }> = ({
  services: { redis },
}) =>
  redis.enabled && !("existing" in redis) && redis.engine === "cache"
    ? [
        inPlatform("azurerm_redis_cache.redis", {
          closed: redis.closed,
          isReplicated: redis.skuName !== "Basic",
        }),
      ]
    : [];
