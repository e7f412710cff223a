import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { Testing } from "cdktf";
import type { Construct } from "constructs";
import { buildKeyVault } from "../lib/services/key-vault/build";
import {
  buildBlobContainer,
  buildContentShare,
  buildQueue,
  buildStorage,
  buildStorageAccount,
  buildTable,
} from "../lib/services/storage/build";
import type { StorageAccountPlan } from "../lib/services/storage/plan";

const place = { resourceGroupName: "rg", location: "eastus2" };

const account: StorageAccountPlan = {
  name: "st",
  replication: "GZRS",
  accessTier: "Hot",
  softDeleteRetentionInDays: 30,
  allowSharedKeyAccess: false,
  allowPublicBlobs: false,
  containers: [{ name: "uploads", publicAccess: "None" }],
  queues: ["tasks"],
  tables: ["logs"],
  shares: ["app-content"],
};

describe("a storage account", () => {
  const built = (plan: StorageAccountPlan): string =>
    Testing.synthScope((scope) => {
      buildStorageAccount(scope, "storage", place, plan);
    });

  test("is closed to keys, anonymous readers and plain HTTP, in writing", () => {
    expect(built(account)).toHaveResourceWithProperties(StorageAccount, {
      resource_group_name: "rg",
      location: "eastus2",
      name: "st",
      account_kind: "StorageV2",
      account_tier: "Standard",
      account_replication_type: "GZRS",
      access_tier: "Hot",
      min_tls_version: "TLS1_2",
      https_traffic_only_enabled: true,
      infrastructure_encryption_enabled: true,
      allow_nested_items_to_be_public: false,
      shared_access_key_enabled: false,
      default_to_oauth_authentication: true,
      local_user_enabled: false,
      cross_tenant_replication_enabled: false,
      public_network_access_enabled: true,
      sas_policy: { expiration_period: "01.00:00:00", expiration_action: "Log" },
    });
  });

  test("keeps deleted blobs and containers as long as the plan says", () => {
    expect(built(account)).toHaveResourceWithProperties(StorageAccount, {
      blob_properties: {
        delete_retention_policy: { days: 30 },
        container_delete_retention_policy: { days: 30 },
      },
    });
  });

  test("never reads a service's properties over the data plane", () => {
    for (const argument of ["queue_properties", "share_properties", "static_website"])
      expect(built(account)).not.toHaveResourceWithProperties(StorageAccount, {
        [argument]: expect.anything() as unknown,
      });
  });

  test("takes keys and anonymous readers only where the plan says so", () => {
    const open = { ...account, allowSharedKeyAccess: true, allowPublicBlobs: true };
    expect(built(open)).toHaveResourceWithProperties(StorageAccount, {
      shared_access_key_enabled: true,
      allow_nested_items_to_be_public: true,
    });
  });
});

describe("in a storage account", () => {
  const inside = (build: (scope: Construct, account: StorageAccount) => unknown): string =>
    Testing.synthScope((scope) => {
      build(scope, buildStorageAccount(scope, "storage", place, account));
    });
  const storage_account_id = "${azurerm_storage_account.storage.id}";

  test.each([
    ["None", "private"],
    ["Blob", "blob"],
  ] as const)(
    "a container of public access %s is %s, and made on the control plane",
    (publicAccess, type) => {
      const synthesised = inside((scope, storage) =>
        buildBlobContainer(scope, "container", storage, { name: "uploads", publicAccess }),
      );
      expect(synthesised).toHaveResourceWithProperties(StorageContainer, {
        name: "uploads",
        storage_account_id,
        container_access_type: type,
      });
      expect(synthesised).not.toHaveResourceWithProperties(StorageContainer, {
        storage_account_name: expect.anything() as unknown,
      });
    },
  );

  test("a queue is made on the control plane", () => {
    const synthesised = inside((scope, storage) => buildQueue(scope, storage, "tasks"));
    expect(synthesised).toHaveResourceWithProperties(StorageQueue, { name: "tasks", storage_account_id });
    expect(synthesised).not.toHaveResourceWithProperties(StorageQueue, {
      storage_account_name: expect.anything() as unknown,
    });
  });

  test("a content share is made on the control plane", () => {
    const synthesised = inside((scope, storage) => buildContentShare(scope, storage, "app-content"));
    expect(synthesised).toHaveResourceWithProperties(StorageShare, {
      name: "app-content",
      storage_account_id,
      quota: 100,
    });
  });

  test("a table is made by ARM, and again when its account is replaced", () => {
    const synthesised = inside((scope, storage) => buildTable(scope, storage, "st", "logs"));
    expect(synthesised).toHaveResourceWithProperties(ResourceGroupTemplateDeployment, {
      name: "table-logs",
      resource_group_name: "${azurerm_storage_account.storage.resource_group_name}",
      deployment_mode: "Incremental",
      template_content: JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.Storage/storageAccounts/tableServices/tables",
            apiVersion: "2023-05-01",
            name: "st/default/logs",
            properties: {},
          },
        ],
      }),
      depends_on: ["azurerm_storage_account.storage"],
      lifecycle: {
        ignore_changes: ["tags", "template_content", "parameters_content"],
        replace_triggered_by: ["azurerm_storage_account.storage.id"],
      },
    });
  });
});

describe("everything of a storage plan is built together", () => {
  test("with one account for the data and the Functions host", () => {
    const synthesised = Testing.synthScope((scope) => {
      const { storage, hostStorage, storageContainers, storageQueues } = buildStorage(scope, place, {
        account,
      });
      expect(hostStorage).toBe(storage);
      expect([Object.keys(storageContainers), Object.keys(storageQueues)]).toEqual([["uploads"], ["tasks"]]);
    });
    for (const resource of [StorageContainer, StorageQueue, StorageShare, ResourceGroupTemplateDeployment])
      expect(synthesised).toHaveResource(resource);
  });

  test("with an account of the Functions host's own, holding what is the host's", () => {
    const containers = [{ name: "function-packages", publicAccess: "None" }] as const;
    const host = {
      ...account,
      name: "sthost",
      containers,
      queues: [],
      tables: [],
      allowSharedKeyAccess: true,
    };
    const synthesised = Testing.synthScope((scope) => {
      buildStorage(scope, place, { account: { ...account, shares: [] }, host });
    });
    expect(synthesised).toHaveResourceWithProperties(StorageAccount, {
      name: "st",
      shared_access_key_enabled: false,
    });
    expect(synthesised).toHaveResourceWithProperties(StorageAccount, {
      name: "sthost",
      shared_access_key_enabled: true,
    });
    const storage_account_id = "${azurerm_storage_account.host_storage.id}";
    expect(synthesised).toHaveResourceWithProperties(StorageContainer, {
      name: "function-packages",
      storage_account_id,
    });
    expect(synthesised).toHaveResourceWithProperties(StorageShare, {
      name: "app-content",
      storage_account_id,
    });
  });
});

describe("a key vault", () => {
  const built = (enablePurgeProtection: boolean): string =>
    Testing.synthScope((scope) => {
      const plan = { name: "kv", softDeleteRetentionInDays: 90, enablePurgeProtection, secrets: [] };
      buildKeyVault(scope, place, plan, "tenant");
    });

  test.each([true, false])(
    "is opened by roles alone, its purge protection %s in writing",
    (purgeProtection) => {
      expect(built(purgeProtection)).toHaveResourceWithProperties(KeyVault, {
        resource_group_name: "rg",
        location: "eastus2",
        name: "kv",
        tenant_id: "tenant",
        sku_name: "standard",
        rbac_authorization_enabled: true,
        soft_delete_retention_days: 90,
        purge_protection_enabled: purgeProtection,
        public_network_access_enabled: true,
        network_acls: { default_action: "Allow", bypass: "AzureServices" },
      });
    },
  );

  test("has no access policies, which would bypass the roles", () => {
    expect(built(true)).not.toHaveResourceWithProperties(KeyVault, {
      access_policy: expect.anything() as unknown,
    });
  });
});
