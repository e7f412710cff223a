import type { JsonObject } from "../../lib/stand-in/json";
import type { Asked, Row } from "./asked";
import { inGroup } from "./manager";

const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
const GROUPS_BUDGET = inGroup("Microsoft.Consumption/budgets/monthly");

export const lock = (level: string): Asked => [
  `${VAULT}/providers/Microsoft.Authorization/locks/keep`,
  { properties: { level } },
];
const budget = (properties: JsonObject): Asked => [
  GROUPS_BUDGET,
  { properties: { amount: 100, timePeriod: { startDate: "2026-12-01T00:00:00Z" }, ...properties } },
];

/** Locks, budgets and tags. */
export const refusedOfGovernance: Readonly<Record<string, Row | readonly Row[]>> = {
  "a resource with a ReadOnly lock cannot be changed": {
    given: [[VAULT, {}], lock("ReadOnly")],
    right: [inGroup("Microsoft.KeyVault/vaults/kv-two"), {}],
    wrong: [`${VAULT}/secrets/jwt`, {}],
    message: "409 ScopeLocked: The scope",
  },
  "a lock's level is CanNotDelete or ReadOnly": {
    given: [[VAULT, {}]],
    right: lock("CanNotDelete"),
    wrong: lock("Strict"),
    message: "400 BadRequest: Lock level 'Strict' is invalid",
  },
  "a budget begins with a month": {
    right: budget({}),
    wrong: budget({ timePeriod: { startDate: "2026-12-15T00:00:00Z" } }),
    message: "400 BadRequest: Start date 2026-12-15T00:00:00Z is not the first day of a month",
  },
  "a budget's amount is greater than 0": {
    right: budget({}),
    wrong: budget({ amount: 0 }),
    message: "400 BadRequest: Amount 0 is not more than 0",
  },
  "a budget has one to five notifications, each for 0 to 1000 percent": [
    {
      right: budget({ notifications: { full: { threshold: 100, contactEmails: ["costs@example.com"] } } }),
      wrong: budget({ notifications: { full: { threshold: 2000, contactEmails: ["costs@example.com"] } } }),
      message: "400 BadRequest: Threshold 2000 is not between 0 and 1000",
    },
    {
      right: budget({ notifications: {} }),
      wrong: budget({ notifications: { full: { threshold: 100, contactRoles: ["Owner"] } } }),
      message: "400 BadRequest: A notification has at least one contact e-mail or contact group",
    },
    {
      right: budget({}),
      wrong: budget({ notifications: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} } }),
      message: "400 BadRequest: A budget has five notifications at most",
    },
  ],
  "a resource has 50 tags at most, of 512 and 256 characters": [
    {
      right: [VAULT, { tags: { project: "feedback" } }],
      wrong: [VAULT, { tags: { project: "x".repeat(257) } }],
      message: "400 InvalidTagNameOrValue: The tag 'project' is too long",
    },
    {
      right: [VAULT, { tags: { project: "feedback" } }],
      wrong: [VAULT, { tags: Object.fromEntries([...Array(51).keys()].map((each) => [`tag${each}`, ""])) }],
      message: "400 InvalidTagNameOrValue: 51 tags are more than 50",
    },
  ],
};
