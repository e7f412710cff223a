import type { JsonObject } from "../../lib/stand-in/json";
import { Store } from "../../lib/stand-in/store";
import { signInAnswer } from "../../lib/stand-in/types/site-sign-in";
import { inGroup } from "../support/manager";

const CLIENT = "11111111-1111-4111-8111-111111111111";
const ISSUER = "https://login.microsoftonline.com/tenant/v2.0";
const SITE = { id: inGroup("Microsoft.Web/sites/app"), type: "Microsoft.Web/sites", name: "app", body: {} };
const GOOD = { aud: CLIENT, iss: ISSUER, azp: "caller", oid: "someone", groups: ["team"] };

/** The status of the answer before the code; undefined where the request comes to it. */
function statusOf(
  given: { readonly validation?: JsonObject; readonly global?: JsonObject; readonly enabled?: boolean },
  claims: JsonObject | undefined,
  path = "/api/hello",
): number | undefined {
  const store = new Store();
  store.put({
    ...SITE,
    id: `${SITE.id}/config/authsettingsV2`,
    type: `${SITE.type}/config`,
    name: "authsettingsV2",
    body: {
      properties: {
        platform: { enabled: given.enabled ?? true },
        globalValidation: {
          requireAuthentication: true,
          unauthenticatedClientAction: "Return401",
          ...given.global,
        },
        identityProviders: {
          azureActiveDirectory: {
            registration: { clientId: CLIENT, openIdIssuer: ISSUER },
            validation: { allowedAudiences: [`api://${CLIENT}`], ...given.validation },
          },
        },
      },
    },
  });
  const token = [{ alg: "none" }, claims ?? {}].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const headers = claims === undefined ? {} : { authorization: `Bearer ${token.join(".")}.signature` };
  return signInAnswer({ path, headers }, SITE, store)?.status;
}

const policy = (defaultAuthorizationPolicy: JsonObject) => ({ validation: { defaultAuthorizationPolicy } });
const excluded = { global: { excludedPaths: ["/api/health", "/runtime/webhooks/*"] } };

test.each<[string, Parameters<typeof statusOf>, number | undefined]>([
  ["no token", [{}, undefined], 401],
  [
    "no token, where 403 is asked for",
    [{ global: { unauthenticatedClientAction: "Return403" } }, undefined],
    403,
  ],
  [
    "no token, where people sign in",
    [{ global: { unauthenticatedClientAction: "RedirectToLoginPage" } }, undefined],
    302,
  ],
  ["a good token", [{}, GOOD], undefined],
  ["a token of version 1", [{}, { ...GOOD, aud: `api://${CLIENT}` }], undefined],
  ["a token for another API", [{}, { ...GOOD, aud: "api://other" }], 401],
  ["a token of another tenant", [{}, { ...GOOD, iss: "https://login.microsoftonline.com/other/v2.0" }], 401],
  ["an application that is listed", [policy({ allowedApplications: ["caller"] }), GOOD], undefined],
  ["an application that is not", [policy({ allowedApplications: ["other"] }), GOOD], 403],
  ["a group that is listed", [policy({ allowedPrincipals: { groups: ["team"] } }), GOOD], undefined],
  [
    "one of two kinds of principals",
    [policy({ allowedPrincipals: { groups: ["other"], identities: ["someone"] } }), GOOD],
    undefined,
  ],
  ["nobody of them", [policy({ allowedPrincipals: { groups: ["other"], identities: ["x"] } }), GOOD], 403],
  ["an excluded path", [excluded, undefined, "/API/health"], undefined],
  ["below an excluded path", [excluded, undefined, "/api/health/live"], 401],
  ["below a wildcard", [excluded, undefined, "/runtime/webhooks/EventGrid"], undefined],
  ["authentication that is off", [{ enabled: false }, undefined], undefined],
  ["authentication that is optional", [{ global: { requireAuthentication: false } }, undefined], undefined],
])("an app with sign-in answers %s", (_what, given, status) => {
  expect(statusOf(...given)).toBe(status);
});
