import {
  type AcceptedChecks,
  type Cause,
  type JudgedResource,
  type PolicyNotes,
  policyNotes,
} from "../contract/policy-note";
import type { FunctionAppPlan } from "./plan";
import { appTypes, slotConstructId, slotTypes } from "./resources";
import type { FunctionAppWords } from "./words";

const ZONES: Cause = {
  when: "`functionApp.zoneRedundant` is false",
  reason: "it needs three instances instead of one, which are charged: `functionApp.zoneRedundant`",
};
const ENTRY: Cause = {
  when: "`functionApp.publicNetworkAccess` is true",
  reason: "the function app is the public entry: `functionApp.publicNetworkAccess: false` closes it",
};

/** An app and each of its slots. */
const ENTRY_CHECKS: readonly AcceptedChecks<FunctionAppPlan>[] = [
  {
    cause: ENTRY,
    fails: ({ publicNetworkAccess }) => publicNetworkAccess,
    checks: [["CKV_AZURE_221", "function app closed to the internet"]],
  },
];

/** Flex Consumption has a type that no scanner has a check for. */
function judgedApps(plan: FunctionAppPlan): readonly JudgedResource<FunctionAppPlan>[] {
  return plan.sku === "FC1" ? [] : [{ facts: plan, type: appTypes[plan.os] }];
}

function judgedSlots(plan: FunctionAppPlan): readonly JudgedResource<FunctionAppPlan>[] {
  return plan.slots.map(({ name }) => ({ facts: plan, id: slotConstructId(name), type: slotTypes[plan.os] }));
}

/** What scanners report on purpose of each resource. */
export const functionAppPolicyNotes = {
  servicePlan: policyNotes(
    (plan: FunctionAppPlan) => (plan.existing === undefined ? [{ facts: plan }] : []),
    [
      {
        cause: ZONES,
        fails: ({ zoneInstances }) => zoneInstances === undefined,
        checks: [
          ["CKV_AZURE_212", "plan with more than one instance"],
          ["CKV_AZURE_225", "zone-redundant plan"],
        ],
      },
    ],
  ),
  functionApp: policyNotes(judgedApps, ENTRY_CHECKS),
  functionAppSlots: policyNotes(judgedSlots, ENTRY_CHECKS),
} satisfies PolicyNotes<FunctionAppWords, FunctionAppPlan>;
