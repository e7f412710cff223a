import { inGroup } from "../../azure/in-group";
import { nameRules } from "../../azure/names/azure-names";
import type { ResourceRecords } from "../contract/resource-record";
import { templateDeployment } from "../contract/shared-resources";
import type { KeyVaultWords } from "./words";

/** The construct of the vault. */
export const VAULT_CONSTRUCT_ID = "key_vault";

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const keyVaultResources: ResourceRecords<KeyVaultWords> = {
  keyVault: {
    type: "azurerm_key_vault",
    importId: inGroup("Microsoft.KeyVault/vaults/{name}"),
    diagnostics: [{ logs: ["AuditEvent", "AzurePolicyEvaluationDetails"], metrics: ["AllMetrics"] }],
    keepsData: "account",
    names: {
      keyVault: {
        label: "key vault",
        min: 3,
        max: 24,
        pattern: /^[a-z](-?[a-z0-9])*$/i,
        characters: "letters, digits and single hyphens, beginning with a letter, no hyphen at the end",
        scope: "global",
        prefix: "kv",
      },
    },
  },
  keyVaultSecrets: { ...templateDeployment, names: { keyVaultSecret: nameRules.keyVaultSecret } },
};
