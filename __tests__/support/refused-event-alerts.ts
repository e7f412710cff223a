import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, type Row, VAULT, actionGroup, vault } from "./asked";
import { GROUP, inGroup } from "./manager";

const GROUP_OF_OPS = inGroup("Microsoft.Insights/actionGroups/ops");
const category = { field: "category", equals: "Administrative" };
const operation = { field: "operationName", equals: "Microsoft.Authorization/locks/delete" };

const activityAlert = (properties: JsonObject, location = "global"): Asked => [
  inGroup("Microsoft.Insights/activityLogAlerts/alert"),
  {
    location,
    properties: { scopes: [GROUP], condition: { allOf: [category, operation] }, ...properties },
  },
];
const logAlert = (properties: JsonObject): Asked => [
  inGroup("Microsoft.Insights/scheduledQueryRules/alert"),
  {
    location: "eastus2",
    properties: {
      scopes: [VAULT],
      windowSize: "P1D",
      evaluationFrequency: "PT1H",
      criteria: { allOf: [{ query: "AzureDiagnostics" }] },
      ...properties,
    },
  },
];

/** Alerts on the activity log and on searches of logs, and the end of secrets. */
export const refusedOfEventAlerts: Readonly<Record<string, Row | readonly Row[]>> = {
  "an alert on the activity log looks at one category, and at fields that events have": [
    {
      right: activityAlert({}),
      wrong: activityAlert({ condition: { allOf: [category, { field: "operation", equals: "x" }] } }),
      message: "400 BadRequest: The field 'operation' is not supported",
    },
    {
      right: activityAlert({}),
      wrong: activityAlert({ condition: { allOf: [operation] } }),
      message: "400 BadRequest: The condition needs one 'category', got 0",
    },
  ],
  "an alert on the activity log is about its own subscription": {
    right: activityAlert({}),
    wrong: activityAlert({ scopes: ["/subscriptions/other/resourceGroups/group"] }),
    message: "400 BadRequest: Scope /subscriptions/other/resourceGroups/group is not in the subscription",
  },
  "an alert on the activity log is in Global, West Europe or North Europe": {
    right: activityAlert({}),
    wrong: activityAlert({}, "eastus2"),
    message: "400 BadRequest: Location 'eastus2' is not supported",
  },
  "a log search alert looks back at least as far as it waits between two looks": {
    given: [vault()],
    right: logAlert({}),
    wrong: logAlert({ windowSize: "PT30M" }),
    message: "400 BadRequest: Window PT30M is shorter than frequency PT1H",
  },
  "the resource of a log search alert exists, and is one": {
    given: [vault()],
    right: logAlert({}),
    wrong: logAlert({ scopes: [`${VAULT}-other`] }),
    message: "400 BadRequest: Resource",
  },
  "a log search alert has a query": {
    given: [vault()],
    right: logAlert({}),
    wrong: logAlert({ criteria: { allOf: [{ query: " " }] } }),
    message: "400 BadRequest: A log search alert needs a query",
  },
  "a secret's expiry is in whole seconds since 1970": {
    given: [vault()],
    right: [`${VAULT}/secrets/jwt`, { properties: { value: "x", attributes: { exp: 1814313600 } } }],
    wrong: [`${VAULT}/secrets/jwt`, { properties: { value: "x", attributes: { exp: "2027-06-30" } } }],
    message: '400 BadRequest: The attribute exp is not a number of seconds: "2027-06-30"',
  },
};

/** Each kind of alert tells groups in a form of its own. */
export const toldByEventAlerts: readonly Row[] = [
  {
    given: [actionGroup({ groupShortName: "ops" })],
    right: activityAlert({ actions: { actionGroups: [{ actionGroupId: GROUP_OF_OPS }] } }),
    wrong: activityAlert({ actions: { actionGroups: [{ actionGroupId: `${GROUP_OF_OPS}-other` }] } }),
    message: "400 BadRequest: Action group",
  },
  {
    given: [vault(), actionGroup({ groupShortName: "ops" })],
    right: logAlert({ actions: { actionGroups: [GROUP_OF_OPS] } }),
    wrong: logAlert({ actions: { actionGroups: [`${GROUP_OF_OPS}-other`] } }),
    message: "400 BadRequest: Action group",
  },
];
