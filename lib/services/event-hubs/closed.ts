import type { AllSettings } from "../words";

/** True where the namespace is reached through its private endpoint only: `Basic` has none. */
export function isClosed({
  networking,
  optional: { eventHubs },
}: Pick<AllSettings, "networking" | "optional">): boolean {
  return eventHubs.enabled && eventHubs.sku.name !== "Basic" && networking.privateEndpoints;
}
