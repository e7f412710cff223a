import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alertDefinitions, alertNames } from "../../../lib/services/monitoring/alerts";
import { comparisons, severities } from "../../../lib/services/monitoring/conditions";
import { metricOf } from "../../../lib/services/monitoring/metrics";
import { alertTargets } from "../../../lib/services/monitoring/targets";

const UNITS: Readonly<Record<string, string>> = {
  functionDuration: " ms",
  cosmosRU: " RU/s",
  storageLatency: " ms",
  keyVaultAvailability: " %",
};

describe("the list of alerts", () => {
  test("the documentation has the list of alerts as it is", () => {
    const text = readFileSync(join(__dirname, "../../../docs/services/monitoring.md"), "utf8");
    const rows = text
      .split("\n")
      .filter((line) => alertNames.some((name) => line.startsWith(`| \`${name}\``)))
      .map((line) =>
        line
          .split("|")
          .map((cell) => cell.trim().replaceAll("`", ""))
          .slice(1, -1),
      );
    expect(rows).toEqual(
      alertNames.map((name) => {
        const { intent, target, metric, aggregation, operator, dimensions, defaults } =
          alertDefinitions[name];
        const { namespace, stack } = alertTargets[target];
        const only = Object.entries(dimensions).map(([each, values]) => `, ${each} ${values.join(", ")}`);
        return [
          name,
          intent,
          `${metric}${only.join("")}`,
          namespace,
          aggregation,
          `${comparisons[operator]} ${defaults.threshold}${UNITS[name] ?? ""}`,
          `${defaults.window} minutes`,
          `${defaults.severity} (${severities[defaults.severity]})`,
          stack,
        ];
      }),
    );
  });

  test.each(alertNames)("each alert watches a metric that Azure has: %s", (name) => {
    const { target, metric, aggregation, dimensions } = alertDefinitions[name];
    const known = metricOf(target, metric);
    expect(known?.aggregations).toContain(aggregation);
    expect(known?.dimensions).toEqual(expect.arrayContaining(Object.keys(dimensions)));
  });
});
