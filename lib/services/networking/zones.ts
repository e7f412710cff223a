import type { ExistingResource } from "../contract/existing-resource";
import { privateDnsZones } from "../contract/private-endpoints";
import type { PlanContext } from "../contract/service";

/** One private DNS zone that endpoints are in. */
export interface ZonePlan {
  readonly name: string;
  readonly existing?: ExistingResource;
  /** Made here; the owner of an existing zone has linked it already. */
  readonly linked: boolean;
  /** Its link takes the id of an existing zone, as azurerm 5 does. */
  readonly byId?: true;
}

/** The zones of the backend's endpoints. */
export function planZones(context: PlanContext): "policy" | readonly ZonePlan[] {
  return context.existing.privateDnsZones === "policy"
    ? "policy"
    : zonesOf(context).map((zone) => planZone(context, zone));
}

/** Those of the endpoints, and those that exist already to be linked: the endpoint may be somebody else's. */
function zonesOf({ existing: { privateDnsZones: zones }, endpoints }: PlanContext): readonly string[] {
  const linked = Object.entries(zones === "policy" || endpoints.length === 0 ? {} : zones)
    .filter(([, { createChildren }]) => createChildren)
    .map(([zone]) => zone);
  return [...new Set([...endpoints.map(({ zone }) => zone), ...linked])].sort();
}

function planZone(
  { existing: { privateDnsZones: zones }, providerCan }: PlanContext,
  zone: string,
): ZonePlan {
  const existing = zones === "policy" ? undefined : zones[zone];
  return {
    name: zone,
    ...(existing === undefined ? {} : { existing }),
    linked: existing?.createChildren ?? true,
    ...(existing !== undefined && providerCan("azurerm5") ? { byId: true } : {}),
  };
}

/** An existing zone is one that endpoints go into. */
export function checkZoneNames({
  existing: { privateDnsZones: zones },
  endpoints,
  problem,
}: PlanContext): void {
  if (zones === "policy") return;
  // Services may bring zones of their own.
  const known = [...new Set([...privateDnsZones, ...endpoints.map(({ zone }) => zone)])];
  for (const zone of Object.keys(zones))
    if (!known.includes(zone))
      problem(
        `external.privateDnsZones.${zone}`,
        "is not a private DNS zone that this backend uses",
        `use one of ${known.join(", ")}`,
      );
}
