import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { CosmosdbAccount } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import { CosmosdbSqlContainer } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-container";
import { CosmosdbSqlDatabase } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-database";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Testing } from "cdktf";
import {
  buildCosmos,
  buildCosmosAccount,
  buildCosmosContainer,
  buildCosmosDatabase,
} from "../../../lib/services/cosmos/build";
import type { CosmosAccountPlan, CosmosContainerPlan, CosmosPlan } from "../../../lib/services/cosmos/plan";
import { buildApplicationInsights, buildWorkspace } from "../../../lib/services/logs/build";
import type { LogsPlan } from "../../../lib/services/logs/logs-plan";
import { existingPlan, findTheirs } from "../../support/existing-plan";
import { unchanged } from "../../support/unchanged";
import "../../support/resource-matchers";

const place = { resourceGroupName: "rg", location: "eastus2" };

const workspace = { name: "log", retentionInDays: 100 };
const logs: LogsPlan = {
  workspace,
  insightsName: "appi",
  insightsRetentionInDays: 120,
  samplingPercentage: 20,
  takesKeys: false,
};

const account: CosmosAccountPlan = {
  name: "cosmos",
  serverless: true,
  regions: ["eastus2"],
  zoneRedundant: false,
  consistencyLevel: "Session",
  enableAutomaticFailover: false,
  enableMultipleWriteLocations: false,
  disableLocalAuth: true,
  backup: { type: "Periodic", intervalInMinutes: 240, retentionInHours: 8, storageRedundancy: "Local" },
  closed: false,
};
const cosmos: CosmosPlan = { account, databaseName: "db", children: true, containers: [] };

describe("logs", () => {
  test("a workspace takes no shared keys and lets readers of a resource read its logs", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildWorkspace(scope, place, workspace, unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(LogAnalyticsWorkspace, {
      resource_group_name: "rg",
      location: "eastus2",
      name: "log",
      sku: "PerGB2018",
      retention_in_days: 100,
      local_authentication_enabled: false,
      allow_resource_only_permissions: true,
    });
    expect(synthesised).not.toHaveResourceWithProperties(LogAnalyticsWorkspace, {
      daily_quota_gb: expect.anything() as unknown,
    });
  });

  test("a workspace is capped only when the plan says so", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildWorkspace(scope, place, { ...workspace, dailyQuotaGb: 5 }, unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(LogAnalyticsWorkspace, { daily_quota_gb: 5 });
  });

  test("Application Insights is based on the workspace and takes no instrumentation key", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildApplicationInsights(scope, place, logs, "workspace-id", unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(ApplicationInsights, {
      resource_group_name: "rg",
      location: "eastus2",
      name: "appi",
      application_type: "web",
      workspace_id: "workspace-id",
      retention_in_days: 120,
      sampling_percentage: 20,
      local_authentication_disabled: true,
    });
  });
});

describe("Cosmos DB", () => {
  const built = (plan: CosmosAccountPlan): string =>
    Testing.synthScope((scope) => {
      buildCosmosAccount(scope, place, plan, unchanged);
    });

  test("an account takes Entra identities only, over TLS 1.2", () => {
    expect(built(account)).toHaveResourceWithProperties(CosmosdbAccount, {
      name: "cosmos",
      kind: "GlobalDocumentDB",
      offer_type: "Standard",
      local_authentication_disabled: true,
      access_key_metadata_writes_enabled: false,
      minimal_tls_version: "Tls12",
      public_network_access_enabled: true,
    });
  });

  test("a serverless account has the capability, one region, and explicit periodic backups", () => {
    expect(built(account)).toHaveResourceWithProperties(CosmosdbAccount, {
      capabilities: [{ name: "EnableServerless" }],
      consistency_policy: { consistency_level: "Session" },
      geo_location: [{ location: "eastus2", failover_priority: 0, zone_redundant: false }],
      backup: {
        type: "Periodic",
        interval_in_minutes: 240,
        retention_in_hours: 8,
        storage_redundancy: "Local",
      },
      automatic_failover_enabled: false,
      multiple_write_locations_enabled: false,
    });
  });

  test("an account with throughput has its regions in failover order and the staleness that Azure demands", () => {
    const synthesised = built({
      ...account,
      serverless: false,
      regions: ["eastus2", "centralus"],
      zoneRedundant: true,
      consistencyLevel: "BoundedStaleness",
      enableAutomaticFailover: true,
      enableMultipleWriteLocations: true,
      backup: { type: "Continuous", tier: "Continuous7Days" },
    });
    expect(synthesised).toHaveResourceWithProperties(CosmosdbAccount, {
      geo_location: [
        { location: "eastus2", failover_priority: 0, zone_redundant: true },
        { location: "centralus", failover_priority: 1, zone_redundant: true },
      ],
      consistency_policy: {
        consistency_level: "BoundedStaleness",
        max_staleness_prefix: 100_000,
        max_interval_in_seconds: 300,
      },
      backup: { type: "Continuous", tier: "Continuous7Days" },
      automatic_failover_enabled: true,
      multiple_write_locations_enabled: true,
    });
    expect(synthesised).not.toHaveResourceWithProperties(CosmosdbAccount, {
      capabilities: expect.anything() as unknown,
    });
  });

  test("keys are on only where the plan says so", () => {
    expect(built({ ...account, disableLocalAuth: false })).toHaveResourceWithProperties(CosmosdbAccount, {
      local_authentication_disabled: false,
    });
  });

  test.each([true, false])(
    "an account is closed to the internet where it has a private endpoint: %s",
    (closed) => {
      expect(built({ ...account, closed })).toHaveResourceWithProperties(CosmosdbAccount, {
        public_network_access_enabled: !closed,
      });
    },
  );

  const withDatabase = (plan: CosmosPlan, containers: readonly CosmosContainerPlan[] = []): string =>
    Testing.synthScope((scope) => {
      const built = buildCosmosAccount(scope, place, account, unchanged);
      const database = buildCosmosDatabase(scope, plan, built, unchanged);
      for (const container of containers) buildCosmosContainer(scope, container, database, unchanged);
    });

  test("a database shares autoscaled throughput, and has none when serverless", () => {
    expect(withDatabase({ ...cosmos, maxThroughput: 4000 })).toHaveResourceWithProperties(
      CosmosdbSqlDatabase,
      {
        name: "db",
        account_name: "${azurerm_cosmosdb_account.cosmos.name}",
        autoscale_settings: { max_throughput: 4000 },
      },
    );
    expect(withDatabase(cosmos)).not.toHaveResourceWithProperties(CosmosdbSqlDatabase, {
      autoscale_settings: expect.anything() as unknown,
    });
  });

  test("a container has the version of its partition key, which cannot change later", () => {
    const synthesised = withDatabase(cosmos, [
      { name: "feedback", partitionKeyPaths: ["/id"], uniqueKeys: [] },
    ]);
    expect(synthesised).toHaveResourceWithProperties(CosmosdbSqlContainer, {
      name: "feedback",
      database_name: "${azurerm_cosmosdb_sql_database.cosmos_database.name}",
      partition_key_paths: ["/id"],
      partition_key_kind: "Hash",
      partition_key_version: 2,
    });
    for (const argument of [
      "default_ttl",
      "unique_key",
      "indexing_policy",
      "throughput",
      "autoscale_settings",
    ])
      expect(synthesised).not.toHaveResourceWithProperties(CosmosdbSqlContainer, {
        [argument]: expect.anything() as unknown,
      });
  });

  test("a container has the hierarchical key, the time to live and the unique keys of its plan", () => {
    const synthesised = withDatabase(cosmos, [
      {
        name: "a",
        partitionKeyPaths: ["/tenant", "/id"],
        defaultTtl: -1,
        uniqueKeys: [["/a", "/b"], ["/c"]],
      },
    ]);
    expect(synthesised).toHaveResourceWithProperties(CosmosdbSqlContainer, {
      partition_key_paths: ["/tenant", "/id"],
      partition_key_kind: "MultiHash",
      default_ttl: -1,
      unique_key: [{ paths: ["/a", "/b"] }, { paths: ["/c"] }],
    });
  });

  test("a container has the index policy of its plan, and no empty list of it", () => {
    const indexingPolicy = {
      includedPaths: ["/*", '/"${a}"/?'],
      excludedPaths: [],
      compositeIndexes: [
        [
          { path: "/a", order: "ascending" },
          { path: "/b", order: "descending" },
        ],
      ],
    } as const;
    const plan = { name: "a", partitionKeyPaths: ["/id"], uniqueKeys: [], indexingPolicy };
    const synthesised = withDatabase(cosmos, [plan]);
    expect(synthesised).toHaveResourceWithProperties(CosmosdbSqlContainer, {
      indexing_policy: {
        indexing_mode: "consistent",
        included_path: [{ path: "/*" }, { path: '/"$${a}"/?' }],
        composite_index: [
          {
            index: [
              { path: "/a", order: "ascending" },
              { path: "/b", order: "descending" },
            ],
          },
        ],
      },
    });
    expect(synthesised).not.toContain("excluded_path");
  });

  const containers = [{ name: "feedback", partitionKeyPaths: ["/id"], uniqueKeys: [] }];

  test("the account, the database and the containers of a plan are built together, containers by name", () => {
    const synthesised = Testing.synthScope((scope) => {
      const resources = buildCosmos(scope, place, { ...cosmos, containers }, unchanged, findTheirs);
      expect(Object.keys(resources.cosmosContainers)).toEqual(["feedback"]);
    });
    for (const resource of [CosmosdbAccount, CosmosdbSqlDatabase, CosmosdbSqlContainer])
      expect(synthesised).toHaveResource(resource);
  });

  test("an existing account gets the database and its containers, in its own resource group", () => {
    const plan = { existing: existingPlan, databaseName: "db", children: true, containers };
    const synthesised = Testing.synthScope((scope) => {
      const resources = buildCosmos(scope, place, plan, unchanged, findTheirs);
      expect(resources.cosmos).toBeUndefined();
      expect(Object.keys(resources.cosmosContainers)).toEqual(["feedback"]);
    });
    expect(synthesised).not.toHaveResource(CosmosdbAccount);
    expect(synthesised).toHaveResourceWithProperties(CosmosdbSqlDatabase, {
      account_name: "theirs",
      resource_group_name: "their-group",
    });
    expect(synthesised).toHaveResource(CosmosdbSqlContainer);
  });

  test("an existing account gets nothing where it has its database already", () => {
    const plan = { existing: existingPlan, databaseName: "db", children: false, containers };
    const synthesised = Testing.synthScope((scope) => {
      expect(buildCosmos(scope, place, plan, unchanged, findTheirs)).toEqual({
        cosmos: undefined,
        cosmosDatabase: undefined,
        cosmosContainers: {},
      });
    });
    expect(JSON.parse(synthesised)).not.toHaveProperty("resource");
  });
});
