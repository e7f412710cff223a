import { type AcceptRule, CUSTOMER_KEYS, type Cause, OPEN, accepted, always } from "./accept-rule";
import {
  cosmosAccounts,
  eventGridTopics,
  keyVaults,
  redisCaches,
  serviceBusNamespaces,
} from "./judged-resources";

const COSMOS_KEYS: Cause = {
  when: "`cosmos.disableLocalAuth` is false",
  reason: "keys of the account are on, as `cosmos.disableLocalAuth` or `keyVault.connectionStrings` asks for",
};
const COSMOS_NEW_NAME: Cause = {
  when: "`provider.version` is 4.78.0 or later",
  reason:
    "keys are off: the check reads `local_authentication_disabled`, which azurerm 4.78 and later call `local_authentication_enabled`",
};
const PURGE: Cause = {
  when: "`keyVault.enablePurgeProtection` is false",
  reason: "a vault that cannot be purged keeps its name: `keyVault.enablePurgeProtection`",
};
const SERVICE_BUS_IDENTITY: Cause = {
  when: "with Service Bus",
  reason: "it signs in to nothing: one goes in with `transform.serviceBus`",
};
const SERVICE_BUS_TIER: Cause = {
  when: "Service Bus is not Premium, or has no private endpoint",
  reason:
    'Basic and Standard cannot be closed: `optional.serviceBus.sku.name: "Premium"` where there are private endpoints',
};
const SMALLEST_CACHE: Cause = {
  when: "`optional.redis` is an Azure Cache for Redis in tier Basic",
  reason: 'Basic keeps one copy: `optional.redis.sku.name: "Standard"`, or the engine `managed`',
};

const isOpen = ({ closed }: { readonly closed: boolean }): boolean => !closed;

export const dataRules: readonly AcceptRule[] = [
  ...accepted(CUSTOMER_KEYS, cosmosAccounts, always, [
    ["CKV_AZURE_100", "Cosmos DB encrypted with a customer's key"],
  ]),
  ...accepted(OPEN, cosmosAccounts, isOpen, [
    ["CKV_AZURE_99", "Cosmos DB with restricted access"],
    ["CKV_AZURE_101", "Cosmos DB closed to the internet"],
  ]),
  ...accepted(COSMOS_KEYS, cosmosAccounts, ({ disableLocalAuth }) => !disableLocalAuth, [
    ["CKV_AZURE_140", "Cosmos DB without keys"],
  ]),
  ...accepted(COSMOS_NEW_NAME, cosmosAccounts, ({ disablesByNewName }) => disablesByNewName, [
    ["CKV_AZURE_140", "Cosmos DB without keys"],
  ]),
  ...accepted(OPEN, keyVaults, ({ hasFirewall }) => !hasFirewall, [
    ["CKV_AZURE_109", "key vault with a firewall"],
    ["AZU-0013", "key vault denies by default"],
  ]),
  ...accepted(OPEN, keyVaults, isOpen, [
    ["CKV_AZURE_189", "key vault closed to the internet"],
    ["CKV2_AZURE_32", "key vault with a private endpoint"],
  ]),
  ...accepted(PURGE, keyVaults, ({ enablePurgeProtection }) => !enablePurgeProtection, [
    ["CKV_AZURE_42", "key vault recoverable"],
    ["CKV_AZURE_110", "purge protection"],
    ["AZU-0016", "purge protection"],
  ]),
  ...accepted(OPEN, eventGridTopics, isOpen, [["CKV_AZURE_193", "Event Grid topic closed to the internet"]]),
  ...accepted(SERVICE_BUS_IDENTITY, serviceBusNamespaces, always, [
    ["CKV_AZURE_202", "Service Bus with an identity"],
  ]),
  ...accepted(CUSTOMER_KEYS, serviceBusNamespaces, always, [
    ["CKV_AZURE_201", "Service Bus encrypted with a customer's key"],
    ["CKV_AZURE_199", "Service Bus encrypted twice"],
  ]),
  ...accepted(SERVICE_BUS_TIER, serviceBusNamespaces, isOpen, [
    ["CKV_AZURE_204", "Service Bus closed to the internet"],
  ]),
  ...accepted(OPEN, redisCaches, isOpen, [["CKV_AZURE_89", "Redis closed to the internet"]]),
  ...accepted(SMALLEST_CACHE, redisCaches, ({ isReplicated }) => !isReplicated, [
    ["CKV_AZURE_230", "replicated Redis"],
  ]),
];
