import { serviceNamed, serviceNames } from "../services";
import type { App } from "../services/contract/service";
import type { BuiltResources } from "./built";

/** What runs the code in the workloads stack, in the order in which it is built. */
export function appsOf(built: BuiltResources): readonly App[] {
  return serviceNames.flatMap((name) => {
    const service = serviceNamed(name);
    return service.apps?.(built.of(service)) ?? [];
  });
}
