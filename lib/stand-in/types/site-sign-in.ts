import { claimsOf } from "../callers";
import type { Request, Response } from "../exchange";
import { type JsonObject, asText, listAt, objectAt, textAt } from "../json";
import type { Resource, Store } from "../store";

const PROVIDER = "properties.identityProviders.azureActiveDirectory";
const POLICY = `${PROVIDER}.validation.defaultAuthorizationPolicy`;

/**
 * What App Service authentication answers before the code is asked; undefined where it lets the request through. A signature is not
 * looked at. learn.microsoft.com/azure/app-service/configure-authentication-provider-aad, overview-authentication-authorization
 */
export function signInAnswer(
  request: Pick<Request, "path" | "headers">,
  site: Resource,
  store: Store,
): Response | undefined {
  const settings = store.get(`${site.id}/config/authsettingsV2`)?.body;
  if (settings === undefined || !isRequired(settings)) return undefined;
  if (
    textsAt(settings, "properties.globalValidation.excludedPaths").some((path) => isBelow(request.path, path))
  )
    return undefined;
  const claims = claimsOf(request);
  if (claims === undefined || !isMeantFor(settings, claims)) return unauthenticated(settings);
  return isAllowed(settings, claims) ? undefined : { status: 403 };
}

function isRequired(settings: JsonObject): boolean {
  const { enabled } = objectAt(settings, "properties.platform");
  const { requireAuthentication } = objectAt(settings, "properties.globalValidation");
  return enabled === true && requireAuthentication === true;
}

/** A wildcard stands at the end: github.com/MicrosoftDocs/azure-docs/issues/86514 */
function isBelow(path: string, excluded: string): boolean {
  const [asked, open] = [path.toLowerCase(), excluded.toLowerCase()];
  return open.endsWith("*") ? asked.startsWith(open.slice(0, -1)) : asked === open;
}

/** The client id is always an audience. */
function isMeantFor(settings: JsonObject, claims: JsonObject): boolean {
  const audiences = [
    textAt(settings, `${PROVIDER}.registration.clientId`),
    ...textsAt(settings, `${PROVIDER}.validation.allowedAudiences`),
  ];
  const issuer = textAt(settings, `${PROVIDER}.registration.openIdIssuer`);
  return audiences.includes(textAt(claims, "aud")) && textAt(claims, "iss") === issuer;
}

function unauthenticated(settings: JsonObject): Response {
  switch (textAt(settings, "properties.globalValidation.unauthenticatedClientAction")) {
    case "Return401":
      return { status: 401 };
    case "Return403":
      return { status: 403 };
    default:
      return { status: 302, headers: { location: "/.auth/login/aad" } };
  }
}

/** Applications, and of principals one of either list. */
function isAllowed(settings: JsonObject, claims: JsonObject): boolean {
  const applications = textsAt(settings, `${POLICY}.allowedApplications`);
  const application = textAt(claims, "azp") || textAt(claims, "appid");
  if (applications.length > 0 && !applications.includes(application)) return false;
  const identities = textsAt(settings, `${POLICY}.allowedPrincipals.identities`);
  const groups = textsAt(settings, `${POLICY}.allowedPrincipals.groups`);
  if (identities.length + groups.length === 0) return true;
  const own = textsAt(claims, "groups");
  return identities.includes(textAt(claims, "oid")) || groups.some((group) => own.includes(group));
}

function textsAt(value: JsonObject, path: string): readonly string[] {
  return listAt(value, path).map(asText);
}
