import { contextOf, planOf, planned } from "../planned";
import { APP, STORAGE, type RuleCases, drifted, of, replaced, updated } from "./rule-case";

/** What a change means for the people who run the backend. */
export const effectsCases = {
  renamed: {
    trips: [replaced("azurerm_subnet", { name: "a" }, { name: "b" })],
    passes: [replaced("azurerm_subnet", { name: "a" }, { name: "a" })],
  },
  slow: {
    trips: [
      of("create", "azurerm_api_management", { sku_name: "Developer_1" }),
      updated("azurerm_api_management", { sku_name: "Basic_1" }, { sku_name: "Standard_1" }),
      of("create", "azurerm_virtual_network_gateway"),
    ],
    passes: [
      of("create", "azurerm_api_management", { sku_name: "StandardV2_1" }),
      updated("azurerm_api_management", { sku_name: "Basic_1", a: 1 }, { sku_name: "Basic_1", a: 2 }),
    ],
  },
  "platform-setting-changed": {
    trips: [
      updated(
        APP,
        { app_settings: { WEBSITE_RUN_FROM_PACKAGE: "1" } },
        { app_settings: { WEBSITE_RUN_FROM_PACKAGE: "0" } },
      ),
    ],
    passes: [updated(APP, { app_settings: { MINE: "1" } }, { app_settings: { MINE: "0" } })],
  },
  "import-changes": {
    trips: [
      contextOf(
        planOf([planned(STORAGE, { before: { a: 1 }, after: { a: 2 }, more: { importing: { id: "/x" } } })]),
      ),
    ],
    passes: [contextOf(planOf([planned(STORAGE, { kind: "no-op", more: { importing: { id: "/x" } } })]))],
  },
  "changed-outside": {
    trips: [contextOf(planOf([], { resource_drift: [drifted] }))],
    passes: [contextOf(planOf([]))],
  },
} as const satisfies Partial<RuleCases>;
