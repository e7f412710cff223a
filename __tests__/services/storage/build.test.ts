import { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { Testing } from "cdktf";
import type { Construct } from "constructs";
import {
  buildBlobContainer,
  buildContentShare,
  buildQueue,
  buildStorage,
  buildStorageAccount,
  buildTable,
} from "../../../lib/services/storage/build";
import type { StorageAccountPlan, StoragePlan } from "../../../lib/services/storage/plan";
import { existingPlan, findTheirs } from "../../support/existing-plan";
import { unchanged } from "../../support/unchanged";
import "../../support/resource-matchers";

const place = { resourceGroupName: "rg", location: "eastus2" };

const children = {
  containers: [{ name: "uploads", publicAccess: "None" }],
  queues: ["tasks"],
  tables: ["logs"],
  shares: ["app-content"],
} as const;
const account: StorageAccountPlan = {
  name: "st",
  replication: "GZRS",
  accessTier: "Hot",
  softDeleteRetentionInDays: 30,
  allowSharedKeyAccess: false,
  allowPublicBlobs: false,
  ...children,
  closed: false,
};

describe("a storage account", () => {
  const built = (plan: StorageAccountPlan): string =>
    Testing.synthScope((scope) => {
      buildStorageAccount(scope, "storage", place, plan, unchanged);
    });

  test("a storage account is explicitly closed to keys, anonymous readers and plain HTTP", () => {
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
      network_rules: { default_action: "Allow", bypass: ["AzureServices", "Metrics"] },
      sas_policy: { expiration_period: "01.00:00:00", expiration_action: "Log" },
    });
  });

  test("a storage account with private endpoints is closed to the internet, and its rules deny by default", () => {
    expect(built({ ...account, closed: true })).toHaveResourceWithProperties(StorageAccount, {
      public_network_access_enabled: false,
      network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
    });
  });

  test("a storage account keeps deleted blobs and containers as long as its plan says", () => {
    expect(built(account)).toHaveResourceWithProperties(StorageAccount, {
      blob_properties: {
        delete_retention_policy: { days: 30 },
        container_delete_retention_policy: { days: 30 },
      },
    });
  });

  test("a storage account never reads a service's properties over the data plane", () => {
    for (const argument of ["queue_properties", "share_properties", "static_website"])
      expect(built(account)).not.toHaveResourceWithProperties(StorageAccount, {
        [argument]: expect.anything() as unknown,
      });
  });

  test("a storage account takes keys and anonymous readers only where the plan says so", () => {
    const open = { ...account, allowSharedKeyAccess: true, allowPublicBlobs: true };
    expect(built(open)).toHaveResourceWithProperties(StorageAccount, {
      shared_access_key_enabled: true,
      allow_nested_items_to_be_public: true,
    });
  });
});

describe("the content of a storage account", () => {
  const inside = (build: (scope: Construct, account: StorageAccount) => unknown): string =>
    Testing.synthScope((scope) => {
      build(scope, buildStorageAccount(scope, "storage", place, account, unchanged));
    });
  const storage_account_id = "${azurerm_storage_account.storage.id}";

  test.each([
    ["None", "private"],
    ["Blob", "blob"],
  ] as const)(
    "a container of public access %s is %s, and made on the control plane",
    (publicAccess, type) => {
      const synthesised = inside((scope, storage) =>
        buildBlobContainer(scope, "container", storage.id, { name: "uploads", publicAccess }, unchanged),
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
    const synthesised = inside((scope, storage) => buildQueue(scope, storage.id, "tasks", unchanged));
    expect(synthesised).toHaveResourceWithProperties(StorageQueue, { name: "tasks", storage_account_id });
    expect(synthesised).not.toHaveResourceWithProperties(StorageQueue, {
      storage_account_name: expect.anything() as unknown,
    });
  });

  test("a content share is made on the control plane", () => {
    const synthesised = inside((scope, storage) =>
      buildContentShare(scope, storage.id, "app-content", unchanged),
    );
    expect(synthesised).toHaveResourceWithProperties(StorageShare, {
      name: "app-content",
      storage_account_id,
      quota: 100,
    });
  });

  test("a table is made by ARM, and again when its account is replaced", () => {
    const synthesised = inside((scope, storage) =>
      buildTable(
        scope,
        { name: "st", resourceGroupName: storage.resourceGroupName },
        "logs",
        [storage],
        unchanged,
      ),
    );
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

describe("a storage plan", () => {
  test("a storage plan is built with one account for the data and the Functions host", () => {
    const synthesised = Testing.synthScope((scope) => {
      const resources = buildStorage(
        scope,
        place,
        { account, children, deploymentPrefix: "" },
        unchanged,
        findTheirs,
      );
      const { storage, hostStorage, storageContainers, storageQueues } = resources;
      expect(storage).toBeInstanceOf(StorageAccount);
      expect(hostStorage).toBe(storage);
      expect([Object.keys(storageContainers), Object.keys(storageQueues)]).toEqual([["uploads"], ["tasks"]]);
    });
    for (const resource of [StorageContainer, StorageQueue, StorageShare])
      expect(synthesised).toHaveResource(resource);
    expect(synthesised).toHaveResourceWithProperties(ResourceGroupTemplateDeployment, {
      name: "table-logs",
      depends_on: ["azurerm_storage_account.storage"],
    });
  });

  test("a storage plan is built with an account of the Functions host's own, for the host's containers", () => {
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
      const plan = { account, children: { ...children, shares: [] }, deploymentPrefix: "", host };
      const { storage, hostStorage } = buildStorage(scope, place, plan, unchanged, findTheirs);
      expect([storage?.node.id, hostStorage?.node.id]).toEqual(["storage", "host_storage"]);
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

  test("a storage plan is built in an existing account, which is not made", () => {
    const plan: StoragePlan = { existing: existingPlan, children, deploymentPrefix: "" };
    const synthesised = Testing.synthScope((scope) => {
      const { storage, hostStorage } = buildStorage(scope, place, plan, unchanged, findTheirs);
      expect([storage, hostStorage]).toEqual([undefined, undefined]);
    });
    expect(synthesised).not.toHaveResource(StorageAccount);
    for (const resource of [StorageContainer, StorageQueue, StorageShare])
      expect(synthesised).toHaveResourceWithProperties(resource, { storage_account_id: "their-id" });
    expect(synthesised).toHaveResourceWithProperties(ResourceGroupTemplateDeployment, {
      resource_group_name: "their-group",
      template_content: expect.stringContaining('"theirs/default/logs"') as unknown,
      lifecycle: { ignore_changes: ["tags", "template_content", "parameters_content"] },
    });
  });

  test("a storage plan without a new or an existing account is refused", () => {
    Testing.synthScope((scope) => {
      expect(() =>
        buildStorage(scope, place, { children, deploymentPrefix: "" }, unchanged, findTheirs),
      ).toThrow("neither a storage account of the backend nor an existing one");
    });
  });
});
