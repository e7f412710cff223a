import {
  ACCOUNT,
  type Asked,
  CONTRIBUTOR,
  SENDER,
  SERVERLESS,
  STORAGE,
  account,
  container,
  database,
  sqlRole,
  two,
  vault,
  type Row,
} from "./asked";
import { inGroup } from "./manager";

const WEST = { locationName: "West US 2", failoverPriority: 1, isZoneRedundant: false };
const zoned = (isZoneRedundant: boolean) => ({
  locations: [{ locationName: "eastus2", failoverPriority: 0, isZoneRedundant }],
});

const RESTORABLE = {
  restorePolicy: { enabled: true, days: 7 },
  isVersioningEnabled: true,
  changeFeed: { enabled: true },
  deleteRetentionPolicy: { enabled: true, days: 8 },
};

/** Cosmos DB, storage and vaults. */
export const refusedOfData: Readonly<Record<string, Row | readonly Row[]>> = {
  "a serverless account lives in one region": {
    right: account(SERVERLESS),
    wrong: account({ ...SERVERLESS, ...two(0, 1) }),
    message: "400 BadRequest: Serverless accounts do not support multiple regions",
  },
  "a database or container of a serverless account takes no throughput": {
    given: [account(SERVERLESS)],
    right: database({}),
    wrong: database({ autoscaleSettings: { maxThroughput: 4000 } }),
    message: "400 BadRequest: Setting offer throughput",
  },
  "Strong consistency has one region that writes": {
    right: account({ consistencyPolicy: { defaultConsistencyLevel: "Strong" } }),
    wrong: account({
      consistencyPolicy: { defaultConsistencyLevel: "Strong" },
      enableMultipleWriteLocations: true,
    }),
    message: "400 BadRequest: Strong consistency is not supported with multiple write locations",
  },
  "autoscale goes from 1000 RU/s in steps of 1000": {
    given: [account()],
    right: database({ autoscaleSettings: { maxThroughput: 4000 } }),
    wrong: database({ autoscaleSettings: { maxThroughput: 4500 } }),
    message: "400 BadRequest: Max throughput 4500 is no multiple of 1000",
  },
  "each region has a priority of its own, beginning with 0": {
    right: account(two(1, 0)),
    wrong: account(two(0, 0)),
    message: "400 BadRequest: Failover priorities 0, 0 are not unique",
  },
  "another region writes after a failover, and not by an update of the account": [
    {
      given: [account(two(0, 1))],
      right: account(two(0, 1)),
      wrong: account(two(1, 0)),
      message: "400 BadRequest: The failover priority of centralus cannot change to 0",
    },
    {
      given: [account({ locations: [{ locationName: "East US 2", failoverPriority: 0 }, WEST] })],
      right: account({
        locations: [
          { locationName: "eastus2", failoverPriority: 0 },
          { locationName: "centralus", failoverPriority: 1 },
          { ...WEST, failoverPriority: 2 },
        ],
      }),
      wrong: account({ locations: [{ ...WEST, failoverPriority: 0 }] }),
      message: "400 BadRequest: The failover priority of westus2 cannot change to 0",
    },
  ],
  "a region of an account keeps its zones": [
    {
      given: [account(zoned(false))],
      right: account({ locations: [...zoned(false).locations, { ...WEST, isZoneRedundant: true }] }),
      wrong: account(zoned(true)),
      message: "400 BadRequest: Zone redundancy of the existing region eastus2 cannot be changed",
    },
    {
      given: [account({ locations: [...zoned(true).locations, WEST] })],
      right: account(zoned(true)),
      wrong: account({ locations: [...zoned(true).locations, { ...WEST, isZoneRedundant: true }] }),
      message: "400 BadRequest: Zone redundancy of the existing region westus2 cannot be changed",
    },
  ],
  "BoundedStaleness in several regions allows 100000 operations and 300 seconds at least": {
    right: account({
      ...two(0, 1),
      consistencyPolicy: {
        defaultConsistencyLevel: "BoundedStaleness",
        maxStalenessPrefix: 100_000,
        maxIntervalInSeconds: 300,
      },
    }),
    wrong: account({
      ...two(0, 1),
      consistencyPolicy: {
        defaultConsistencyLevel: "BoundedStaleness",
        maxStalenessPrefix: 10,
        maxIntervalInSeconds: 5,
      },
    }),
    message: "400 BadRequest: Bounded staleness of a multi-region account is too strict",
  },
  "the capacity mode of an existing account cannot change to or from serverless": {
    given: [account()],
    right: account(),
    wrong: account(SERVERLESS),
    message: "400 BadRequest: The capability EnableServerless cannot be changed",
  },
  "a container's partition key does not change": {
    given: [account(), database({}), container("/id")],
    right: container("/id"),
    wrong: container("/user"),
    message: "400 BadRequest: Document collection partition key cannot be changed.",
  },
  "a Cosmos DB role assignment has a role of the account, on the account or below it": {
    given: [account()],
    right: sqlRole(CONTRIBUTOR, `${ACCOUNT}/dbs/db`),
    wrong: sqlRole(SENDER, ACCOUNT),
    message: "400 BadRequest: Role definition",
  },
  "point-in-time restore needs versions, the change feed, and deleted blobs for longer": (
    [
      [{ isVersioningEnabled: false }, "Restore policy requires versioning"],
      [{ changeFeed: { enabled: false } }, "Restore policy requires the change feed"],
      [{ deleteRetentionPolicy: { enabled: true, days: 7 } }, "Restore policy of 7 days requires a longer"],
      [{ deleteRetentionPolicy: { enabled: false } }, "Restore policy of 7 days requires a longer"],
    ] as const
  ).map(([changed, message]) => {
    const blobs = (properties: object): Asked => [
      `${STORAGE}/blobServices/default`,
      { properties: { ...RESTORABLE, ...properties } },
    ];
    return {
      given: [[STORAGE, { location: "eastus2", sku: { name: "Standard_LRS" } }]],
      right: blobs({}),
      wrong: blobs(changed),
      message: `400 InvalidValuesForRequestParameters: ${message}`,
    };
  }),
  "a storage account's name has 3 to 24 lower-case letters and digits": {
    right: [STORAGE, {}],
    wrong: [inGroup("Microsoft.Storage/storageAccounts/St-One"), {}],
    message: "400 AccountNameInvalid: St-One is not a valid storage account name",
  },
  "a container is public only where the account allows it": {
    given: [[STORAGE, { properties: { allowBlobPublicAccess: false } }]],
    right: [`${STORAGE}/blobServices/default/containers/assets`, { properties: { publicAccess: "None" } }],
    wrong: [`${STORAGE}/blobServices/default/containers/assets`, { properties: { publicAccess: "Blob" } }],
    message: "409 PublicAccessNotPermitted",
  },
  "a container's or queue's name has lower-case letters, digits and single hyphens": {
    given: [[STORAGE, {}]],
    right: [`${STORAGE}/queueServices/default/queues/tasks`, {}],
    wrong: [`${STORAGE}/queueServices/default/queues/ta--sks`, {}],
    message: "400 InvalidResourceName: ta--sks is not a valid name",
  },
  "a table's name has letters and digits, beginning with a letter": {
    given: [[STORAGE, {}]],
    right: [`${STORAGE}/tableServices/default/tables/logs`, {}],
    wrong: [`${STORAGE}/tableServices/default/tables/1logs`, {}],
    message: "400 InvalidResourceName: 1logs is not a valid table name",
  },
  "purge protection cannot be switched off": {
    given: [vault({ enablePurgeProtection: true })],
    right: vault({ enablePurgeProtection: true }),
    wrong: vault({ enablePurgeProtection: false }),
    message: '400 BadRequest: The property "enablePurgeProtection" cannot be set to false.',
  },
  "the days that deleted secrets are kept cannot change": {
    given: [vault({ softDeleteRetentionInDays: 90 })],
    right: vault({ softDeleteRetentionInDays: 90 }),
    wrong: vault({ softDeleteRetentionInDays: 7 }),
    message: '400 BadRequest: The property "softDeleteRetentionInDays" has been set already',
  },
  "a vault's name has 3 to 24 letters, digits and single hyphens, beginning with a letter": {
    right: vault(),
    wrong: vault({}, inGroup("Microsoft.KeyVault/vaults/kv--one")),
    message: "400 VaultNameNotValid: The vault name kv--one is invalid.",
  },
  "soft delete cannot be switched off": {
    right: vault({ enableSoftDelete: true }),
    wrong: vault({ enableSoftDelete: false }),
    message: '400 BadRequest: The property "enableSoftDelete" cannot be set to false.',
  },
  "deleted vaults are kept for 7 to 90 days": {
    right: vault({ softDeleteRetentionInDays: 7 }),
    wrong: vault({ softDeleteRetentionInDays: 5 }),
    message: '400 BadRequest: The property "softDeleteRetentionInDays" is not between 7 and 90.',
  },
  "address rules of an account are public, with ranges of /30 or larger": [
    {
      right: letsIn("203.0.113.0/24"),
      wrong: letsIn("203.0.113.0/31"),
      message: "400 InvalidValuesForRequestParameters",
    },
    {
      right: letsIn("198.51.100.7"),
      wrong: letsIn("10.0.0.1"),
      message: "networkAcls.ipRule[*].value: 10.0.0.1",
    },
  ],
  "infrastructure encryption, hierarchical namespace and kind of disk of an existing account cannot change": [
    {
      given: [[STORAGE, { properties: { isHnsEnabled: false } }]],
      right: [STORAGE, { properties: { isHnsEnabled: false } }],
      wrong: [STORAGE, { properties: { isHnsEnabled: true } }],
      message: "409 AccountPropertyCannotBeUpdated: The property 'properties.isHnsEnabled'",
    },
    {
      given: [replicated("Standard_LRS")],
      right: replicated("Standard_GRS"),
      wrong: replicated("Premium_LRS"),
      message:
        "409 AccountPropertyCannotBeUpdated: An account does not move from Standard_LRS to Premium_LRS",
    },
  ],
  "an account moves between zones and none by a conversion, which no request starts": {
    given: [replicated("Standard_LRS")],
    right: replicated("Standard_RAGRS"),
    wrong: replicated("Standard_GZRS"),
    message: "409 OperationNotAllowed: Storage account redundancy cannot change from Standard_LRS",
  },
  "manual throughput goes from 400 RU/s in steps of 100": {
    given: [account()],
    right: database({ throughput: 400 }),
    wrong: database({ throughput: 450 }),
    message: "400 BadRequest: Offer throughput 450 is not 400 or more",
  },
  "throughput is manual or autoscale": {
    given: [account()],
    right: database({ throughput: 400 }),
    wrong: database({ throughput: 400, autoscaleSettings: { maxThroughput: 4000 } }),
    message: "400 BadRequest: Both throughput and autoscale settings are given",
  },
  "throughput cannot be added to an existing database or container without it": {
    given: [account(), database({})],
    right: database({}),
    wrong: database({ throughput: 400 }),
    message: "400 BadRequest: db was made without throughput of its own",
  },
  "continuous backup stays continuous": {
    given: [account({ backupPolicy: { type: "Continuous" } })],
    right: account({ backupPolicy: { type: "Continuous" } }),
    wrong: account({ backupPolicy: periodic(240, 8) }),
    message: "400 BadRequest: Migration from continuous to periodic backup is not supported",
  },
  "periodic backup runs every 60 to 1440 minutes and is kept for 8 to 720 hours, two intervals at least": {
    right: account({ backupPolicy: periodic(240, 8) }),
    wrong: account({ backupPolicy: periodic(0, 0) }),
    message: "400 BadRequest: Backup every 0 minutes, kept for 0 hours, is not allowed",
  },
};

function letsIn(value: string): Row["right"] {
  return [STORAGE, { properties: { networkAcls: { ipRules: [{ value }] } } }];
}

function replicated(name: string): Row["right"] {
  return [STORAGE, { sku: { name } }];
}

function periodic(minutes: number, hours: number) {
  return {
    type: "Periodic",
    periodicModeProperties: { backupIntervalInMinutes: minutes, backupRetentionIntervalInHours: hours },
  };
}
