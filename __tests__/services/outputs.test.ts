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
import { OF_NETWORK, OF_PLATFORM, PLATFORM, type Row, subscriptionId } from "../support/expected-outputs";
import { APIM, PACKAGES, PROD, SHARE } from "../support/with-everything";

const entry = "./src/handler.ts";
const components = {
  feedbackApi,
  processUploadFunction,
  refunds: defineEventHandler({ name: "refunds", entry, source: { topic: "order-events" } }),
  resize: defineEventHandler({ name: "resize", entry, source: { blobs: "uploads" } }),
};
const whole: BackendOptions = { ...PROD, ...SHARE, ...APIM };
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const URL_TEXT = /^https:\/\/[a-z0-9.-]+(:443)?(\/|$)/;
/** How an output's name ends, what it reads then, and what its value looks like. */
const FORMS: readonly (readonly [end: string, attribute: RegExp, value: RegExp])[] = [
  ["_principal_id", /\.identity\[0\]\.principal_id\}$/, HOST],
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

describe("the outputs of a backend with every service", () => {
  const made = synthBackend({ ...whole, subscriptionId }, components);

  test.each([
    ["network", OF_NETWORK],
    ["platform", OF_PLATFORM],
  ] as const)(
    "each output of the %s stack reads its own attribute, and its expected value has the same form",
    (role, rows) => {
      expect(outputsIn(made[role])).toEqual(column(rows, 1));
      expect(expectedOf(made, role)).toEqual(column(rows, 2));
    },
  );

  test.each([...OF_NETWORK, ...OF_PLATFORM])(
    "the property %s reads the attribute of its name, and its expected value agrees",
    (output, reads, expected) => {
      const [, attribute, value] = formOf(output);
      if (reads.startsWith("${")) expect(reads).toMatch(attribute);
      if (expected !== "known-once-applied.invalid") expect(expected).toMatch(value);
    },
  );

  test("every service that publishes a value is in the table", () => {
    const published = serviceNames.filter((name) =>
      stackRoles.some((role) => serviceNamed(name).stacks[role]?.outputs !== undefined),
    );
    const named = new Set([...OF_NETWORK, ...OF_PLATFORM].map(([output]) => output));
    const missing = published
      .flatMap((name) =>
        outputsOfService(made.backend.plan, name).map(({ output }) => outputName(name, output)),
      )
      .filter((output) => !named.has(output));
    // Of a tenant whose id nobody has said, and of an account that a content share excludes.
    expect(missing).toEqual(["storage_packages_id", "storage_packages_blob_endpoint", "b2c_issuer_uri"]);
  });
});

describe("the outputs of an account of packages", () => {
  const made = synthBackend({ ...PROD, ...PACKAGES, subscriptionId });
  const own = (values: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(values as object).filter(([name]) => name.startsWith("storage_packages")),
    );

  test("each output of an account of packages reads its own attribute, and its expected value has the same form", () => {
    expect(own(outputsIn(made.platform))).toEqual({
      storage_packages_id: "${azurerm_storage_account.package_storage.id}",
      storage_packages_blob_endpoint: "${azurerm_storage_account.package_storage.primary_blob_endpoint}",
    });
    expect(own(expectedOf(made, "platform"))).toEqual({
      storage_packages_id: `${PLATFORM}/Microsoft.Storage/storageAccounts/stpkgfeedbackprod242699`,
      storage_packages_blob_endpoint: "https://stpkgfeedbackprod242699.blob.core.windows.net/",
    });
  });
});

describe("the outputs of a Redis of engine cache", () => {
  const { optional } = APIM;
  const made = synthBackend({
    ...PROD,
    subscriptionId,
    optional: {
      redis: { engine: "cache" },
      b2c: { ...optional.b2c, createTenant: undefined, tenantId: "33333333-3333-3333-3333-333333333333" },
    },
  });
  const own = (values: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(values as object).filter(([name]) => /^redis_|^b2c_issuer/.test(name)));

  test("each output of a Redis of engine cache reads its own attribute, and its expected value has the same form", () => {
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

describe("the values of existing resources", () => {
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
      storage: { hostAccount: "shared", packageAccount: "shared" },
      external: { ...external, privateDnsZones: zones },
    });
  };

  test("each value of an existing resource follows from its id, and no stack puts it out", () => {
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

  test("a value that is given beside the id overrides the one that follows from it", () => {
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

test("a backend does not publish values of resources that it lacks", () => {
  const { published } = synthBackend().backend;
  expect([published.apim, published.cdn, published.redis, published.serviceBus, published.b2c]).toEqual([
    {},
    {},
    {},
    {},
    {},
  ]);
});
