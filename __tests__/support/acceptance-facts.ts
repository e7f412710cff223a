import { identity } from "../../lib/stand-in/login";
import type { Deployed } from "../../lib/terraform/acceptance/deployed";
import { targetOf } from "./released";

export const prod = targetOf({ environment: "prod" });
export const GROUP = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg`;
export const VNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet`;

/** A production as its states have it. */
export const facts: Deployed = {
  subscriptionId: identity.subscriptionId,
  location: "eastus2",
  workloadsGroupId: GROUP,
  functionAppId: `${GROUP}/providers/Microsoft.Web/sites/${prod.functionApp}`,
  hostName: `${prod.functionApp}.azurewebsites.net`,
  storageAccountId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/stone`,
  network: {
    name: "vnet",
    resourceGroup: "rg",
    addressSpace: ["10.0.0.0/24"],
    taken: ["10.0.0.0/26", "10.0.0.240/28"],
    securityGroup: { name: "nsg", resourceGroup: "rg" },
  },
};
