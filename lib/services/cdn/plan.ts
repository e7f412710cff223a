import { settingPrefix } from "../../components/setting-prefix";
import type { PlanContext } from "../contract/service";
import { type CdnDomainPlan, planCdnDomains } from "./custom-domains";
import { WEB_CONTENT_TYPES } from "./content-types";
import { makesFlowLogAccount, publicContainers } from "../storage";
import type { CdnEndpointSettings, QueryStringCachingBehavior } from "./settings";

/** One endpoint with its route, and the container behind it. */
export interface CdnEndpointPlan {
  /** In options, and of the container and the route. */
  readonly endpoint: string;
  /** In Azure. */
  readonly name: string;
  readonly protocols: readonly ("Http" | "Https")[];
  readonly httpsRedirect: boolean;
  readonly queryStringCachingBehavior: QueryStringCachingBehavior;
  readonly queryStrings: readonly string[];
  /** Nothing is compressed where there are none. */
  readonly compressed: readonly string[];
}

/** The account of public assets. */
export interface CdnAccountPlan {
  readonly name: string;
  /** `LRS`, `GZRS`, … */
  readonly replication: string;
  readonly softDeleteRetentionInDays: number;
}

/** Who reaches that account: everyone reads, which is what it is for, and only roles write. */
export const PUBLIC_ACCESS = { allowSharedKeyAccess: false, allowPublicBlobs: true, closed: false } as const;

/** What will be built of `optional.cdn`. */
export type CdnPlan =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      /** Of the profile. */
      readonly name: string;
      readonly account: CdnAccountPlan;
      readonly endpoints: readonly CdnEndpointPlan[];
      /** Host names of the user's; left out where there are none. */
      readonly customDomains?: readonly CdnDomainPlan[];
    };

export function planCdn(context: PlanContext): CdnPlan {
  const { settings, name } = context;
  const { cdn } = settings.optional;
  if (!cdn.enabled) return { enabled: false };
  const { sku = {}, softDeleteRetentionInDays } = cdn.storage;
  const customDomains = planCdnDomains(cdn, [...publicContainers(settings)]);
  return {
    enabled: true,
    name: name("cdnProfile"),
    account: {
      name: accountName(context),
      replication: (sku.name ?? settings.storage.sku.name).replace("Standard_", ""),
      softDeleteRetentionInDays: softDeleteRetentionInDays ?? settings.storage.softDeleteRetentionInDays,
    },
    endpoints: [...publicContainers(settings)].map((endpoint) => {
      const given = cdn.endpoints[endpoint];
      return planEndpoint(endpoint, name("cdnEndpoint", endpoint), given === false ? {} : given);
    }),
    ...(customDomains.length === 0 ? {} : { customDomains }),
  };
}

/** Two accounts of a backend cannot have one name. */
function accountName({ settings, existing, name, problem }: PlanContext): string {
  const own = name("cdnStorageAccount");
  const others = [
    ...(existing.storage === undefined ? [name("storageAccount")] : []),
    ...(settings.storage.hostAccount === "separate" ? [name("hostStorageAccount")] : []),
    ...(settings.storage.packageAccount === "shared" ? [] : [name("packageStorageAccount")]),
    ...(makesFlowLogAccount(settings) ? [name("flowLogStorageAccount")] : []),
  ];
  if (others.includes(own))
    problem(
      "names.cdnStorageAccount",
      `is also the name of another storage account, got "${own}"`,
      "choose another name",
    );
  return own;
}

function planEndpoint(
  endpoint: string,
  name: string,
  {
    httpsRedirect = false,
    isHttpAllowed = httpsRedirect,
    isHttpsAllowed = true,
    queryStringCachingBehavior = "IgnoreQueryString",
    queryStrings = [],
    isCompressionEnabled = true,
    contentTypesToCompress = WEB_CONTENT_TYPES,
  }: CdnEndpointSettings = {},
): CdnEndpointPlan {
  return {
    endpoint,
    name,
    protocols: [...(isHttpAllowed ? ["Http" as const] : []), ...(isHttpsAllowed ? ["Https" as const] : [])],
    httpsRedirect,
    queryStringCachingBehavior,
    queryStrings,
    compressed: isCompressionEnabled ? contentTypesToCompress : [],
  };
}

/** The app setting that says where an endpoint's files are: `CDN_ASSETS_URL`. */
export function urlSetting(endpoint: string): string {
  return `CDN_${settingPrefix(endpoint)}_URL`;
}
