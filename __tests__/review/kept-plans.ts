import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import type { Scenario } from "./scenarios/scenario";

/** Where the plan of one stack is kept. */
export function planFile(scenario: string, role: StackRole): string {
  return join(__dirname, "plans", scenario, `${role}.json`);
}

/** The scenario whose plans stand for those that a scenario of this base does not have: nothing changes there. */
export function nothingOf({ base, program }: Scenario): string | undefined {
  if (base === undefined) return undefined;
  return program === "opentofu" ? "opentofu-nothing" : `nothing-${base.name}`;
}

/**
 * Terraform's plans of a scenario as text, by stack.
 *
 * @throws Error where one of them is not kept
 */
export function keptPlans(scenario: Scenario): Readonly<Record<StackRole, string>> {
  const plans = stackRoles.map((role) => {
    const files = [scenario.name, nothingOf(scenario)].flatMap((name) =>
      name === undefined ? [] : [planFile(name, role)],
    );
    const file = files.find((each) => existsSync(each));
    if (file === undefined) throw new Error(`${scenario.name} has no plan of the stack ${role}`);
    return [role, readFileSync(file, "utf8")] as const;
  });
  return Object.fromEntries(plans) as Record<StackRole, string>;
}
