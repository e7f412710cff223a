import type { Carrier, Chapter, Row, SpecifiedOn } from "./row";

const ACCOUNT = "platform: azurerm_storage_account.storage";
const APP = "workloads: azurerm_windows_function_app.function_app";
const BOTH: SpecifiedOn = ["dev", "prod"];

export const storage: Chapter = {
  title: "2. Storage Account (Multi-Purpose)",
  rows: [
    {
      says: "`sku: { name: 'Standard_LRS' }`",
      option: "storage.sku.name",
      on: ["dev"],
      carriedBy: [ACCOUNT],
      has: { account_tier: "Standard", account_replication_type: "LRS" },
      proof: ["specification/data", "storage of %s in %s is %s"],
    },
    {
      says: "`sku: { name: 'Standard_LRS' }`",
      option: "storage.sku.name",
      on: ["prod"],
      carriedBy: [ACCOUNT],
      has: { account_tier: "Standard", account_replication_type: "GZRS" },
      proof: ["specification/data", "storage of %s in %s is %s"],
      differs: "`Standard_LRS`",
    },
    {
      says: "`sku: { name: 'Standard_LRS' }`",
      option: "storage.sku.name",
      on: ["literal"],
      carriedBy: [ACCOUNT],
      has: { account_tier: "Standard", account_replication_type: "LRS" },
      proof: ["specification/data", "storage takes the specification's literal SKU in prod"],
    },
    {
      says: "`kind: 'StorageV2'`",
      option: "transform.storage",
      on: BOTH,
      carriedBy: [ACCOUNT],
      has: { account_kind: "StorageV2" },
      proof: [
        "services/storage/build",
        "a storage account is explicitly closed to keys, anonymous readers and plain HTTP",
      ],
    },
    {
      says: "`accessTier: 'Hot'`",
      option: "storage.accessTier",
      on: BOTH,
      carriedBy: [ACCOUNT],
      has: { access_tier: "Hot" },
      proof: [
        "services/storage/build",
        "a storage account is explicitly closed to keys, anonymous readers and plain HTTP",
      ],
    },
    container("function-packages"),
    container("uploads"),
    {
      says: "`{ name: 'assets', publicAccess: 'Blob' }`, public for CDN",
      option: "storage.containers.<name>.publicAccess",
      on: BOTH,
      carriedBy: ["platform: azurerm_storage_container.storage_container_assets"],
      has: { name: "assets", container_access_type: "private" },
      proof: ["specification/data", "storage has the specification's containers, all of them private"],
      differs: "container `assets` readable by everybody",
    },
    {
      says: "`{ name: 'assets', publicAccess: 'Blob' }`, public for CDN",
      option: "storage.containers.<name>.publicAccess",
      on: ["public assets"],
      carriedBy: ["platform: azurerm_storage_container.storage_container_assets"],
      has: { name: "assets", container_access_type: "blob" },
      proof: ["specification/data", "storage has public assets where they are asked for, with a warning"],
    },
    queue("tasks"),
    queue("notifications"),
    queue("deadletter"),
    table("logs"),
    table("sessions"),
    {
      says: "Functions need storage for code packages",
      option: "storage.hostAccount",
      on: BOTH,
      carriedBy: [APP],
      contains: { storage_account_name: "storage_host_name" },
      has: { storage_uses_managed_identity: true },
      proof: [
        "services/function-app/decisions",
        "the code is read by identity from function-packages, without any key",
      ],
      differs: "one storage account",
    },
    {
      says: "… which no plan changes",
      option: "functionApp.package",
      on: BOTH,
      carriedBy: [APP],
      has: { "lifecycle.ignore_changes": ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'] },
      proof: [
        "services/function-app/decisions",
        "code %s is ignored by Terraform, in the app and in its slot",
      ],
      differs: "code in `function-packages`",
    },
    {
      says: "Blob containers for file uploads and assets",
      option: "storage.containers",
      on: BOTH,
      carriedBy: [APP],
      has: { "app_settings.PROCESS_UPLOAD_STORAGE_CONTAINER": "uploads" },
      proof: [
        "components/declarations",
        "a component with a blob trigger needs a private blob container, beside the standard ones",
      ],
    },
    {
      says: "Queues for async task processing",
      option: "storage.queues",
      on: BOTH,
      carriedBy: [APP],
      contains: { "app_settings.PROCESS_UPLOAD_STORAGE__queueServiceUri": "storage_queue_endpoint" },
      proof: ["components/triggers", "a queue processor takes a queue that the backend has already"],
    },
    {
      says: "Tables for lightweight structured data",
      option: "storage.tables",
      on: BOTH,
      carriedBy: [APP],
      contains: { "app_settings.PROCESS_UPLOAD_STORAGE__tableServiceUri": "storage_table_endpoint" },
      proof: ["components/triggers", "a declaration gives settings that connect by identity"],
    },
  ],
};

function container(name: string): Row {
  return {
    says: `\`{ name: '${name}', publicAccess: 'None' }\``,
    option: "storage.containers",
    on: BOTH,
    carriedBy: [`platform: azurerm_storage_container.storage_container_${name}`],
    has: { name, container_access_type: "private" },
    proof: ["specification/data", "storage has the specification's containers, all of them private"],
  };
}

function queue(name: string): Row {
  return {
    says: `\`queues: [{ name: '${name}' }]\``,
    option: "storage.queues",
    on: BOTH,
    carriedBy: [`platform: azurerm_storage_queue.storage_queue_${name}`],
    has: { name },
    proof: ["services/storage/build", "a queue is made on the control plane"],
  };
}

function table(name: string): Row {
  const carrier: Carrier = `platform: azurerm_resource_group_template_deployment.storage_table_${name}`;
  return {
    says: `\`tables: [{ name: '${name}' }]\``,
    option: "storage.tables",
    on: BOTH,
    carriedBy: [carrier],
    contains: { template_content: `/default/${name}"` },
    proof: ["services/storage/build", "a table is made by ARM, and again when its account is replaced"],
    differs: "tables as resources of the provider",
  };
}
