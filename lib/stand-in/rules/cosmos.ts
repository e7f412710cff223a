import { type Json, asText, at, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";
const DATABASES = `${ACCOUNTS}/sqlDatabases`;
const CONTAINERS = `${DATABASES}/containers`;
const SERVERLESS = "learn.microsoft.com/azure/cosmos-db/throughput-serverless";

export const cosmos: readonly Rule[] = [
  {
    says: "a serverless account lives in one region",
    source: SERVERLESS,
    on: [ACCOUNTS],
    refuse: (asked) =>
      isServerless(asked) && listAt(asked, "properties.locations").length > 1
        ? "Serverless accounts do not support multiple regions"
        : undefined,
  },
  {
    says: "a database or container of a serverless account takes no throughput",
    source: SERVERLESS,
    on: [DATABASES, CONTAINERS],
    refuse(asked, { id, store }) {
      if (!isServerless(accountOf(id, store))) return undefined;
      const options = at(asked, "properties.options");
      const said = ["throughput", "autoscaleSettings"].find((each) => (at(options, each) ?? null) !== null);
      return (
        said && "Setting offer throughput or autopilot on container is not supported for serverless accounts."
      );
    },
  },
  {
    says: "Strong consistency has one region that writes",
    source: "learn.microsoft.com/azure/cosmos-db/consistency-levels",
    on: [ACCOUNTS],
    refuse: (asked) =>
      textAt(asked, "properties.consistencyPolicy.defaultConsistencyLevel") === "Strong" &&
      at(asked, "properties.enableMultipleWriteLocations") === true
        ? "Strong consistency is not supported with multiple write locations"
        : undefined,
  },
  {
    says: "autoscale goes from 1000 RU/s in steps of 1000",
    source: "learn.microsoft.com/azure/cosmos-db/provision-throughput-autoscale",
    on: [DATABASES, CONTAINERS],
    refuse(asked) {
      const most = at(asked, "properties.options.autoscaleSettings.maxThroughput");
      if (most === undefined || most === null) return undefined;
      return Number(most) >= 1000 && Number(most) % 1000 === 0
        ? undefined
        : `Max throughput ${asText(most)} is no multiple of 1000`;
    },
  },
  {
    says: "each region has a priority of its own, beginning with 0",
    source: "azurerm 4.55, cosmosdb_account_resource.go, expandAzureRmCosmosDBAccountGeoLocations",
    on: [ACCOUNTS],
    refuse(asked) {
      const priorities = listAt(asked, "properties.locations")
        .map((location) => Number(at(location, "failoverPriority")))
        .sort((one, other) => one - other);
      return priorities.some((priority, index) => priority !== index)
        ? `Failover priorities ${priorities.join(", ")} are not unique and continuous from 0`
        : undefined;
    },
  },
  {
    says: "another region writes after a failover, and not by an update of the account",
    source:
      "azurerm 4.55, cosmosdb_account_resource.go, and learn.microsoft.com/rest/api/cosmos-db-resource-provider/database-accounts/failover-priority-change",
    on: [ACCOUNTS],
    refuse(asked, { earlier }) {
      const before = regionsOf(earlier?.body ?? {});
      const first = [...regionsOf(asked)].find(([, priority]) => priority === 0)?.[0] ?? "";
      return before.has(first) && before.get(first) !== 0
        ? `The failover priority of ${first} cannot change to 0: use failoverPriorityChange`
        : undefined;
    },
  },
  {
    says: "a region of an account keeps its zones",
    source:
      "learn.microsoft.com/azure/cosmos-db/enable-zone-redundancy, and azurerm 4.81, cosmosdb_account.html.markdown",
    on: [ACCOUNTS],
    refuse(asked, { earlier }) {
      const zonesOf = (body: Json): ReadonlyMap<string, boolean> =>
        new Map(
          listAt(body, "properties.locations").map((each) => [
            key(textAt(each, "locationName").replaceAll(" ", "")),
            at(each, "isZoneRedundant") === true,
          ]),
        );
      const before = zonesOf(earlier?.body ?? {});
      const changed = [...zonesOf(asked)].find(([name, zones]) => (before.get(name) ?? zones) !== zones);
      return changed && `Zone redundancy of the existing region ${changed[0]} cannot be changed`;
    },
  },
  {
    says: "BoundedStaleness in several regions allows 100000 operations and 300 seconds at least",
    source: "learn.microsoft.com/azure/cosmos-db/consistency-levels",
    on: [ACCOUNTS],
    refuse(asked) {
      const policy = at(asked, "properties.consistencyPolicy");
      const several = listAt(asked, "properties.locations").length > 1;
      if (textAt(policy, "defaultConsistencyLevel") !== "BoundedStaleness" || !several) return undefined;
      return Number(at(policy, "maxStalenessPrefix")) >= 100_000 &&
        Number(at(policy, "maxIntervalInSeconds")) >= 300
        ? undefined
        : "Bounded staleness of a multi-region account is too strict";
    },
  },
  {
    says: "the capacity mode of an existing account cannot change to or from serverless",
    source: SERVERLESS,
    on: [ACCOUNTS],
    refuse: (asked, { earlier }) =>
      earlier !== undefined &&
      listAt(asked, "properties.capabilities").length > 0 &&
      isServerless(asked) !== isServerless(earlier.body)
        ? "The capability EnableServerless cannot be changed"
        : undefined,
  },
  {
    says: "a container's partition key does not change",
    source: "learn.microsoft.com/azure/cosmos-db/partitioning-overview",
    on: [CONTAINERS],
    refuse(asked, { earlier }) {
      const path = "properties.resource.partitionKey.paths";
      return earlier !== undefined &&
        JSON.stringify(listAt(asked, path)) !== JSON.stringify(listAt(earlier.body, path))
        ? "Document collection partition key cannot be changed."
        : undefined;
    },
  },
  {
    says: "a Cosmos DB role assignment has a role of the account, on the account or below it",
    source: "learn.microsoft.com/azure/cosmos-db/reference-data-plane-security",
    on: [`${ACCOUNTS}/sqlRoleAssignments`],
    refuse(asked, { id, store }) {
      const account = parseResourcePath(id)?.parent ?? "";
      const role = textAt(asked, "properties.roleDefinitionId");
      const scope = textAt(asked, "properties.scope");
      const isBuiltIn = /\/sqlroledefinitions\/00000000-0000-0000-0000-00000000000[12]$/.test(key(role));
      if (!isBuiltIn && store.get(role) === undefined) return `Role definition ${role} does not exist`;
      if (!key(role).startsWith(`${key(account)}/`)) return `Role definition ${role} is of another account`;
      return key(scope) === key(account) || key(scope).startsWith(`${key(account)}/dbs/`)
        ? undefined
        : `Scope ${scope} is not within the account`;
    },
  },
];

/** Priorities of an account's regions, by their names without spaces. */
function regionsOf(account: Json): ReadonlyMap<string, number> {
  return new Map(
    listAt(account, "properties.locations").map((each) => [
      key(textAt(each, "locationName").replaceAll(" ", "")),
      Number(at(each, "failoverPriority")),
    ]),
  );
}

function isServerless(account: Parameters<typeof at>[0]): boolean {
  return listAt(account, "properties.capabilities")
    .filter(isObject)
    .some((capability) => textAt(capability, "name") === "EnableServerless");
}

function accountOf(id: string, store: Store) {
  return store.get(id.replace(/\/sqlDatabases\/.*$/i, ""))?.body;
}
