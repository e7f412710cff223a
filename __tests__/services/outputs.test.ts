import { type BackendOptions, defineEventHandler } from "../../lib";
import { serviceNamed, serviceNames } from "../../lib/services";
import { stackRoles } from "../../lib/services/contract/service";
import { outputName, outputsOfService } from "../../lib/stacks/foreseen";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { GROUP, azureId, literals, zoneId } from "../support/shared";
import {
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "../support/synth";
import { APIM, PROD, SHARE } from "../support/with-everything";

const entry = "./src/handler.ts";
const components = {
  feedbackApi,
  processUploadFunction,
  refunds: defineEventHandler({ name: "refunds", entry, source: { topic: "order-events" } }),
  resize: defineEventHandler({ name: "resize", entry, source: { blobs: "uploads" } }),
};
const whole: BackendOptions = { ...PROD, ...SHARE, ...APIM };
const subscriptionId = "22222222-2222-2222-2222-222222222222";
const groupOf = (stack: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/rg-feedback-prod-${stack}/providers`;
const NETWORK = `${groupOf("network")}/Microsoft.Network`;
const PLATFORM = groupOf("platform");
const FLOWS = "https://contosoauth.b2clogin.com/contosoauth.onmicrosoft.com";
const OPEN_ID = "v2.0/.well-known/openid-configuration";

type Row = readonly [output: string, reads: string, expected: string];

/** A private DNS zone: its output, what it reads, what it will be. */
const zone = (name: string): Row => [
  `networking_privatelink_${name.replaceAll(".", "_")}_id`,
  `\${azurerm_private_dns_zone.private_dns_zone_${name.replaceAll(".", "_")}.id}`,
  `${NETWORK}/privateDnsZones/privatelink.${name}`,
];
const subnet = (name: string): readonly Row[] => {
  const id = name.replaceAll("-", "_");
  return [
    [
      `networking_${id}_subnet_id`,
      `\${azurerm_subnet.subnet_${id}.id}`,
      `${NETWORK}/virtualNetworks/vnet-feedback-prod/subnets/${name}`,
    ],
    [
      `networking_${id}_network_security_group_id`,
      `\${azurerm_network_security_group.nsg_${id}.id}`,
      `${NETWORK}/networkSecurityGroups/nsg-feedback-prod-${name}`,
    ],
  ];
};

const OF_NETWORK: readonly Row[] = [
  [
    "networking_vnet_id",
    "${azurerm_virtual_network.vnet.id}",
    `${NETWORK}/virtualNetworks/vnet-feedback-prod`,
  ],
  ...["functions", "private-endpoints", "apim"].flatMap(subnet),
  ...[
    "azurecr.io",
    "azurewebsites.net",
    "blob.core.windows.net",
    "documents.azure.com",
    "eventgrid.azure.net",
    "file.core.windows.net",
    "queue.core.windows.net",
    "redis.azure.net",
    "table.core.windows.net",
    "vaultcore.azure.net",
  ].map(zone),
];

/** A storage account: its outputs are called alike. */
const account = (
  prefix: string,
  resource: string,
  name: string,
  services: readonly string[],
): readonly Row[] => [
  [
    `${prefix}_id`,
    `\${azurerm_storage_account.${resource}.id}`,
    `${PLATFORM}/Microsoft.Storage/storageAccounts/${name}`,
  ],
  [`${prefix}_name`, `\${azurerm_storage_account.${resource}.name}`, name],
  ...services.map((service): Row => [
    `${prefix}_${service}_endpoint`,
    `\${azurerm_storage_account.${resource}.primary_${service}_endpoint}`,
    `https://${name}.${service}.core.windows.net/`,
  ]),
];

const APIM_NAME = "apim-feedback-prod-242699";
const REGISTRY = "crfeedbackprod242699";
const COSMOS = "cosmos-feedback-prod-242699";
const TOPIC = "evgt-feedback-prod-order-events-242699";
const REDIS = "amr-feedback-prod-242699";
const BUS = "sbns-feedback-prod-242699";

const OF_PLATFORM: readonly Row[] = [
  [
    "apim_id",
    "${azurerm_api_management.apim.id}",
    `${PLATFORM}/Microsoft.ApiManagement/service/${APIM_NAME}`,
  ],
  ["apim_name", "${azurerm_api_management.apim.name}", APIM_NAME],
  [
    "apim_resource_group_name",
    "${azurerm_api_management.apim.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  ["apim_gateway_url", "${azurerm_api_management.apim.gateway_url}", `https://${APIM_NAME}.azure-api.net`],
  // They follow from names alone, and read no resource.
  ["b2c_domain_name", "contosoauth.onmicrosoft.com", "contosoauth.onmicrosoft.com"],
  ...["password-reset", "signup-signin"].map((flow): Row => {
    const uri = `${FLOWS}/B2C_1_${flow}/${OPEN_ID}`;
    return [`b2c_${flow.replace("-", "_")}_open_id_configuration_uri`, uri, uri];
  }),
  [
    "cdn_assets_host_name",
    "${azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets.host_name}",
    "known-once-applied.invalid",
  ],
  [
    "cdn_id",
    "${azurerm_cdn_frontdoor_profile.cdn.id}",
    `${PLATFORM}/Microsoft.Cdn/profiles/afd-feedback-prod`,
  ],
  ["cdn_name", "${azurerm_cdn_frontdoor_profile.cdn.name}", "afd-feedback-prod"],
  ...account("cdn_storage", "cdn_storage", "stcdnfeedbackprod242699", ["blob"]),
  [
    "container_registry_id",
    "${azurerm_container_registry.container_registry.id}",
    `${PLATFORM}/Microsoft.ContainerRegistry/registries/${REGISTRY}`,
  ],
  [
    "container_registry_login_server",
    "${azurerm_container_registry.container_registry.login_server}",
    `${REGISTRY}.azurecr.io`,
  ],
  ["container_registry_name", "${azurerm_container_registry.container_registry.name}", REGISTRY],
  [
    "cosmos_id",
    "${azurerm_cosmosdb_account.cosmos.id}",
    `${PLATFORM}/Microsoft.DocumentDB/databaseAccounts/${COSMOS}`,
  ],
  ["cosmos_name", "${azurerm_cosmosdb_account.cosmos.name}", COSMOS],
  [
    "cosmos_endpoint",
    "${azurerm_cosmosdb_account.cosmos.endpoint}",
    `https://${COSMOS}.documents.azure.com:443/`,
  ],
  [
    "event_grid_order_events_topic_id",
    "${azurerm_eventgrid_topic.event_grid_topic_order-events.id}",
    `${PLATFORM}/Microsoft.EventGrid/topics/${TOPIC}`,
  ],
  [
    "event_grid_order_events_topic_endpoint",
    "${azurerm_eventgrid_topic.event_grid_topic_order-events.endpoint}",
    `https://${TOPIC}.eastus2-1.eventgrid.azure.net/api/events`,
  ],
  [
    "event_grid_system_topic_name",
    "${azurerm_eventgrid_system_topic.event_grid_system_topic.name}",
    "egst-feedback-prod",
  ],
  [
    "event_grid_system_topic_resource_group_name",
    "${azurerm_eventgrid_system_topic.event_grid_system_topic.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  [
    "key_vault_id",
    "${azurerm_key_vault.key_vault.id}",
    `${PLATFORM}/Microsoft.KeyVault/vaults/kv-feedback-prod-242699`,
  ],
  [
    "key_vault_uri",
    "${azurerm_key_vault.key_vault.vault_uri}",
    "https://kv-feedback-prod-242699.vault.azure.net/",
  ],
  [
    "logs_workspace_id",
    "${azurerm_log_analytics_workspace.log_analytics.id}",
    `${PLATFORM}/Microsoft.OperationalInsights/workspaces/log-feedback-prod`,
  ],
  [
    "monitoring_ops_team_action_group_id",
    "${azurerm_monitor_action_group.action_group_ops-team.id}",
    `${PLATFORM}/Microsoft.Insights/actionGroups/ag-feedback-prod-ops-team`,
  ],
  ["redis_id", "${azurerm_managed_redis.redis.id}", `${PLATFORM}/Microsoft.Cache/redisEnterprise/${REDIS}`],
  ["redis_name", "${azurerm_managed_redis.redis.name}", REDIS],
  [
    "redis_resource_group_name",
    "${azurerm_managed_redis.redis.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  ["redis_host_name", "${azurerm_managed_redis.redis.hostname}", `${REDIS}.eastus2.redis.azure.net`],
  [
    "service_bus_id",
    "${azurerm_servicebus_namespace.service_bus.id}",
    `${PLATFORM}/Microsoft.ServiceBus/namespaces/${BUS}`,
  ],
  ["service_bus_name", "${azurerm_servicebus_namespace.service_bus.name}", BUS],
  [
    "service_bus_fully_qualified_namespace",
    "${azurerm_servicebus_namespace.service_bus.name}.servicebus.windows.net",
    `${BUS}.servicebus.windows.net`,
  ],
  ...account("storage", "storage", "stfeedbackprod242699", ["blob", "queue", "table"]),
  ...account("storage_host", "host_storage", "sthostfeedbackprod242699", ["blob"]),
];

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const URL_TEXT = /^https:\/\/[a-z0-9.-]+(:443)?(\/|$)/;
/** How an output's name ends, what it reads then, and what its value looks like. */
const FORMS: readonly (readonly [end: string, attribute: RegExp, value: RegExp])[] = [
  [
    "_id",
    /\.id\}$/,
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.[^/]+(\/[^/]+\/[^/]+)+$/,
  ],
  ["_resource_group_name", /\.resource_group_name\}$/, /^rg-[a-z-]+$/],
  ["_host_name", /\.(host_?name|name)\}$/, /^[a-z0-9-]+(\.[a-z0-9-]+)*$/],
  ["_domain_name", /^$/, HOST],
  ["_name", /\.name\}$/, /^[a-z0-9-]+$/],
  ["_endpoint", /\.(endpoint|primary_[a-z]+_endpoint)\}$/, URL_TEXT],
  ["_url", /_url\}$/, URL_TEXT],
  ["_uri", /_uri\}$/, URL_TEXT],
  ["_login_server", /\.login_server\}$/, HOST],
  ["_fully_qualified_namespace", /\.name\}\.servicebus\.windows\.net$/, HOST],
];

function formOf(output: string): (typeof FORMS)[number] {
  const form = FORMS.find(([end]) => output.endsWith(end));
  if (form === undefined) throw new Error(`no form is known for ${output}`);
  return form;
}

/** What a stack puts out, by name. */
function outputsIn({ json }: SynthesisedStack): Readonly<Record<string, unknown>> {
  const all = (json["output"] ?? {}) as Readonly<Record<string, JsonObject>>;
  return Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value]));
}

/** What the workloads stack expects of an earlier one before that was applied. */
function expectedOf({ workloads }: SynthesisedBackend, role: string): unknown {
  const { terraform_remote_state } = workloads.json["data"] as Readonly<
    Record<string, Readonly<Record<string, JsonObject>>>
  >;
  return terraform_remote_state?.[role]?.["defaults"];
}

const column = (rows: readonly Row[], index: 1 | 2): Readonly<Record<string, string>> =>
  Object.fromEntries(rows.map((row) => [row[0], row[index]]));

describe("of a backend that makes all that there is", () => {
  const made = synthBackend({ ...whole, subscriptionId }, components);

  test.each([
    ["network", OF_NETWORK],
    ["platform", OF_PLATFORM],
  ] as const)(
    "each output of the %s stack reads its own attribute, and is expected as it will be",
    (role, rows) => {
      expect(outputsIn(made[role])).toEqual(column(rows, 1));
      expect(expectedOf(made, role)).toEqual(column(rows, 2));
    },
  );

  test.each([...OF_NETWORK, ...OF_PLATFORM])(
    "%s reads and expects what its name says",
    (output, reads, expected) => {
      const [, attribute, value] = formOf(output);
      if (reads.startsWith("${")) expect(reads).toMatch(attribute);
      if (expected !== "known-once-applied.invalid") expect(expected).toMatch(value);
    },
  );

  test("every service that publishes anything is in the table", () => {
    const published = serviceNames.filter((name) =>
      stackRoles.some((role) => serviceNamed(name).stacks[role]?.outputs !== undefined),
    );
    const named = new Set([...OF_NETWORK, ...OF_PLATFORM].map(([output]) => output));
    const missing = published
      .flatMap((name) =>
        outputsOfService(made.backend.plan, name).map(({ output }) => outputName(name, output)),
      )
      .filter((output) => !named.has(output));
    // Of a tenant whose id nobody has said.
    expect(missing).toEqual(["b2c_issuer_uri"]);
  });
});

describe("of a Redis of engine cache", () => {
  const { optional } = APIM;
  const made = synthBackend({
    ...PROD,
    subscriptionId,
    optional: {
      redis: { engine: "cache" },
      b2c: { ...optional.b2c, createTenant: undefined, tenantId: "33333333-3333-3333-3333-333333333333" },
    } as BackendOptions["optional"],
  });
  const own = (values: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(values as object).filter(([name]) => /^redis_|^b2c_issuer/.test(name)));

  test("each output reads its own attribute, and is expected as it will be", () => {
    const name = "redis-feedback-prod-242699";
    const issuer = "https://contosoauth.b2clogin.com/33333333-3333-3333-3333-333333333333/v2.0/";
    expect(own(outputsIn(made.platform))).toEqual({
      b2c_issuer_uri: issuer,
      redis_id: "${azurerm_redis_cache.redis.id}",
      redis_name: "${azurerm_redis_cache.redis.name}",
      redis_resource_group_name: "${azurerm_redis_cache.redis.resource_group_name}",
      redis_host_name: "${azurerm_redis_cache.redis.hostname}",
    });
    expect(own(expectedOf(made, "platform"))).toEqual({
      b2c_issuer_uri: issuer,
      redis_id: `${PLATFORM}/Microsoft.Cache/redis/${name}`,
      redis_name: name,
      redis_resource_group_name: "rg-feedback-prod-platform",
      redis_host_name: `${name}.redis.cache.windows.net`,
    });
  });
});

const id = {
  apim: azureId("Microsoft.ApiManagement/service", "apim-shared"),
  containerRegistry: azureId("Microsoft.ContainerRegistry/registries", "crshared"),
  redis: azureId("Microsoft.Cache/redisEnterprise", "amr-shared"),
  serviceBus: azureId("Microsoft.ServiceBus/namespaces", "sb-shared"),
};
const theirs = literals();

describe("of existing resources", () => {
  const synthWith = (said: Readonly<Record<string, object>>) => {
    const external = Object.fromEntries(
      Object.entries({
        ...theirs,
        ...Object.fromEntries(Object.entries(id).map(([name, each]) => [name, { id: each }])),
      }).map(([name, each]) => [name, { ...each, ...said[name] }]),
    );
    const zones = { "privatelink.vaultcore.azure.net": { id: zoneId("privatelink.vaultcore.azure.net") } };
    return synthBackend({
      ...PROD,
      storage: { hostAccount: "shared" },
      external: { ...external, privateDnsZones: zones } as BackendOptions["external"],
    });
  };

  test("each output follows from the id, and no stack puts it out", () => {
    const { backend, platform, network } = synthWith({});
    const storageName = "stshared";
    const endpoint = (service: string): string => `https://${storageName}.${service}.core.windows.net/`;
    const { published } = backend;
    expect({
      apim: published.apim,
      containerRegistry: published.containerRegistry,
      cosmos: published.cosmos,
      keyVault: published.keyVault,
      logs: published.logs,
      redis: published.redis,
      serviceBus: published.serviceBus,
      storage: published.storage,
    }).toEqual({
      apim: {
        id: id.apim,
        name: "apim-shared",
        resourceGroupName: GROUP,
        gatewayUrl: "https://apim-shared.azure-api.net",
      },
      containerRegistry: { id: id.containerRegistry, name: "crshared", loginServer: "crshared.azurecr.io" },
      cosmos: {
        id: theirs.cosmos.id,
        name: "cosmos-shared",
        endpoint: "https://cosmos-shared.documents.azure.com:443/",
      },
      keyVault: { id: theirs.keyVault.id, uri: "https://kv-shared.vault.azure.net/" },
      logs: { workspaceId: theirs.logAnalytics.id },
      redis: {
        id: id.redis,
        name: "amr-shared",
        resourceGroupName: GROUP,
        hostName: "amr-shared.eastus2.redis.azure.net",
      },
      serviceBus: {
        id: id.serviceBus,
        name: "sb-shared",
        fullyQualifiedNamespace: "sb-shared.servicebus.windows.net",
      },
      storage: {
        id: theirs.storage.id,
        name: storageName,
        blobEndpoint: endpoint("blob"),
        queueEndpoint: endpoint("queue"),
        tableEndpoint: endpoint("table"),
        hostId: theirs.storage.id,
        hostName: storageName,
        hostBlobEndpoint: endpoint("blob"),
      },
    });
    expect(published.networking).toMatchObject({
      vnetId: theirs.vnet.id,
      functionsSubnetId: `${theirs.vnet.id}/subnets/functions`,
      privateEndpointsSubnetId: `${theirs.vnet.id}/subnets/private-endpoints`,
      apimSubnetId: `${theirs.vnet.id}/subnets/apim`,
    });
    expect(Object.keys({ ...outputsIn(platform), ...outputsIn(network) })).toEqual(
      expect.not.arrayContaining([
        expect.stringMatching(/^(apim|container_registry|cosmos|key_vault|logs|redis|service_bus|storage)_/),
      ]),
    );
  });

  test("what is said beside the id goes before what follows from it", () => {
    const { published } = synthWith({
      apim: { gatewayUrl: "https://api.example.com/" },
      containerRegistry: { loginServer: "crshared-abc.azurecr.io" },
      cosmos: { endpoint: "https://cosmos.example.com/" },
      keyVault: { vaultUri: "https://vault.example.com/" },
      redis: { hostName: "redis.example.com" },
      storage: {
        primaryBlobEndpoint: "https://blob.example.com/",
        primaryQueueEndpoint: "https://queue.example.com/",
        primaryTableEndpoint: "https://table.example.com/",
      },
    }).backend;
    expect([
      published.apim.gatewayUrl,
      published.containerRegistry.loginServer,
      published.cosmos.endpoint,
      published.keyVault.uri,
      published.redis.hostName,
      published.storage.blobEndpoint,
      published.storage.queueEndpoint,
      published.storage.tableEndpoint,
      published.storage.hostBlobEndpoint,
    ]).toEqual([
      "https://api.example.com",
      "crshared-abc.azurecr.io",
      "https://cosmos.example.com/",
      "https://vault.example.com/",
      "redis.example.com",
      "https://blob.example.com/",
      "https://queue.example.com/",
      "https://table.example.com/",
      "https://blob.example.com/",
    ]);
  });
});

test("what a backend does not have is not among what it publishes", () => {
  const { published } = synthBackend().backend;
  expect([published.apim, published.cdn, published.redis, published.serviceBus, published.b2c]).toEqual([
    {},
    {},
    {},
    {},
    {},
  ]);
});
