import type { ReplacementKind } from "../contract/existing-kind";

/** What bringing it means. */
export const existingVnet: ReplacementKind = {
  label: "virtual network",
  armType: "Microsoft.Network/virtualNetworks",
  terraformType: "azurerm_virtual_network",
  endpoints: [],
  options: ["createChildren", "subnets"],
  keeps: (_, createChildren) =>
    createChildren ? ["vnet", "privateEndpoints", "subnets"] : ["vnet", "privateEndpoints"],
  names: ["virtualNetwork"],
  resources: ["vnet"],
  children: ["subnets", "networkSecurityGroups", "networkSecurityRules", "networkSecurityGroupAssociations"],
};
