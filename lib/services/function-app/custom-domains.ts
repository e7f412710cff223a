import { IPv4 } from "ipaddr.js";
import { ROOT, isHostName, recordNameIn } from "../../azure/host-name";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import { type DnsZonePlan, checkDnsZone, dnsZoneOf } from "../contract/dns-zone";
import type { Draft } from "../contract/draft";
import { hasEntrance } from "../contract/network-needs";
import type { AllSettings } from "../words";
import type { CustomDomainSettings, FunctionAppSettings } from "./settings";

/** One host name of the user's that the app will have. */
export interface CustomDomainPlan {
  readonly host: string;
  /** Azure issues the certificate and renews it. */
  readonly managed: boolean;
  /** Where its records are created, and how it is called there; undefined where the user creates them. */
  readonly zone?: DnsZonePlan & { readonly record: string };
  /** Of the app, where the name is the root of its zone. */
  readonly address?: string;
}

const DOMAINS = "functionApp.customDomains";
/** learn.microsoft.com/azure/app-service/configure-ssl-certificate#create-a-free-managed-certificate */
const LONGEST_MANAGED = 64;
const AZURES_OWN = ".azurewebsites.net";

/** Those that no layer removed, by host name. */
function domainsOf({ customDomains }: FunctionAppSettings) {
  return keptEntries(customDomains);
}

/** What Azure and azurerm do not take as a custom domain, and what its owner has to do. */
export function decideCustomDomains(draft: Draft): void {
  const domains = domainsOf(draft.settings.functionApp);
  for (const [host, domain] of domains) decideDomain(draft, host, domain);
  if (domains.length > 0 && hasEntrance(draft.networkNeeds))
    draft.note(
      DOMAINS,
      "API Management alone reaches the app: these are names for API Management to call. Names for your callers are in optional.apim.customDomains",
    );
}

function decideDomain(draft: Draft, host: string, domain: CustomDomainSettings): void {
  const path = `${DOMAINS}.${host}` as const;
  if (!isHostName(host) || host.endsWith(AZURES_OWN)) {
    draft.problem(
      path,
      host.startsWith("*.")
        ? "is a wildcard, which managed certificates do not support"
        : `must be a host name of your own in lower case, got ${redacted(host)}`,
      "write each host name like api.contoso.com",
    );
    return;
  }
  const { certificate = "managed", dnsZoneId } = domain;
  if (certificate === "managed") decideManaged(draft, host);
  else draft.note(path, "has no certificate until you bind one: until then, HTTPS clients report an error");
  if (dnsZoneId !== undefined) checkDnsZone(draft, `${path}.dnsZoneId`, host, dnsZoneId);
  decideRoot(draft, host, domain);
}

function decideManaged(draft: Draft, host: string): void {
  const path = `${DOMAINS}.${host}` as const;
  const { plan } = draft.settings.functionApp;
  if (host.length > LONGEST_MANAGED)
    draft.problem(
      path,
      `a managed certificate is for a host name of at most ${LONGEST_MANAGED} characters, got ${host.length}`,
      'choose a shorter name, or set certificate to "none" and bind a certificate of yours',
    );
  switch (plan) {
    // github.com/hashicorp/terraform-provider-azurerm/issues/31884: its certificates belong to the app, which azurerm has no resource for.
    case "FC1":
      draft.problem(
        path,
        "azurerm cannot bind a certificate to an app on Flex Consumption (terraform-provider-azurerm#31884)",
        'set certificate to "none" and bind one with `az functionapp config ssl`, or set functionApp.plan to "EP1"',
        "functionApp.plan",
      );
      return;
    case "Y1":
      draft.warn(
        path,
        'Microsoft documents managed certificates for plans from Basic on, and not for Y1. If Azure refuses it, set certificate to "none", or functionApp.plan to "EP1"',
      );
      return;
    case "EP1":
    case "EP2":
    case "EP3":
      return;
  }
}

/** The root of a zone has an address in place of another name: RFC 1912, 2.4. */
function decideRoot(draft: Draft, host: string, { dnsZoneId, address }: CustomDomainSettings): void {
  const path = `${DOMAINS}.${host}.address` as const;
  const isRoot = dnsZoneId !== undefined && recordNameIn(host, dnsZoneOf(dnsZoneId)?.name ?? "") === ROOT;
  if (!isRoot) {
    if (address !== undefined)
      draft.problem(
        path,
        "is used for the root of a DNS zone only: other names follow the app by its name",
        "remove it",
        `${DOMAINS}.${host}.dnsZoneId`,
      );
    return;
  }
  // learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain
  if (draft.settings.functionApp.plan === "Y1")
    draft.problem(
      `${DOMAINS}.${host}`,
      "is the root of its zone, which needs an address, and an app on Y1 takes names only",
      `use a name such as www.${host}, or set functionApp.plan to "EP1"`,
      "functionApp.plan",
    );
  else if (address === undefined)
    draft.missing(
      path,
      "is not set, and the root of a zone needs the address of the app",
      "deploy without this domain first, and set what `az functionapp show --query inboundIpAddress` prints",
      `${DOMAINS}.${host}.dnsZoneId`,
    );
  else if (!IPv4.isValidFourPartDecimal(address))
    draft.problem(
      path,
      `must be an IPv4 address, got ${redacted(address)}`,
      "write it like 20.50.2.10, as `az functionapp show --query inboundIpAddress` prints it",
    );
}

/** The host names of an app, and where their records go. */
export function planCustomDomains({ functionApp }: AllSettings): {
  readonly customDomains?: readonly CustomDomainPlan[];
} {
  const domains = domainsOf(functionApp).map(([host, domain]) => planDomain(host, domain));
  return domains.length === 0 ? {} : { customDomains: domains };
}

function planDomain(
  host: string,
  { certificate = "managed", dnsZoneId, address }: CustomDomainSettings,
): CustomDomainPlan {
  const zone = dnsZoneId === undefined ? undefined : dnsZoneOf(dnsZoneId);
  const record = zone === undefined ? undefined : recordNameIn(host, zone.name);
  return {
    host,
    managed: certificate === "managed",
    ...(zone === undefined || record === undefined ? {} : { zone: { ...zone, record } }),
    ...(address === undefined ? {} : { address }),
  };
}

/** Says which records the owner of a domain has to create. */
export function noteCustomDomains(
  {
    name,
    customDomains = [],
  }: { readonly name: string; readonly customDomains?: readonly CustomDomainPlan[] },
  draft: Draft,
): void {
  for (const { host, zone } of customDomains)
    if (zone === undefined)
      draft.note(
        `${DOMAINS}.${host}`,
        `create its DNS records before you deploy: CNAME ${host} for ${name}.azurewebsites.net, and TXT asuid.${host} ` +
          "with the output function_app_custom_domain_verification_id, which the first deployment prints",
      );
}
