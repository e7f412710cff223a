import { exampleLives } from "./support/example-life";

/** Azure's types of everything that is asked for beside prod, each with a part of what it is asked to be. */
const asked = {
  "Microsoft.ApiManagement/service": {
    sku: { name: "Premium", capacity: 1 },
    properties: { virtualNetworkType: "Internal" },
  },
  "Microsoft.ServiceBus/namespaces": {
    sku: { name: "Premium", capacity: 1 },
    properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled", minimumTlsVersion: "1.2" },
  },
  "Microsoft.Cache/redisEnterprise": { sku: { name: "Balanced_B0" } },
  "Microsoft.Cdn/profiles": { sku: { name: "Standard_AzureFrontDoor" } },
  "Microsoft.ContainerRegistry/registries": {
    sku: { name: "Premium" },
    properties: { adminUserEnabled: false, publicNetworkAccess: "Disabled" },
  },
  "Microsoft.AzureActiveDirectory/b2cDirectories": { sku: { name: "PremiumP1" } },
} as const;

exampleLives("production", {
  environment: "prod",
  asked: {
    ...Object.fromEntries(
      Object.entries(asked).map(([type, body]) => [
        `asks for ${type}`,
        ({ standIn }) => {
          expect(standIn.asked(type)).toMatchObject(body);
        },
      ]),
    ),
    "the deployment makes a budget of each group, and a lock of each account that keeps data": ({
      standIn,
    }) => {
      const names = (type: string): readonly string[] =>
        standIn.resources
          .filter((each) => each.type === type)
          .map(({ name }) => name)
          .sort();
      expect(names("Microsoft.Consumption/budgets")).toEqual([
        "budget-feedback-prod-network",
        "budget-feedback-prod-platform",
        "budget-feedback-prod-workloads",
      ]);
      expect(names("Microsoft.Authorization/locks").length).toBeGreaterThanOrEqual(8);
    },
  },
});
