import { at, asText, listAt, textAt } from "../../../lib/stand-in/json";
import type { StandIn } from "../../../lib/stand-in/stand-in";

/** An alert that Azure was asked for: type of its resource, metric, aggregation, comparison, threshold, severity. */
export type AskedAlert = readonly [string, string, string, string, number, number];

const ALERTS = "Microsoft.Insights/metricAlerts";

/** Every alert on a metric that Azure was asked for, by name; each tells `group`, and is about the one resource there is of its type. */
export function askedAlerts(standIn: StandIn, group: string): Readonly<Record<string, AskedAlert>> {
  const alerts = standIn.resources.filter(({ type }) => type === ALERTS);
  return Object.fromEntries(
    alerts.map(({ name }) => {
      const asked = standIn.asked(ALERTS, name);
      const criteria = listAt(asked, "properties.criteria.allOf")[0];
      const namespace = textAt(criteria, "metricNamespace");
      // The account of the Functions host, where it has one, is not what is watched.
      const watched = standIn.resources.filter(
        ({ type, name: resource }) => type === namespace && !resource.startsWith("sthost"),
      );
      expect(listAt(asked, "properties.scopes").map(String)).toEqual(watched.map(({ id }) => id));
      expect(listAt(asked, "properties.actions").map((each) => textAt(each, "actionGroupId"))).toEqual([
        group,
      ]);
      expect(asText(at(asked, "properties.windowSize"))).toBe("PT5M");
      return [
        name,
        [
          namespace,
          textAt(criteria, "metricName"),
          textAt(criteria, "timeAggregation"),
          textAt(criteria, "operator"),
          Number(at(criteria, "threshold")),
          Number(at(asked, "properties.severity")),
        ],
      ];
    }),
  );
}
