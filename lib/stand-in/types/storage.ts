import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { type JsonObject, isObject, withDefaults } from "../json";

const ACCOUNTS = "Microsoft.Storage/storageAccounts";

export const storage: readonly ArmType[] = [
  {
    type: ACCOUNTS,
    // The provider takes no 201 here.
    created: 200,
    complete: (asked, { name }) =>
      withDefaults(
        {
          sku: { tier: tierOf(asked) },
          properties: {
            primaryEndpoints: endpoints(name),
            primaryLocation: asked["location"] ?? "",
            statusOfPrimary: "available",
            allowBlobPublicAccess: false,
            supportsHttpsTrafficOnly: true,
            minimumTlsVersion: "TLS1_2",
            publicNetworkAccess: "Enabled",
            encryption: { keySource: "Microsoft.Storage", services: {} },
          },
        },
        asked,
      ),
    actions: {
      listKeys: ({ name }) =>
        ok({
          keys: ["key1", "key2"].map((keyName) => ({
            keyName,
            permissions: "FULL",
            value: Buffer.from(`stand-in-key ${name} ${keyName}`).toString("base64"),
          })),
        }),
    },
  },
  service("blobServices", {
    cors: { corsRules: [] },
    deleteRetentionPolicy: { enabled: false },
    containerDeleteRetentionPolicy: { enabled: false },
  }),
  service("queueServices", { cors: { corsRules: [] } }),
  service("tableServices", { cors: { corsRules: [] } }),
  service("fileServices", {
    cors: { corsRules: [] },
    shareDeleteRetentionPolicy: { enabled: true, days: 7 },
    protocolSettings: { smb: {} },
  }),
  {
    type: `${ACCOUNTS}/blobServices/containers`,
    noProvisioningState: true,
    complete: (asked) =>
      withDefaults(
        {
          properties: {
            publicAccess: "None",
            defaultEncryptionScope: "$account-encryption-key",
            denyEncryptionScopeOverride: false,
            hasImmutabilityPolicy: false,
            hasLegalHold: false,
            leaseState: "Available",
            leaseStatus: "Unlocked",
          },
        },
        asked,
      ),
  },
  {
    type: `${ACCOUNTS}/managementPolicies`,
    created: 200,
    noProvisioningState: true,
    complete: (asked) => withDefaults({ properties: { lastModifiedTime: "2026-01-01T00:00:00Z" } }, asked),
  },
  { type: `${ACCOUNTS}/queueServices/queues`, created: 200, deleted: 204, noProvisioningState: true },
  { type: `${ACCOUNTS}/tableServices/tables`, created: 200, deleted: 204, noProvisioningState: true },
  {
    type: `${ACCOUNTS}/fileServices/shares`,
    noProvisioningState: true,
    complete: (asked) =>
      withDefaults({ properties: { accessTier: "TransactionOptimized", enabledProtocols: "SMB" } }, asked),
  },
];

/** The first word of its SKU, which Azure shows beside it. */
function tierOf({ sku }: JsonObject): string {
  const name = isObject(sku) ? sku["name"] : undefined;
  return typeof name === "string" ? (name.split("_")[0] ?? "") : "Standard";
}

/** One of an account's services: there with the account. */
function service(type: string, properties: JsonObject): ArmType {
  return {
    type: `${ACCOUNTS}/${type}`,
    created: 200,
    noProvisioningState: true,
    always: () => ({ properties }),
    complete: (asked) => withDefaults({ properties }, asked),
  };
}

function endpoints(name: string): JsonObject {
  return Object.fromEntries(
    ["blob", "queue", "table", "file", "web", "dfs"].map((each) => [
      each,
      each === "web"
        ? `https://${name}.z20.web.core.windows.net/`
        : `https://${name}.${each}.core.windows.net/`,
    ]),
  );
}
