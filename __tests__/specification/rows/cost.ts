import { specifiedCosts } from "../../../scripts/specified-costs";
import type { Carrier, Chapter, Proof, Row } from "./row";

/** What an item of the specification's tables is the price of, and the test of that price. */
interface Priced {
  readonly on?: Row["on"];
  readonly carriedBy: readonly Carrier[];
  readonly proof?: Proof;
}

type Items<Costs extends readonly { readonly says: string }[]> = Readonly<
  Record<Costs[number]["says"], Priced>
>;

const ESTIMATED: Proof = ["cost/estimate", "an estimate matches the snapshot of %s"];
const FOLLOWS: Proof = ["cost/estimate", "an estimate follows the options"];
const WORKSPACE: Priced = { carriedBy: ["platform: azurerm_log_analytics_workspace.log_analytics"] };
const INSIGHTS: Priced = { carriedBy: ["workloads: azurerm_application_insights.app_insights"] };
const STORAGE: Priced = { carriedBy: ["platform: azurerm_storage_account.storage"] };
const COSMOS: Priced = { carriedBy: ["platform: azurerm_cosmosdb_account.cosmos"] };
const VAULT: Priced = { carriedBy: ["platform: azurerm_key_vault.key_vault"] };
const PLAN: Priced = { carriedBy: ["workloads: azurerm_service_plan.service_plan"] };
const ALL: Priced = {
  carriedBy: ["platform: azurerm_resource_group.resource_group"],
  proof: [
    "cost/estimate",
    "more usage never costs less, low is never above high, and lines add up to the sums",
  ],
};

const devItems: Items<typeof specifiedCosts.dev> = {
  "Function App (Consumption)": PLAN,
  "Storage Account": STORAGE,
  "Cosmos DB (Serverless)": COSMOS,
  "Application Insights": INSIGHTS,
  "Key Vault": VAULT,
  "Log Analytics": WORKSPACE,
  "**Total**": ALL,
};

const prodItems: Items<typeof specifiedCosts.prod> = {
  "Function App (EP1 Premium)": { ...PLAN, proof: FOLLOWS },
  "Storage Account": STORAGE,
  "Cosmos DB (Autoscale 4000 RU/s)": { ...COSMOS, proof: FOLLOWS },
  "Application Insights": INSIGHTS,
  "Key Vault": VAULT,
  "Log Analytics": WORKSPACE,
  "API Management (Premium)": {
    on: ["prod with everything"],
    carriedBy: ["platform: azurerm_api_management.apim"],
    proof: FOLLOWS,
  },
  "Service Bus (Standard)": {
    on: ["prod with everything"],
    carriedBy: ["platform: azurerm_servicebus_namespace.service_bus"],
    proof: ["cost/price-book", "the price %s has a source, a unit and a valid amount"],
  },
  VNet: { carriedBy: ["network: azurerm_virtual_network.vnet"] },
  "Private Endpoints": {
    carriedBy: [
      "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
      "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
      "platform: azurerm_private_endpoint.private_endpoint_storage_queue",
      "platform: azurerm_private_endpoint.private_endpoint_storage_table",
      "platform: azurerm_private_endpoint.private_endpoint_key_vault",
    ],
    proof: FOLLOWS,
  },
  "**Total**": ALL,
};

export const developmentCosts: Chapter = {
  title: "Cost Estimation: Development Environment (Monthly)",
  rows: specifiedCosts.dev.map((cost) => rowOf(cost, devItems[cost.says], "dev")),
};

export const productionCosts: Chapter = {
  title: "Cost Estimation: Production Environment (Monthly)",
  rows: specifiedCosts.prod.map((cost) => rowOf(cost, prodItems[cost.says], "prod")),
};

function rowOf(
  { says, figure, here }: (typeof specifiedCosts)["dev" | "prod"][number],
  item: Priced,
  environment: "dev" | "prod",
): Row {
  return { says: `${says}: ${figure}`, proof: ESTIMATED, estimate: here, on: [environment], ...item };
}
