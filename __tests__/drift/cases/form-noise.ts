import type { DataObject } from "../../../lib/settings/data";
import type { Known } from "../../support/refresh-plan";
import { ID, type NoiseCases } from "./noise-case";

const workers = (count: number, sku = "P1v3"): DataObject => ({ id: ID, worker_count: count, sku_name: sku });
const vnet = (...subnets: readonly string[]): DataObject => ({
  name: "vnet",
  subnet: subnets.map((name) => ({ name, id: `${ID}/${name}` })),
});
const subnet = (name: string, within = "vnet"): Known => ({
  type: "azurerm_subnet",
  values: { name, virtual_network_name: within },
});
const scanner = (id: string): DataObject => ({
  network_rules: [
    { default_action: "Deny", private_link_access: [{ endpoint_resource_id: id, endpoint_tenant_id: "1" }] },
  ],
});
const closed: DataObject = { network_rules: [{ default_action: "Deny", private_link_access: [] }] };

/** The same in another form, and what is reported elsewhere. */
export const formNoise: NoiseCases = {
  "id-case": {
    trips: [
      {
        address: "azurerm_key_vault.vault",
        before: { subnet_id: ID },
        after: { subnet_id: ID.toLowerCase() },
      },
      {
        address: "azurerm_key_vault.vault",
        before: { network_acls: [{ virtual_network_subnet_ids: [ID] }] },
        after: { network_acls: [{ virtual_network_subnet_ids: [ID.toLowerCase()] }] },
      },
    ],
    leaves: [
      { address: "azurerm_key_vault.vault", before: { subnet_id: ID }, after: { subnet_id: `${ID}2` } },
      {
        address: "azurerm_key_vault.vault",
        before: { sku_name: "Standard" },
        after: { sku_name: "standard" },
      },
    ],
  },
  empty: {
    trips: [
      {
        address: "azurerm_cosmosdb_account.cosmos",
        before: { ip_range_filter: null },
        after: { ip_range_filter: [] },
      },
      {
        address: "azurerm_linux_function_app.app",
        before: { cors: [] },
        after: { cors: [{ allowed_origins: [], support_credentials: false }] },
      },
      {
        address: "azurerm_key_vault.vault",
        before: { tags: null, name: "" },
        after: { tags: {}, name: null },
      },
    ],
    leaves: [
      {
        address: "azurerm_cosmosdb_account.cosmos",
        before: { ip_range_filter: null },
        after: { ip_range_filter: ["0.0.0.0"] },
      },
      {
        address: "azurerm_linux_function_app.app",
        before: { cors: [] },
        after: { cors: [{ allowed_origins: ["*"], support_credentials: false }] },
      },
      { address: "azurerm_service_plan.plan", before: workers(1), after: workers(0) },
    ],
  },
  "own-resource": {
    trips: [
      {
        address: "azurerm_virtual_network.vnet",
        before: vnet(),
        after: vnet("functions", "endpoints"),
        known: [subnet("functions"), subnet("endpoints")],
      },
    ],
    leaves: [
      {
        address: "azurerm_virtual_network.vnet",
        before: vnet("functions"),
        after: vnet("functions", "unknown"),
        known: [subnet("functions"), subnet("unknown", "other")],
      },
    ],
  },
  "new-attribute": {
    trips: [
      {
        address: "azurerm_key_vault.vault",
        before: { new_argument: null },
        after: { new_argument: "x" },
        wasKnown: false,
      },
    ],
    leaves: [
      { address: "azurerm_key_vault.vault", before: { new_argument: null }, after: { new_argument: "x" } },
      {
        address: "azurerm_key_vault.vault",
        before: { new_argument: "a" },
        after: { new_argument: "x" },
        wasKnown: false,
      },
    ],
  },
  "defender-scanner": {
    trips: [
      {
        address: "azurerm_storage_account.storage",
        before: closed,
        after: scanner("/subscriptions/1/providers/Microsoft.Security/datascanners/StorageDataScanner"),
      },
    ],
    leaves: [
      {
        address: "azurerm_storage_account.storage",
        before: closed,
        after: scanner("/subscriptions/1/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/own"),
      },
    ],
  },
};
