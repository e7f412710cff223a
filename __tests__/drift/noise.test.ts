import { readFileSync } from "node:fs";
import { join } from "node:path";
import { movedRule, noiseRules } from "../../lib/drift/noise";
import { readRefresh } from "../../lib/drift/read-refresh";
import { stackDrift } from "../../lib/drift/stack-drift";
import type { DataObject } from "../../lib/settings/data";
import { driftIn, refreshPlan } from "../support/refresh-plan";
import { azureNoise } from "./cases/azure-noise";
import { formNoise } from "./cases/form-noise";
import { momentNoise } from "./cases/moment-noise";
import type { NoiseCase, NoiseCases } from "./cases/noise-case";
import { stackNoise } from "./cases/stack-noise";

const cases: NoiseCases = { ...stackNoise, ...momentNoise, ...formNoise, ...azureNoise };

function judged({ address, before, after, sensitive, configured, known = [], wasKnown = true }: NoiseCase) {
  const drifted = { address, before, after, ...(sensitive === undefined ? {} : { sensitive }) };
  return driftIn(refreshPlan([drifted], known), {
    configured: { [address]: { name: "x", ...configured } },
    wasKnown: () => wasKnown,
  });
}

test("each rule has a difference that it takes out and one that it leaves, a reason and a source", () => {
  // The rule other-name takes out one of two differences: see below.
  expect([...Object.keys(cases), "other-name"].sort()).toEqual(noiseRules.map(({ id }) => id).sort());
  for (const { reason, source } of [...noiseRules, movedRule]) {
    expect(reason).not.toBe("");
    expect(source).toMatch(
      /^(learn\.microsoft\.com|developer\.hashicorp\.com|github\.com|registry\.terraform\.io)\/|^azurerm 4\.81, |^docs\/|scan$/,
    );
  }
});

describe.each(Object.entries(cases))("the rule %s", (rule, { trips, leaves }) => {
  test.each(trips)("takes out a difference of $address", (each) => {
    const { findings, ignored } = judged(each);
    expect(findings).toEqual([]);
    expect(new Set(ignored.map((one) => one.rule))).toEqual(new Set([rule]));
  });

  test.each(leaves)("leaves another difference of $address", (each) => {
    const { findings, ignored } = judged(each);
    expect(findings).toHaveLength(1);
    expect(ignored.map((one) => one.rule)).not.toContain(rule);
  });
});

test("the rule other-name takes out the second name of an argument, where the first is reported", () => {
  const address = "azurerm_cosmosdb_account.cosmos";
  const names = (isOn: boolean, both = true): DataObject => ({
    local_authentication_disabled: !isOn,
    ...(both ? { local_authentication_enabled: isOn } : {}),
  });
  const paths = (both: boolean, configured: DataObject) => {
    const plan = refreshPlan([{ address, before: names(false, both), after: names(true, both) }]);
    const { findings, ignored } = driftIn(plan, { configured: { [address]: configured } });
    return [
      findings.flatMap(({ attributes }) => attributes.map(({ path }) => path)),
      ignored.map(({ rule }) => rule),
    ];
  };
  const [disabled, enabled] = ["local_authentication_disabled", "local_authentication_enabled"];
  expect(paths(true, { [enabled]: false })).toEqual([[enabled], ["other-name"]]);
  expect(paths(true, { [disabled]: true })).toEqual([[disabled], ["other-name"]]);
  expect(paths(true, { name: "x" })).toEqual([[disabled, enabled], []]);
  expect(paths(false, { [enabled]: false })).toEqual([[disabled], []]);
});

test("a resource that only has another address is counted", () => {
  const { findings, ignored } = driftIn(
    refreshPlan([{ address: "azurerm_key_vault.new", before: { name: "a" } }]),
  );
  expect({ findings, ignored }).toEqual({
    findings: [],
    ignored: [{ rule: "moved", address: "azurerm_key_vault.new" }],
  });
});

/** Plans that azurerm 4.81 made of deployed stacks that nobody had touched, but for a release. */
describe.each([
  ["prod-network", { "own-resource": 62, empty: 30 }],
  ["dev-platform", { empty: 11 }],
  ["dev-workloads-released", { release: 1, empty: 1 }],
] as const)("the recorded plan %s", (name, counts) => {
  test("has nothing left, and each difference is counted once", () => {
    const plan = readFileSync(join(__dirname, "plans", `${name}.json`), "utf8");
    const configuration = {
      resource: {
        azurerm_windows_function_app: {
          function_app: { lifecycle: { ignore_changes: ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'] } },
        },
      },
    };
    const { findings, ignored, outputs } = stackDrift(readRefresh(plan), {
      stack: name,
      configuration,
      built: [],
      wasKnown: () => true,
    });
    expect({ findings, outputs }).toEqual({ findings: [], outputs: [] });
    const rules = ignored.map(({ rule }) => rule);
    expect(
      Object.fromEntries(
        [...new Set(rules)].map((rule) => [rule, rules.filter((each) => each === rule).length]),
      ),
    ).toEqual(counts);
  });
});
