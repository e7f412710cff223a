import { apiVersionOf } from "../../azure/api-versions";
import type { Manager } from "../doctor/manager";
import type { VaultPlace } from "./declared-secrets";

/** What Azure says of a secret that is there; never its value. */
export interface KeptSecret {
  readonly enabled: boolean;
  /** Of its newest version, a day. */
  readonly updated?: string;
  /** When it ends, a day. */
  readonly expires?: string;
}

/**
 * The secrets that a vault has, by name; undefined where they may not be read, or the vault is not there. Azure Resource Manager is
 * asked, which shows no value and answers from everywhere: learn.microsoft.com/rest/api/keyvault/keyvault/secrets/list
 */
export async function keptSecrets(
  manager: Manager,
  { name, resourceGroup, subscriptionId = "" }: VaultPlace,
): Promise<{ readonly status: number; readonly secrets: Readonly<Record<string, KeptSecret>> }> {
  const vault = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
  const { status, items = [] } = await manager.list(
    `${vault}/secrets?api-version=${apiVersionOf("Microsoft.KeyVault")}`,
  );
  return {
    status,
    secrets: Object.fromEntries(
      items.map((item) => {
        const { name: id = "", properties } = item as Secret;
        const { enabled = true, updated, exp } = properties?.attributes ?? {};
        return [
          id.split("/").at(-1) ?? "",
          {
            enabled,
            ...(updated === undefined ? {} : { updated: dayOf(updated) }),
            ...(exp === undefined ? {} : { expires: dayOf(exp) }),
          },
        ];
      }),
    ),
  };
}

interface Secret {
  readonly name?: string;
  readonly properties?: {
    readonly attributes?: { readonly enabled?: boolean; readonly updated?: number; readonly exp?: number };
  };
}

/** @param seconds - since 1970 */
function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, "2026-01-01".length);
}
