import type { BackendOptions } from "../../../lib";
import { stackRoles } from "../../../lib/services/contract/service";
import { problem, problemsOf } from "../../support/problems";
import { type JsonObject, type SynthesisedStack, synthBackend } from "../../support/synth";

const BUDGET = "azurerm_consumption_budget_resource_group";
const budgets = {
  startDate: "2026-12-01",
  amounts: { network: 20, platform: 500, workloads: 300.5 },
  emails: ["costs@example.com"],
};
const withBudgets = (changes: object, environment = "prod"): BackendOptions => ({
  environment,
  safeguards: { budgets: { ...budgets, ...changes } },
});

function notificationsOf(stack: SynthesisedStack): readonly JsonObject[] {
  return stack.only(BUDGET)["notification"] as readonly JsonObject[];
}

describe("budgets", () => {
  const prod = synthBackend(withBudgets({}));

  test("budgets are made only where an option asks for them", () => {
    const { backend, ...stacks } = synthBackend({ environment: "prod" });
    for (const role of stackRoles) expect(stacks[role].all(BUDGET)).toEqual({});
    expect(backend.plan.services.safeguards.budgets).toEqual({});
    expect(Object.values(backend.plan.resourceProviders).flat()).not.toContain("Microsoft.Consumption");
  });

  test("budgets cover each stack's own resource group, and ignore changes of their start date", () => {
    for (const role of stackRoles) {
      expect(prod[role].only(BUDGET)).toMatchObject({
        name: `budget-feedback-prod-${role}`,
        resource_group_id: "${azurerm_resource_group.resource_group.id}",
        amount: budgets.amounts[role],
        time_grain: "Monthly",
        time_period: { start_date: "2026-12-01T00:00:00Z" },
        lifecycle: { ignore_changes: ["time_period"] },
      });
      expect(prod.backend.plan.resourceProviders[role]).toContain("Microsoft.Consumption");
    }
    const { networkBudget, platformBudget, workloadsBudget } = prod.backend.resources;
    for (const budget of [networkBudget, platformBudget, workloadsBudget]) expect(budget).toBeDefined();
  });

  test("budgets notify at 80 and 100 per cent of the actual cost, and at 100 of the forecast", () => {
    expect(
      notificationsOf(prod.platform).map(({ threshold, threshold_type: type, operator }) => [
        type,
        threshold,
        operator,
      ]),
    ).toEqual([
      ["Actual", 80, "GreaterThanOrEqualTo"],
      ["Actual", 100, "GreaterThanOrEqualTo"],
      ["Forecasted", 100, "GreaterThanOrEqualTo"],
    ]);
  });

  test("budgets notify the action group where there is one, else Owners, and every e-mail address", () => {
    const [network, platform, workloads] = stackRoles.map((role) => notificationsOf(prod[role])[0]);
    expect(network).toMatchObject({ contact_emails: ["costs@example.com"], contact_roles: ["Owner"] });
    expect(network).not.toHaveProperty("contact_groups");
    expect(platform).toMatchObject({
      contact_emails: ["costs@example.com"],
      contact_groups: ["${azurerm_monitor_action_group.action_group_ops-team.id}"],
    });
    expect(platform).not.toHaveProperty("contact_roles");
    expect(workloads).toMatchObject({
      contact_groups: ["${data.terraform_remote_state.platform.outputs.monitoring_ops_team_action_group_id}"],
    });
  });

  test("budgets notify e-mail addresses and Owners where there are no alerts", () => {
    const dev = synthBackend(withBudgets({ amounts: { platform: 100 } }, "dev"));
    expect(notificationsOf(dev.platform)[0]).toMatchObject({
      contact_emails: ["costs@example.com"],
      contact_roles: ["Owner"],
    });
    expect(dev.workloads.all(BUDGET)).toEqual({});
  });

  test("budgets notify the chosen roles, and need no address where there is an action group", () => {
    const { platform } = synthBackend(
      withBudgets({
        amounts: { platform: 100 },
        emails: [],
        roles: ["Contributor"],
        thresholds: { forecast: [] },
      }),
    );
    expect(notificationsOf(platform)).toHaveLength(2);
    expect(notificationsOf(platform)[0]).toMatchObject({ contact_roles: ["Contributor"] });
    expect(notificationsOf(platform)[0]).not.toHaveProperty("contact_emails");
  });
});

const at = (path: string): string => `safeguards.budgets.${path}`;
const said = (path: string, value: unknown): string =>
  `your options (${at(path)} = ${JSON.stringify(value)})`;
const DATE_FIX = 'write it like "2026-12-01"';
const RANGE = "must have whole numbers from 0 to 1000, in percent of the amount, got";

/** What `budgets` says, and the one problem with it. */
type Row = readonly [budgets: object, path: string, message: string, fix: string, from?: string];

const ROWS: readonly Row[] = [
  ...["2026-12-15", "2026-13-01", "1 December 2026", "2026-12-01T00:00:00Z"].map(
    (startDate) =>
      [
        { ...budgets, startDate },
        "startDate",
        `must be the first day of a month as YYYY-MM-01, got ${JSON.stringify(startDate)}`,
        DATE_FIX,
        said("startDate", startDate),
      ] as const,
  ),
  [
    { ...budgets, startDate: "2017-05-01" },
    "startDate",
    'Azure allows no start date before 2017-06-01, got "2017-05-01"',
    "use the month in which the budgets are created, or a later one",
    said("startDate", "2017-05-01"),
  ],
  [
    { ...budgets, startDate: undefined },
    "startDate",
    "is not set: a budget needs a start month that has not ended",
    'set safeguards.budgets.startDate to the first day of this month, such as "2026-12-01"',
    said("amounts", budgets.amounts),
  ],
  [
    { startDate: "2026-12-01" },
    "amounts",
    "has no amounts, so no budget would be created",
    "add safeguards.budgets.amounts, such as { platform: 500 }, or remove safeguards.budgets",
    said("startDate", "2026-12-01"),
  ],
  [
    { ...budgets, amounts: { platform: 0.5 } },
    "amounts.platform",
    "must be >= 1, got 0.5",
    "use a value in this range",
  ],
  [
    { ...budgets, amounts: { platfrom: 500 } },
    "amounts.platfrom",
    'unknown option, got 500. Did you mean "platform"?',
    "use one of network, platform, workloads",
  ],
  [
    { ...budgets, amounts: { platform: "500" } },
    "amounts.platform",
    'must be a number, got "500"',
    "give a number: Number(process.env.NAME) converts an environment variable",
  ],
  ...[-1, 1001, 80.5].map(
    (threshold) =>
      [
        { ...budgets, thresholds: { actual: [threshold] } },
        "thresholds.actual",
        `${RANGE} ${threshold}`,
        "use a number in this range",
        said("thresholds.actual", [threshold]),
      ] as const,
  ),
  [
    { ...budgets, thresholds: { forecast: [90, 90] } },
    "thresholds.forecast",
    "lists 90 twice",
    "list each threshold once",
    said("thresholds.forecast", [90, 90]),
  ],
  [
    { ...budgets, emails: ["costs"] },
    "emails",
    '"costs" is not an e-mail address',
    'write it like "ops@example.com", one address for each entry',
    said("emails", ["costs"]),
  ],
  [
    { ...budgets, roles: ["Accountant"] },
    "roles.0",
    'must be one of "Owner", "Contributor", "Reader", got "Accountant"',
    'use one of "Owner", "Contributor", "Reader"',
  ],
];

describe("a budget that Azure would not take", () => {
  test.each(ROWS.map((row) => ({ row })))("a budget that Azure would reject is refused: $row", ({ row }) => {
    const [given, path, message, fix, from = "your options"] = row;
    expect(problemsOf({ environment: "prod", safeguards: { budgets: given } })).toEqual([
      problem(at(path), message, fix, from),
    ]);
  });

  test.each([
    [[], []],
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ])("a budget has the thresholds %j and %j", (actual, forecast) => {
    const thresholds = { actual, forecast };
    expect(problemsOf({ environment: "prod", safeguards: { budgets: { ...budgets, thresholds } } })).toEqual([
      expect.objectContaining({
        path: at("thresholds"),
        message: `a budget must have 1 to 5 thresholds, got ${actual.length + forecast.length}`,
      }),
    ]);
  });

  test("a budget without addresses or action group is refused: the network stack has none, and dev has no alert", () => {
    const alone = { safeguards: { budgets: { ...budgets, emails: [] } } };
    expect(problemsOf({ environment: "prod", ...alone })).toEqual([
      problem(
        at("amounts.network"),
        "the network stack has no action group yet, and Azure does not accept roles as the only receivers",
        "add an address to safeguards.budgets.emails",
        said("amounts.network", 20),
      ),
    ]);
    expect(problemsOf(alone).map(({ path }) => path)).toEqual(
      stackRoles.map((role) => at(`amounts.${role}`)),
    );
  });
});
