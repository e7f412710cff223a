import type { RegionName } from "../../azure/regions";

/** A part of the world in which traffic has one price. */
export type BillingZone = `Zone ${1 | 2 | 3 | 4 | 5}`;

/**
 * learn.microsoft.com/azure/cdn/cdn-billing#what-is-a-billing-region: zone 1 is North America, Europe, the Middle East and Africa, zone 2
 * Asia Pacific, zone 3 South America, zone 4 Australia and New Zealand, zone 5 India. The price list also has zones 6 to 8, of
 * which no document was found that says where they are.
 */
const REGIONS_BEYOND_ZONE_1 = {
  "Zone 2": [
    "eastasia",
    "indonesiacentral",
    "japaneast",
    "japanwest",
    "koreacentral",
    "koreasouth",
    "malaysiawest",
    "southeastasia",
  ],
  "Zone 3": ["brazilsouth", "brazilsoutheast", "chilecentral"],
  "Zone 4": [
    "australiacentral",
    "australiacentral2",
    "australiaeast",
    "australiasoutheast",
    "newzealandnorth",
  ],
  "Zone 5": ["centralindia", "indiasouthcentral", "southindia", "westindia"],
} as const satisfies Readonly<Partial<Record<BillingZone, readonly RegionName[]>>>;

/** That of clients in the same part of the world as the backend. */
export function billingZoneOf(location: RegionName): BillingZone {
  const found = (Object.keys(REGIONS_BEYOND_ZONE_1) as (keyof typeof REGIONS_BEYOND_ZONE_1)[]).find((zone) =>
    (REGIONS_BEYOND_ZONE_1[zone] as readonly RegionName[]).includes(location),
  );
  return found ?? "Zone 1";
}
