import { type RuleName, rules } from "../../lib/review/rules";
import { accessPolicyArguments, keyArguments, openingArguments } from "../../lib/azure/opening-arguments";
import { SWITCHES } from "../../lib/review/rules/irreversible";
import type { Rule } from "../../lib/review/rules/rule";
import type { Data, DataObject } from "../../lib/settings/data";
import { accessCases } from "./cases/access";
import { effectsCases } from "./cases/effects";
import { plansAndDataCases } from "./cases/plans-and-data";
import { refusedCases } from "./cases/refused";
import { type RuleCases, STORAGE, drifted, of, updated } from "./cases/rule-case";
import { contextOf, planOf } from "./planned";

// The compiler names a rule without a case.
const cases: RuleCases = { ...plansAndDataCases, ...refusedCases, ...accessCases, ...effectsCases };

const names = Object.keys(cases) as readonly RuleName[];

test("there is a case for every rule", () => {
  expect([...names].sort()).toEqual(Object.keys(rules).sort());
});

describe.each(names)("%s", (name) => {
  const rule: Rule = rules[name];
  test.each(cases[name].trips.map((context, index) => [index, context] as const))(
    "finds something in %i",
    (_index, context) => {
      const found = rule.find(context);
      expect(found).not.toEqual([]);
      for (const { address, what, why, fix } of found)
        for (const text of [address, what, why, fix]) expect(text).not.toMatch(/undefined|\[object|^$/);
    },
  );
  test.each(cases[name].passes.map((context, index) => [index, context] as const))(
    "finds nothing in %i",
    (_index, context) => {
      expect(rule.find(context)).toEqual([]);
    },
  );
  test("says what it looks for and where that is from", () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.source).toMatch(
      /^(?:learn\.microsoft|developer\.hashicorp|github)\.com\/|^azurerm, |^docs\/|^one for each: /,
    );
  });
});

test("a range that is most of the internet is graver than an address", () => {
  const found = rules["addresses-allowed"].find(
    updated(
      STORAGE,
      { network_rules: [{ ip_rules: [] }] },
      { network_rules: [{ ip_rules: ["203.0.113.7", "0.0.0.0/0"] }] },
    ),
  );
  expect(found.map(({ severity }) => severity)).toEqual(["high"]);
});

test("what was changed outside of Terraform is graver where the plan undoes it", () => {
  const planToUndo = planOf([drifted], { resource_drift: [drifted] });
  expect(rules["changed-outside"].find(contextOf(planToUndo)).map(({ severity }) => severity)).toEqual([
    "medium",
  ]);
});

/** An argument at a path, in blocks as plans have them. */
function at(path: string, value: Data): DataObject {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : [at(rest.join("."), value)] };
}

function counterpart(value: Data): Data {
  return typeof value === "boolean" ? !value : "Other";
}

describe.each([
  ["public-access", openingArguments],
  ["local-authentication", { ...keyArguments, ...accessPolicyArguments }],
] as const)("%s", (name, table) => {
  test.each(Object.entries(table))(
    "%s that opens is found, and the other way round it is not",
    (argument, { value }) => {
      const [open, closed] = [{ [argument]: value }, { [argument]: counterpart(value) }];
      expect(rules[name].find(updated("azurerm_other", closed, open))).toHaveLength(1);
      expect(rules[name].find(updated("azurerm_other", open, closed))).toEqual([]);
      expect(rules[name].find(of("create", "azurerm_other", open))).toHaveLength(1);
    },
  );
});

test.each(SWITCHES.map(({ type, argument, on }) => [type, argument, on] as const))(
  "%s.%s = %s cannot be undone",
  (type, argument, on) => {
    const [off, switched] = [at(argument, counterpart(on)), at(argument, on)];
    expect(rules["cannot-be-undone"].find(updated(type, off, switched))).toHaveLength(1);
    expect(rules["cannot-be-undone"].find(updated(type, switched, off))).toEqual([]);
  },
);
