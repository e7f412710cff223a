import type { BackendOptions } from "../../../lib";
import { uuidOf } from "../../../lib/services/monitoring/workbook";
import { type WorkbookSources, workbookContent } from "../../../lib/services/monitoring/workbook-content";
import { listAt, textAt, at, type Json } from "../../../lib/stand-in/json";
import { messageOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const WORKBOOK = "azurerm_application_insights_workbook";
const watched = (options: BackendOptions = {}): SynthesisedBackend =>
  synthBackend({ environment: "prod", ...options, monitoring: { workbook: true, ...options.monitoring } });

const sources: WorkbookSources = { idOf: (target) => `id of ${target}`, workspaceId: "id of workspace" };

/** The items of one type, as Azure would keep them. */
function itemsOf(backend: SynthesisedBackend, type: number): readonly Json[] {
  const { workbook } = backend.backend.plan.services.monitoring;
  if (workbook === undefined) throw new Error("there is no workbook");
  const content = JSON.parse(JSON.stringify(workbookContent(workbook, sources))) as Json;
  return listAt(content, "items")
    .filter((item) => at(item, "type") === type)
    .map((item) => at(item, "content") ?? {});
}

describe("a workbook", () => {
  const backend = watched();

  test("a workbook is in the workloads stack, with a name that follows from the environment", () => {
    const { data_json: content, ...workbook } = backend.workloads.only(WORKBOOK);
    const { project, environment } = backend.backend.plan;
    expect(workbook).toMatchObject({
      name: uuidOf(`${project}/${environment}/workbook`),
      display_name: `${project} ${environment}`,
    });
    const items = listAt(JSON.parse(content as string) as Json, "items");
    expect(listAt(items[2], "content.resourceIds")).toEqual([
      "${azurerm_application_insights.app_insights.id}",
    ]);
    expect(backend.platform.all(WORKBOOK)).toEqual({});
    expect(backend.backend.workbook).toBeDefined();
  });

  test("names of workbooks are UUIDs of version 5", () => {
    // Of Python's uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com")
    expect(uuidOf("https://example.com")).toBe("4fd35a71-71ef-5a55-a9d9-aa75c889a6d0");
  });

  test("charts show the metrics of the alerts, with their aggregation, values and parts", () => {
    const charts = itemsOf(backend, 10);
    expect(charts.map((chart) => [textAt(chart, "title"), ...listAt(chart, "metrics")])).toEqual([
      [
        "Functions fail: requests/failed",
        {
          namespace: "microsoft.insights/components",
          metric: "microsoft.insights/components-Failures-requests/failed",
          aggregation: 7,
        },
      ],
      [
        "Functions take long: requests/duration",
        {
          namespace: "microsoft.insights/components",
          metric: "microsoft.insights/components-Server-requests/duration",
          aggregation: 4,
        },
      ],
      [
        "Cosmos DB is used heavily: TotalRequestUnits",
        {
          namespace: "microsoft.documentdb/databaseaccounts",
          metric: "microsoft.documentdb/databaseaccounts-Requests-TotalRequestUnits",
          aggregation: 1,
          splitBy: ["Region"],
        },
      ],
      [
        "Cosmos DB turns requests away: TotalRequests",
        {
          namespace: "microsoft.documentdb/databaseaccounts",
          metric: "microsoft.documentdb/databaseaccounts-Requests-TotalRequests",
          aggregation: 7,
        },
      ],
      [
        "Storage answers slowly: SuccessE2ELatency",
        {
          namespace: "microsoft.storage/storageaccounts",
          metric: "microsoft.storage/storageaccounts-Transaction-SuccessE2ELatency",
          aggregation: 4,
        },
      ],
      [
        "The key vault does not answer: Availability",
        {
          namespace: "microsoft.keyvault/vaults",
          metric: "microsoft.keyvault/vaults--Availability",
          aggregation: 4,
        },
      ],
    ]);
    expect(listAt(charts[3], "filters")).toEqual([
      { id: "1", key: "StatusCode", operator: 0, values: ["429"] },
    ]);
    expect(charts.map((chart) => listAt(chart, "resourceIds"))).toEqual(
      ["appInsights", "appInsights", "cosmos", "cosmos", "storage", "keyVault"].map((target) => [
        `id of ${target}`,
      ]),
    );
  });

  test("alerts of the user's own have charts too", () => {
    const own = watched({
      monitoring: {
        metricAlerts: { "server-errors": { on: "functionApp", metric: "Http5xx", threshold: 5 } },
      },
    });
    expect(textAt(itemsOf(own, 10).at(-1), "title")).toBe("The function app: Http5xx");
  });

  test("queries read the workspace, in the time that is chosen", () => {
    const queries = itemsOf(backend, 3);
    expect(queries.length).toBeGreaterThan(5);
    for (const query of queries)
      expect(query).toMatchObject({
        crossComponentResources: ["id of workspace"],
        timeContextFromParameter: "TimeRange",
        queryType: 0,
      });
  });

  test("existing resources are watched by their owner: there is no chart and no query of them", () => {
    const id =
      "/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-theirs";
    const other = watched({ external: { keyVault: { id } } });
    expect(JSON.stringify([itemsOf(other, 10), itemsOf(other, 3)])).not.toMatch(/keyvault/i);
  });

  test("alerts that are off have their charts, and there is no workbook unless it is enabled", () => {
    expect(itemsOf(watched({ monitoring: { alerts: false } }), 10)).toHaveLength(6);
    expect(synthBackend({ environment: "prod" }).workloads.all(WORKBOOK)).toEqual({});
  });

  test.each(["dashboard", "workbooks"])("the guessed name %s leads to the option", (name) => {
    expect(messageOf({ monitoring: { [name]: true } })).toContain("workbook");
  });
});
