import { serviceNamed, serviceNames } from "../services";
import type { BuiltResources } from "./built";
import type { SharedOutputs } from "./outputs";

/**
 * Where logs are sent; undefined where no service has a place for them.
 *
 * @param built - of the stack that may have built it
 */
export function logWorkspace(outputs: SharedOutputs, built?: BuiltResources): string | undefined {
  const [workspaceId] = serviceNames.flatMap((name) => {
    const service = serviceNamed(name);
    return service.logWorkspace?.(() => outputs.of(name), built?.of(service)) ?? [];
  });
  return workspaceId;
}
