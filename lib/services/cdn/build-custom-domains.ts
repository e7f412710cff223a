import type { CdnFrontdoorEndpoint } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import { CdnFrontdoorCustomDomain } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain";
import { CdnFrontdoorCustomDomainAssociation } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain-association";
import type { CdnFrontdoorProfile } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import type { CdnFrontdoorRoute } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import { ROOT, recordNameBefore } from "../../azure/host-name";
import { constructId } from "../../kit/construct-id";
import {
  type DnsRecordContext,
  buildAliasRecord,
  buildCnameRecord,
  buildTxtRecord,
} from "../contract/build-dns-records";
import type { CdnDomainPlan } from "./custom-domains";

/** A custom domain with the record that proves whose it is: before the route that takes it. */
export function buildCustomDomain(
  context: DnsRecordContext,
  profile: CdnFrontdoorProfile,
  { host, name, zone }: CdnDomainPlan,
): CdnFrontdoorCustomDomain {
  const { scope, transformed } = context;
  const id = constructId("cdn_custom_domain", host);
  const domain = new CdnFrontdoorCustomDomain(
    scope,
    id,
    transformed("cdnCustomDomains", id, {
      name,
      cdnFrontdoorProfileId: profile.id,
      hostName: host,
      ...(zone === undefined ? {} : { dnsZoneId: zone.id }),
      tls: { certificateType: "ManagedCertificate" },
    }),
  );
  if (zone !== undefined)
    buildTxtRecord(context, zone, recordNameBefore("_dnsauth", zone.record), domain.validationToken);
  return domain;
}

/** What leads a host name to its endpoint, once the route answers for it, and what frees the name when it is removed. */
export function connectCustomDomain(
  context: DnsRecordContext,
  { host, zone }: CdnDomainPlan,
  domain: CdnFrontdoorCustomDomain,
  route: CdnFrontdoorRoute,
  endpoint: CdnFrontdoorEndpoint,
): void {
  const { scope, transformed } = context;
  const id = constructId("cdn_custom_domain_association", host);
  // Front Door deletes no domain that a route has: github.com/hashicorp/terraform-provider-azurerm/pull/18231
  new CdnFrontdoorCustomDomainAssociation(
    scope,
    id,
    transformed("cdnCustomDomainAssociations", id, {
      cdnFrontdoorCustomDomainId: domain.id,
      cdnFrontdoorRouteIds: [route.id],
    }),
  );
  if (zone === undefined) return;
  const after = { dependsOn: [route] };
  // learn.microsoft.com/azure/frontdoor/apex-domain: the root of a zone is an alias of the endpoint.
  if (zone.record === ROOT) buildAliasRecord(context, zone, zone.record, endpoint.id, after);
  else buildCnameRecord(context, zone, zone.record, endpoint.hostName, after);
}
