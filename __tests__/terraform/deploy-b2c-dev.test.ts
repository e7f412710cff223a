import { livesThrough } from "./support/whole-life";

const tenant = { countryCode: "US", dataResidency: "United States" } as const;
const b2c = { tenantName: "contosoauth", createTenant: tenant };

livesThrough("dev with a new tenant of Azure AD B2C", {
  environment: "dev",
  options: { environment: "dev", optional: { b2c } },
  // What is fixed at the tenant's birth makes no other tenant.
  change: {
    options: {
      optional: { b2c: { ...b2c, createTenant: { ...tenant, countryCode: "CA", displayName: "Other" } } },
    },
    plans: [],
  },
  asked: {
    "the deployment makes a tenant in the chosen data location": ({ standIn }) => {
      expect(standIn.asked("Microsoft.AzureActiveDirectory/b2cDirectories")).toMatchObject({
        location: "United States",
        sku: { name: "PremiumP1", tier: "A0" },
        properties: { createTenantProperties: { countryCode: "US", displayName: "feedback" } },
      });
      expect(standIn.resource("Microsoft.AzureActiveDirectory/b2cDirectories").name).toBe(
        "contosoauth.onmicrosoft.com",
      );
    },
  },
});
