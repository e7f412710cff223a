import { KeyVault, type KeyVaultConfig } from "@cdktf/provider-azurerm/lib/key-vault";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import type { Place } from "../contract/service";
import { apiVersionOf } from "../../azure/api-versions";
import { type DeploymentTarget, buildTemplateDeployment } from "../../kit/template-deployment";
import type { Transformed } from "../contract/transforms";
import { compactMoment } from "./expiry";
import type { AccountName, SecretPlan, VaultPlan } from "./plan";
import { VAULT_CONSTRUCT_ID } from "./resources";

export function buildKeyVault(
  scope: Construct,
  place: Place,
  plan: VaultPlan,
  connections: VaultConnections,
  transformed: Transformed,
): KeyVault {
  const config: KeyVaultConfig = {
    ...place,
    name: plan.name,
    tenantId: connections.tenantId,
    skuName: "standard",
    rbacAuthorizationEnabled: true,
    softDeleteRetentionDays: plan.softDeleteRetentionInDays,
    purgeProtectionEnabled: plan.enablePurgeProtection,
    publicNetworkAccessEnabled: plan.access !== "private-endpoints",
    networkAcls: networkAcls(plan, connections),
  };
  return new KeyVault(scope, VAULT_CONSTRUCT_ID, transformed("keyVault", VAULT_CONSTRUCT_ID, config));
}

function networkAcls(
  { access }: VaultPlan,
  { functionsSubnetId }: VaultConnections,
): NonNullable<KeyVaultConfig["networkAcls"]> {
  // Azure Resource Manager, which makes the secrets, is one of the services that pass.
  const bypass = "AzureServices";
  switch (access) {
    case "private-endpoints":
      return { defaultAction: "Deny", bypass };
    case "functions-subnet":
      if (functionsSubnetId === undefined) throw new Error("internal error: the functions have no subnet");
      return { defaultAction: "Deny", bypass, virtualNetworkSubnetIds: [functionsSubnetId] };
    case "everybody":
      // Without a network there is nothing to allow: roles alone decide who reads.
      return { defaultAction: "Allow", bypass };
  }
}

/** What a vault is connected to: texts and tokens of the stack it is built in. */
export interface VaultConnections {
  readonly tenantId: string;
  /** Allowed where there is a network and no private endpoint. */
  readonly functionsSubnetId?: string;
}

/** Random values that ARM draws when the deployment runs; a secure parameter is not kept in its history. */
const RANDOM_PARAMETERS = ["first", "second", "third"];

/** ARM makes the value, so that neither Terraform's plan nor its state ever holds it. */
export function buildSecret(
  scope: Construct,
  vault: DeploymentTarget,
  { name, rotation, expires, value }: SecretPlan,
  parents: readonly TerraformResource[],
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  const deployment = {
    // Another rotation or another end is another deployment, which draws another value: one that was deployed stays as it is.
    name: `${vault.deploymentPrefix ?? ""}secret-${name}-${rotation}${expires === undefined ? "" : `-${compactMoment(expires)}`}`,
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
      apiVersion: apiVersionOf("Microsoft.KeyVault"),
      name: `${vault.name}/${name}`,
      properties: {
        value: valueExpression(value),
        contentType: "text/plain",
        ...(expires === undefined ? {} : { attributes: { exp: expires } }),
      },
    },
    parents,
  };
  return buildTemplateDeployment(scope, constructId("key_vault_secret", name), deployment, (id, config) =>
    transformed("keyVaultSecrets", id, config),
  );
}

function valueExpression(value: SecretPlan["value"]): string {
  switch (value.type) {
    case "random":
      return `[concat(${RANDOM_PARAMETERS.map((parameter) => `parameters('${parameter}')`).join(", ")})]`;
    case "cosmos-connection-string":
      return (
        `[listConnectionStrings(${resourceId("Microsoft.DocumentDB/databaseAccounts", value.account)}, ` +
        `'${apiVersionOf("Microsoft.DocumentDB")}').connectionStrings[0].connectionString]`
      );
    case "storage-connection-string":
      return (
        `[format('DefaultEndpointsProtocol=https;AccountName=${value.account.name};AccountKey={0};EndpointSuffix={1}', ` +
        `listKeys(${resourceId("Microsoft.Storage/storageAccounts", value.account)}, ` +
        `'${apiVersionOf("Microsoft.Storage")}').keys[0].value, ` +
        `environment().suffixes.storage)]`
      );
  }
}

function resourceId(type: string, { name, resourceGroupName }: AccountName): string {
  const group = resourceGroupName === undefined ? "" : `'${resourceGroupName}', `;
  return `resourceId(${group}'${type}', '${name}')`;
}
