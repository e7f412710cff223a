import { APP, PLAN, type Asked, type Row, app, plan } from "./asked";
import { inGroup } from "./manager";

const BINDING = `${APP}/hostNameBindings/api.example.com`;
const certificate = (canonicalName: string): Asked => [
  inGroup("Microsoft.Web/certificates/api.example.com"),
  { properties: { canonicalName, serverFarmId: PLAN, thumbprint: "AB" } },
];
const bound: Asked = [BINDING, { properties: {} }];

/** Host names of apps, and their certificates. */
export const refusedOfCustomDomains: Readonly<Record<string, Row>> = {
  "a managed certificate is for a host name that an app has": {
    given: [plan("EP1"), app(), bound],
    right: certificate("api.example.com"),
    wrong: certificate("www.example.com"),
    message: "400 BadRequest: Properties.CanonicalName is invalid.",
  },
  "the certificate of a host name exists": {
    given: [plan("EP1"), app(), bound, certificate("api.example.com")],
    right: [BINDING, { properties: { sslState: "SniEnabled", thumbprint: "AB" } }],
    wrong: [BINDING, { properties: { sslState: "SniEnabled", thumbprint: "CD" } }],
    message: "404 NotFound: Cannot find Certificate with thumbprint CD.",
  },
};
