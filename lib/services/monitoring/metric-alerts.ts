import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { alertNames, hyphenated } from "./alerts";
import { AVAILABILITY_ALERT } from "./availability-test";
import { eventAlertNames } from "./event-alerts";
import { type Metric, metricOf, metrics } from "./metrics";
import type { MetricAlertSettings } from "./settings";
import { alertTargets } from "./targets";

type AlertPath = `monitoring.metricAlerts.${string}`;

const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 60;
/** Names that the library's own alerts have in Azure. */
const TAKEN = [...[...alertNames, ...eventAlertNames].map(hyphenated), AVAILABILITY_ALERT];
const REQUIRED = ["on", "metric", "threshold"] as const;

/** Alerts of the user's own: what the provider lets through, and Azure refuses when they are deployed. */
export function decideMetricAlerts(draft: Draft): void {
  const all = draft.settings.monitoring.metricAlerts;
  reportNamesDifferingInCase(draft, (name) => `monitoring.metricAlerts.${name}`, all);
  for (const [name, alert] of Object.entries(all)) {
    if (alert === false) continue;
    const path = `monitoring.metricAlerts.${name}` as const;
    checkName(draft, path, name);
    const given: Partial<MetricAlertSettings> = alert;
    const missing = REQUIRED.filter((field) => given[field] === undefined);
    for (const field of missing)
      if (!draft.refused(`${path}.${field}`))
        draft.missing(path, `${field} is missing`, `add ${field}`, path);
    if (missing.length === 0) checkAlert(draft, path, alert);
  }
}

function checkName(draft: Draft, path: AlertPath, name: string): void {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    draft.problem(
      path,
      `the name of an alert must have lower-case letters, digits and single hyphens, begin with a letter, and have at most ${LONGEST_NAME} characters; got ${redacted(name)}`,
      'choose a name such as "server-errors"',
    );
  else if (TAKEN.includes(name))
    draft.problem(path, "is the name of an alert of the library", "choose another name");
}

function checkAlert(draft: Draft, path: AlertPath, alert: MetricAlertSettings): void {
  const { on, metric: name } = alert;
  const { label, external } = alertTargets[on];
  checkIsThere(draft, path, on);
  const existing = external === undefined ? undefined : draft.existing[external];
  if (existing !== undefined)
    draft.problem(
      `${path}.on`,
      `${existing.option} is an existing resource, and its owner monitors ${label}`,
      `remove ${path}, or ${existing.option}`,
      existing.option,
    );
  const metric = metricOf(on, name);
  if (metric === undefined) {
    const names = Object.keys(metrics[on]);
    draft.problem(
      `${path}.metric`,
      `unknown metric ${redacted(name)} of ${label}${didYouMean(name, names)}`,
      `use one of ${names.join(", ")}`,
    );
    return;
  }
  checkConditions(draft, path, alert, metric);
}

/** What the backend does not have has no metrics; an existing one is its owner's, which is said instead. */
function checkIsThere(draft: Draft, path: AlertPath, on: MetricAlertSettings["on"]): void {
  const { label, optional, external } = alertTargets[on];
  if (optional === undefined || (external !== undefined && draft.existing[external] !== undefined)) return;
  const { enabled } = draft.settings.optional[optional];
  if (!enabled)
    draft.problem(
      `${path}.on`,
      `the backend does not have ${label}`,
      `set optional.${optional}, or remove ${path}`,
    );
  else if (on === "redis" && draft.settings.optional.redis.engine === "cache")
    draft.problem(
      `${path}.on`,
      "the backend has an Azure Cache for Redis, whose metrics are not available here",
      `set optional.redis.engine to "managed", or remove ${path}`,
      "optional.redis.engine",
    );
}

function checkConditions(
  draft: Draft,
  path: AlertPath,
  { metric: name, aggregation, window = 5, dimensions = {} }: MetricAlertSettings,
  metric: Metric,
): void {
  if (aggregation !== undefined && !metric.aggregations.includes(aggregation))
    draft.problem(
      `${path}.aggregation`,
      `${name} supports the aggregations ${metric.aggregations.join(", ")}`,
      `use one of them, or remove it`,
    );
  const { everyMinutes = 1 } = metric;
  if (window < everyMinutes)
    draft.problem(
      `${path}.window`,
      `${name} has a value every ${everyMinutes} minutes, but the window is ${window}`,
      `set ${path}.window to ${everyMinutes} or more`,
    );
  for (const [dimension, values] of Object.entries(dimensions)) {
    if (!metric.dimensions.includes(dimension))
      draft.problem(
        `${path}.dimensions.${dimension}`,
        `${name} has no such dimension${didYouMean(dimension, metric.dimensions)}`,
        metric.dimensions.length === 0 ? "remove dimensions" : `use one of ${metric.dimensions.join(", ")}`,
      );
    else if (values.length === 0 || values.some((value) => value === ""))
      draft.problem(
        `${path}.dimensions.${dimension}`,
        "a dimension must have at least one value",
        'give a list such as ["503"]',
      );
  }
}
