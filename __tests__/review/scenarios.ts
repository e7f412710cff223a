import { addressScenarios } from "./scenarios/addresses";
import { dataScenarios } from "./scenarios/data";
import { exposureScenarios } from "./scenarios/exposure";
import { openTofuScenarios } from "./scenarios/opentofu";
import { ownScenarios } from "./scenarios/own";
import type { Scenario } from "./scenarios/scenario";
import { settingScenarios } from "./scenarios/settings";
import { wholeScenarios } from "./scenarios/whole";

/** Every change that a plan of Terraform's is kept of. */
export const scenarios: readonly Scenario[] = [
  ...settingScenarios,
  ...dataScenarios,
  ...exposureScenarios,
  ...addressScenarios,
  ...ownScenarios,
  ...wholeScenarios,
  ...openTofuScenarios,
];

/** @throws Error with every name where there is no such scenario */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`no scenario "${name}", only ${scenarios.map((each) => each.name).join(", ")}`);
  return found;
}
