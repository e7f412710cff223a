import { asText, at, textAt } from "../json";
import { parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";
const DATABASES = `${ACCOUNTS}/sqlDatabases`;
const CONTAINERS = `${DATABASES}/containers`;
const PROVISIONED = "learn.microsoft.com/azure/cosmos-db/set-throughput";
const BACKUP = "learn.microsoft.com/azure/cosmos-db/online-backup-and-restore";

const manualOf = (body: Parameters<typeof at>[0]) => at(body, "properties.options.throughput") ?? undefined;
const autoscaleOf = (body: Parameters<typeof at>[0]) =>
  at(body, "properties.options.autoscaleSettings.maxThroughput") ?? undefined;

const hasThroughput = (body: Parameters<typeof at>[0]): boolean =>
  manualOf(body) !== undefined || autoscaleOf(body) !== undefined;

export const cosmosThroughput: readonly Rule[] = [
  {
    says: "25 containers share the throughput of a database, and others have throughput of their own",
    source: `${PROVISIONED}#set-throughput-on-a-database`,
    on: [CONTAINERS],
    status: 403,
    code: "Forbidden",
    refuse(asked, { id, earlier, store }) {
      const database = store.get(parseResourcePath(id)?.parent ?? "");
      if (earlier !== undefined || !hasThroughput(database?.body) || hasThroughput(asked)) return undefined;
      const sharing = store
        .children(database?.id ?? "", CONTAINERS)
        .filter(({ body }) => !hasThroughput(body));
      return sharing.length >= 25
        ? "Collection create forbidden as collection count in database offer has exceeded 25."
        : undefined;
    },
  },
  {
    says: "manual throughput goes from 400 RU/s in steps of 100",
    source: PROVISIONED,
    on: [DATABASES, CONTAINERS],
    refuse(asked) {
      const units = manualOf(asked);
      if (units === undefined) return undefined;
      return Number(units) >= 400 && Number(units) % 100 === 0
        ? undefined
        : `Offer throughput ${asText(units)} is not 400 or more in steps of 100`;
    },
  },
  {
    says: "throughput is manual or autoscale",
    source: PROVISIONED,
    on: [DATABASES, CONTAINERS],
    refuse: (asked) =>
      manualOf(asked) !== undefined && autoscaleOf(asked) !== undefined
        ? "Both throughput and autoscale settings are given"
        : undefined,
  },
  {
    says: "throughput cannot be added to an existing database or container without it",
    source: "azurerm 4.55, cosmosdb_sql_database_resource.go",
    on: [DATABASES, CONTAINERS],
    refuse(asked, { earlier }) {
      const had = [manualOf(earlier?.body), autoscaleOf(earlier?.body)].some((each) => each !== undefined);
      const has = [manualOf(asked), autoscaleOf(asked)].some((each) => each !== undefined);
      return earlier !== undefined && !had && has
        ? `${earlier.name} was made without throughput of its own`
        : undefined;
    },
  },
  {
    says: "continuous backup stays continuous",
    source: "learn.microsoft.com/azure/cosmos-db/migrate-continuous-backup",
    on: [ACCOUNTS],
    refuse: (asked, { earlier }) =>
      textAt(earlier?.body, "properties.backupPolicy.type") === "Continuous" &&
      textAt(asked, "properties.backupPolicy.type") === "Periodic"
        ? "Migration from continuous to periodic backup is not supported"
        : undefined,
  },
  {
    says: "periodic backup runs every 60 to 1440 minutes and is kept for 8 to 720 hours, two intervals at least",
    source: BACKUP,
    on: [ACCOUNTS],
    refuse(asked) {
      const policy = at(asked, "properties.backupPolicy");
      if (textAt(policy, "type") !== "Periodic") return undefined;
      const minutes = Number(at(policy, "periodicModeProperties.backupIntervalInMinutes"));
      const hours = Number(at(policy, "periodicModeProperties.backupRetentionIntervalInHours"));
      return minutes >= 60 && minutes <= 1440 && hours >= 8 && hours <= 720 && hours * 60 >= 2 * minutes
        ? undefined
        : `Backup every ${minutes} minutes, kept for ${hours} hours, is not allowed`;
    },
  },
];
