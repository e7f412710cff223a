import { contextOf, planOf, planned } from "../planned";
import { APP, COSMOS, STORAGE, type RuleCases, of, plan, replaced, updated } from "./rule-case";

/** Plans as a whole, data, and what protects it. */
export const plansAndDataCases = {
  "plan-stopped": {
    trips: [contextOf(planOf([], { errored: true }))],
    passes: [contextOf(planOf([], { errored: false }))],
  },
  "plan-partial": {
    trips: [
      contextOf(planOf([], { complete: false })),
      contextOf(planOf([], { deferred_changes: [{ reason: "x" }] })),
    ],
    passes: [contextOf(planOf([], { complete: true })), contextOf(planOf([]))],
  },
  "stack-not-planned": {
    trips: [contextOf(planOf([]), { after: plan({}) })],
    passes: [contextOf(planOf([]), { after: plan({}), asked: "some" }), contextOf(planOf([]))],
  },
  "environment-gone": {
    trips: [{ ...contextOf(planOf([])), stacks: [], before: plan({}) }],
    passes: [
      { ...contextOf(planOf([])), stacks: [], before: plan({}), after: plan({}) },
      contextOf(planOf([]), { before: plan({}) }),
    ],
  },
  "data-destroyed": {
    trips: [
      of("delete", COSMOS),
      of("delete", "azurerm_mssql_database"),
      of("delete", "azurerm_storage_queue"),
    ],
    passes: [of("delete", "azurerm_subnet"), of("no-op", COSMOS), replaced(COSMOS)],
  },
  "data-replaced": {
    trips: [replaced(COSMOS), replaced("azurerm_cosmosdb_sql_container")],
    passes: [replaced("azurerm_service_plan"), updated(COSMOS, { a: 1 }, { a: 2 })],
  },
  "lost-with-parent": {
    trips: [
      contextOf(
        planOf([
          planned(COSMOS, { kind: "replace", before: { id: "/a/Accounts/x" } }),
          planned("azurerm_cosmosdb_sql_database", {
            kind: "no-op",
            before: { id: "/a/accounts/x/sqlDatabases/y" },
          }),
        ]),
      ),
    ],
    passes: [
      contextOf(
        planOf([
          planned(COSMOS, { kind: "replace", before: { id: "/a/accounts/x" } }),
          planned("azurerm_cosmosdb_sql_database", {
            kind: "replace",
            before: { id: "/a/accounts/x/sqlDatabases/y" },
          }),
          planned(COSMOS, { address: "other", kind: "no-op", before: { id: "/a/accounts/xy" } }),
        ]),
      ),
    ],
  },
  "data-forgotten": { trips: [of("forget", STORAGE)], passes: [of("forget", "azurerm_subnet")] },
  "stack-destroyed": {
    trips: [
      contextOf(
        planOf([
          planned("azurerm_subnet", { kind: "delete", address: "a" }),
          planned(APP, { kind: "delete" }),
        ]),
      ),
    ],
    passes: [
      of("delete", "azurerm_subnet"),
      contextOf(
        planOf([
          planned("azurerm_subnet", { kind: "delete", address: "a" }),
          planned(APP, { kind: "no-op" }),
        ]),
      ),
    ],
  },
  "app-replaced": {
    trips: [replaced(APP), of("delete", "azurerm_windows_function_app_slot")],
    passes: [updated(APP, { https_only: false }, { https_only: true })],
  },
  "lock-removed": {
    trips: [of("delete", "azurerm_management_lock"), replaced("azurerm_management_lock")],
    passes: [of("create", "azurerm_management_lock")],
  },
  "safeguard-off": {
    trips: [
      contextOf(planOf([]), { before: plan({}), after: plan({ safeguards: { locks: false } }) }),
      contextOf(planOf([]), { before: plan({}), after: plan({ safeguards: { preventDestroy: false } }) }),
    ],
    passes: [
      contextOf(planOf([]), { before: plan({}), after: plan({}) }),
      contextOf(planOf([]), { after: plan({ safeguards: { locks: false } }) }),
    ],
  },
  "recovery-weakened": {
    trips: [
      updated(
        STORAGE,
        { blob_properties: [{ delete_retention_policy: [{ days: 30 }] }] },
        { blob_properties: [{ delete_retention_policy: [{ days: 7 }] }] },
      ),
      updated(
        STORAGE,
        { blob_properties: [{ versioning_enabled: true }] },
        { blob_properties: [{ versioning_enabled: false }] },
      ),
    ],
    passes: [
      updated(
        STORAGE,
        { blob_properties: [{ delete_retention_policy: [{ days: 7 }] }] },
        { blob_properties: [{ delete_retention_policy: [{ days: 30 }] }] },
      ),
    ],
  },
  "logs-lost": {
    trips: [
      of("delete", "azurerm_monitor_diagnostic_setting"),
      updated("azurerm_log_analytics_workspace", { retention_in_days: 90 }, { retention_in_days: 30 }),
    ],
    passes: [
      updated("azurerm_log_analytics_workspace", { retention_in_days: 30 }, { retention_in_days: 90 }),
    ],
  },
} as const satisfies Partial<RuleCases>;
