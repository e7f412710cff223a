import type { BackendOptions } from "../../lib";

// Options that, together, make every resource that there is.
export const PROD = { environment: "prod" } as const;
export const SHARE = {
  functionApp: { package: "content-share" },
  storage: {
    hostAccount: "separate",
    lifecycle: {
      old: {
        prefixes: ["uploads"],
        coldAfterDays: 30,
        deleteAfterDays: 90,
        versions: { deleteAfterDays: 30 },
        snapshots: { coolAfterDays: 1, deleteAfterDays: 90 },
      },
    },
  },
} as const;
/** In the place of a content share. */
export const PACKAGES = { storage: { packageAccount: "internet" } } as const;
/** Whoever is behind API Management is not called from the internet. */
export const CALLED = {
  monitoring: { availabilityTest: true },
  optional: { redis: { engine: "cache" } },
} as const;
/** Each further app has a service plan of its own on Flex Consumption. */
export const FURTHER_APPS = { functionApp: { plan: "FC1", apps: { workers: {} } } } as const;
export const REDIS = { optional: { redis: true } } as const;
export const APIM = {
  optional: {
    redis: true,
    b2c: {
      tenantName: "contosoauth",
      createTenant: { countryCode: "US", dataResidency: "United States" },
      clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"],
    },
    apim: {
      publisherName: "Contoso",
      publisherEmail: "api@contoso.com",
      functionKey: true,
      policies: { operations: { "feedback-list": { caching: { duration: 300 } } } },
    },
    cdn: true,
    containerRegistry: true,
    eventHubs: { hubs: { telemetry: { consumerGroups: ["reports"] } } },
    serviceBus: {
      topics: {
        "order-events": {
          subscriptions: { "analytics-service": { rules: { large: { sqlFilter: "q > 9" } } } },
        },
      },
    },
  },
} as const;
export const BUDGETS = {
  keyVault: { secrets: { "jwt-secret": { expires: "2027-06-30" } } },
  safeguards: {
    budgets: {
      startDate: "2026-12-01",
      amounts: { network: 20, platform: 500, workloads: 300 },
      emails: ["costs@example.com"],
    },
  },
} as const;

const NETWORK =
  "/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/rg-net/providers/Microsoft.Network";
export const NAT_GATEWAY = { networking: { natGateway: true } } as const;
/** In the place of an address that is made. */
export const NAT_PREFIX = {
  networking: { natGateway: { publicIpPrefixes: [`${NETWORK}/publicIPPrefixes/ippre-calls`] } },
} as const;

/** Of a landing zone: its hub is in another subscription. */
export const HUB = {
  monitoring: { workbook: true },
  networking: {
    addressSpace: ["10.40.0.0/22"],
    firewall: { privateIp: "10.0.0.4" },
    flowLogs: { retentionInDays: 30 },
    routes: { telemetry: { addressPrefix: "AzureMonitor", nextHop: "Internet" } },
    peerings: {
      hub: {
        id: `${NETWORK}/virtualNetworks/vnet-hub`,
        allowForwardedTraffic: true,
        useRemoteGateways: true,
      },
    },
  },
} as const;

const CERTIFICATES = `${NETWORK.replace("Microsoft.Network", "Microsoft.KeyVault")}/vaults/kv-certificates`;
const CONTOSO = `${NETWORK}/dnsZones/contoso.com`;
/** Names of one's own, with records in a zone of another subscription. */
export const DOMAINS = {
  functionApp: {
    customDomains: {
      "api.contoso.com": { dnsZoneId: CONTOSO },
      "contoso.com": { dnsZoneId: CONTOSO, address: "20.50.2.10" },
    },
  },
  // Redis, as the components of some tests use it.
  optional: {
    redis: true,
    cdn: { customDomains: { "assets.contoso.com": { dnsZoneId: CONTOSO } } },
    apim: {
      publisherName: "Contoso",
      publisherEmail: "api@contoso.com",
      customDomains: {
        "gateway.contoso.com": {
          certificateSecretId: "https://kv-certificates.vault.azure.net/secrets/gateway",
          keyVaultId: CERTIFICATES,
          dnsZoneId: CONTOSO,
        },
      },
    },
  },
} as const;

/** Options that lead to every resource and argument, each with what they are. */
export const EVERYTHING: readonly (readonly [string, BackendOptions])[] = [
  ["dev", {}],
  ["prod", PROD],
  ["a content share", SHARE],
  ["an account of packages", PACKAGES],
  ["an old cache", CALLED],
  ["a managed cache", { ...PROD, ...REDIS }],
  ["everything that there is", { ...PROD, ...APIM, ...BUDGETS }],
  ["a NAT gateway", { ...PROD, ...NAT_GATEWAY }],
  ["a NAT gateway with a prefix", { ...PROD, ...NAT_PREFIX }],
  ["a hub", { ...PROD, ...HUB }],
  ["custom domains", { ...PROD, ...DOMAINS }],
  ["subnets with service endpoints", { ...PROD, networking: { privateEndpoints: false } }],
];
