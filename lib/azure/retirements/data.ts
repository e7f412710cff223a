import { listed } from "./recorded-ends";
import type { Retirement } from "./retirement";

const TLS = { by: "never offered: every service uses TLS 1.2" } as const;
const REDIS = { decidedBy: "optional.redis" } as const;

/** What keeps or passes on data. */
export const dataRetirements = {
  "storage-old-tls": {
    what: "TLS 1.0 and 1.1 for Azure Storage",
    state: "unsupported",
    ...listed("43507"),
    replacement: "use TLS 1.2",
    place: TLS,
  },
  "cosmos-old-tls": {
    what: "TLS 1.0 and 1.1 for Cosmos DB",
    state: "unsupported",
    ...listed("703"),
    replacement: "use TLS 1.2",
    place: TLS,
  },
  "redis-cache": {
    what: "Azure Cache for Redis, Basic, Standard and Premium",
    state: "retires",
    ...listed("125"),
    replacement: "use Azure Managed Redis",
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
    ...listed("545"),
    replacement: "use Azure Managed Redis",
    place: { by: "never offered: the provider creates Azure Managed Redis" },
  },
  "service-bus-sbmp": {
    what: "The protocol SBMP of Service Bus",
    state: "unsupported",
    ...listed("433"),
    replacement: "use AMQP",
    place: { by: "never offered: the Functions host uses AMQP" },
  },
  "service-bus-old-sdks": {
    what: "The first two generations of Service Bus SDKs",
    state: "unsupported",
    ...listed("433"),
    replacement: "use @azure/service-bus 7",
    place: { by: "never offered: the Functions host receives the messages, not an SDK in your code" },
  },
  "registry-content-trust": {
    what: "Docker Content Trust in Azure Container Registry",
    state: "retires",
    ...listed("600"),
    replacement: "sign images with Notation",
    place: { by: "never offered: a registry trusts every identity that may push" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
