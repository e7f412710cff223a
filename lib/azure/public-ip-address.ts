import { inGroup } from "./in-group";

/** The record of every public IP address: that of API Management and that of the NAT gateway. */
export const PUBLIC_IP_ADDRESS = {
  type: "azurerm_public_ip",
  importId: inGroup("Microsoft.Network/publicIPAddresses/{name}"),
  diagnostics: [
    {
      logs: ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
      metrics: ["AllMetrics"],
    },
  ],
} as const;
