import { parseAzureId } from "../../azure/azure-id";
import { ROOT, isHostName, recordNameIn } from "../../azure/host-name";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import { type DnsZonePlan, checkDnsZone, dnsZoneOf } from "../contract/dns-zone";
import type { Draft } from "../contract/draft";
import { type CertificateGrant, READER, VAULTS, certificateGrant, secretAddress } from "./certificate-secret";
import { APIM, networkTypeOf } from "./network";
import type { ApimCustomDomainSettings, ApimSettings } from "./settings";
import { tierOf, tiersThat } from "./tiers";

/** One host name of the user's that the gateway will have. */
export interface ApimDomainPlan {
  readonly host: string;
  readonly certificateSecretId: string;
  /** Undefined where the owner of the vault gives the role. */
  readonly grant?: CertificateGrant;
  /** Where its record is created, and how it is called there; undefined where the user creates it. */
  readonly zone?: DnsZonePlan & { readonly record: string };
}

const DOMAINS = `${APIM}.customDomains` as const;
const AZURES_OWN = ".azure-api.net";
const SECRET_FORM = "write it like https://kv-certificates.vault.azure.net/secrets/api-contoso-com";

/** Those that no layer removed, by host name. */
function domainsOf({ customDomains }: ApimSettings) {
  return keptEntries(customDomains);
}

/** What API Management does not take as a custom domain, and what its owner has to do. */
export function decideApimDomains(draft: Draft): void {
  const { apim } = draft.settings.optional;
  const domains = domainsOf(apim);
  const { customDomains: most } = tierOf(apim);
  if (domains.length > most)
    draft.problem(
      DOMAINS,
      `${apim.sku.name} has at most ${most} custom domain${most === 1 ? "" : "s"} of the gateway, got ${domains.length}`,
      most === 1
        ? `keep one of them, or set ${APIM}.sku.name to ${tiersThat((tier) => tier.customDomains > 1)}`
        : "keep fewer",
      `${APIM}.sku.name`,
    );
  for (const [host, domain] of domains) decideDomain(draft, host, domain);
  if (domains.length > 0 && networkTypeOf(draft.settings) === "Internal")
    draft.note(DOMAINS, "lead to the gateway within the network alone: it has no public address");
}

function decideDomain(draft: Draft, host: string, domain: ApimCustomDomainSettings): void {
  const path = `${DOMAINS}.${host}` as const;
  if (!isHostName(host) || host.endsWith(AZURES_OWN)) {
    draft.problem(
      path,
      host.startsWith("*.")
        ? "is a wildcard, which would leave the address of the API open"
        : `must be a host name of your own in lower case, got ${redacted(host)}`,
      "write each host name like api.contoso.com",
    );
    return;
  }
  checkOthers(draft, host);
  checkCertificate(draft, host, domain);
  const { dnsZoneId } = domain;
  if (dnsZoneId === undefined) return;
  checkDnsZone(draft, `${path}.dnsZoneId`, host, dnsZoneId);
  if (recordNameIn(host, dnsZoneOf(dnsZoneId)?.name ?? "") === ROOT) decideRoot(draft, host);
}

/** A name leads to one place: RFC 1912, 2.4. */
function checkOthers(draft: Draft, host: string): void {
  const { functionApp, optional } = draft.settings;
  const others = [
    { path: "functionApp.customDomains", domains: functionApp.customDomains },
    { path: "optional.cdn.customDomains", domains: optional.cdn.enabled ? optional.cdn.customDomains : {} },
  ] as const;
  for (const { path, domains } of others)
    if (keptEntries(domains).some(([other]) => other === host))
      draft.problem(
        `${DOMAINS}.${host}`,
        `is also in ${path}, but a host name leads to one place`,
        "remove it from one of them",
        `${path}.${host}`,
      );
}

function checkCertificate(
  draft: Draft,
  host: string,
  { certificateSecretId, keyVaultId }: ApimCustomDomainSettings,
): void {
  const path = `${DOMAINS}.${host}.certificateSecretId` as const;
  const secret = secretAddress(certificateSecretId);
  if (secret === undefined) {
    draft.problem(
      path,
      `must be the address of a secret in a key vault, got ${redacted(certificateSecretId)}`,
      SECRET_FORM,
    );
    return;
  }
  const { vault, collection, name, version } = secret;
  // learn.microsoft.com/azure/api-management/configure-custom-domain: the secret has the private key, and the certificate does not.
  if (collection !== "secrets")
    draft.problem(
      path,
      `leads to ${collection}, and API Management reads the secret of the same name`,
      `write /secrets/${name} in place of /${collection}/${name}`,
    );
  if (version !== undefined)
    draft.problem(
      path,
      "has a version, so that API Management would keep that one when the certificate is renewed",
      `remove /${version} from its end`,
    );
  if (keyVaultId !== undefined) checkVault(draft, host, keyVaultId, { vault, secret: name });
}

function checkVault(
  draft: Draft,
  host: string,
  keyVaultId: string,
  { vault, secret }: { readonly vault: string; readonly secret: string },
): void {
  const path = `${DOMAINS}.${host}.keyVaultId` as const;
  const parts = parseAzureId(keyVaultId, VAULTS);
  if (parts === undefined)
    draft.problem(
      path,
      `must be the resource id of a key vault, got ${redacted(keyVaultId)}`,
      `write it like /subscriptions/…/resourceGroups/…/providers/${VAULTS}/${vault}`,
    );
  else if (parts.name.toLowerCase() !== vault.toLowerCase())
    draft.problem(
      path,
      `is key vault ${parts.name}, but the certificate is in ${vault}`,
      `set it to the resource id of ${vault}`,
      `${DOMAINS}.${host}.certificateSecretId`,
    );
  else
    draft.note(
      path,
      `assigns ${READER} on secret ${secret} of key vault ${parts.name} in subscription ${parts.subscriptionId} to API Management: ` +
        "the deployer needs Role Based Access Control Administrator there",
    );
}

/** Only some services have an address that a record can have: learn.microsoft.com/azure/api-management/api-management-howto-ip-addresses */
function decideRoot(draft: Draft, host: string): void {
  const path = `${DOMAINS}.${host}` as const;
  const { apim } = draft.settings.optional;
  if (!tierOf(apim).fixedAddress)
    draft.problem(
      path,
      `is the root of its zone, which needs an address, and this library knows none of ${apim.sku.name}`,
      `use a name such as api.${host}, or set ${APIM}.sku.name to ${tiersThat((tier) => tier.fixedAddress)}`,
      `${APIM}.sku.name`,
    );
  else if (networkTypeOf(draft.settings) === "Internal")
    draft.problem(
      path,
      "is the root of its zone, which needs a public address, and the gateway has none",
      `use a name such as api.${host}, or remove dnsZoneId and create the record yourself`,
      `${APIM}.virtualNetworkType`,
    );
  else
    draft.warn(
      path,
      "is the root of its zone, and has a record of the gateway's address: Azure can change the address, and the next deployment follows it",
    );
}

/** The host names of the gateway, and where their records go. */
export function planApimDomains(apim: ApimSettings): { readonly customDomains?: readonly ApimDomainPlan[] } {
  const domains = domainsOf(apim).map(([host, domain]) => planDomain(host, domain));
  return domains.length === 0 ? {} : { customDomains: domains };
}

function planDomain(
  host: string,
  { certificateSecretId, keyVaultId, dnsZoneId }: ApimCustomDomainSettings,
): ApimDomainPlan {
  const grant = certificateGrant(certificateSecretId, keyVaultId);
  const zone = dnsZoneId === undefined ? undefined : dnsZoneOf(dnsZoneId);
  const record = zone === undefined ? undefined : recordNameIn(host, zone.name);
  return {
    host,
    certificateSecretId,
    ...(grant === undefined ? {} : { grant }),
    ...(zone === undefined || record === undefined ? {} : { zone: { ...zone, record } }),
  };
}

/** The roles that certificates are read by, each once. */
export function certificateGrants(domains: readonly ApimDomainPlan[] = []): readonly CertificateGrant[] {
  const grants = domains.flatMap(({ grant }) => (grant === undefined ? [] : [grant]));
  return [...new Map(grants.map((grant) => [grant.id, grant])).values()];
}

/** Says what the owners of the domain and of the vault have to do. */
export function noteApimDomains(
  { name, customDomains = [] }: { readonly name: string; readonly customDomains?: readonly ApimDomainPlan[] },
  draft: Draft,
): void {
  for (const { host, zone, grant, certificateSecretId } of customDomains) {
    if (zone === undefined)
      draft.note(`${DOMAINS}.${host}`, `create its DNS record: CNAME ${host} for ${name}${AZURES_OWN}`);
    if (grant === undefined)
      draft.note(
        `${DOMAINS}.${host}.certificateSecretId`,
        `its owner must assign ${READER} on ${certificateSecretId} to the identity of ${name} before this domain is deployed: ` +
          "set keyVaultId, and the backend does it",
      );
  }
}
