import { CosmosdbSqlRoleAssignment } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import type { GrantPlan } from "../../lib";
import { buildProvider } from "../../lib/stacks/provider";
import { buildRoleAssignment } from "../../lib/kit/role-assignment";
import { buildCosmosRoleAssignment } from "../../lib/services/cosmos/build-role-assignment";
import { unchanged } from "../support/unchanged";
import "../support/resource-matchers";

const principal = { id: "function_app_staging", principalId: "principal" };
const grant: GrantPlan = {
  service: "keyVault",
  id: "key_vault_secrets_user",
  plane: "azure",
  role: "Key Vault Secrets User",
  on: "vault",
  reason: "read secrets",
};

describe("a role assignment", () => {
  test("a role assignment names its role, says why, and never asks Entra who the principal is", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildRoleAssignment(scope, principal, grant, "vault-id", unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(RoleAssignment, {
      scope: "vault-id",
      role_definition_name: "Key Vault Secrets User",
      principal_id: "principal",
      principal_type: "ServicePrincipal",
      description: "keyVault: read secrets",
    });
    expect(synthesised).toContain('"function_app_staging_key_vault_secrets_user"');
  });

  test("a role assignment builds inside another construct, one for each principal", () => {
    const synthesised = Testing.synthScope((scope) => {
      const inner = new Construct(scope, "inner");
      for (const id of ["function_app", "function_app_staging"])
        buildRoleAssignment(inner, { id, principalId: id }, grant, "vault-id", unchanged);
    });
    for (const principal_id of ["function_app", "function_app_staging"])
      expect(synthesised).toHaveResourceWithProperties(RoleAssignment, { principal_id });
  });
});

describe("a role assignment of Cosmos DB", () => {
  const account = { id: "account-id", name: "cosmos", resourceGroupName: "rg" };
  const assigned = (role: string): string =>
    Testing.synthScope((scope) => {
      const cosmosGrant = { ...grant, service: "cosmos", plane: "cosmos", role } as const;
      buildCosmosRoleAssignment(scope, principal, cosmosGrant, account, "account-id/dbs/db", unchanged);
    });

  test.each([
    ["Cosmos DB Built-in Data Reader", "00000000-0000-0000-0000-000000000001"],
    ["Cosmos DB Built-in Data Contributor", "00000000-0000-0000-0000-000000000002"],
  ])("a role assignment of Cosmos DB gives the %s of the account itself, on one database", (role, id) => {
    expect(assigned(role)).toHaveResourceWithProperties(CosmosdbSqlRoleAssignment, {
      resource_group_name: "rg",
      account_name: "cosmos",
      role_definition_id: `account-id/sqlRoleDefinitions/${id}`,
      principal_id: "principal",
      scope: "account-id/dbs/db",
    });
  });

  test("a role assignment of Cosmos DB refuses a role that Cosmos DB does not have", () => {
    expect(() => assigned("Owner")).toThrow('Cosmos DB has no built-in role "Owner"');
  });
});

describe("a provider", () => {
  const features = [
    {
      storage: [{ data_plane_available: false }],
      key_vault: [{ purge_soft_delete_on_destroy: false, recover_soft_deleted_key_vaults: true }],
      application_insights: [{ disable_generated_rule: true }],
      log_analytics_workspace: [{ permanently_delete_on_destroy: false }],
      template_deployment: [{ delete_nested_items_during_deletion: false }],
    },
  ];

  test("a provider keeps to the control plane and registers only the namespaces that its stack needs", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildProvider(scope, {
        subscriptionId: "subscription",
        tenantId: "tenant",
        resourceProviders: ["Microsoft.Storage"],
      });
    });
    expect(synthesised).toHaveProviderWithProperties(AzurermProvider, {
      subscription_id: "subscription",
      tenant_id: "tenant",
      resource_provider_registrations: "none",
      resource_providers_to_register: ["Microsoft.Storage"],
      storage_use_azuread: true,
      features,
    });
  });

  test("a provider deletes a group together with what Azure has put into it, where that is chosen", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildProvider(scope, { resourceProviders: [], groupHoldsAzuresOwn: true });
    });
    expect(synthesised).toHaveProviderWithProperties(AzurermProvider, {
      features: [{ ...features[0], resource_group: [{ prevent_deletion_if_contains_resources: false }] }],
    });
  });

  test("a provider leaves login and subscription to the environment where they are not given", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildProvider(scope, { resourceProviders: [] });
    });
    const { provider } = JSON.parse(synthesised) as { provider: { azurerm: readonly object[] } };
    expect(provider.azurerm).toEqual([
      { resource_provider_registrations: "none", storage_use_azuread: true, features },
    ]);
  });
});
