import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { planBackend } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { keptPlans, nothingOf, planFile } from "./kept-plans";
import { scenarios } from "./scenarios";
import { trimmedPlan } from "./trimmed-plan";

/** What a plan says of itself. */
interface Verdict {
  readonly errored: boolean;
  readonly resource_changes?: readonly { readonly change: { readonly actions: readonly string[] } }[];
}

const plans = scenarios.map((scenario) => ({ scenario, texts: Object.values(keptPlans(scenario)) }));
const kept = [...new Set(plans.flatMap(({ texts }) => texts))];

test("each scenario has a name of its own, and there is no plan without a scenario", () => {
  const names = scenarios.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const folders = readdirSync(join(__dirname, "plans")).filter((name) => !name.endsWith(".md"));
  expect(folders.filter((name) => !names.includes(name))).toEqual([]);
});

test.each(scenarios)("$name: both sides can be decided", ({ base, change }) => {
  for (const { components, options } of base === undefined ? [change] : [base, change])
    expect(planBackend(components, options).environment).toBe(options.environment);
});

test("a plan has an error where its scenario says so, and nowhere else", () => {
  const errored = plans.filter(({ texts }) => texts.some((text) => (JSON.parse(text) as Verdict).errored));
  expect(errored.map(({ scenario }) => scenario.name)).toEqual(
    scenarios.filter(({ fails = false }) => fails).map(({ name }) => name),
  );
});

test("what stands for a plan that is not kept changes nothing", () => {
  const standing = new Set(scenarios.flatMap((scenario) => nothingOf(scenario) ?? []));
  for (const name of standing)
    for (const role of stackRoles) {
      expect(existsSync(planFile(name, role))).toBe(true);
      const { scenario, texts } = plans.find((each) => each.scenario.name === name) ?? {};
      expect(scenario?.change).toBe(scenario?.base);
      const actions = texts?.flatMap((text) =>
        ((JSON.parse(text) as Verdict).resource_changes ?? []).flatMap(({ change }) => change.actions),
      );
      expect(new Set(actions)).toEqual(new Set(["no-op"]));
    }
});

test("a stack that nothing happens to has no plan of its own", () => {
  const repeated = scenarios.flatMap((scenario) => {
    const nothing = nothingOf(scenario);
    if (nothing === undefined || nothing === scenario.name) return [];
    const standing = scenarios.find(({ name }) => name === nothing);
    if (standing === undefined) throw new Error(`no scenario ${nothing}`);
    return stackRoles
      .map((role) => ({ file: planFile(scenario.name, role), role }))
      .filter(({ file, role }) => existsSync(file) && keptPlans(scenario)[role] === keptPlans(standing)[role])
      .map(({ file }) => file);
  });
  expect(repeated).toEqual([]);
});

test("what is trimmed once stays as it is", () => {
  for (const text of kept) expect(trimmedPlan(text)).toBe(text);
});

test("no plan has a path of a machine, or a text that scanners of secrets take for a key", () => {
  for (const text of kept) {
    expect(text).not.toMatch(/"(?:\/root|\/home|\/tmp|\/Users|[A-Z]:\\\\)/);
    expect(text).not.toContain(dirname(dirname(__dirname)));
    expect(text).not.toMatch(/"[A-Za-z0-9+/]{60,}={0,2}"/);
    expect(text).not.toMatch(/AccountKey=|SharedAccessSignature=|InstrumentationKey=/);
  }
});

test("the plans together stay below three megabytes", () => {
  expect(kept.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(3_000_000);
});
