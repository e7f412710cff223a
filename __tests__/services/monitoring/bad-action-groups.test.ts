import { problem, problemsOf } from "../../support/problems";

const at = (path: string): string => `monitoring.${path}`;
const GROUPS =
  "the name of an action group must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 40 characters";

/** What `monitoring` says, and the one problem with it: path, message, fix, and the value as it is shown. */
type Row = readonly [monitoring: object, path: string, message: string, fix: string, value: unknown];

const TOLD: readonly Row[] = [
  [
    { actionGroups: [] },
    "actionGroups",
    "has no group, so alerts would notify nobody",
    'add a group, such as "ops-team", or remove it',
    [],
  ],
  [
    { actionGroups: {} },
    "actionGroups",
    "has no group, so alerts would notify nobody",
    'add a group, such as "ops-team", or remove it',
    {},
  ],
  [
    { actionGroups: ["ops", "ops"] },
    "actionGroups",
    'lists the group "ops" twice',
    "list each group once",
    ["ops", "ops"],
  ],
  [
    { actionGroups: ["Ops team"] },
    "actionGroups",
    `${GROUPS}; got "Ops team"`,
    'choose a name such as "ops-team"',
    ["Ops team"],
  ],
  [
    { actionGroups: ["a", "b", "c", "d", "e", "f"] },
    "actionGroups",
    "an alert notifies at most 5 action groups, got 6",
    "combine the receivers in fewer groups",
    ["a", "b", "c", "d", "e", "f"],
  ],
  [
    { actionGroups: { ops: { emails: [] } } },
    "actionGroups.ops.emails",
    "an empty list notifies nobody",
    "add a receiver, or remove emails",
    [],
  ],
  [
    { actionGroups: { ops: { webhooks: [] } } },
    "actionGroups.ops.webhooks",
    "an empty list notifies nobody",
    "add a receiver, or remove webhooks",
    [],
  ],
  [
    { actionGroups: { ops: { armRoles: [] } } },
    "actionGroups.ops.armRoles",
    "an empty list notifies nobody",
    "add a receiver, or remove armRoles",
    [],
  ],
  [
    { actionGroups: { ops: { emails: ["ops"] } } },
    "actionGroups.ops.emails",
    '"ops" is not an e-mail address',
    'write it like "ops@example.com", one address for each entry',
    ["ops"],
  ],
  [
    { actionGroups: { ops: { emails: ["a@example.com; b@example.com"] } } },
    "actionGroups.ops.emails",
    '"a@example.com; b@example.com" is not an e-mail address',
    'write it like "ops@example.com", one address for each entry',
    ["a@example.com; b@example.com"],
  ],
  [
    { actionGroups: { ops: { emails: [`${"o".repeat(53)}@example.com`] } } },
    "actionGroups.ops.emails",
    `an e-mail address must have at most 64 characters, "${"o".repeat(53)}@example.com" has 65`,
    "use a shorter address",
    [`${"o".repeat(53)}@example.com`],
  ],
  [
    { actionGroups: { ops: { emails: ["ops@example.com", "Ops@example.com"] } } },
    "actionGroups.ops.emails",
    'lists the address "Ops@example.com" twice',
    "list each address once",
    ["ops@example.com", "Ops@example.com"],
  ],
  [
    { actionGroups: { ops: { armRoles: ["Owner", "Owner"] } } },
    "actionGroups.ops.armRoles",
    'lists the role "Owner" twice',
    "list each role once",
    ["Owner", "Owner"],
  ],
  [
    { actionGroups: { ops: { shortName: "operations-team", emails: ["ops@example.com"] } } },
    "actionGroups.ops.shortName",
    'a short name must have 1 to 12 characters, got "operations-team"',
    "shorten it, or remove it",
    "operations-team",
  ],
  [
    { actionGroups: { ops: { shortName: "", emails: ["ops@example.com"] } } },
    "actionGroups.ops.shortName",
    'a short name must have 1 to 12 characters, got ""',
    "shorten it, or remove it",
    "",
  ],
];

/** Webhooks, whose addresses are never shown. */
const WEBHOOKS: readonly (readonly [readonly string[], string, string])[] = [
  [
    ["http://example.com/alerts"],
    "number 1 is not an https address",
    'write it like "https://example.com/alerts"',
  ],
  [
    ["https://example.com", "example.com/alerts"],
    "number 2 is not an https address",
    'write it like "https://example.com/alerts"',
  ],
  ...["https://user:word@example.com", "https://example.com?sig=abc", "https://example.com?a=1&code=abc"].map(
    (address): [string[], string, string] => [
      [address],
      "number 1 contains a key or a password, which would be visible in the plan and the state",
      "use an address without one, or add the receiver outside of Terraform",
    ],
  ),
  [["https://example.com", "https://example.com"], "an address is listed twice", "list each address once"],
  [
    Array.from({ length: 11 }, (_, index) => `https://example.com/${index}`),
    "a group allows at most 10 webhooks, got 11",
    "split them over several groups",
  ],
];

describe("an action group without receivers", () => {
  test.each(TOLD)(
    "an action group without a usable receiver is refused: %j",
    (monitoring, path, message, fix, value) => {
      expect(problemsOf({ monitoring })).toEqual([
        problem(at(path), message, fix, `your options (${at(path)} = ${JSON.stringify(value)})`),
      ]);
    },
  );

  test.each(WEBHOOKS)("an action group with a wrong receiver is refused: %j", (webhooks, message, fix) => {
    const path = at("actionGroups.ops.webhooks");
    const problems = problemsOf({ monitoring: { actionGroups: { ops: { webhooks } } } });
    expect(problems).toEqual([problem(path, message, fix, `your options (${path})`)]);
  });

  test("an action group with an unknown role is refused, and the error does not show its receivers", () => {
    const problems = problemsOf({
      monitoring: { actionGroups: { ops: { armRoles: ["Owners"], email: ["a"] } } },
    });
    expect(problems).toEqual([
      problem(
        at("actionGroups.ops.email"),
        'unknown option, got an object. Did you mean "emails"?',
        "use one of shortName, emails, webhooks, armRoles, severities",
      ),
      problem(
        at("actionGroups.ops.armRoles.0"),
        'must be one of "Owner", "Contributor", "Reader", "Monitoring Contributor", "Monitoring Reader", got something else. Did you mean "Owner"?',
        'use one of "Owner", "Contributor", "Reader", "Monitoring Contributor", "Monitoring Reader"',
      ),
    ]);
  });
});
