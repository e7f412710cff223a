import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import { program } from "../support/terraform-program";
import { nothingOf, planFile } from "../review/kept-plans";
import { scenarios } from "../review/scenarios";
import type { Scenario } from "../review/scenarios/scenario";
import { DeployedBase } from "./support/scenario-plans";
import { stage } from "./support/stage";

/** Writes the plans instead of comparing them: __tests__/review/plans/README.md. */
const isWriting = process.env["WRITE_PLANS"] === "1";
const running = basename(program).startsWith("tofu") ? "opentofu" : "terraform";
const LONGEST = 60 * 60_000;

const planned = scenarios.filter(({ program: planner = "terraform" }) => planner === running);
const bases = [...new Set(planned.map(({ base }) => base))];

stage.each(bases.map((base) => ({ base, name: base?.name ?? "nothing" })))(
  "plans on top of $name",
  ({ base, name }) => {
    const ofBase = planned.filter((each) => each.base === base);
    let deployed: DeployedBase;

    beforeAll(async () => {
      deployed = await DeployedBase.deploy(base, ofBase);
    }, LONGEST);
    afterAll(async () => {
      deployed.on.report(`plans on top of ${name}`);
      await deployed.on.end();
    });

    test.each(ofBase)(
      "$name: the plans are those that are kept",
      async (scenario) => {
        const plans = await deployed.plan(scenario);
        for (const role of stackRoles) keep(scenario, role, plans[role]);
      },
      LONGEST,
    );

    if (base !== undefined)
      test("the states are those of the deployment, since no plan was applied", () => {
        expect(deployed.isAsDeployed).toBe(true);
      });
  },
);

/** Compares a plan with the one that is kept, or writes it; one that is that of no change is kept once. */
function keep(scenario: Scenario, role: StackRole, plan: string | undefined): void {
  const file = planFile(scenario.name, role);
  const nothing = nothingOf(scenario);
  const isNothing =
    plan === undefined ||
    (nothing !== undefined &&
      nothing !== scenario.name &&
      ofAnyVersion(plan) === ofAnyVersion(kept(nothing, role)));
  if (!isWriting) {
    expect(ofAnyVersion(isNothing ? undefined : plan)).toBe(ofAnyVersion(kept(scenario.name, role)));
    return;
  }
  if (isNothing) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, plan);
}

function kept(scenario: string, role: StackRole): string | undefined {
  const file = planFile(scenario, role);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Which version of Terraform has made it does not matter. */
function ofAnyVersion(plan: string | undefined): string | undefined {
  return plan?.replace(/^"terraform_version": "[^"]*"/m, '"terraform_version": ""');
}
