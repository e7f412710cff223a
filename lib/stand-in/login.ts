import { regions } from "../azure/regions";
import type { LoginRefusal } from "./federated-login";
import { type Request, type Response, ok } from "./exchange";

/** Who is logged in: ids that Azure would not give out. */
export const identity = {
  tenantId: "00000000-0000-4000-8000-000000000001",
  subscriptionId: "00000000-0000-4000-8000-000000000002",
  clientId: "00000000-0000-4000-8000-000000000003",
  objectId: "00000000-0000-4000-8000-000000000004",
  /** Opens nothing: whatever is sent is taken. */
  clientSecret: "stand-in",
} as const;

/**
 * Microsoft's login: a token for every caller, which the stand-in alone takes.
 *
 * @param principalOf - the identity that signs in with a client id
 * @param refused - why a login gets none
 */
export function answerLogin(
  { path, method, body }: Request,
  principalOf: (clientId: string | undefined) => string,
  refused: (form: URLSearchParams) => LoginRefusal | undefined = () => undefined,
): Response {
  if (method === "POST" && path.endsWith("/token")) {
    const refusal = typeof body === "string" ? refused(new URLSearchParams(body)) : undefined;
    if (refusal !== undefined) return { status: 401, body: { ...refusal } };
    return ok({
      token_type: "Bearer",
      expires_in: 86_399,
      ext_expires_in: 86_399,
      access_token: token(path.split("/")[1] ?? identity.tenantId, principalOf(clientIn(body))),
    });
  }
  if (path.endsWith("/openid-configuration"))
    return ok({
      issuer: `https://login.microsoftonline.com/${identity.tenantId}/v2.0`,
      token_endpoint: `https://login.microsoftonline.com/${identity.tenantId}/oauth2/v2.0/token`,
      authorization_endpoint: `https://login.microsoftonline.com/${identity.tenantId}/oauth2/v2.0/authorize`,
    });
  return { status: 404, body: { error: "not_found" } };
}

/** The client id of a form, `client_id=…&scope=…`. */
function clientIn(body: Request["body"]): string | undefined {
  return typeof body === "string" ? (new URLSearchParams(body).get("client_id") ?? undefined) : undefined;
}

/** An unsigned token: nobody but the provider reads it, and it looks for the ids alone. */
function token(tenantId: string, objectId: string): string {
  const claims = {
    aud: "https://management.azure.com/",
    appid: identity.clientId,
    oid: objectId,
    tid: tenantId,
    sub: objectId,
    // The end of 32-bit time: no clock goes into it.
    exp: 2_147_483_647,
  };
  return [{ alg: "none", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("stand-in")
    .join(".");
}

/** Azure's own description of its public cloud, for clients that ask for it instead of knowing it. */
export function metadata({ query }: Request): Response {
  // This version of it tells where there are regions.
  if (query.get("api-version") === "2018-01-01")
    return ok({
      cloudEndpoint: { public: { endpoint: "management.azure.com", locations: Object.keys(regions) } },
    });
  return ok([
    {
      name: "AzureCloud",
      portal: "https://portal.azure.com",
      resourceManager: "https://management.azure.com/",
      graph: "https://graph.windows.net/",
      microsoftGraphResourceId: "https://graph.microsoft.com/",
      authentication: {
        loginEndpoint: "https://login.microsoftonline.com",
        audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
        tenant: "common",
        identityProvider: "AAD",
      },
      suffixes: {
        storage: "core.windows.net",
        keyVaultDns: "vault.azure.net",
        acrLoginServer: "azurecr.io",
      },
    },
  ]);
}
