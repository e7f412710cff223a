import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "redis-app.ts");
const CLUSTER = "Microsoft.Cache/redisEnterprise";

livesThrough("dev with Redis", {
  environment: "dev",
  file,
  changedBy: file,
  options: { environment: "dev", optional: { redis: true } },
  // Once the platform is applied, the new database knows nobody: the workloads stack then gives the app its policy again.
  change: {
    options: { optional: { redis: { clusteringPolicy: "NoCluster" } } },
    plans: ["update azurerm_managed_redis.redis default_database"],
  },
  asked: {
    "the deployment makes the smallest cache, and for a database that takes no keys": ({ standIn }) => {
      expect(standIn.asked(CLUSTER)).toMatchObject({
        sku: { name: "Balanced_B0" },
        properties: {
          highAvailability: "Disabled",
          minimumTlsVersion: "1.2",
          publicNetworkAccess: "Enabled",
        },
      });
      expect(standIn.asked(`${CLUSTER}/databases`)["properties"]).toMatchObject({
        accessKeysAuthentication: "Disabled",
        clientProtocol: "Encrypted",
        clusteringPolicy: "EnterpriseCluster",
        evictionPolicy: "VolatileLRU",
      });
    },
    "the cache lets the app's own identity in, and the app has its address": ({ standIn }) => {
      const { body } = standIn.resource("Microsoft.Web/sites");
      const { principalId } = body["identity"] as { readonly principalId: string };
      const assignment = standIn.resource(`${CLUSTER}/databases/accessPolicyAssignments`);
      expect(assignment.name).toBe(principalId);
      expect(assignment.body["properties"]).toMatchObject({
        accessPolicyName: "default",
        user: { objectId: principalId },
      });
      const { properties } = standIn.resource(CLUSTER).body as {
        readonly properties: { readonly hostName: string };
      };
      expect(JSON.stringify(body)).toContain(`{"name":"REDIS_HOST","value":"${properties.hostName}"`);
      expect(JSON.stringify(body)).toContain('{"name":"REDIS_PORT","value":"10000"');
    },
  },
});
