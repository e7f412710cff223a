import type { B2cSettings } from "./settings";

/** The option group, as messages name it. */
export const B2C = "optional.b2c";

/** contoso.onmicrosoft.com */
export function domainOf(tenantName: string): string {
  return `${tenantName}.onmicrosoft.com`;
}

/** As Azure AD B2C calls a user flow: learn.microsoft.com/graph/api/identitycontainer-post-b2cuserflows */
export function policyOf(userFlow: string): string {
  return `B2C_1_${userFlow}`;
}

/** Where a user flow says who issues its tokens, and which keys sign them: learn.microsoft.com/azure/active-directory-b2c/tokens-overview */
export function openIdConfigurationOf(tenantName: string, userFlow: string): string {
  return `https://${tenantName}.b2clogin.com/${domainOf(tenantName)}/${policyOf(userFlow)}/v2.0/.well-known/openid-configuration`;
}

/** Who issues the tokens of every user flow, unless the flow sets another issuer. */
export function issuerOf(tenantName: string, tenantId: string): string {
  return `https://${tenantName}.b2clogin.com/${tenantId.toLowerCase()}/v2.0/`;
}

/** Hyphens are left out: Azure takes letters and digits for the first domain of a tenant. */
export function tenantNameOf(
  { tenantName }: Pick<B2cSettings, "tenantName">,
  project: string,
  environment: string,
): string {
  return (tenantName ?? `${project}${environment}auth`.replaceAll(/[^a-z0-9]/gi, "")).toLowerCase();
}
