import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { constructId } from "../../stacks/construct-id";
import type { Place } from "../service";
import { buildTemplateDeployment } from "../template-deployment";
import type { KeyVaultPlan, SecretPlan } from "./plan";

export function buildKeyVault(
  scope: Construct,
  place: Place,
  plan: KeyVaultPlan,
  tenantId: string,
): KeyVault {
  return new KeyVault(scope, "key_vault", {
    ...place,
    name: plan.name,
    tenantId,
    skuName: "standard",
    rbacAuthorizationEnabled: true,
    softDeleteRetentionDays: plan.softDeleteRetentionInDays,
    purgeProtectionEnabled: plan.enablePurgeProtection,
    publicNetworkAccessEnabled: true,
    // Without a network there is nothing to let in: roles alone decide who reads.
    networkAcls: { defaultAction: "Allow", bypass: "AzureServices" },
  });
}

/** Random values that ARM draws when the deployment runs; a secure parameter is not kept in its history. */
const RANDOM_PARAMETERS = ["first", "second", "third"];

/** ARM makes the value, so that neither Terraform's plan nor its state ever holds it. */
export function buildSecret(
  scope: Construct,
  vault: KeyVault,
  vaultName: string,
  { name, rotation, value }: SecretPlan,
  parents: readonly TerraformResource[],
): ResourceGroupTemplateDeployment {
  return buildTemplateDeployment(scope, constructId("key_vault_secret", name), {
    // Another rotation is another deployment, which draws another value.
    name: `secret-${name}-${rotation}`,
    resourceGroupName: vault.resourceGroupName,
    ...(value.type === "random"
      ? {
          parameters: Object.fromEntries(
            RANDOM_PARAMETERS.map((parameter) => [
              parameter,
              { type: "secureString", defaultValue: "[newGuid()]" },
            ]),
          ),
        }
      : {}),
    resource: {
      type: "Microsoft.KeyVault/vaults/secrets",
      apiVersion: "2023-07-01",
      name: `${vaultName}/${name}`,
      properties: { value: valueExpression(value), contentType: "text/plain" },
    },
    parents,
  });
}

function valueExpression(value: SecretPlan["value"]): string {
  switch (value.type) {
    case "random":
      return `[concat(${RANDOM_PARAMETERS.map((parameter) => `parameters('${parameter}')`).join(", ")})]`;
    case "cosmos-connection-string":
      return (
        `[listConnectionStrings(resourceId('Microsoft.DocumentDB/databaseAccounts', '${value.account}'), ` +
        `'2024-05-15').connectionStrings[0].connectionString]`
      );
    case "storage-connection-string":
      return (
        `[format('DefaultEndpointsProtocol=https;AccountName=${value.account};AccountKey={0};EndpointSuffix={1}', ` +
        `listKeys(resourceId('Microsoft.Storage/storageAccounts', '${value.account}'), '2023-05-01').keys[0].value, ` +
        `environment().suffixes.storage)]`
      );
  }
}
