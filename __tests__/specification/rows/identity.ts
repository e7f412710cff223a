import type { Chapter } from "./row";

const APP = "workloads: azurerm_windows_function_app.function_app";
const ROLE = "workloads: azurerm_role_assignment.function_app";
const SQL_ROLE =
  "workloads: azurerm_cosmosdb_sql_role_assignment.function_app_cosmos_data_contributor_feedback";
const HOST = "the roles are those that the Functions host documents, and those that components declare";

export const identity: Chapter = {
  title: "6. Managed Identity + RBAC",
  rows: [
    {
      says: "`functionApp.identity = { type: 'SystemAssigned' }`",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: { identity: { type: "SystemAssigned" } },
      proof: [
        "services/function-app/decisions",
        "the code is read by identity from function-packages, without any key",
      ],
    },
    {
      says: "`roleDefinitionId: 'Key Vault Secrets User'`",
      option: "keyVault.access",
      on: ["dev", "prod"],
      carriedBy: [`${ROLE}_key_vault_secrets_user`],
      has: { role_definition_name: "Key Vault Secrets User" },
      proof: ["specification/access", "roles on secrets are on the whole vault, as the specification says"],
    },
    {
      says: "… with `scope: keyVault.id`",
      on: ["dev", "prod"],
      carriedBy: [`${ROLE}_key_vault_secrets_user`],
      has: { scope: "${data.terraform_remote_state.platform.outputs.key_vault_id}" },
      proof: ["specification/access", "roles on secrets are on the whole vault, as the specification says"],
    },
    {
      says: "`roleDefinitionId: 'Cosmos DB Built-in Data Contributor'`",
      option: "transform.cosmosRoleAssignments",
      on: ["dev", "prod"],
      carriedBy: [SQL_ROLE],
      contains: { role_definition_id: "/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002" },
      proof: ["specification/access", "roles on Cosmos DB of %s are its own, never Azure's"],
    },
    {
      says: "… with `scope: cosmosAccount.id`",
      on: ["dev", "prod"],
      carriedBy: [SQL_ROLE],
      has: {
        scope: "${data.terraform_remote_state.platform.outputs.cosmos_id}/dbs/feedback-db/colls/feedback",
      },
      proof: ["specification/access", "roles on Cosmos DB of %s are its own, never Azure's"],
      differs: '`RoleAssignment` of "Cosmos DB Built-in Data Contributor" on the account',
    },
    {
      says: "`roleDefinitionId: 'Storage Blob Data Contributor'`, `scope: storage.id`",
      option: "storage.hostAccount",
      on: ["dev"],
      carriedBy: [`${ROLE}_storage_blob_data_owner`],
      has: {
        role_definition_name: "Storage Blob Data Owner",
        scope: "${data.terraform_remote_state.platform.outputs.storage_host_id}",
      },
      proof: ["specification/access", HOST],
      differs: "Storage Blob Data Contributor",
    },
    {
      says: "… in an account that is the host's alone",
      option: "storage.hostAccount",
      on: ["prod"],
      carriedBy: [`${ROLE}_host_storage_blob_data_owner`],
      has: {
        role_definition_name: "Storage Blob Data Owner",
        scope: "${data.terraform_remote_state.platform.outputs.storage_host_id}",
      },
      proof: [
        "backend/least-privilege",
        "the code of an app in prod is out of reach of the host's role assignments, which are on an account of its own",
      ],
      differs: "one storage account",
    },
    {
      says: "… for the host's queues",
      on: ["dev"],
      carriedBy: [`${ROLE}_storage_queue_data_contributor`],
      has: { role_definition_name: "Storage Queue Data Contributor" },
      proof: ["specification/access", HOST],
      differs: "Storage Blob Data Contributor",
    },
    {
      says: "… for the host's tables",
      on: ["dev"],
      carriedBy: [`${ROLE}_storage_table_data_contributor`],
      has: { role_definition_name: "Storage Table Data Contributor" },
      proof: ["specification/access", HOST],
      differs: "Storage Blob Data Contributor",
    },
    {
      says: "… for what components declare",
      on: ["dev", "prod"],
      carriedBy: [`${ROLE}_storage_blob_data_owner_uploads`],
      contains: { scope: "/blobServices/default/containers/uploads" },
      proof: [
        "components/triggers",
        "a declaration gives roles on its own resources, for the app and its slot, and no others",
      ],
      differs: "Storage Blob Data Contributor",
    },
    {
      says: "`principalId: functionApp.identity.principalId`",
      on: ["dev"],
      carriedBy: [
        SQL_ROLE,
        `${ROLE}_storage_blob_data_owner`,
        `${ROLE}_storage_queue_data_contributor`,
        `${ROLE}_storage_table_data_contributor`,
      ],
      has: { principal_id: "${azurerm_windows_function_app.function_app.identity[0].principal_id}" },
      proof: [
        "kit/role-assignment",
        "a role assignment builds inside another construct, one for each principal",
      ],
    },
    {
      says: "… of each slot too",
      option: "functionApp.slots",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_role_assignment.function_app_staging_host_storage_blob_data_owner"],
      has: {
        principal_id: "${azurerm_windows_function_app_slot.function_app_staging.identity[0].principal_id}",
      },
      proof: ["specification/access", "the roles are the same for the slot, which is a principal of its own"],
      differs: "Storage Blob Data Contributor",
    },
    {
      says: "No connection strings or keys in environment variables",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: { "app_settings.AzureWebJobsStorage__credential": "managedidentity" },
      hasNo: ["app_settings.AzureWebJobsStorage", "connection_string"],
      proof: ["components/declarations", "a component connects by identity, with endpoints and no key"],
    },
    {
      says: "Managed identity for passwordless authentication",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: {
        storage_uses_managed_identity: true,
        "app_settings.FEEDBACK_COSMOS__credential": "managedidentity",
        "app_settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING": "Authorization=AAD",
      },
      proof: ["components/declarations", "a component connects by identity, with endpoints and no key"],
    },
    {
      says: "Automatic key rotation",
      option: "storage.allowSharedKeyAccess",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_storage_account.storage"],
      has: { shared_access_key_enabled: false },
      proof: ["specification/data", "no service accepts keys in %s"],
      differs: "keys and local authentication as Azure has them",
    },
    {
      says: "Automatic key rotation",
      option: "cosmos.disableLocalAuth",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_cosmosdb_account.cosmos"],
      has: { local_authentication_enabled: false },
      proof: ["specification/data", "no service accepts keys in %s"],
      differs: "keys and local authentication as Azure has them",
    },
    {
      says: "… for code, which what runs it may read and not write",
      option: "storage.hostAccount",
      on: ["prod"],
      carriedBy: [`${ROLE}_storage_blob_data_reader_function-packages`],
      has: {
        role_definition_name: "Storage Blob Data Reader",
        scope:
          "${data.terraform_remote_state.platform.outputs.storage_id}/blobServices/default/containers/function-packages",
      },
      proof: [
        "backend/least-privilege",
        "no identity of a component may write the code, unless one account was chosen",
      ],
    },
    {
      says: "Principle of least privilege",
      on: ["dev", "prod"],
      carriedBy: [`${ROLE}_storage_queue_data_message_sender_notifications`],
      contains: { scope: "/queueServices/default/queues/notifications" },
      proof: [
        "decide/grants-report",
        "no component has a grant that is wider than its declaration, and each has all that it needs",
      ],
    },
  ],
};
