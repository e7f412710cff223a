import { serviceNamed, serviceNames } from "../services";
import type { App } from "../services/contract/service";
import type { BackendPlan } from "../decide/backend-plan";
import type { BuiltResources } from "./built";

/** What runs the code in the workloads stack, in the order in which it is built. */
export function appsOf({
  built,
  plan,
}: {
  readonly built: BuiltResources;
  readonly plan: BackendPlan;
}): readonly App[] {
  return serviceNames.flatMap((name) => {
    const service = serviceNamed(name);
    return service.apps?.(built.of(service), plan.services[name]) ?? [];
  });
}
