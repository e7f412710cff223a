import type { NoiseCases } from "./noise-case";

/** What Azure changes. */
export const azureNoise: NoiseCases = {
  "outbound-addresses": {
    trips: [
      {
        address: "azurerm_windows_function_app.app",
        before: { outbound_ip_addresses: "1.1.1.1", outbound_ip_address_list: ["1.1.1.1"] },
        after: { outbound_ip_addresses: "1.1.1.2", outbound_ip_address_list: ["1.1.1.2"] },
      },
    ],
    leaves: [
      {
        address: "azurerm_public_ip.ip",
        before: { outbound_ip_addresses: "1.1.1.1" },
        after: { outbound_ip_addresses: "1.1.1.2" },
      },
    ],
  },
  "dns-counters": {
    trips: [
      {
        address: "azurerm_private_dns_zone.zone",
        before: { number_of_record_sets: 1, soa_record: [{ serial_number: 1 }] },
        after: { number_of_record_sets: 4, soa_record: [{ serial_number: 2 }] },
      },
    ],
    leaves: [
      {
        address: "azurerm_private_dns_zone.zone",
        before: { soa_record: [{ ttl: 3600 }] },
        after: { soa_record: [{ ttl: 60 }] },
      },
    ],
  },
  etag: {
    trips: [
      {
        address: "azurerm_consumption_budget_resource_group.budget",
        before: { etag: '"1"' },
        after: { etag: '"2"' },
      },
    ],
    leaves: [
      {
        address: "azurerm_consumption_budget_resource_group.budget",
        before: { amount: 1 },
        after: { amount: 2 },
      },
    ],
  },
  "last-run": {
    trips: [
      {
        address: "azurerm_linux_function_app.app",
        before: { backup: [{ schedule: [{ last_execution_time: "2026-01-01" }] }] },
        after: { backup: [{ schedule: [{ last_execution_time: "2026-01-02" }] }] },
      },
    ],
    leaves: [
      {
        address: "azurerm_linux_function_app.app",
        before: { backup: [{ schedule: [{ frequency_interval: 1 }] }] },
        after: { backup: [{ schedule: [{ frequency_interval: 7 }] }] },
      },
    ],
  },
  "renewed-certificate": {
    trips: [
      {
        address: "azurerm_api_management.apim",
        before: { hostname_configuration: [{ proxy: [{ expiry: "2026", thumbprint: "A" }] }] },
        after: { hostname_configuration: [{ proxy: [{ expiry: "2027", thumbprint: "B" }] }] },
      },
    ],
    leaves: [
      {
        address: "azurerm_api_management.apim",
        before: { hostname_configuration: [{ proxy: [{ certificate_status: "Completed" }] }] },
        after: { hostname_configuration: [{ proxy: [{ certificate_status: "Failed" }] }] },
      },
    ],
  },
  "module-version": {
    trips: [
      {
        address: "azurerm_managed_redis.redis",
        before: { default_database: [{ module: [{ name: "RedisJSON", version: "1" }] }] },
        after: { default_database: [{ module: [{ name: "RedisJSON", version: "2" }] }] },
      },
    ],
    leaves: [
      {
        address: "azurerm_managed_redis.redis",
        before: { default_database: [{ eviction_policy: "NoEviction" }] },
        after: { default_database: [{ eviction_policy: "AllKeysLRU" }] },
      },
    ],
  },
};
