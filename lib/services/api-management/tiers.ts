import type { ApimNetworkType, ApimSettings, ApimTier } from "./settings";

/** What a tier can and cannot do. */
export interface Tier {
  readonly units: { readonly fewest: number; readonly most: number };
  /** How the library puts it in a network, beside not at all. */
  readonly networkTypes: readonly Exclude<ApimNetworkType, "None">[];
  /** What Azure supports beyond that, and the library does not offer. */
  readonly notOffered?: Exclude<ApimNetworkType, "None">;
  /** Addresses of the subnet that one unit takes. */
  readonly addressesOfUnit: number;
  /** Who its subnet is delegated to; classic tiers have one that is delegated to nobody, and a public address there. */
  readonly delegation?: string;
  /** Policies that count or keep something between requests. */
  readonly keepsState: boolean;
  /** The settings of the developer portal: azurerm 4.81, api_management `sign_in` and `sign_up`. */
  readonly portalSettings: boolean;
  /** Resource logs. */
  readonly sendsLogs: boolean;
  /**
   * The most custom domains of the gateway: learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits, and of
   * the newer tiers learn.microsoft.com/azure/api-management/v2-service-tiers-overview.
   */
  readonly customDomains: number;
  /** True where Azure shows a public address of the gateway that seldom changes. */
  readonly fixedAddress: boolean;
}

const MOST_DOMAINS = 20;
const classic = {
  addressesOfUnit: 2,
  keepsState: true,
  portalSettings: true,
  sendsLogs: true,
  customDomains: 1,
  fixedAddress: true,
} as const;
const v2 = { ...classic, portalSettings: false, fixedAddress: false } as const;

/**
 * learn.microsoft.com/azure/api-management/api-management-features; the units are those of /upgrade-and-scale, and of
 * Premium those of /virtual-network-injection-resources.
 */
export const tiers: Readonly<Record<ApimTier, Tier>> = {
  Consumption: {
    units: { fewest: 0, most: 0 },
    networkTypes: [],
    addressesOfUnit: 0,
    keepsState: false,
    portalSettings: false,
    sendsLogs: false,
    customDomains: 1,
    fixedAddress: false,
  },
  Developer: {
    ...classic,
    units: { fewest: 1, most: 1 },
    networkTypes: ["Internal", "External"],
    addressesOfUnit: 1,
    customDomains: MOST_DOMAINS,
  },
  Basic: { ...classic, units: { fewest: 1, most: 2 }, networkTypes: [] },
  Standard: { ...classic, units: { fewest: 1, most: 4 }, networkTypes: [] },
  Premium: {
    ...classic,
    units: { fewest: 1, most: 31 },
    networkTypes: ["Internal", "External"],
    customDomains: MOST_DOMAINS,
  },
  BasicV2: { ...v2, units: { fewest: 1, most: 10 }, networkTypes: [] },
  // It calls into a network: learn.microsoft.com/azure/api-management/integrate-vnet-outbound
  StandardV2: { ...v2, units: { fewest: 1, most: 10 }, networkTypes: [], notOffered: "External" },
  PremiumV2: {
    ...v2,
    units: { fewest: 1, most: 30 },
    networkTypes: ["Internal"],
    // The same as StandardV2.
    notOffered: "External",
    // learn.microsoft.com/azure/api-management/inject-vnet-v2
    delegation: "Microsoft.Web/hostingEnvironments",
  },
};

export function tierOf({ sku }: Pick<ApimSettings, "sku">): Tier {
  return tiers[sku.name];
}

/** The tiers for which `can` holds, as a sentence lists them. */
export function tiersThat(can: (tier: Tier) => boolean): string {
  const names = Object.entries(tiers).flatMap(([name, tier]) => (can(tier) ? [name] : []));
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
