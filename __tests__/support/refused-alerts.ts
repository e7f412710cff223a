import type { JsonObject } from "../../lib/stand-in/json";
import {
  type Asked,
  STORAGE,
  VAULT,
  actionGroup,
  alert,
  insights,
  vault,
  workspace,
  type Row,
} from "./asked";
import { inGroup } from "./manager";
import { toldByEventAlerts } from "./refused-event-alerts";

const COMPONENT = inGroup("Microsoft.Insights/components/appi");
const TEST = inGroup("Microsoft.Insights/webTests/webtest");
const twice = (names: readonly string[]) =>
  actionGroup({ groupShortName: "ops", webhookReceivers: names.map((name) => ({ name })) });

/** Alerts, who is told by them, and availability tests. */
export const refusedOfAlerts: Readonly<Record<string, Row | readonly Row[]>> = {
  "an alert looks at a metric that its resource has": {
    given: [vault()],
    right: alert({}),
    wrong: alert({
      criteria: {
        allOf: [{ metricNamespace: "Microsoft.Web/sites", metricName: "FunctionExecutionErrors" }],
      },
    }),
    message: "400 BadRequest: Couldn't find a metric named FunctionExecutionErrors",
  },
  "an alert looks back further than it waits between two looks": {
    given: [vault()],
    right: alert({}),
    wrong: alert({ windowSize: "PT1M" }),
    message: "400 BadRequest: Window PT1M has to be longer than frequency PT1M",
  },
  "the action groups of an alert exist": [
    {
      given: [vault(), actionGroup({ groupShortName: "ops" })],
      right: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/ops") }] }),
      wrong: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/other") }] }),
      message: "400 BadRequest: Action group",
    },
    ...toldByEventAlerts,
  ],
  "an action group's short name has 1 to 12 characters": {
    right: actionGroup({ groupShortName: "ops-team" }),
    wrong: actionGroup({ groupShortName: "operations-team" }),
    message: "400 BadRequest: A short name has 1 to 12 characters, got 15",
  },
  "the resource of an alert exists, and has the type of the metrics": [
    {
      given: [vault()],
      right: alert({}),
      wrong: alert({ scopes: [`${VAULT}2`] }),
      message: "400 BadRequest: Resource",
    },
    {
      given: [vault(), [STORAGE, {}]],
      right: alert({
        scopes: [`${STORAGE}/blobServices/default`],
        criteria: {
          allOf: [
            {
              metricNamespace: "Microsoft.Storage/storageAccounts/blobServices",
              metricName: "SuccessE2ELatency",
            },
          ],
        },
      }),
      wrong: alert({ scopes: [STORAGE] }),
      message:
        "400 BadRequest: Metric namespace Microsoft.KeyVault/vaults is not one of Microsoft.Storage/storageAccounts",
    },
  ],
  "an alert's severity is 0 to 4": {
    given: [vault()],
    right: alert({ severity: 1 }),
    wrong: alert({ severity: 5 }),
    message: "400 BadRequest: Severity 5 is not between 0 and 4",
  },
  "a metric that counts events is aggregated by count or total, not by average": {
    given: [[inGroup("Microsoft.DocumentDB/databaseAccounts/cosmos"), {}]],
    right: requests("Count"),
    wrong: requests("Average"),
    message: "400 BadRequest: TotalRequests has no aggregation Average, only Count",
  },
  "an action group's receivers have names of their own": {
    right: twice(["one", "two"]),
    wrong: twice(["one", "One"]),
    message: "400 BadRequest: Receiver name 'one' is used twice",
  },
  "an alert has five action groups at most": {
    given: [vault(), actionGroup({ groupShortName: "ops" })],
    right: alert({ actions: told(5) }),
    wrong: alert({ actions: told(6) }),
    message: "400 BadRequest: An alert has at most 5 action groups, got 6",
  },
  "an alert looks back as far as its metric's values are apart": {
    given: [[STORAGE, {}]],
    right: capacity("PT1H", "PT15M"),
    wrong: capacity("PT5M", "PT1M"),
    message: "400 BadRequest: Window is shorter than the time grain of metric UsedCapacity",
  },
  "an alert on an availability test is about the test and its component": {
    given: [workspace, insights({}), availabilityTest({})],
    right: unavailable([TEST, COMPONENT]),
    wrong: unavailable([COMPONENT]),
    message: "400 BadRequest: Scopes have to be the availability test and its component",
  },
  "an action group has 1,000 addresses, 10 webhooks and 10 roles at most": {
    right: webhooks(10),
    wrong: webhooks(11),
    message: "400 BadRequest: An action group has at most 10 webhookReceivers",
  },
  "an action group's addresses are e-mail addresses of at most 64 characters": [
    {
      right: mailed("ops@example.com"),
      wrong: mailed("ops"),
      message: "400 BadRequest: 'ops' is not a valid email address",
    },
    {
      right: mailed(`${"o".repeat(52)}@example.com`),
      wrong: mailed(`${"o".repeat(53)}@example.com`),
      message: "400 BadRequest: 'ooo",
    },
  ],
  "the locations of an availability test exist": [
    {
      given: [workspace, insights({})],
      right: availabilityTest({}),
      wrong: availabilityTest({ Locations: [{ Id: "eastus2" }] }),
      message: "400 BadRequest: Location eastus2 is not known",
    },
    {
      given: [workspace, insights({})],
      right: availabilityTest({}),
      wrong: availabilityTest({ Locations: [] }),
      message: "400 BadRequest: An availability test needs a location",
    },
  ],
  "an availability test is run every 5, 10 or 15 minutes": {
    given: [workspace, insights({})],
    right: availabilityTest({ Frequency: 900 }),
    wrong: availabilityTest({ Frequency: 60 }),
    message: "400 BadRequest: Frequency 60 is not allowed",
  },
  "the component of an availability test exists": {
    given: [workspace, insights({})],
    right: availabilityTest({}),
    wrong: availabilityTest({}, `${COMPONENT}2`),
    message: "400 BadRequest: No component is named by a hidden-link tag",
  },
};

function requests(timeAggregation: string) {
  const account = "Microsoft.DocumentDB/databaseAccounts";
  return alert({
    scopes: [inGroup(`${account}/cosmos`)],
    criteria: { allOf: [{ metricNamespace: account, metricName: "TotalRequests", timeAggregation }] },
  });
}

function told(groups: number) {
  const actionGroupId = inGroup("Microsoft.Insights/actionGroups/ops");
  return Array.from({ length: groups }, () => ({ actionGroupId }));
}

function capacity(windowSize: string, evaluationFrequency: string) {
  return alert({
    scopes: [STORAGE],
    windowSize,
    evaluationFrequency,
    criteria: {
      allOf: [{ metricNamespace: "Microsoft.Storage/storageAccounts", metricName: "UsedCapacity" }],
    },
  });
}

function unavailable(scopes: readonly string[]) {
  return alert({ scopes, criteria: { webTestId: TEST, componentId: COMPONENT, failedLocationCount: 1 } });
}

function webhooks(count: number) {
  const serviceUri = "https://example.com/alerts";
  const webhookReceivers = Array.from({ length: count }, (_, index) => ({ name: `w${index}`, serviceUri }));
  return actionGroup({ groupShortName: "ops", webhookReceivers });
}

function mailed(emailAddress: string) {
  return actionGroup({ groupShortName: "ops", emailReceivers: [{ name: "one", emailAddress }] });
}

function availabilityTest(properties: JsonObject, component = COMPONENT): Asked {
  const tags = { [`hidden-link:${component}`]: "Resource" };
  return [TEST, { tags, properties: { Locations: [{ Id: "emea-nl-ams-azr" }], ...properties } }];
}
