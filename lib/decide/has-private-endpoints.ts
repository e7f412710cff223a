import { serviceNamed, serviceNames } from "../services";
import type { AllSettings } from "../services/words";

/** True where resources of the backend have private endpoints. */
export function hasPrivateEndpoints(settings: AllSettings): boolean {
  return serviceNames.some((name) => serviceNamed(name).hasPrivateEndpoints?.(settings) === true);
}
