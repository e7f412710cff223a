import { messageOf, problem, problemsOf } from "../support/problems";

type Row = readonly [
  what: string,
  options: object,
  path: string,
  message: string,
  fix: string,
  ...from: string[],
];

const chose = (path: string, value: unknown): string => `your options (${path} = ${JSON.stringify(value)})`;
const regions = ["eastus2", "westus2"];

/** What the user chose and cannot be: an error that names every value it is about. */
const rows: readonly Row[] = [
  [
    "serverless in the regions that were chosen",
    { cosmos: { mode: "Serverless", regions } },
    "cosmos.regions",
    "a serverless account has one region",
    'set cosmos.mode to "Autoscale", or remove cosmos.regions',
    chose("cosmos.regions", regions),
    chose("cosmos.mode", "Serverless"),
  ],
  [
    "serverless in several regions",
    { cosmos: { mode: "Serverless", multiRegion: true } },
    "cosmos.multiRegion",
    "a serverless account has one region",
    'set cosmos.mode to "Autoscale", or remove cosmos.multiRegion',
    chose("cosmos.multiRegion", true),
    chose("cosmos.mode", "Serverless"),
  ],
  [
    "serverless with a throughput",
    { cosmos: { mode: "Serverless", maxThroughput: 2000 } },
    "cosmos.maxThroughput",
    "a serverless account has no throughput setting",
    'set cosmos.mode to "Autoscale", or remove cosmos.maxThroughput',
    chose("cosmos.maxThroughput", 2000),
    chose("cosmos.mode", "Serverless"),
  ],
  [
    "strong consistency with several writing regions",
    { environment: "prod", cosmos: { consistencyLevel: "Strong", enableMultipleWriteLocations: true } },
    "cosmos.enableMultipleWriteLocations",
    'consistency "Strong" allows one write region',
    "set cosmos.enableMultipleWriteLocations to false, or another cosmos.consistencyLevel",
    chose("cosmos.enableMultipleWriteLocations", true),
    chose("cosmos.consistencyLevel", "Strong"),
  ],
  [
    "several writing regions where there is one",
    { cosmos: { enableMultipleWriteLocations: true } },
    "cosmos.enableMultipleWriteLocations",
    "the account has one region",
    "set cosmos.multiRegion or cosmos.regions, or cosmos.enableMultipleWriteLocations to false",
    chose("cosmos.enableMultipleWriteLocations", true),
    'derived (cosmos.regions = ["eastus2"], because the location)',
  ],
  [
    "failover where there is one region",
    { cosmos: { enableAutomaticFailover: true } },
    "cosmos.enableAutomaticFailover",
    "there is no second region for a failover",
    "set cosmos.multiRegion or cosmos.regions, or cosmos.enableAutomaticFailover to false",
    chose("cosmos.enableAutomaticFailover", true),
    'derived (cosmos.regions = ["eastus2"], because the location)',
  ],
  [
    "the pair of a region that has none",
    { location: "italynorth", cosmos: { multiRegion: true } },
    "cosmos.multiRegion",
    "italynorth has no paired region",
    "set the regions in cosmos.regions",
    chose("cosmos.multiRegion", true),
    chose("location", "italynorth"),
  ],
  [
    "one region where several are named",
    { cosmos: { regions, multiRegion: false } },
    "cosmos.multiRegion",
    "means one region, but cosmos.regions has 2",
    "remove cosmos.multiRegion: cosmos.regions is enough",
    chose("cosmos.multiRegion", false),
    chose("cosmos.regions", regions),
  ],
  [
    "a region that is none",
    { cosmos: { regions: ["eastus2", "westus22"] } },
    "cosmos.regions",
    'unknown Azure region "westus22". Did you mean "westus2"?',
    "use the names that `az account list-locations` lists",
    chose("cosmos.regions", ["eastus2", "westus22"]),
  ],
  [
    "a region twice, in two spellings",
    { cosmos: { regions: ["eastus2", "East US 2"] } },
    "cosmos.regions",
    "a region is listed twice",
    "list each region once",
    chose("cosmos.regions", ["eastus2", "East US 2"]),
  ],
  [
    "zones where there are none",
    { location: "westus", cosmos: { zoneRedundant: true } },
    "cosmos.zoneRedundant",
    "westus has no availability zones",
    "set cosmos.zoneRedundant to false, or choose other regions",
    chose("cosmos.zoneRedundant", true),
    'derived (cosmos.regions = ["westus"], because the location)',
  ],
  [
    "a tier of continuous backups for periodic ones",
    { cosmos: { backup: "Periodic", backupTier: "Continuous30Days" } },
    "cosmos.backupTier",
    "applies only to Continuous backups",
    'set cosmos.backup to "Continuous", or remove cosmos.backupTier',
    chose("cosmos.backupTier", "Continuous30Days"),
    chose("cosmos.backup", "Periodic"),
  ],
  [
    "connection strings without keys",
    { keyVault: { connectionStrings: true }, cosmos: { disableLocalAuth: true } },
    "cosmos.disableLocalAuth",
    "a connection string needs the keys of the account",
    "set keyVault.connectionStrings or cosmos.disableLocalAuth to false",
    chose("cosmos.disableLocalAuth", true),
    chose("keyVault.connectionStrings", true),
  ],
  [
    "connection strings without shared keys",
    { keyVault: { connectionStrings: true }, storage: { allowSharedKeyAccess: false } },
    "storage.allowSharedKeyAccess",
    "keyVault.connectionStrings needs the keys of the account",
    "set keyVault.connectionStrings to false, or remove storage.allowSharedKeyAccess",
    chose("storage.allowSharedKeyAccess", false),
    chose("keyVault.connectionStrings", true),
  ],
  [
    "a content share without shared keys",
    { functionApp: { package: "content-share" }, storage: { allowSharedKeyAccess: false } },
    "storage.allowSharedKeyAccess",
    "functionApp.package needs the keys of the account",
    'remove functionApp.package, or set storage.hostAccount to "separate"',
    chose("storage.allowSharedKeyAccess", false),
    chose("functionApp.package", "content-share"),
  ],
  [
    "zone-redundant storage where there are no zones",
    { location: "westus", storage: { sku: { name: "Standard_ZRS" } } },
    "storage.sku.name",
    "westus has no availability zones",
    'set storage.sku.name to "Standard_GRS"',
    chose("storage.sku.name", "Standard_ZRS"),
    chose("location", "westus"),
  ],
  [
    "an instance that is always ready on Consumption",
    { functionApp: { plan: "Y1", alwaysOn: true } },
    "functionApp.alwaysOn",
    "Y1 (Consumption) does not support always-on instances",
    'set functionApp.plan to "EP1", or functionApp.alwaysOn to false',
    chose("functionApp.alwaysOn", true),
    chose("functionApp.plan", "Y1"),
  ],
  [
    "Windows on Flex Consumption",
    { functionApp: { plan: "FC1", os: "windows" } },
    "functionApp.os",
    "FC1 (Flex Consumption) supports Linux only",
    "remove functionApp.os",
    chose("functionApp.os", "windows"),
    chose("functionApp.plan", "FC1"),
  ],
  [
    "two slots on Consumption",
    { functionApp: { slots: ["blue", "green"] } },
    "functionApp.slots",
    "Y1 allows 1 slot in addition to production, got 2",
    "keep at most 1",
    chose("functionApp.slots", ["blue", "green"]),
    'environment "dev" (functionApp.plan = "Y1")',
  ],
  ...["node:26", "node:18", "20"].map((runtime): Row => [
    `runtime ${runtime}`,
    { functionApp: { runtime } },
    "functionApp.runtime",
    `must be one of node:20, node:22, node:24, got "${runtime}"`,
    'set functionApp.runtime to "node:24"',
    chose("functionApp.runtime", runtime),
  ]),
];

const all = rows.map(([what, options, path, message, fix, ...from]) => ({
  what,
  options,
  path,
  message,
  fix,
  from,
}));

const beyond = all.filter(({ from }) => from.some((origin) => origin.includes("(location = ")));
const cases = all.filter((each) => !beyond.includes(each));

describe("an impossible choice", () => {
  test.each(cases)(
    "an impossible choice is refused with every value that it is about: $what",
    ({ options, path, message, fix, from }) => {
      expect(problemsOf(options)).toEqual([problem(path, message, fix, ...from)]);
    },
  );

  test.each(beyond)(
    "an impossible choice is refused with every value that it is about: $what",
    ({ options, path, message, fix, from }) => {
      expect(problemsOf(options)).toEqual([problem(path, message, fix, ...from)]);
    },
  );

  // learn.microsoft.com/azure/cosmos-db/periodic-backup-modify-interval-retention
  test("backups that are kept for less than two intervals are refused", () => {
    const cosmos = { backup: "Periodic", backupIntervalInMinutes: 480, backupRetentionInHours: 8 };
    expect(problemsOf({ cosmos })).toHaveLength(1);
  });
});

describe("logRetention and logs.retentionInDays", () => {
  const both = (logRetention: number, retentionInDays: number) => ({
    logRetention,
    logs: { retentionInDays },
  });

  test("two spellings of the log retention that disagree are refused", () => {
    expect(problemsOf(both(30, 60))).toEqual([
      problem(
        "logRetention",
        "is 30, but logs.retentionInDays, the same option, is 60",
        "remove one of them",
        "your options (logRetention and logs.retentionInDays)",
      ),
    ]);
  });

  test("two spellings of the log retention that agree are accepted", () => {
    expect(problemsOf(both(60, 60))).toEqual([]);
  });
});

describe("a value that may be a secret", () => {
  const SECRET = "c2VjcmV0";

  test.each([
    [
      "a signed package URL",
      { functionApp: { package: { url: `https://contoso.com/a.zip?sig=${SECRET}` } } },
    ],
    [
      "a package URL with a password",
      { functionApp: { package: { url: `https://me:${SECRET}@contoso.com/a.zip` } } },
    ],
    ["a setting that looks secret", { functionApp: { settings: { BUS: `SharedAccessKey=${SECRET}` } } }],
    ["a reserved setting", { functionApp: { settings: { AzureWebJobsStorage: SECRET } } }],
  ])("a value that may be a secret is never printed: %s", (_what, options) => {
    expect(messageOf(options)).toMatch(/1 problem/);
    expect(messageOf(options)).not.toContain(SECRET);
  });

  test.each([
    [
      "a signed package URL without TLS",
      { functionApp: { package: { url: `http://contoso.com/a.zip?sig=${SECRET}` } } },
    ],
    [
      "a signed package URL for an URL",
      { functionApp: { package: `https://contoso.com/a.zip?sig=${SECRET}` } },
    ],
    ["a secret where its settings belong", { keyVault: { secrets: { stripe: SECRET } } }],
    ["a secret's value", { keyVault: { secrets: { stripe: { value: SECRET } } } }],
    ["a setting that is a list", { functionApp: { settings: { KEYS: [SECRET] } } }],
    ["settings in a misspelt group", { functionApp: { setings: { KEY: SECRET } } }],
  ])("a value that may be a secret is never printed: %s", (_what, options) => {
    expect(messageOf(options)).toMatch(/1 problem/);
    expect(messageOf(options)).not.toContain(SECRET);
  });
});
