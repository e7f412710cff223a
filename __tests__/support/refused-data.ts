import {
  ACCOUNT,
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

/** Cosmos DB, storage and vaults. */
export const refusedOfData: Readonly<Record<string, Row>> = {
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
  "a serverless account stays serverless, and no other becomes one": {
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
  "a role of Cosmos DB's own is one of the account's, on the account or below it": {
    given: [account()],
    right: sqlRole(CONTRIBUTOR, `${ACCOUNT}/dbs/db`),
    wrong: sqlRole(SENDER, ACCOUNT),
    message: "400 BadRequest: Role definition",
  },
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
};
