import type { Compared } from "../../guard/compare";
import { guardedBackend } from "../../guard/stack-addresses";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Synthesis } from "../../terraform/synthesis";

/** What the environments that are asked for guard, while their stacks are still there. */
export function comparedBackends(synthesis: Synthesis, environments: readonly string[]): readonly Compared[] {
  return selectEnvironments(synthesis, environments).map(({ plan }) => ({
    plan,
    ...guardedBackend(plan, synthesis.outdir),
  }));
}
