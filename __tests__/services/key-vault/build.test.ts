import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { Testing } from "cdktf";
import { type VaultConnections, buildKeyVault } from "../../../lib/services/key-vault/build";
import type { VaultPlan } from "../../../lib/services/key-vault/plan";
import { unchanged } from "../../support/unchanged";
import "../../support/resource-matchers";

const place = { resourceGroupName: "rg", location: "eastus2" };
const vault: VaultPlan = {
  name: "kv",
  softDeleteRetentionInDays: 90,
  enablePurgeProtection: true,
  access: "everybody",
};

describe("a key vault", () => {
  const built = (plan: Partial<VaultPlan> = {}, connections: Partial<VaultConnections> = {}): string =>
    Testing.synthScope((scope) => {
      buildKeyVault(scope, place, { ...vault, ...plan }, { tenantId: "tenant", ...connections }, unchanged);
    });

  test.each([true, false])(
    "is opened by roles alone, its purge protection %s in writing",
    (enablePurgeProtection) => {
      expect(built({ enablePurgeProtection })).toHaveResourceWithProperties(KeyVault, {
        resource_group_name: "rg",
        location: "eastus2",
        name: "kv",
        tenant_id: "tenant",
        sku_name: "standard",
        rbac_authorization_enabled: true,
        soft_delete_retention_days: 90,
        purge_protection_enabled: enablePurgeProtection,
        public_network_access_enabled: true,
        network_acls: { default_action: "Allow", bypass: "AzureServices" },
      });
    },
  );

  test("has no access policies, which would bypass the roles", () => {
    const synthesised = built();
    expect(synthesised).toHaveResource(KeyVault);
    expect(synthesised).not.toHaveResourceWithProperties(KeyVault, {
      access_policy: expect.anything() as unknown,
    });
  });

  test("lets only the functions' subnet in where there is a network", () => {
    const synthesised = built({ access: "functions-subnet" }, { functionsSubnetId: "subnet-id" });
    expect(synthesised).toHaveResourceWithProperties(KeyVault, {
      public_network_access_enabled: true,
      network_acls: {
        default_action: "Deny",
        bypass: "AzureServices",
        virtual_network_subnet_ids: ["subnet-id"],
      },
    });
  });

  test("with a private endpoint is closed to the internet, and still lets Azure make the secrets", () => {
    const synthesised = built({ access: "private-endpoints" }, { functionsSubnetId: "subnet-id" });
    expect(synthesised).toHaveResourceWithProperties(KeyVault, {
      public_network_access_enabled: false,
      network_acls: { default_action: "Deny", bypass: "AzureServices" },
    });
  });

  test("without a network lets everybody in who has a role, whatever subnets there are", () => {
    expect(built({}, { functionsSubnetId: "subnet-id" })).toHaveResourceWithProperties(KeyVault, {
      public_network_access_enabled: true,
      network_acls: { default_action: "Allow", bypass: "AzureServices" },
    });
  });
});
