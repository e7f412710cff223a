import { azureHttp } from "../http/azure-http";

/**
 * Makes sure that a token is of the tenant that is meant: the flows would go into whatever tenant it is of.
 *
 * @throws Error that names both
 */
export async function checkTenant(domain: string, token: string, login: string): Promise<void> {
  const [expected, given] = [await idOf(domain, login), tenantIn(token)];
  if (given.toLowerCase() !== expected.toLowerCase())
    throw new Error(
      `the token belongs to tenant ${given}, but ${domain} is ${expected}: sign in there (az login --tenant ${domain}) and get another one`,
    );
}

/** Every tenant says who it is, to everybody: learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
async function idOf(domain: string, login: string): Promise<string> {
  const url = `${login}/${domain}/v2.0/.well-known/openid-configuration`;
  const { status, body } = await azureHttp()({ method: "GET", url, headers: {} });
  if (status === 400 || status === 404)
    throw new Error(`the tenant ${domain} does not exist: check optional.b2c.tenantName`);
  const id = /"issuer"\s*:\s*"https:\/\/[^/"]+\/([0-9a-f-]{36})\//i.exec(body)?.[1];
  if (status !== 200 || id === undefined)
    throw new Error(
      `${new URL(login).host} does not say which tenant ${domain} is, it answers ${status}: see what answers there (a proxy, a ` +
        `sign-in page), then run it again`,
    );
  return id;
}

function tenantIn(token: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const { tid } = claims as { readonly tid?: unknown };
    if (typeof tid === "string") return tid;
  } catch {
    // What it is, Graph would say too late.
  }
  throw new Error("GRAPH_TOKEN is not an access token of Microsoft Entra: get another one");
}
