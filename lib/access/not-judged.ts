import type { BackendPlan } from "../decide/backend-plan";
import { reachableThings } from "./reachable-things";

/** What a plan does not say of access: changes of the user's own, and networks of others. */
export function notJudged(plan: BackendPlan): readonly string[] {
  const owners = reachableThings(plan).filter(({ network }) => network.from === "unknown");
  return [
    ...[...plan.transforms]
      .sort()
      .map((name) => `transform.${name}: a function or arguments of your own may change who reaches it`),
    ...owners.map(
      ({ name, decision }) => `${decision.path}: its owner decides from where the ${name} is reached`,
    ),
  ];
}
