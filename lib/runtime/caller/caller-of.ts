import type { HttpRequest } from "@azure/functions";
import { CALLER_SETTINGS, FROM_APP_SERVICE } from "../../components/caller-settings";
import type { SettingSource } from "../settings";
import type { Caller } from "./caller";
import { PRINCIPAL_HEADER, callerInHeader } from "./principal-header";
import { TokenRefusal, callerOfToken } from "./token-checks";

export { TokenRefusal };

/**
 * Who sent a request; undefined where it has no token. With `functionApp.signIn` App Service has validated the token, and with
 * `functionApp.tokens` this function does, against the keys of its issuer.
 *
 * @param settings - the app settings of the environment
 * @throws {@link TokenRefusal} for a token that is not accepted
 * @throws where the environment has neither option, since a header of a request proves nothing then
 *
 * @example
 * ```ts
 * const caller = await callerOf(request);
 * if (caller === undefined) return { status: 401 };
 * context.log("called by", caller.claims["oid"]);
 * ```
 */
export async function callerOf(
  { headers }: Pick<HttpRequest, "headers">,
  settings: SettingSource = process.env,
): Promise<Caller | undefined> {
  if (settings[CALLER_SETTINGS.from] === FROM_APP_SERVICE) return ofAppService(headers, settings);
  const issuer = settings[CALLER_SETTINGS.issuer];
  const audiences = settings[CALLER_SETTINGS.audiences];
  if (issuer === undefined || audiences === undefined)
    throw new Error(
      "nothing says who is calling: set functionApp.signIn or functionApp.tokens for this environment, or on your machine the settings " +
        `${CALLER_SETTINGS.issuer} and ${CALLER_SETTINGS.audiences}`,
    );
  const token = bearerIn(headers.get("authorization"));
  return token === undefined ? undefined : callerOfToken(token, { issuer, audiences: audiences.split(",") });
}

/** App Service removes the header from requests, and sets its own: anybody could send it where authentication is off. */
function ofAppService(
  headers: Pick<HttpRequest, "headers">["headers"],
  settings: SettingSource,
): Caller | undefined {
  // Azure sets it: learn.microsoft.com/azure/app-service/reference-app-settings
  const enabled = settings["WEBSITE_AUTH_ENABLED"];
  if (enabled !== undefined && enabled.toLowerCase() !== "true")
    throw new Error(
      "App Service authentication is off, so a header of a request does not prove who is calling",
    );
  const text = headers.get(PRINCIPAL_HEADER);
  if (text === null) return undefined;
  const caller = callerInHeader(text);
  if (caller === undefined)
    throw new TokenRefusal(`${PRINCIPAL_HEADER} has another form than App Service gives it`);
  return caller;
}

/** RFC 6750 section 2.1; a scheme has no case: RFC 9110 section 11.1. */
function bearerIn(authorization: string | null): string | undefined {
  if (authorization === null) return undefined;
  const [, token] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new TokenRefusal("Authorization is no Bearer token");
  return token;
}
