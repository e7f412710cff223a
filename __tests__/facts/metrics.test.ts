import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "../../scripts/arm-schemas/clone";
import type { Json } from "../../scripts/facts/differences";
import { metrics as table, metricsOn } from "../../scripts/facts/metrics";
import { metricOf, metrics } from "../../lib/services/monitoring/metrics";
import { alertTargets } from "../../lib/services/monitoring/targets";
import { KNOWN_METRICS, SPARSE_METRICS } from "../../lib/stand-in/rules/alerts";
import { GitClone } from "../support/git-clone";

/** Of pages of github.com/MicrosoftDocs/azure-monitor-docs, CC BY 4.0, Copyright (c) Microsoft Corporation, without descriptions. */
const NOW = `---
ms.date: 07/13/2026
---

### Category: Requests
|Metric|Name in REST API|[Advanced platform metrics](/azure/azure-monitor/metrics/metrics-advanced-platform)|Unit|Aggregation|Dimensions|Time Grains|DS Export|
|---|---|---|---|---|---|---|---|
|**Autoscale Max Throughput**|\`AutoscaleMaxThroughput\` | No | Count |Maximum |\`DatabaseName\`, \`CollectionName\`|PT5M, PT1H |No|
|**Index Usage**|\`IndexUsage\` | No | Bytes |Total (Sum), Average, Maximum, Minimum |\`CollectionName\`, \`DatabaseName\`, \`Region\`, \`IsLeakedPartition\`|PT5M, PT15M, PT30M, PT1H |No|
|**Region Failed Over**|\`RegionFailover\` | No | Count |Count |\\<none\\>|PT5M |No|
|**Service Availability**|\`ServiceAvailability\` | No | Percent |Minimum, Average, Maximum |\`IsExternal\`|PT1H |No|

### Category: Other
|Metric|Name in REST API|Unit|Aggregation|Dimensions|Time Grains|DS Export|
|---|---|---|---|---|---|---|
|**Total Requests**|\`TotalRequests\` |Count |Count |\`DatabaseName\`, \`CollectionName\`, \`Region\`, \`StatusCode\`, \`OperationType\`, \`Status\`, \`CapacityType\`, \`PriorityLevel\`, \`ConnectionMode\`, \`IsExternal\`|PT1M |No|

## Next steps
`;

const committed = JSON.parse(readFileSync(join(__dirname, "../..", table.file), "utf8")) as {
  readonly targets: Readonly<Record<string, { readonly metrics: Readonly<Record<string, Json>> }>>;
};
const cosmos = committed.targets["cosmos"]?.metrics ?? {};

test("the committed metrics are what the parser makes of the page", () => {
  const found = metricsOn(NOW);
  const names = [
    "AutoscaleMaxThroughput",
    "IndexUsage",
    "RegionFailover",
    "ServiceAvailability",
    "TotalRequests",
  ];
  expect(Object.keys(found)).toEqual(names);
  for (const name of names) expect(found[name]).toEqual(cosmos[name]);
});

test("metrics are read again with commit and date, and others of the page are named", () => {
  const PAGE = "articles/accounts.md";
  const clone = new GitClone({ [PAGE]: NOW, "articles/stub.md": "[!INCLUDE [x](~/x.md)]\n" });
  try {
    const said: string[] = [];
    const target = (page: string, names: readonly string[]) => ({
      type: `T/${page}`,
      page,
      date: "2020-01-01",
      metrics: Object.fromEntries(names.map((name) => [name, {}])),
    });
    const read = (targets: Json) =>
      table.read(
        {
          clone: () => new Clone(clone.folder),
          page: () => Promise.resolve(undefined),
          say: (line) => said.push(line),
          today: "2026-12-01",
        },
        { read: "2026-11-30", targets },
      );
    const stub = target("articles/stub.md", ["Kept"]);
    expect(read({ one: target(PAGE, ["IndexUsage", "TotalRequests"]), two: stub })).toEqual({
      read: "2026-12-01",
      targets: {
        one: {
          type: `T/${PAGE}`,
          page: PAGE,
          commit: new Clone(clone.folder).commit,
          date: "2026-07-13",
          metrics: { IndexUsage: cosmos["IndexUsage"], TotalRequests: cosmos["TotalRequests"] },
        },
        two: stub,
      },
    });
    expect(said).toEqual([
      `T/${PAGE}: no alert can look at AutoscaleMaxThroughput, RegionFailover, ServiceAvailability`,
      "T/articles/stub.md: the page has no table, left as it is",
    ]);
    expect(() => read({ one: target(PAGE, ["Gone"]) })).toThrow(`${PAGE} has no Gone any more`);
  } finally {
    clone.remove();
  }
});

test("an alert uses the aggregation that a metric usually has", () => {
  expect(metricOf("cosmos", "ServiceAvailability")?.aggregations).toEqual(["Average", "Minimum", "Maximum"]);
  expect(metricOf("cosmos", "TotalRequestUnits")?.aggregations[0]).toBe("Total");
  for (const target of Object.values(metrics))
    for (const { aggregations, dimensions } of Object.values(target)) {
      expect(["Average", "Count", "Maximum", "Total"]).toContain(aggregations[0]);
      for (const each of aggregations)
        expect(["Average", "Count", "Maximum", "Minimum", "Total"]).toContain(each);
      expect(dimensions).toEqual([...new Set(dimensions)].sort());
    }
});

test("the stand-in has every metric that an alert can look at, as often as the page says", () => {
  for (const [target, known] of Object.entries(metrics)) {
    const { namespace } = alertTargets[target as keyof typeof alertTargets];
    for (const [name, { everyMinutes = 1 }] of Object.entries(known)) {
      expect(KNOWN_METRICS[namespace.toLowerCase()]).toContain(name);
      expect([name, SPARSE_METRICS[name] ?? 1]).toEqual([name, everyMinutes]);
    }
  }
});
