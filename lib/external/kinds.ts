import type { ComposedKind } from "../services/names";
import type { AllSettings, GroupName } from "../services";
import type { TransformName } from "../transform/transforms";
import type { ExternalName } from "./external-options";

/** What there is to know of one kind of resource that can be brought. */
export interface BroughtKind {
  /** What messages call it. */
  readonly label: string;
  /** Its type in Azure's ids. */
  readonly armType: string;
  /** Its type in Terraform, of resource and data source. */
  readonly terraformType: string;
  /** Further texts of a literal that do not follow from its id. */
  readonly endpoints: readonly string[];
  /** What may be said of it beside what it is. */
  readonly options: readonly ("createChildren" | "roleAssignments" | "subnets")[];
}

/** What bringing a resource means for the service that would have made it. */
export interface ReplacedKind extends BroughtKind {
  readonly service: GroupName;
  /** Options of the service that keep their meaning. */
  readonly keeps: (settings: AllSettings, createChildren: boolean) => readonly string[];
  /** Names that nothing is given any more. */
  readonly names: readonly ComposedKind[];
  /** What is not made, and what is made inside of it only with `createChildren`, as `transform` knows it. */
  readonly resources: readonly TransformName[];
  readonly children: readonly TransformName[];
}

export const broughtKinds: Readonly<Record<ExternalName, ReplacedKind>> = {
  cosmos: {
    label: "Cosmos DB account",
    armType: "Microsoft.DocumentDB/databaseAccounts",
    terraformType: "azurerm_cosmosdb_account",
    endpoints: ["endpoint"],
    options: ["createChildren", "roleAssignments"],
    service: "cosmos",
    keeps: (_, createChildren) =>
      createChildren ? ["database", "containers", "mode", "maxThroughput"] : ["database"],
    names: ["cosmosAccount"],
    resources: ["cosmos"],
    children: ["cosmosDatabase", "cosmosContainers"],
  },
  storage: {
    label: "storage account",
    armType: "Microsoft.Storage/storageAccounts",
    terraformType: "azurerm_storage_account",
    endpoints: ["primaryBlobEndpoint", "primaryQueueEndpoint", "primaryTableEndpoint"],
    options: ["createChildren", "roleAssignments"],
    service: "storage",
    keeps: ({ storage }, createChildren) => [
      "hostAccount",
      ...(createChildren ? ["containers", "queues", "tables"] : []),
      // The host's own account is still made.
      ...(storage.hostAccount === "separate" ? ["sku", "accessTier", "softDeleteRetentionInDays"] : []),
    ],
    names: ["storageAccount"],
    resources: ["storage"],
    children: ["storageQueues", "storageTables"],
  },
  keyVault: {
    label: "key vault",
    armType: "Microsoft.KeyVault/vaults",
    terraformType: "azurerm_key_vault",
    endpoints: ["vaultUri"],
    options: ["createChildren", "roleAssignments"],
    service: "keyVault",
    keeps: () => ["secrets", "connectionStrings"],
    names: ["keyVault"],
    resources: ["keyVault"],
    children: ["keyVaultSecrets"],
  },
  logAnalytics: {
    label: "Log Analytics workspace",
    armType: "Microsoft.OperationalInsights/workspaces",
    terraformType: "azurerm_log_analytics_workspace",
    endpoints: [],
    options: [],
    service: "logs",
    keeps: () => ["samplingPercentage", "diagnostics"],
    names: ["logAnalyticsWorkspace"],
    resources: ["logAnalytics"],
    children: [],
  },
  vnet: {
    label: "virtual network",
    armType: "Microsoft.Network/virtualNetworks",
    terraformType: "azurerm_virtual_network",
    endpoints: [],
    options: ["createChildren", "subnets"],
    service: "networking",
    keeps: (_, createChildren) =>
      createChildren ? ["vnet", "privateEndpoints", "subnets"] : ["vnet", "privateEndpoints"],
    names: ["virtualNetwork"],
    resources: ["vnet"],
    children: [
      "subnets",
      "networkSecurityGroups",
      "networkSecurityRules",
      "networkSecurityGroupAssociations",
    ],
  },
};

export const externalNames = Object.keys(broughtKinds) as readonly ExternalName[];

export const privateDnsZoneKind: BroughtKind = {
  label: "private DNS zone",
  armType: "Microsoft.Network/privateDnsZones",
  terraformType: "azurerm_private_dns_zone",
  endpoints: [],
  options: ["createChildren"],
};
