import { diagnosticSources } from "../../../lib/stacks/diagnostic-sources";
import { type SavedQuery, savedQueries } from "../../../lib/services/monitoring/saved-queries";
import { logTables } from "../../support/log-tables";
import { synthBackend } from "../../support/synth";

const QUERY = "azurerm_log_analytics_query_pack_query";
const PACK = "azurerm_log_analytics_query_pack";
const queries = Object.entries(savedQueries);

/** Words of Kusto that are neither tables nor columns: learn.microsoft.com/kusto/query */
const KUSTO = new Set(
  "and asc bin by count desc false in max min or order percentile percentiles project sum summarize toint true where".split(
    " ",
  ),
);

/** What a query calls by name and neither Kusto has nor the query itself defines: its table first. */
function namesIn(body: string): readonly string[] {
  const text = body.replace(/"[^"]*"/g, "").replace(/\b\d+[a-z]?\b/g, "");
  const defined = new Set([
    ...[...text.matchAll(/\b([A-Za-z_]\w*)\s*=(?!=)/g)].map(([, name]) => name),
    ...[...text.matchAll(/\(([\w, ]+)\)\s*=(?!=)/g)].flatMap(([, names = ""]) => names.split(/,\s*/)),
  ]);
  const names = [...text.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !KUSTO.has(name) && !defined.has(name));
}

describe("a saved query", () => {
  test.each(queries)(
    "a saved query of %s asks a table that Azure has for columns that it has",
    (_name, { body }) => {
      const [table = "", ...columns] = namesIn(body);
      expect(Object.keys(logTables)).toContain(table);
      expect(columns.length).toBeGreaterThan(0);
      expect(columns.filter((column) => !logTables[table]?.includes(column))).toEqual([]);
    },
  );

  test("a saved query with an unknown column is found by the check", () => {
    expect(
      namesIn("AppRequests\n| where Sucess == false\n| summarize Failures = sum(ItemCount) by Name"),
    ).toEqual(["AppRequests", "Sucess", "ItemCount", "Name"]);
  });

  test.each(queries)(
    "a saved query of %s is limited in time by Log Analytics, and has no expression for Terraform",
    (_name, { body }) => {
      expect(body).not.toMatch(/ago\(|\$\{|%\{/);
    },
  );

  test.each<[string, string, readonly string[]]>([
    ["CDBDataPlaneRequests", "azurerm_cosmosdb_account", ["DataPlaneRequests"]],
    ["StorageBlobLogs", "azurerm_storage_account", ["StorageRead", "StorageWrite", "StorageDelete"]],
    ["AzureDiagnostics", "azurerm_key_vault", ["AuditEvent"]],
    ["FunctionAppLogs", "azurerm_windows_function_app", ["FunctionAppLogs"]],
  ])("a saved query of table %s reads the logs that %s sends there", (table, type, categories) => {
    expect(queries.some(([, { body }]) => body.startsWith(`${table}\n`))).toBe(true);
    const sources = diagnosticSources[type] ?? [];
    expect(sources.flatMap(({ logs }) => logs)).toEqual(expect.arrayContaining([...categories]));
    // Else everything would be in one table for all services.
    const dedicated = sources.some(({ dedicatedTables }) => dedicatedTables === true);
    expect(dedicated).toBe(table === "CDBDataPlaneRequests");
  });

  test("there is a saved query for each service", () => {
    const types = new Set(queries.map(([, { resourceType }]: readonly [string, SavedQuery]) => resourceType));
    expect([...types].sort()).toEqual([
      "microsoft.documentdb/databaseaccounts",
      "microsoft.insights/components",
      "microsoft.keyvault/vaults",
      "microsoft.storage/storageaccounts",
      "microsoft.web/sites",
    ]);
  });
});

describe("the query pack", () => {
  const { platform, backend } = synthBackend({ environment: "prod" });

  test("the query pack is in prod with every query, and is published by name", () => {
    expect(platform.only(PACK)).toMatchObject({ name: "pack-feedback-prod", location: "eastus2" });
    expect(Object.keys(platform.all(QUERY)).sort()).toEqual(
      queries.map(([name]) => `saved_query_${name}`).sort(),
    );
    expect(Object.keys(backend.savedQueries)).toEqual(queries.map(([name]) => name));
    expect(platform.all(QUERY)["saved_query_function-failures"]).toMatchObject({
      query_pack_id: "${azurerm_log_analytics_query_pack.query_pack.id}",
      display_name: "Functions: failures by function and result",
      categories: ["applications"],
      resource_types: ["microsoft.insights/components"],
      body: savedQueries["function-failures"]?.body,
    });
  });

  test("the query pack names queries by GUIDs that are stable, and different in each environment", () => {
    const guids = (options: object): readonly unknown[] =>
      Object.values(synthBackend(options).platform.all(QUERY)).map(({ name }) => name);
    const first = guids({ environment: "prod" });
    for (const guid of first) expect(guid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(first).size).toBe(queries.length);
    expect(guids({ environment: "prod" })).toEqual(first);
    expect(guids({ monitoring: { savedQueries: true } })).not.toEqual(first);
  });

  test("the query pack is left out where the option is false", () => {
    const without = synthBackend({ environment: "prod", monitoring: { savedQueries: false } });
    expect([...Object.keys(without.platform.all(PACK)), ...Object.keys(without.platform.all(QUERY))]).toEqual(
      [],
    );
    expect(without.backend.queryPack).toBeUndefined();
  });
});
