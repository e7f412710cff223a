import fc from "fast-check";
import { type BackendOptions, type RegionName, regions } from "../../lib";

const location = fc.constantFrom(...(Object.keys(regions) as RegionName[]));
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.uniqueArray(arbitrary, { maxLength: 3 });
const ANY = { requiredKeys: [] };
/** Undefined is "not said"; what is said everywhere contradicts itself nearly always. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const functionApp = fc.record(
  {
    plan: fc.constantFrom("Y1", "EP1", "EP2", "EP3", "FC1"),
    os: fc.constantFrom("windows", "linux"),
    runtime: fc.constantFrom("node:20", "node:22", "node:24", "node:26"),
    alwaysOn: fc.boolean(),
    slots: few(fc.constantFrom("staging", "blue", "green")),
    package: fc.constantFrom("identity", "content-share", { url: "https://packages.contoso.com/app.zip" }),
    maximumInstances: fc.constantFrom(40, 60, 100, 101),
    instanceMemoryInMB: fc.constantFrom(512, 2048),
    publicNetworkAccess: fc.boolean(),
    zoneRedundant: fc.boolean(),
    settings: fc.constantFrom(
      {},
      { MODE: "fast" },
      { FUNCTIONS_WORKER_RUNTIME: "node" },
      { KEY_VAULT_URI: "none" },
    ),
  },
  ANY,
);

const cosmos = fc.record(
  {
    mode: fc.constantFrom("Serverless", "Autoscale"),
    maxThroughput: fc.constantFrom(1000, 2000, 4000, 1500),
    regions: few(location),
    multiRegion: fc.boolean(),
    consistencyLevel: fc.constantFrom("Strong", "BoundedStaleness", "Session"),
    zoneRedundant: fc.boolean(),
    enableMultipleWriteLocations: fc.boolean(),
    enableAutomaticFailover: fc.boolean(),
    backup: fc.constantFrom("Periodic", "Continuous"),
    backupTier: fc.constantFrom("Continuous7Days", "Continuous30Days"),
    disableLocalAuth: fc.boolean(),
    containers: fc.constantFrom(
      {},
      { items: { partitionKey: ["/tenant", "/user"] } },
      { feedback: { partitionKey: "/rating" } },
    ),
  },
  ANY,
);

const storage = fc.record(
  {
    sku: fc.record({
      name: fc.constantFrom("Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"),
    }),
    hostAccount: fc.constantFrom("shared", "separate"),
    allowSharedKeyAccess: fc.boolean(),
    containers: fc.constantFrom({}, { assets: { publicAccess: "Blob" } }, { uploads: false }),
  },
  ANY,
);

const keyVault = fc.record(
  {
    connectionStrings: fc.boolean(),
    secrets: fc.constantFrom({}, { stripe: {} }, { stripe: { rotation: 2 } }, { "jwt-secret": false }),
  },
  ANY,
);

const networking = fc.record(
  {
    vnet: fc.boolean(),
    privateEndpoints: fc.boolean(),
    addressSpace: fc.constantFrom(["10.0.0.0/16"], ["10.8.0.0/24"], ["10.8.0.0/28"], ["10.0.0.1/16"]),
    subnets: fc.constantFrom(
      {},
      { functions: { addressPrefix: "10.0.9.0/26" } },
      { functions: { addressPrefix: "10.0.2.0/24" } },
      { apim: { inbound: { runner: { priority: 300, source: "10.9.0.0/24" } } } },
    ),
  },
  ANY,
);

const id = (type: string, name: string): string =>
  `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers/${type}/${name}`;
const existing = (type: string, name: string): fc.Arbitrary<object> =>
  fc.constantFrom(
    { id: id(type, name) },
    { id: id(type, name), createChildren: true },
    { id: id(type, name), roleAssignments: false },
    { id: "/subscriptions/none" },
  );

const BLOB_ZONE = "privatelink.blob.core.windows.net";
const external = fc.record(
  {
    cosmos: seldom(existing("Microsoft.DocumentDB/databaseAccounts", "cosmos-shared")),
    storage: seldom(existing("Microsoft.Storage/storageAccounts", "stshared")),
    keyVault: seldom(existing("Microsoft.KeyVault/vaults", "kv-shared")),
    logAnalytics: seldom(existing("Microsoft.OperationalInsights/workspaces", "log-shared")),
    vnet: seldom(existing("Microsoft.Network/virtualNetworks", "vnet-shared")),
    privateDnsZones: fc.constantFrom("policy", undefined, {
      [BLOB_ZONE]: { id: id("Microsoft.Network/privateDnsZones", BLOB_ZONE) },
    }),
  },
  ANY,
);

const transform = fc.constantFrom(
  { storage: { tags: { owner: "data" } } },
  { cosmosContainers: { defaultTtl: 60 }, vnet: { flowTimeoutInMinutes: 10 } },
  { functionApp: { siteConfig: { healthCheckPath: "/health", healthCheckEvictionTimeInMin: 5 } } },
  { storag: {} },
);

const cdnEndpoint = fc.record(
  {
    isHttpAllowed: fc.boolean(),
    isHttpsAllowed: fc.constantFrom(true, true, false),
    httpsRedirect: fc.boolean(),
    queryStringCachingBehavior: fc.constantFrom("UseQueryString", "IncludeSpecifiedQueryStrings"),
    queryStrings: fc.constantFrom([], ["v"], ["a,b"]),
    isCompressionEnabled: fc.boolean(),
    contentTypesToCompress: fc.constantFrom([], ["text/css"]),
  },
  ANY,
);
const cdn = fc.record(
  {
    sku: fc.record({ name: fc.constantFrom("Standard_AzureFrontDoor", "Standard_Microsoft") }),
    endpoints: fc.record(
      {
        assets: fc.oneof(fc.constant(false), cdnEndpoint),
        uploads: fc.oneof(fc.constant(false), cdnEndpoint),
        "web-fonts": cdnEndpoint,
      },
      ANY,
    ),
    storage: fc.record({ sku: fc.record({ name: fc.constantFrom("Standard_LRS", "Standard_GZRS") }) }, ANY),
  },
  ANY,
);

const groups = fc.record({
  networking: seldom(networking),
  external: seldom(external),
  transform: seldom(transform),
  functionApp: seldom(functionApp),
  cosmos: seldom(cosmos),
  storage: seldom(storage),
  keyVault: seldom(keyVault),
  eventGrid: seldom(
    fc.constantFrom({ topics: { orders: true } }, { topics: { orders: false, "order-events": true } }),
  ),
  monitoring: seldom(
    fc.constantFrom(
      { alerts: true, savedQueries: true, availabilityTest: true },
      { alerts: { cosmosRU: { threshold: 5 }, functionErrors: false }, actionGroups: ["a", "b-c"] },
      { alerts: false, metricAlerts: { own: { on: "storage", metric: "Transactions", threshold: 9 } } },
    ),
  ),
  optional: seldom(
    fc.record({
      redis: fc.constantFrom<unknown>(
        true,
        { engine: "cache" },
        { sku: { name: "Premium" }, evictionPolicy: "NoEviction" },
        { clusteringPolicy: "OSSCluster", highAvailability: false },
        { sku: { name: "Balanced_B50" }, clusteringPolicy: "NoCluster" },
      ),
      b2c: fc.constantFrom<unknown>(
        false,
        { tenantName: "contoso", tenantId: "11111111-1111-1111-1111-111111111111" },
        { createTenant: { countryCode: "US", dataResidency: "United States" } },
        { createTenant: {} },
      ),
      cdn: seldom(fc.oneof(fc.boolean(), cdn)),
    }),
  ),
  logRetention: fc.constantFrom(undefined, 30, 45, 90),
});

/** Whatever may be asked for. */
export const call: fc.Arbitrary<BackendOptions> = fc
  .record({
    environment: fc.constantFrom("dev", "prod", "own"),
    base: fc.constantFrom("dev", "prod"),
    inEnvironment: groups,
    inCall: groups,
    location,
  })
  .map(({ environment, base, inEnvironment, inCall, ...common }) => ({
    environment,
    environments: { own: { extends: base, ...inEnvironment } },
    ...inCall,
    ...common,
  })) as fc.Arbitrary<BackendOptions>;
