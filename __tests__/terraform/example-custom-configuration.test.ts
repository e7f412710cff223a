import { exampleLives } from "./support/example-life";

exampleLives("custom-configuration", {
  environment: "dev",
  asked: {
    "the deployment makes each of the four services that the example switches on": ({ standIn }) => {
      const types = new Set(standIn.resources.map(({ type }) => type));
      for (const type of [
        "Microsoft.ApiManagement/service",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.Cdn/profiles",
      ])
        expect(types).toContain(type);
    },
    "the deployment makes the resources with the example's options": ({ standIn }) => {
      expect(standIn.asked("Microsoft.Web/serverFarms")).toMatchObject({ sku: { name: "EP2" } });
      expect(standIn.asked("Microsoft.DocumentDB/databaseAccounts")).toMatchObject({
        properties: {
          consistencyPolicy: { defaultConsistencyLevel: "Strong" },
          locations: expect.arrayContaining([
            expect.objectContaining({ locationName: "eastus2", failoverPriority: 0 }),
            expect.objectContaining({ locationName: "westus2", failoverPriority: 1 }),
          ]) as unknown,
        },
      });
    },
  },
});
