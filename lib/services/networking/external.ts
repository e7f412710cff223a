import type { ReplacementKind } from "../contract/existing-kind";

/** What using an existing one means. */
export const existingVnet: ReplacementKind = {
  label: "virtual network",
  armType: "Microsoft.Network/virtualNetworks",
  terraformType: "azurerm_virtual_network",
  endpoints: [],
  options: ["createChildren", "subnets"],
  keeps: (_, createChildren) =>
    createChildren
      ? ["vnet", "privateEndpoints", "subnets", "restrictOutbound", "natGateway", "firewall", "routes"]
      : ["vnet", "privateEndpoints"],
  names: ["virtualNetwork"],
  resources: ["vnet"],
  children: ["subnets", "networkSecurityGroups", "networkSecurityRules", "networkSecurityGroupAssociations"],

  // learn.microsoft.com/azure/private-link/private-endpoint-overview
  checkElsewhere({ option }, draft) {
    if (!draft.settings.networking.privateEndpoints) return;
    draft.problem(
      option,
      "the network is in another subscription, and a private endpoint must be in the subscription of its network",
      "set networking.privateEndpoints to false, or use a network in the subscription of the backend",
      "subscriptionId",
      "networking.privateEndpoints",
    );
  },
};
