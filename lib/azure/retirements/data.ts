import type { Retirement } from "./retirement";

const LIST = "github.com/Azure/EOL";
const TLS = { by: "never offered: every service uses TLS 1.2" } as const;
const REDIS = { decidedBy: "optional.redis" } as const;

/** What keeps or passes on data. */
export const dataRetirements = {
  "key-vault-old-api": {
    what: "Managing key vaults with API versions before 2026-02-01, which azurerm before 4.81.0 uses",
    state: "retires",
    date: "2027-02-27",
    replacement: "use azurerm 4.81.0",
    source: "learn.microsoft.com/azure/key-vault/general/access-control-default",
    place: { decidedBy: "provider.version" },
  },
  "storage-old-tls": {
    what: "TLS 1.0 and 1.1 for Azure Storage",
    state: "unsupported",
    date: "2026-02-03",
    replacement: "use TLS 1.2",
    source: LIST,
    place: TLS,
  },
  "cosmos-old-tls": {
    what: "TLS 1.0 and 1.1 for Cosmos DB",
    state: "unsupported",
    date: "2025-08-31",
    replacement: "use TLS 1.2",
    source: LIST,
    place: TLS,
  },
  "redis-cache": {
    what: "Azure Cache for Redis, Basic, Standard and Premium",
    state: "retires",
    date: "2028-09-30",
    replacement: "use Azure Managed Redis",
    source: LIST,
    place: REDIS,
  },
  "redis-cache-creation": {
    what: "Azure Cache for Redis",
    state: "notCreated",
    date: "2026-04-01",
    except: "tenants that had one by then",
    replacement: "use Azure Managed Redis",
    source: "learn.microsoft.com/azure/azure-cache-for-redis/cache-whats-new",
    place: REDIS,
  },
  "redis-enterprise": {
    what: "Azure Cache for Redis, Enterprise",
    state: "retires",
    date: "2027-03-31",
    replacement: "use Azure Managed Redis",
    source: LIST,
    place: { by: "never offered: the provider creates Azure Managed Redis" },
  },
  "service-bus-sbmp": {
    what: "The protocol SBMP of Service Bus",
    state: "unsupported",
    date: "2026-09-30",
    replacement: "use AMQP",
    source: LIST,
    place: { by: "never offered: the Functions host uses AMQP" },
  },
  "service-bus-old-sdks": {
    what: "The first two generations of Service Bus SDKs",
    state: "unsupported",
    date: "2026-09-30",
    replacement: "use @azure/service-bus 7",
    source: LIST,
    place: { by: "never offered: the Functions host receives the messages, not an SDK in your code" },
  },
  "registry-content-trust": {
    what: "Docker Content Trust in Azure Container Registry",
    state: "retires",
    date: "2028-03-31",
    replacement: "sign images with Notation",
    source: LIST,
    place: { by: "never offered: a registry trusts every identity that may push" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
