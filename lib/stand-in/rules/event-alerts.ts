import { type Json, asText, at, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const ACTIVITY_ALERTS = "Microsoft.Insights/activityLogAlerts";
const LOG_ALERTS = "Microsoft.Insights/scheduledQueryRules";
const ACTIVITY_SOURCE = "learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update";

/** What a condition may look at, beside `properties` and all that is below it. */
const FIELDS: readonly string[] = [
  "caller",
  "category",
  "level",
  "operationname",
  "resourcegroup",
  "resourceid",
  "resourceprovider",
  "resourcetype",
  "status",
  "substatus",
];
const LOCATIONS: readonly string[] = ["global", "westeurope", "northeurope"];

/** What alerts on the activity log and on searches of logs look like. */
export const eventAlerts: readonly Rule[] = [
  {
    says: "an alert on the activity log looks at one category, and at fields that events have",
    source: ACTIVITY_SOURCE,
    on: [ACTIVITY_ALERTS],
    refuse(asked) {
      const fields = listAt(asked, "properties.condition.allOf").map((each) => key(textAt(each, "field")));
      const unknown = fields.find((field) => !FIELDS.includes(field) && !field.startsWith("properties"));
      if (unknown !== undefined) return `The field '${unknown}' is not supported`;
      const { length } = fields.filter((field) => field === "category");
      return length === 1 ? undefined : `The condition needs one 'category', got ${length}`;
    },
  },
  {
    says: "an alert on the activity log is about its own subscription",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-activity-log",
    on: [ACTIVITY_ALERTS],
    refuse(asked, { id }) {
      const scopes = listAt(asked, "properties.scopes").map(asText);
      if (scopes.length === 0) return "An alert needs a scope";
      const own = subscriptionOf(id);
      const foreign = scopes.find((scope) => subscriptionOf(scope) !== own);
      return foreign && `Scope ${foreign} is not in the subscription of the alert`;
    },
  },
  {
    says: "an alert on the activity log is in Global, West Europe or North Europe",
    source: ACTIVITY_SOURCE,
    on: [ACTIVITY_ALERTS],
    refuse(asked) {
      const location = key(textAt(asked, "location"));
      return LOCATIONS.includes(location) ? undefined : `Location '${location}' is not supported`;
    },
  },
  {
    says: "a log search alert looks back at least as far as it waits between two looks",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule",
    on: [LOG_ALERTS],
    refuse(asked) {
      const [window, frequency] = ["windowSize", "evaluationFrequency"].map((field) =>
        textAt(asked, `properties.${field}`),
      );
      return minutesOf(window) >= minutesOf(frequency)
        ? undefined
        : `Window ${window} is shorter than frequency ${frequency}`;
    },
  },
  {
    says: "the resource of a log search alert exists, and is one",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule",
    on: [LOG_ALERTS],
    refuse(asked, { store }) {
      const scopes = listAt(asked, "properties.scopes").map(asText);
      if (scopes.length !== 1) return `A log search alert has one scope, got ${scopes.length}`;
      const lost = scopes.find((scope) => store.get(scope) === undefined);
      return lost && `Resource ${lost} was not found`;
    },
  },
  {
    says: "a log search alert has a query",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule",
    on: [LOG_ALERTS],
    refuse(asked) {
      const criteria = listAt(asked, "properties.criteria.allOf").filter(isObject);
      return criteria.length > 0 && criteria.every((each) => textAt(each, "query").trim() !== "")
        ? undefined
        : "A log search alert needs a query";
    },
  },
];

/** The groups that an alert of any kind tells. */
export function groupsTold(asked: Json): readonly string[] {
  const actions = at(asked, "properties.actions");
  if (Array.isArray(actions)) return actions.map((action: Json) => textAt(action, "actionGroupId"));
  return listAt(asked, "properties.actions.actionGroups").map((group) =>
    typeof group === "string" ? group : textAt(group, "actionGroupId"),
  );
}

function subscriptionOf(id: string): string {
  return key(id.split("/")[2] ?? "");
}

/** Of a duration in hours, minutes and days, ISO 8601. */
function minutesOf(duration = ""): number {
  const [, days = "0", hours = "0", minutes = "0"] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? [];
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}
