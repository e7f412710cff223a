import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessDifference } from "../../lib/access/access-difference";
import { costDifferences, environmentDifference } from "../../lib/difference/environment-difference";
import { COMMENT_LIMIT, reviewMarkdown } from "../../lib/review/markdown";
import { readPlan } from "../../lib/review/plan-file";
import { type Review, reviewOf } from "../../lib/review/review";
import { stackRoles } from "../../lib/services/contract/service";
import { definedSide } from "./defined-side";
import { keptPlans } from "./kept-plans";
import { scenarios } from "./scenarios";
import type { Scenario } from "./scenarios/scenario";

const FOLDER = join(__dirname, "reports");

/** What `review --against` says of a scenario, from the plans that Terraform made. */
function reviewed(scenario: Scenario): Review {
  const after = definedSide(scenario.change);
  const before = scenario.base === undefined ? undefined : definedSide(scenario.base);
  const plans = keptPlans(scenario);
  return reviewOf({
    environment: after.label,
    stacks: stackRoles.map((role) => readPlan(after.plan.stackIds[role], plans[role], `${role}.json`)),
    asked: "all",
    after: after.plan,
    ...(before === undefined
      ? {}
      : { before: before.plan, difference: environmentDifference(before, after) }),
    access: accessDifference(before?.plan, after.plan),
    cost: costDifferences(before?.plan, after.plan, {}),
    written: Object.fromEntries(stackRoles.map((role) => [after.plan.stackIds[role], after.resources[role]])),
    built: [...after.built, ...(before?.built ?? [])],
    accepted: [],
    acceptedFile: "accepted-findings.json",
    today: "2026-11-30",
  });
}

const isWriting = process.env["WRITE_REPORTS"] !== undefined;

/** The plan that several reports share has a hash of its own. */
test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  "the report of %s is the one that is kept",
  (name, scenario) => {
    const report = `${reviewMarkdown([reviewed(scenario)])}\n`;
    const file = join(FOLDER, `${name}.md`);
    if (isWriting) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, report);
    }
    expect(existsSync(file)).toBe(true);
    expect(report).toBe(readFileSync(file, "utf8"));
    expect(report.length).toBeLessThanOrEqual(COMMENT_LIMIT + 1);
  },
);

test("every report that is kept is of a scenario", () => {
  const names = scenarios.map(({ name }) => `${name}.md`);
  expect(readdirSync(FOLDER).filter((file) => !names.includes(file))).toEqual([]);
});
