import type { ReviewContext } from "../../../lib/review/rules/rule";
import type { DataObject } from "../../../lib/settings/data";
import { contextOf, planOf, planned } from "../planned";
import { COSMOS, STORAGE, VAULT, type RuleCases, replaced, updated } from "./rule-case";

function regions(...all: readonly (readonly [location: string, zones: boolean])[]): DataObject {
  return {
    geo_location: all.map(([location, zones], index) => ({
      location,
      failover_priority: index,
      zone_redundant: zones,
    })),
  };
}

function locked(
  kind: "delete" | "replace" | "update",
  id: string,
  lock: "delete" | "no-op" = "no-op",
): ReviewContext {
  const lockId = "/a/Accounts/x/providers/Microsoft.Authorization/locks/keep-data";
  return contextOf(
    planOf([
      planned("azurerm_management_lock", { kind: lock, before: { id: lockId } }),
      planned("azurerm_storage_queue", { kind, before: { id } }),
    ]),
  );
}

/** What apply stops at, what stays, and what is planned as nothing. */
export const refusedCases = {
  "deletion-locked": {
    trips: [locked("delete", "/a/accounts/x/queues/y"), locked("replace", "/a/accounts/x|diagnostics")],
    passes: [
      locked("update", "/a/accounts/x/queues/y"),
      locked("delete", "/a/accounts/xy"),
      locked("delete", "/a/accounts/x/queues/y", "delete"),
    ],
  },
  "vault-retention-fixed": {
    trips: [updated(VAULT, { soft_delete_retention_days: 90 }, { soft_delete_retention_days: 7 })],
    passes: [
      updated(STORAGE, { soft_delete_retention_days: 90 }, { soft_delete_retention_days: 7 }),
      updated(VAULT, { soft_delete_retention_days: 90 }, { soft_delete_retention_days: 90 }),
    ],
  },
  "purge-protection-off": {
    trips: [updated(VAULT, { purge_protection_enabled: true }, { purge_protection_enabled: false })],
    passes: [updated(VAULT, { purge_protection_enabled: false }, { purge_protection_enabled: true })],
  },
  "write-region-changed": {
    trips: [
      updated(
        COSMOS,
        regions(["East US", false], ["westus", false]),
        regions(["westus", false], ["eastus", false]),
      ),
    ],
    passes: [
      updated(COSMOS, regions(["East US", false]), regions(["eastus", false], ["westus", false])),
      replaced(COSMOS, regions(["eastus", false]), regions(["westus", false])),
    ],
  },
  "region-zones-changed": {
    trips: [updated(COSMOS, regions(["eastus", false]), regions(["eastus", true]))],
    passes: [updated(COSMOS, regions(["eastus", false]), regions(["eastus", false], ["westus", true]))],
  },
  "throughput-kind-changed": {
    trips: [
      updated("azurerm_cosmosdb_sql_container", {}, { autoscale_settings: [{ max_throughput: 1000 }] }),
      updated("azurerm_cosmosdb_sql_database", { throughput: 400 }, { throughput: null }),
    ],
    passes: [updated("azurerm_cosmosdb_sql_container", { throughput: 400 }, { throughput: 800 })],
  },
  "subnet-changed": {
    trips: [
      updated("azurerm_subnet", { address_prefixes: ["10.0.0.0/24"] }, { address_prefixes: ["10.0.1.0/24"] }),
      updated("azurerm_subnet", { delegation: [] }, { delegation: [{ name: "functions" }] }),
    ],
    passes: [
      updated("azurerm_subnet", { service_endpoints: [] }, { service_endpoints: ["Microsoft.Storage"] }),
    ],
  },
  "plan-tier-changed": {
    trips: [updated("azurerm_service_plan", { sku_name: "Y1" }, { sku_name: "EP1" })],
    passes: [
      updated("azurerm_service_plan", { sku_name: "EP1" }, { sku_name: "EP2" }),
      replaced("azurerm_service_plan", { sku_name: "Y1" }, { sku_name: "EP1" }),
    ],
  },
  "cannot-be-undone": {
    trips: [
      updated(VAULT, { purge_protection_enabled: false }, { purge_protection_enabled: true }),
      updated(COSMOS, { backup: [{ type: "Periodic" }] }, { backup: [{ type: "Continuous" }] }),
    ],
    passes: [replaced(COSMOS, { backup: [{ type: "Continuous" }] }, { backup: [{ type: "Periodic" }] })],
  },
  "planned-as-nothing": {
    trips: [
      contextOf(planOf([planned(COSMOS, { kind: "no-op" })]), { configuration: () => ["geo_location"] }),
    ],
    passes: [
      contextOf(planOf([planned(COSMOS, { kind: "no-op" })])),
      contextOf(planOf([planned(COSMOS)]), { configuration: () => ["geo_location"] }),
    ],
  },
} as const satisfies Partial<RuleCases>;
