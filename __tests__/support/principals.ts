import { CALLER_SETTINGS, FROM_APP_SERVICE } from "../../lib/components/caller-settings";

/** The app settings of an environment with sign-in. */
export const SIGNED_IN = { [CALLER_SETTINGS.from]: FROM_APP_SERVICE, WEBSITE_AUTH_ENABLED: "True" };

/** The header that App Service sets for a caller with these claims. */
export function principal(claims: Readonly<Record<string, string | readonly string[]>>): {
  readonly "x-ms-client-principal": string;
} {
  const pairs = Object.entries(claims).flatMap(([typ, values]) =>
    [values].flat().map((val) => ({ typ, val })),
  );
  const text = JSON.stringify({ auth_typ: "aad", claims: pairs, name_typ: "name", role_typ: "roles" });
  return { "x-ms-client-principal": Buffer.from(text).toString("base64") };
}
