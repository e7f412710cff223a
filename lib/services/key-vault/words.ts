import type { KeyVaultConfig } from "@cdktf/provider-azurerm/lib/key-vault";
import type { ResourceGroupTemplateDeploymentConfig } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { External, ExternalKeyVault } from "../external-resources";
import type { KeyVaultSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface KeyVaultWords {
  readonly settings: KeyVaultSettings;
  readonly configs: {
    readonly keyVault: KeyVaultConfig;
    readonly keyVaultSecrets: ResourceGroupTemplateDeploymentConfig;
  };
  readonly names: { readonly keyVault: "keyVault" };
  readonly givenNames: { readonly keyVaultSecrets: "keyVaultSecret" };
  readonly external: {
    /** A key vault that takes roles (RBAC), with a secret `jwt-secret`. */
    readonly keyVault?: External<ExternalKeyVault> | undefined;
  };
}
