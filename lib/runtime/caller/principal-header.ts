import type { Caller } from "./caller";

/** learn.microsoft.com/azure/app-service/configure-authentication-user-identities */
export const PRINCIPAL_HEADER = "x-ms-client-principal";

/**
 * Long names that App Service gives to claims of Microsoft Entra, as `WEBSITE_AUTH_USE_LEGACY_CLAIMS` decides; `roles` comes
 * with either: learn.microsoft.com/azure/app-service/reference-app-settings
 */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  "http://schemas.microsoft.com/identity/claims/objectidentifier": "oid",
  "http://schemas.microsoft.com/identity/claims/tenantid": "tid",
  "http://schemas.microsoft.com/identity/claims/scope": "scp",
  "http://schemas.microsoft.com/identity/claims/identityprovider": "idp",
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/role": "roles",
  "http://schemas.microsoft.com/claims/authnclassreference": "acr",
  "http://schemas.microsoft.com/claims/authnmethodsreferences": "amr",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier": "sub",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": "upn",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name": "unique_name",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": "email",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": "given_name",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname": "family_name",
};

/** The caller that App Service names in a header; undefined where the text is no such header. */
export function callerInHeader(text: string): Caller | undefined {
  const claims = new Map<string, string[]>();
  const given = parsed(text)?.["claims"];
  if (!Array.isArray(given)) return undefined;
  for (const each of given as readonly unknown[]) {
    const { typ, val } = (each ?? {}) as { readonly typ?: unknown; readonly val?: unknown };
    if (typeof typ !== "string" || typeof val !== "string") return undefined;
    const name = SHORT_NAMES[typ] ?? typ;
    const values = claims.get(name) ?? [];
    // One value under both of its names is one value.
    if (!values.includes(val)) claims.set(name, [...values, val]);
  }
  return { claims: Object.fromEntries(claims) };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64").toString());
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
