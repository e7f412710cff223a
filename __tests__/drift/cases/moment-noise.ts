import type { DataObject } from "../../../lib/settings/data";
import type { Known } from "../../support/refresh-plan";
import { ID, type NoiseCases } from "./noise-case";

const workers = (count: number, sku = "P1v3"): DataObject => ({ id: ID, worker_count: count, sku_name: sku });
const scaler = (target: string): Known => ({
  type: "azurerm_monitor_autoscale_setting",
  values: { target_resource_id: target, enabled: true },
});
const account = (key: string, shared: boolean): DataObject => ({
  primary_access_key: key,
  shared_access_key_enabled: shared,
});
const cosmos = (throughput: number, maximum: number | undefined): DataObject => ({
  throughput,
  autoscale_settings: maximum === undefined ? [] : [{ max_throughput: maximum }],
});

/** Counts of the moment, and keys. */
export const momentNoise: NoiseCases = {
  "cosmos-autoscale": {
    trips: [
      {
        address: "azurerm_cosmosdb_sql_database.database",
        before: cosmos(400, 4000),
        after: cosmos(1200, 4000),
      },
    ],
    leaves: [
      {
        address: "azurerm_cosmosdb_sql_container.container",
        before: cosmos(400, undefined),
        after: cosmos(1000, undefined),
      },
      {
        address: "azurerm_cosmosdb_sql_container.container",
        before: cosmos(400, 4000),
        after: cosmos(400, 8000),
      },
    ],
  },
  "autoscale-setting": {
    trips: [
      {
        address: "azurerm_service_plan.plan",
        before: workers(1),
        after: workers(3),
        known: [scaler(ID.toUpperCase())],
      },
      {
        address: "azurerm_api_management.apim",
        before: { id: ID, sku_name: "Premium_1" },
        after: { id: ID, sku_name: "Premium_3" },
        known: [scaler(ID)],
      },
    ],
    leaves: [
      {
        address: "azurerm_service_plan.plan",
        before: workers(1),
        after: workers(3),
        known: [scaler(`${ID}2`)],
      },
      {
        address: "azurerm_api_management.apim",
        before: { id: ID, sku_name: "Premium_1" },
        after: { id: ID, sku_name: "Developer_1" },
        known: [scaler(ID)],
      },
    ],
  },
  "scales-itself": {
    trips: [
      { address: "azurerm_service_plan.plan", before: workers(0, "Y1"), after: workers(2, "Y1") },
      {
        address: "azurerm_eventhub_namespace.events",
        before: { capacity: 1, auto_inflate_enabled: true },
        after: { capacity: 4, auto_inflate_enabled: true },
      },
    ],
    leaves: [
      { address: "azurerm_service_plan.plan", before: workers(1, "EP1"), after: workers(2, "EP1") },
      {
        address: "azurerm_eventhub_namespace.events",
        before: { capacity: 1, auto_inflate_enabled: false },
        after: { capacity: 4, auto_inflate_enabled: false },
      },
    ],
  },
  "closed-key": {
    trips: [
      {
        address: "azurerm_storage_account.storage",
        before: account("a", false),
        after: account("b", false),
      },
    ],
    leaves: [
      { address: "azurerm_storage_account.storage", before: account("a", true), after: account("b", true) },
      {
        address: "azurerm_storage_account.storage",
        before: account("a", false),
        after: account("b", true),
      },
    ],
  },
  "unread-secret": {
    trips: [
      { address: "azurerm_storage_account.storage", before: account("a", true), after: account("", true) },
      {
        address: "acme_thing.one",
        before: { token: "a" },
        after: { token: null },
        sensitive: { token: true },
      },
    ],
    leaves: [
      {
        // An argument that the stack sets is no key that Azure computes.
        address: "acme_thing.one",
        before: { token: "a" },
        after: { token: null },
        sensitive: { token: true },
        configured: { token: "${var.token}" },
      },
      { address: "acme_thing.one", before: { token: "a" }, after: { token: null } },
    ],
  },
};
