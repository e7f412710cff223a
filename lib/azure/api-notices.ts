import { listed } from "./retirements/recorded-ends";

/** Versions of Azure Resource Manager's interface that Azure has stopped serving, or will. */
export interface ApiNotice {
  /** The namespace, with a type where it is about that type alone: `Microsoft.Cache/redisEnterprise`. */
  readonly part: string;
  /** Ends "managing": `key vaults`. */
  readonly manages: string;
  /** The oldest version that is served on. */
  readonly oldest: string;
  /** The day from which older ones are not. */
  readonly date: string;
  readonly source: string;
}

const notices = {
  "key-vault-old-api": {
    part: "Microsoft.KeyVault",
    manages: "key vaults",
    oldest: "2026-02-01",
    date: "2027-02-27",
    source: "learn.microsoft.com/azure/key-vault/general/migrate-api-version",
  },
  "api-management-old-api": {
    part: "Microsoft.ApiManagement",
    manages: "API Management",
    oldest: "2021-08-01",
    date: "2024-06-01",
    source: "learn.microsoft.com/azure/api-management/breaking-changes/api-version-retirement-sep-2023",
  },
  // Nothing is announced for a day; since then 2021-03-01 and 2023-07-01 answer 400.
  "managed-redis-old-api": {
    part: "Microsoft.Cache/redisEnterprise",
    manages: "Azure Managed Redis",
    oldest: "2024-02-01",
    date: "2026-06-02",
    source: "github.com/Azure/azure-service-operator/issues/5430",
  },
  "service-bus-old-api": {
    part: "Microsoft.ServiceBus",
    manages: "Service Bus",
    oldest: "2017-04-01",
    ...listed("376"),
  },
  "registry-old-api": {
    part: "Microsoft.ContainerRegistry",
    manages: "container registries",
    oldest: "2017-10-01",
    ...listed("426"),
  },
} as const satisfies Readonly<Record<string, ApiNotice>>;

export type ApiNoticeName = keyof typeof notices;

/** Everything that Azure has announced of the parts that backends are made of. */
export const apiNotices: Readonly<Record<ApiNoticeName, ApiNotice>> = notices;

export const apiNoticeNames = Object.keys(notices) as readonly ApiNoticeName[];
