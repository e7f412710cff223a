import { CdnFrontdoorEndpoint } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import { CdnFrontdoorOrigin } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin";
import { CdnFrontdoorOriginGroup } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group";
import { CdnFrontdoorProfile } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import { CdnFrontdoorRoute } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import type { CdnFrontdoorCustomDomain } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain";
import type { Construct } from "constructs";
import type { DnsRecordContext } from "../contract/build-dns-records";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { storageAccountConfig } from "../storage";
import type { CdnDomainPlan } from "./custom-domains";
import { type CdnAccountPlan, type CdnEndpointPlan, type CdnPlan, PUBLIC_ACCESS } from "./plan";
import type * as BuildCustomDomains from "./build-custom-domains";
import { ASSETS_ACCOUNT_CONSTRUCT_ID, assetsContainerConstructId } from "./resources";

// Classes that few of these have: loaded where they are used.
const customDomains = () => require("./build-custom-domains") as typeof BuildCustomDomains;

/** The resources of `optional.cdn`, in the platform stack; nothing where there is none. */
export interface CdnResources {
  /** The Front Door profile. */
  readonly cdn: CdnFrontdoorProfile | undefined;
  /** By name in the options, `assets`. */
  readonly cdnEndpoints: Readonly<Record<string, CdnFrontdoorEndpoint>>;
  /** By host name. */
  readonly cdnCustomDomains: Readonly<Record<string, CdnFrontdoorCustomDomain>>;
  /** The account that holds public assets and nothing else. */
  readonly cdnStorage: StorageAccount | undefined;
  /** By name, which is that of the endpoint too. */
  readonly cdnContainers: Readonly<Record<string, StorageContainer>>;
}

export function buildCdn(
  context: DnsRecordContext & { readonly place: Place },
  plan: Extract<CdnPlan, { readonly enabled: true }>,
): CdnResources {
  const { scope, place, transformed } = context;
  const account = buildAccount(scope, place, plan.account, transformed);
  const profileId = "cdn";
  const cdn = new CdnFrontdoorProfile(
    scope,
    profileId,
    transformed("cdn", profileId, {
      name: plan.name,
      resourceGroupName: place.resourceGroupName,
      skuName: "Standard_AzureFrontDoor",
    }),
  );
  const origin = buildOrigin(scope, cdn, account, transformed);
  const domains = (plan.customDomains ?? []).map((each) => ({
    plan: each,
    domain: customDomains().buildCustomDomain(context, cdn, each),
  }));
  const built = plan.endpoints.map((each) => ({
    name: each.endpoint,
    container: buildContainer(scope, account, each.endpoint, transformed),
    endpoint: buildEndpoint(
      context,
      cdn,
      each,
      origin,
      domains.filter((domain) => domain.plan.endpoint === each.endpoint),
    ),
  }));
  return {
    cdn,
    cdnEndpoints: Object.fromEntries(built.map(({ name, endpoint }) => [name, endpoint])),
    cdnCustomDomains: Object.fromEntries(domains.map(({ plan: { host }, domain }) => [host, domain])),
    cdnStorage: account,
    cdnContainers: Object.fromEntries(built.map(({ name, container }) => [name, container])),
  };
}

function buildAccount(
  scope: Construct,
  place: Place,
  plan: CdnAccountPlan,
  transformed: Transformed,
): StorageAccount {
  const id = ASSETS_ACCOUNT_CONSTRUCT_ID;
  const config = storageAccountConfig(place, {
    ...plan,
    ...PUBLIC_ACCESS,
    accessTier: "Hot",
  });
  return new StorageAccount(scope, id, transformed("cdnStorage", id, config));
}

function buildContainer(
  scope: Construct,
  account: StorageAccount,
  name: string,
  transformed: Transformed,
): StorageContainer {
  const id = assetsContainerConstructId(name);
  return new StorageContainer(
    scope,
    id,
    transformed("cdnContainers", id, {
      name,
      storageAccountId: account.id,
      // Each blob by its address; nobody can list them.
      containerAccessType: "blob",
    }),
  );
}

interface Origin {
  readonly group: CdnFrontdoorOriginGroup;
  readonly origin: CdnFrontdoorOrigin;
}

/** One origin has nothing to be balanced with, so that nobody asks it for its health. */
function buildOrigin(
  scope: Construct,
  profile: CdnFrontdoorProfile,
  account: StorageAccount,
  transformed: Transformed,
): Origin {
  const name = "public-assets";
  const groupId = "cdn_origin_group";
  const group = new CdnFrontdoorOriginGroup(
    scope,
    groupId,
    transformed("cdnOriginGroup", groupId, {
      name,
      cdnFrontdoorProfileId: profile.id,
      sessionAffinityEnabled: false,
      loadBalancing: {},
    }),
  );
  const originId = "cdn_origin";
  const origin = new CdnFrontdoorOrigin(
    scope,
    originId,
    transformed("cdnOrigin", originId, {
      name,
      cdnFrontdoorOriginGroupId: group.id,
      // Left out, azurerm makes it disabled: github.com/hashicorp/terraform-provider-azurerm/issues/31647
      enabled: true,
      hostName: account.primaryBlobHost,
      originHostHeader: account.primaryBlobHost,
      certificateNameCheckEnabled: true,
    }),
  );
  return { group, origin };
}

/** A custom domain, and what is planned of it. */
interface BuiltDomain {
  readonly plan: CdnDomainPlan;
  readonly domain: CdnFrontdoorCustomDomain;
}

function buildEndpoint(
  context: DnsRecordContext,
  profile: CdnFrontdoorProfile,
  plan: CdnEndpointPlan,
  { group, origin }: Origin,
  domains: readonly BuiltDomain[],
): CdnFrontdoorEndpoint {
  const { scope, transformed } = context;
  const id = `cdn_endpoint_${plan.endpoint}`;
  const endpoint = new CdnFrontdoorEndpoint(
    scope,
    id,
    transformed("cdnEndpoints", id, { name: plan.name, cdnFrontdoorProfileId: profile.id }),
  );
  const routeId = `cdn_route_${plan.endpoint}`;
  const compresses = plan.compressed.length > 0;
  const route = new CdnFrontdoorRoute(
    scope,
    routeId,
    transformed("cdnRoutes", routeId, {
      name: plan.endpoint,
      cdnFrontdoorEndpointId: endpoint.id,
      cdnFrontdoorOriginGroupId: group.id,
      cdnFrontdoorOriginIds: [origin.id],
      patternsToMatch: [`/${plan.endpoint}/*`],
      supportedProtocols: [...plan.protocols],
      httpsRedirectEnabled: plan.httpsRedirect,
      // The account takes nothing else.
      forwardingProtocol: "HttpsOnly",
      linkToDefaultDomain: true,
      ...(domains.length === 0
        ? {}
        : { cdnFrontdoorCustomDomainIds: domains.map(({ domain }) => domain.id) }),
      cache: {
        queryStringCachingBehavior: plan.queryStringCachingBehavior,
        ...(plan.queryStrings.length === 0 ? {} : { queryStrings: plan.queryStrings.map(escapeTerraform) }),
        compressionEnabled: compresses,
        ...(compresses ? { contentTypesToCompress: [...plan.compressed] } : {}),
      },
    }),
  );
  for (const each of domains)
    customDomains().connectCustomDomain(context, each.plan, each.domain, route, endpoint);
  return endpoint;
}
