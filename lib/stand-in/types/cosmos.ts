import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { type Json, type JsonObject, at, isObject, listAt, textAt, withDefaults } from "../json";

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";

export const cosmos: readonly ArmType[] = [
  {
    type: ACCOUNTS,
    created: 200,
    deleted: 204,
    replacedByPatch: ["tags"],
    complete: (asked, { name }, { guid }) => {
      const locations = locationsOf(asked, name);
      const several = at(asked, "properties.enableMultipleWriteLocations") === true;
      const continuous = textAt(asked, "properties.backupPolicy.type") === "Continuous";
      return withDefaults(
        {
          kind: "GlobalDocumentDB",
          identity: { type: "None" },
          properties: {
            documentEndpoint: `https://${name}.documents.azure.com:443/`,
            sqlEndpoint: `https://${name}.documents.azure.com:443/`,
            instanceId: guid(`cosmos ${name}`),
            databaseAccountOfferType: "Standard",
            defaultIdentity: "FirstPartyIdentity",
            networkAclBypass: "None",
            publicNetworkAccess: "Enabled",
            capabilities: [],
            ipRules: [],
            virtualNetworkRules: [],
            cors: [],
            disableLocalAuth: false,
            disableKeyBasedMetadataWriteAccess: false,
            enableAnalyticalStorage: false,
            enableAutomaticFailover: false,
            enableMultipleWriteLocations: false,
            enableFreeTier: false,
            isVirtualNetworkFilterEnabled: false,
            minimalTlsVersion: "Tls12",
            // Not for periodic backup: the provider refuses to update an account that has both.
            ...(continuous ? { createMode: "Default" } : {}),
            // learn.microsoft.com/azure/cosmos-db/periodic-backup-restore-introduction
            backupPolicy: {
              type: "Periodic",
              periodicModeProperties: {
                backupIntervalInMinutes: 240,
                backupRetentionIntervalInHours: 8,
                backupStorageRedundancy: "Geo",
              },
            },
          },
        },
        {
          ...asked,
          properties: {
            ...(asked["properties"] as JsonObject),
            locations,
            readLocations: locations,
            writeLocations: several ? locations : locations.slice(0, 1),
            failoverPolicies: locations.map(({ id, locationName, failoverPriority }) => ({
              id,
              locationName,
              failoverPriority,
            })),
          } as JsonObject,
        },
      );
    },
    actions: {
      listKeys: ({ id }) =>
        ok({
          primaryMasterKey: secret(`${id} primary`),
          secondaryMasterKey: secret(`${id} secondary`),
          primaryReadonlyMasterKey: secret(`${id} primary readonly`),
          secondaryReadonlyMasterKey: secret(`${id} secondary readonly`),
        }),
      readonlykeys: ({ id }) =>
        ok({
          primaryReadonlyMasterKey: secret(`${id} primary readonly`),
          secondaryReadonlyMasterKey: secret(`${id} secondary readonly`),
        }),
      listConnectionStrings: ({ id, name }) =>
        ok({
          connectionStrings: ["Primary", "Secondary", "Primary Read-Only", "Secondary Read-Only"].map(
            (which) => ({
              connectionString: `AccountEndpoint=https://${name}.documents.azure.com:443/;AccountKey=${secret(`${id} ${which}`)};`,
              description: `${which} SQL Connection String`,
            }),
          ),
        }),
    },
  },
  {
    type: `${ACCOUNTS}/sqlDatabases`,
    created: 200,
    deleted: 204,
    complete: (asked, { name }) => ({
      ...asked,
      properties: { options: at(asked, "properties.options") ?? {}, resource: { id: name } },
    }),
  },
  {
    type: `${ACCOUNTS}/sqlDatabases/containers`,
    created: 200,
    deleted: 204,
    complete: (asked, { name }) => ({
      ...asked,
      properties: {
        options: at(asked, "properties.options") ?? {},
        resource: {
          ...withDefaults(
            {
              id: name,
              conflictResolutionPolicy: { mode: "LastWriterWins", conflictResolutionPath: "/_ts" },
            },
            at(asked, "properties.resource"),
          ),
          indexingPolicy: indexingPolicy(at(asked, "properties.resource.indexingPolicy")),
        },
      },
    }),
  },
  throughput(`${ACCOUNTS}/sqlDatabases/throughputSettings`),
  throughput(`${ACCOUNTS}/sqlDatabases/containers/throughputSettings`),
  { type: `${ACCOUNTS}/sqlRoleAssignments`, created: 200, noProvisioningState: true },
  { type: `${ACCOUNTS}/sqlRoleDefinitions`, created: 200, noProvisioningState: true },
];

/** What is not said is filled in, and the entity tag left out: learn.microsoft.com/azure/cosmos-db/index-policy */
function indexingPolicy(asked: Json | undefined): JsonObject {
  const [included, excluded] = ["includedPaths", "excludedPaths"].map((list) =>
    listAt(asked, list).map((each) => ({ path: textAt(each, "path") })),
  ) as [{ path: string }[], { path: string }[]];
  const has = (list: readonly { path: string }[], wanted: string): boolean =>
    list.some(({ path }) => path === wanted);
  const root = has(included, "/*") || has(excluded, "/*") ? [] : [{ path: "/*" }];
  const etag = has([...included, ...excluded], '/"_etag"/?') ? [] : [{ path: '/"_etag"/?' }];
  return {
    automatic: true,
    indexingMode: "consistent",
    ...(isObject(asked) ? asked : {}),
    includedPaths: [...root, ...included],
    excludedPaths: [...excluded, ...etag],
  };
}

/** The regions, the one with the lowest priority first, in whatever order they were asked for. */
function locationsOf(asked: JsonObject, account: string) {
  return listAt(asked, "properties.locations")
    .filter(isObject)
    .map((location) => {
      const locationName = textAt(location, "locationName");
      const id = `${account}-${locationName.toLowerCase().replaceAll(" ", "")}`;
      return {
        ...location,
        id,
        locationName,
        failoverPriority: Number(location["failoverPriority"] ?? 0),
        documentEndpoint: `https://${id}.documents.azure.com:443/`,
        provisioningState: "Succeeded",
      };
    })
    .sort((one, other) => one.failoverPriority - other.failoverPriority);
}

/** What the throughput of a database or container is, where it has one of its own. */
function throughput(type: string): ArmType {
  return {
    type,
    created: 200,
    always(parent) {
      const manual = at(parent.body, "properties.options.throughput");
      const most = at(parent.body, "properties.options.autoscaleSettings.maxThroughput");
      if (most !== undefined && most !== null)
        return settings({ autoscaleSettings: { maxThroughput: most } });
      return manual === undefined || manual === null ? undefined : settings({ throughput: manual });
    },
  };
}

function settings(resource: Record<string, Json>): JsonObject {
  return { properties: { resource } };
}

/** Recognisable, so that a test finds it wherever it goes. */
function secret(label: string): string {
  return Buffer.from(`stand-in-key ${label}`).toString("base64");
}
