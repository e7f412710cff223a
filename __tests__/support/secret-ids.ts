import { identity } from "../../lib/stand-in/login";

/** The ids of what an environment deploys, which its plan names. */
export function idsOf(environment: string, vault: string) {
  const group = (stack: string): string =>
    `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-shop-${environment}-${stack}`;
  return {
    groups: ["platform", "workloads"].map(group),
    vault: `${group("platform")}/providers/Microsoft.KeyVault/vaults/${vault}`,
    sites: `${group("workloads")}/providers/Microsoft.Web/sites`,
  };
}
