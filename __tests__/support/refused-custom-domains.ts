import { APP, PLAN, type Asked, type Row, app, plan } from "./asked";
import { inGroup } from "./manager";

const HOST = "api.example.com";
const binding = (host: string): string => `${APP}/hostNameBindings/${host}`;
const certificate = (canonicalName: string): Asked => [
  inGroup("Microsoft.Web/certificates/api.example.com"),
  { properties: { canonicalName, serverFarmId: PLAN, thumbprint: "AB" } },
];
const bound: Asked = [binding(HOST), { properties: {} }];
const LONG = `${"a".repeat(50)}.${"b".repeat(20)}.com`;

const ZONE = inGroup("Microsoft.Network/dnsZones/example.org");
const zone: Asked = [ZONE, { location: "global", properties: {} }];
const cname = (name: string, target = "app.azurewebsites.net"): Asked => [
  `${ZONE}/CNAME/${name}`,
  { properties: { TTL: 3600, CNAMERecord: { cname: target } } },
];
const address: Asked = [
  `${ZONE}/A/@`,
  { properties: { TTL: 3600, ARecords: [{ ipv4Address: "203.0.113.1" }] } },
];
const txt = (name: string): Asked => [
  `${ZONE}/TXT/${name}`,
  { properties: { TTL: 3600, TXTRecords: [{ value: ["STAND-IN"] }] } },
];

/** Host names of apps, and their certificates. */
export const refusedOfCustomDomains: Readonly<Record<string, Row>> = {
  "a host name leads to its app before it is bound, and shows who owns it": {
    given: [plan("EP1"), app(), zone, cname("api"), txt("asuid.api"), cname("www"), address, txt("asuid")],
    right: [binding("api.example.org"), { properties: {} }],
    wrong: [binding("www.example.org"), { properties: {} }],
    message: "400 BadRequest: A TXT record pointing from asuid.www.example.org to STAND-IN was not found.",
  },
  "a managed certificate is for a host name that an app has": {
    given: [plan("EP1"), app(), bound],
    right: certificate(HOST),
    wrong: certificate("www.example.com"),
    message: "400 BadRequest: Properties.CanonicalName is invalid.",
  },
  "a managed certificate is for letters, digits, hyphens and full stops, 64 of them at most": {
    given: [plan("EP1"), app(), bound, [binding(LONG), { properties: {} }]],
    right: certificate(HOST),
    wrong: certificate(LONG),
    message: "is not supported by managed certificates.",
  },
  "the certificate of a host name exists": {
    given: [plan("EP1"), app(), bound, certificate(HOST)],
    right: [binding(HOST), { properties: { sslState: "SniEnabled", thumbprint: "AB" } }],
    wrong: [binding(HOST), { properties: { sslState: "SniEnabled", thumbprint: "CD" } }],
    message: "404 NotFound: Cannot find Certificate with thumbprint CD.",
  },
  "an app on Flex Consumption takes certificates of its own alone": {
    given: [
      [PLAN, { sku: { name: "FC1" }, properties: { reserved: true } }],
      app(),
      bound,
      certificate(HOST),
    ],
    right: bound,
    wrong: [binding(HOST), { properties: { sslState: "SniEnabled", thumbprint: "AB" } }],
    message: "404 NotFound: Cannot find SiteCertificate with thumbprint AB.",
  },
};

/** Records of public DNS zones. */
export const refusedOfDnsZones: Readonly<Record<string, Row>> = {
  "the root of a zone has no CNAME record": {
    given: [zone],
    right: cname("www"),
    wrong: cname("@"),
    message: "A CNAME record set may not be created at the zone apex",
  },
  "a CNAME record is alone at its name": {
    given: [zone, cname("www"), txt("asuid.www")],
    right: txt("asuid"),
    wrong: txt("www"),
    message: "would conflict with other record sets",
  },
};
