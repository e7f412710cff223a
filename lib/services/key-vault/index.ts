import type { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { TerraformResource } from "cdktf";
import { cosmos } from "../cosmos";
import type { Service } from "../service";
import { storage } from "../storage";
import { buildKeyVault, buildSecret } from "./build";
import { decideKeyVault } from "./decisions";
import { type KeyVaultPlan, type SecretPlan, planKeyVault } from "./plan";
import { JWT_SECRET } from "./secret-names";
import type { KeyVaultSettings } from "./settings";

/** What tells this service from the others. */
export interface KeyVaultShape {
  settings: KeyVaultSettings;
  plan: KeyVaultPlan;
  platform: {
    readonly keyVault: KeyVault;
    /** The deployments that made the secrets, by secret name. */
    readonly keyVaultSecrets: Readonly<Record<string, ResourceGroupTemplateDeployment>>;
  };
  workloads: object;
  shared: { readonly id: string; readonly uri: string };
}

export const keyVault: Service<KeyVaultShape> = {
  defaults: {
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: false,
    connectionStrings: false,
    secrets: { [JWT_SECRET]: {} },
  },

  decide: decideKeyVault,
  plan: planKeyVault,

  grants: () => [
    {
      id: "key_vault_secrets_user",
      plane: "azure",
      role: "Key Vault Secrets User",
      on: "vault",
      reason: "read the secrets that app settings refer to",
    },
  ],

  appSettings: () => ({ KEY_VAULT_URI: [{ service: "keyVault", output: "uri" }] }),

  resourceProviders: { platform: ["Microsoft.KeyVault"], workloads: ["Microsoft.KeyVault"] },

  platform({ scope, place, plan, tenantId, built }) {
    const vault = buildKeyVault(scope, place, plan, tenantId);
    const secrets = plan.secrets.map((secret) => {
      const parents = [vault, ...accountOf(secret)];
      return [secret.name, buildSecret(scope, vault, plan.name, secret, parents)] as const;
    });
    return { keyVault: vault, keyVaultSecrets: Object.fromEntries(secrets) };

    function accountOf({ value }: SecretPlan): readonly TerraformResource[] {
      switch (value.type) {
        case "random":
          return [];
        case "cosmos-connection-string":
          return [built(cosmos).cosmos];
        case "storage-connection-string":
          return [value.host ? built(storage).hostStorage : built(storage).storage];
      }
    }
  },
  workloads: () => ({}),

  publish: ({ keyVault: vault }) => ({ id: vault.id, uri: vault.vaultUri }),

  foresee: ({ name }, { resourceGroupId }) => ({
    id: `${resourceGroupId}/providers/Microsoft.KeyVault/vaults/${name}`,
    uri: `https://${name}.vault.azure.net/`,
  }),

  scopes: ({ shared }) => ({ vault: shared(keyVault).id }),
};
