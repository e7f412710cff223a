import { type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { AvailabilityTestPlan, MetricAlertPlan, MonitoringPlan } from "./plan";

/** Nothing of it depends on use: the first thousand e-mails of a month are free, and so are saved queries and alerts on the activity log. */
export const monitoringCost: ServiceCost<MonitoringPlan, object> = {
  usage: {},

  items({ alerts, availabilityTest, expiryAlert }) {
    const series = [...alerts.map(seriesOf), ...(availabilityTest === undefined ? [] : [1])].reduce(
      (sum, each) => sum + each,
      0,
    );
    return [
      ...(series === 0
        ? []
        : [
            {
              item: `metric alerts, time series: ${series}`,
              meter: "monitor.metricAlert",
              part: "fixed",
              quantity: exactly(series),
              note: "free amounts apply once per subscription",
            } as const,
          ]),
      ...(expiryAlert === undefined
        ? []
        : [
            {
              item: "log search alert, every hour",
              // The price list has frequencies of 1, 5, 10 and 15 minutes: what looks less often is paid for as the last.
              meter: "monitor.logAlert",
              part: "fixed",
              quantity: exactly(1),
            } as const,
          ]),
      ...(availabilityTest === undefined ? [] : [testRuns(availabilityTest)]),
    ];
  },
};

/** One for each combination of the dimensions' values */
function seriesOf({ dimensions }: MetricAlertPlan): number {
  return Object.values(dimensions).reduce((product, values) => product * Math.max(1, values.length), 1);
}

function testRuns({ locations, frequencyInMinutes }: AvailabilityTestPlan): CostItem {
  return {
    item: `availability test from ${locations.length} locations every ${frequencyInMinutes} minutes`,
    meter: "monitor.webTest",
    part: "fixed",
    quantity: exactly((locations.length * HOURS * 60) / frequencyInMinutes),
  };
}
