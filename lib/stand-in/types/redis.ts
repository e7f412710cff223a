import type { Action, ArmType } from "../arm-type";
import { ok } from "../exchange";
import { textAt, withDefaults } from "../json";

const CACHES = "Microsoft.Cache/Redis";
const CLUSTERS = "Microsoft.Cache/redisEnterprise";

const listKeys: Action = ({ id }) =>
  ok({
    primaryKey: Buffer.from(`stand-in-key ${id} primary`).toString("base64"),
    secondaryKey: Buffer.from(`stand-in-key ${id} secondary`).toString("base64"),
  });

export const redis: readonly ArmType[] = [
  {
    type: CACHES,
    asynchronous: true,
    complete: (asked, { name }) =>
      withDefaults(
        {
          properties: {
            hostName: `${name}.redis.cache.windows.net`,
            port: 6379,
            sslPort: 6380,
            redisVersion: "6.0",
            enableNonSslPort: false,
            publicNetworkAccess: "Enabled",
            redisConfiguration: { "maxmemory-policy": "volatile-lru" },
          },
        },
        asked,
      ),
    actions: { listKeys },
  },
  { type: `${CACHES}/accessPolicyAssignments`, asynchronous: true },
  { type: `${CACHES}/patchSchedules`, noProvisioningState: true },
  {
    type: CLUSTERS,
    asynchronous: true,
    complete: (asked, { name }) =>
      withDefaults(
        {
          properties: {
            hostName: `${name}.${textAt(asked, "location")}.redis.azure.net`,
            highAvailability: "Enabled",
            publicNetworkAccess: "Enabled",
            minimumTlsVersion: "1.2",
            resourceState: "Running",
          },
        },
        asked,
      ),
  },
  {
    type: `${CLUSTERS}/databases`,
    asynchronous: true,
    complete: (asked) =>
      withDefaults(
        {
          properties: {
            port: 10_000,
            clientProtocol: "Encrypted",
            clusteringPolicy: "OSSCluster",
            evictionPolicy: "VolatileLRU",
            accessKeysAuthentication: "Disabled",
            resourceState: "Running",
          },
        },
        asked,
      ),
    actions: { listKeys },
  },
  { type: `${CLUSTERS}/databases/accessPolicyAssignments`, asynchronous: true },
];
