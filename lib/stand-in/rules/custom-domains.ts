import { asText, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Resource, Store } from "../store";

const SITES = "Microsoft.Web/sites";
const BINDINGS = `${SITES}/hostNameBindings`;
const CERTIFICATES = "Microsoft.Web/certificates";
const ZONES = "Microsoft.Network/dnsZones";
const CERTIFICATE_PAGE = "learn.microsoft.com/azure/app-service/configure-ssl-certificate";
const DOMAIN_PAGE = "learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain";
const NOT_MANAGED = /[^a-z0-9.-]/i;
const LONGEST = 64;

/** A zone that a host name is in, and what the name is called there. */
interface InZone {
  readonly zone: Resource;
  readonly name: string;
}

/** The zone of a host name; undefined where its DNS is somebody else's, and not seen here. */
function zoneOf(host: string, store: Store): InZone | undefined {
  const found = store
    .ofType(ZONES)
    .map((zone) => ({ zone, end: key(zone.name) }))
    .filter(({ end }) => key(host) === end || key(host).endsWith(`.${end}`))
    .sort((one, other) => other.end.length - one.end.length)[0];
  if (found === undefined) return undefined;
  const name = key(host) === found.end ? "@" : key(host).slice(0, -found.end.length - 1);
  return { zone: found.zone, name };
}

function recordIn({ zone }: InZone, kind: string, name: string, store: Store): Resource | undefined {
  return store.children(zone.id, `${ZONES}/${kind}`).find((record) => key(record.name) === key(name));
}

/** The values of TXT records, each of several strings. */
function textsOf(record: Resource | undefined): readonly string[] {
  return listAt(record?.body, "properties.TXTRecords")
    .filter(isObject)
    .map((each) => listAt(each, "value").map(asText).join(""));
}

/** The app that a binding is of. */
function siteOf(id: string, store: Store): Resource | undefined {
  return store.get(parseResourcePath(id)?.parent ?? "");
}

function skuOf(site: Resource | undefined, store: Store): string {
  const plan = store.get(textAt(site?.body, "properties.serverFarmId"));
  return textAt(plan?.body, "sku.name");
}

/** What is missing in the zone of a host name for its app. */
function missingRecords(id: string, host: string, store: Store): string | undefined {
  const found = zoneOf(host, store);
  if (found === undefined) return undefined;
  const site = siteOf(id, store);
  const target = textAt(site?.body, "properties.defaultHostName");
  const alias = recordIn(found, "CNAME", found.name, store);
  const leads = key(textAt(alias?.body, "properties.CNAMERecord.cname")) === key(target);
  const address = recordIn(found, "A", found.name, store);
  // learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain: Consumption takes names only.
  if (!leads && (address === undefined || skuOf(site, store) === "Y1"))
    return `A CNAME record pointing from ${host} to ${target} was not found.`;
  const record = found.name === "@" ? "asuid" : `asuid.${found.name}`;
  const verification = textAt(site?.body, "properties.customDomainVerificationId");
  return textsOf(recordIn(found, "TXT", record, store)).includes(verification)
    ? undefined
    : `A TXT record pointing from asuid.${host} to ${verification} was not found.`;
}

export const customDomains: readonly Rule[] = [
  {
    // The TXT record is no must for Azure, and against subdomain takeover: where the zone is seen, both are asked for.
    says: "a host name leads to its app before it is bound, and shows who owns it",
    source: DOMAIN_PAGE,
    on: [BINDINGS],
    refuse: (_asked, { id, name, store, earlier }) =>
      earlier === undefined ? missingRecords(id, name, store) : undefined,
  },
  {
    says: "a managed certificate is for a host name that an app has",
    source: `${CERTIFICATE_PAGE}#create-a-free-managed-certificate`,
    on: [CERTIFICATES],
    refuse(asked, { store }) {
      const name = textAt(asked, "properties.canonicalName");
      if (name === "" || store.ofType(BINDINGS).some((each) => key(each.name) === key(name)))
        return undefined;
      return `Properties.CanonicalName is invalid. Certificate creation requires hostname ${name} added to an App Service in the serverFarm.`;
    },
  },
  {
    says: "a managed certificate is for letters, digits, hyphens and full stops, 64 of them at most",
    source: `${CERTIFICATE_PAGE}#create-a-free-managed-certificate`,
    on: [CERTIFICATES],
    refuse(asked) {
      const name = textAt(asked, "properties.canonicalName");
      return name.length > LONGEST || NOT_MANAGED.test(name)
        ? `Properties.CanonicalName is invalid. ${name} is not supported by managed certificates.`
        : undefined;
    },
  },
  {
    says: "the certificate of a host name exists",
    source: "learn.microsoft.com/azure/app-service/configure-ssl-bindings",
    on: [BINDINGS],
    status: 404,
    code: "NotFound",
    refuse(asked, { store }) {
      const thumbprint = textAt(asked, "properties.thumbprint");
      const known = store.ofType(CERTIFICATES).map(({ body }) => textAt(body, "properties.thumbprint"));
      return thumbprint === "" || known.includes(thumbprint)
        ? undefined
        : `Cannot find Certificate with thumbprint ${thumbprint}.`;
    },
  },
  {
    says: "an app on Flex Consumption takes certificates of its own alone",
    source: "github.com/hashicorp/terraform-provider-azurerm/issues/31884",
    on: [BINDINGS],
    status: 404,
    code: "NotFound",
    refuse(asked, { id, store }) {
      const thumbprint = textAt(asked, "properties.thumbprint");
      return thumbprint !== "" && skuOf(siteOf(id, store), store) === "FC1"
        ? `Cannot find SiteCertificate with thumbprint ${thumbprint}.`
        : undefined;
    },
  },
];
