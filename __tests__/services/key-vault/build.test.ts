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
    "a key vault is opened by roles alone, with purge protection explicitly %s",
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

  test("a key vault has no access policies, which would bypass the roles", () => {
    const synthesised = built();
    expect(synthesised).toHaveResource(KeyVault);
    expect(synthesised).not.toHaveResourceWithProperties(KeyVault, {
      access_policy: expect.anything() as unknown,
    });
  });

  test("a key vault lets only the functions' subnet in where there is a network", () => {
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

  test("a key vault with a private endpoint is closed to the internet, and still lets ARM write the secrets", () => {
    const synthesised = built({ access: "private-endpoints" }, { functionsSubnetId: "subnet-id" });
    expect(synthesised).toHaveResourceWithProperties(KeyVault, {
      public_network_access_enabled: false,
      network_acls: { default_action: "Deny", bypass: "AzureServices" },
    });
  });

  test("a key vault without a network is open to every address with a role, whatever subnets there are", () => {
    expect(built({}, { functionsSubnetId: "subnet-id" })).toHaveResourceWithProperties(KeyVault, {
      public_network_access_enabled: true,
      network_acls: { default_action: "Allow", bypass: "AzureServices" },
    });
  });
});
