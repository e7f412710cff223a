import { ROOT, isHostName, recordNameIn } from "../../azure/host-name";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import { type DnsZonePlan, checkDnsZone, dnsZoneOf } from "../contract/dns-zone";
import type { Draft } from "../contract/draft";
import { publicContainers } from "../storage";
import { CDN } from "./option-group";
import type { CdnCustomDomainSettings, CdnSettings } from "./settings";

/** One host name of the user's that an endpoint will have. */
export interface CdnDomainPlan {
  readonly host: string;
  /** In Azure. */
  readonly name: string;
  /** The endpoint by its name in the options. */
  readonly endpoint: string;
  /** Where its records are created, and how it is called there; undefined where the user creates them. */
  readonly zone?: DnsZonePlan & { readonly record: string };
}

const DOMAINS = `${CDN}.customDomains` as const;
const AZURES_OWN = [".azurefd.net", ".azureedge.net"];

/** Those that no layer removed, by host name. */
function domainsOf({ customDomains }: CdnSettings) {
  return keptEntries(customDomains);
}

/** What Front Door does not take as a custom domain, and what its owner has to do. */
export function checkCustomDomains(draft: Draft): void {
  const endpoints = [...publicContainers(draft.settings)];
  for (const [host, domain] of domainsOf(draft.settings.optional.cdn))
    checkDomain(draft, host, domain, endpoints);
}

function checkDomain(
  draft: Draft,
  host: string,
  { endpoint, dnsZoneId }: CdnCustomDomainSettings,
  endpoints: readonly string[],
): void {
  const path = `${DOMAINS}.${host}` as const;
  if (!isHostName(host) || AZURES_OWN.some((end) => host.endsWith(end))) {
    draft.problem(
      path,
      host.startsWith("*.")
        ? "is a wildcard, which managed certificates of Front Door do not support"
        : `must be a host name of your own in lower case, got ${redacted(host)}`,
      "write each host name like assets.contoso.com",
    );
    return;
  }
  if (endpoint === undefined && endpoints.length > 1)
    draft.missing(
      `${path}.endpoint`,
      `is not set, and there are ${endpoints.length} endpoints`,
      `set it to one of ${endpoints.join(", ")}`,
      path,
    );
  if (endpoint !== undefined && !endpoints.includes(endpoint))
    draft.problem(
      `${path}.endpoint`,
      `${redacted(endpoint)} is no endpoint of ${CDN}.endpoints`,
      `set it to one of ${endpoints.join(", ")}`,
    );
  if (dnsZoneId === undefined) return;
  checkDnsZone(draft, `${path}.dnsZoneId`, host, dnsZoneId);
  const zone = dnsZoneOf(dnsZoneId);
  // learn.microsoft.com/azure/frontdoor/apex-domain
  if (zone !== undefined && recordNameIn(host, zone.name) === ROOT)
    draft.warn(
      path,
      "is the root of its zone: Front Door does not renew its managed certificate until you validate the domain again, with a new TXT record",
    );
}

/** The host names of each endpoint, and where their records go. */
export function planCdnDomains(cdn: CdnSettings, endpoints: readonly string[]): readonly CdnDomainPlan[] {
  return domainsOf(cdn).map(([host, { endpoint = endpoints[0] ?? "", dnsZoneId }]) => {
    const zone = dnsZoneId === undefined ? undefined : dnsZoneOf(dnsZoneId);
    const record = zone === undefined ? undefined : recordNameIn(host, zone.name);
    return {
      host,
      name: host.replaceAll(".", "-"),
      endpoint,
      ...(zone === undefined || record === undefined ? {} : { zone: { ...zone, record } }),
    };
  });
}

/** Says which records the owner of a domain has to create. */
export function noteCdnDomains(domains: readonly CdnDomainPlan[], draft: Draft): void {
  for (const { host, endpoint, zone } of domains)
    if (zone === undefined)
      draft.note(
        `${DOMAINS}.${host}`,
        `create its DNS records after the deployment: TXT _dnsauth.${host} with the validation token, and CNAME ${host} for the host name ` +
          `of endpoint ${endpoint}; \`az afd custom-domain show\` and CDN_…_URL have them`,
      );
}
