import type { Retirement } from "./retirement";

const CHANGES = "learn.microsoft.com/azure/api-management/breaking-changes/overview";

export const apiManagementRetirements = {
  "apim-stv1": {
    what: "The platform stv1 of API Management",
    state: "notCreated",
    date: "2024-08-31",
    replacement: "use stv2, which needs a standard public IP address in a network",
    source: CHANGES,
    place: { by: "never offered: a service in a network has a public IP address with the SKU Standard" },
  },
  "apim-git": {
    what: "Git and the direct management API of API Management",
    state: "unsupported",
    date: "2025-03-15",
    replacement: "use Azure Resource Manager",
    source: CHANGES,
    place: { by: "never offered: everything is created by Azure Resource Manager" },
  },
  "apim-trusted-services": {
    what: "Reaching storage and key vaults from API Management as a trusted service",
    state: "unsupported",
    date: "2026-03-15",
    replacement: "use a network with private endpoints",
    source:
      "learn.microsoft.com/azure/api-management/breaking-changes/trusted-service-connectivity-retirement-march-2026",
    place: { by: "never offered: in a network the service reaches private endpoints" },
  },
  "apim-analytics": {
    what: "The built-in analytics of API Management",
    state: "retires",
    date: "2027-03",
    replacement: "use the workspace and Application Insights",
    source: CHANGES,
    place: { by: "never offered: logs go to the workspace" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
