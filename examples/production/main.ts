import { App } from "cdktf";
import { defineBackend } from "cdktf-azure-backend";
import { components } from "./components";

// Everything that there is: prod as it is by itself, and every optional service.
const app = new App();
defineBackend(components, {
  app,
  environment: "prod",
  functionApp: { publicNetworkAccess: false },
  keyVault: { secrets: { "mail-key": {} } },
  optional: {
    apim: true,
    serviceBus: { sku: { name: "Premium" } },
    redis: true,
    cdn: true,
    containerRegistry: true,
    b2c: {
      tenantName: "contosoauth",
      createTenant: { countryCode: "US", dataResidency: "United States" },
      clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"],
    },
  },
  monitoring: {
    actionGroups: { "ops-team": { emails: ["on-call@contoso.com"] } },
  },
  safeguards: {
    budgets: {
      startDate: "2026-12-01",
      amounts: { network: 50, platform: 6000, workloads: 500 },
      emails: ["costs@contoso.com"],
    },
  },
});
app.synth();
