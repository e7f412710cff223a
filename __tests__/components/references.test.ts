import { defineCrudApi, defineFunction, defineQueueProcessor, reference } from "../../lib";
import { type JsonObject, synthBackend } from "../support/synth";

const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string" },
});
const sendMail = defineQueueProcessor({ name: "send-mail", entry: "./src/mail.ts" });
const named = defineQueueProcessor({ name: "archive", entry: "./src/archive.ts", queue: "old-orders" });
const close = defineFunction({
  name: "close",
  entry: "./src/close.ts",
  trigger: { type: "cosmosDB", container: reference.container(orders) },
  environment: {
    ACCOUNT: reference.cosmos.name,
    ENDPOINT: reference.cosmos.endpoint,
    DATABASE: reference.cosmos.database,
    STORAGE: reference.storage.name,
    BLOBS: reference.storage.blobEndpoint,
    QUEUES: reference.storage.queueEndpoint,
    TABLES: reference.storage.tableEndpoint,
    VAULT: reference.keyVault.uri,
    PROJECT: reference.project,
    STAGE: reference.environment,
    SUBSCRIPTION: reference.subscriptionId,
    TENANT: reference.tenantId,
    ORDERS: reference.container(orders),
    MAILS: reference.queue(sendMail),
    ARCHIVE: reference.queue(named),
  },
});
const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;
const settings = (options: Parameters<typeof synthBackend>[0]): JsonObject =>
  synthBackend(options, { orders, sendMail, named, close }).workloads.only("azurerm_windows_function_app")[
    "app_settings"
  ] as JsonObject;

test("references become the values that they name", () => {
  expect(settings({})).toMatchObject({
    ACCOUNT: output("cosmos_name"),
    ENDPOINT: output("cosmos_endpoint"),
    DATABASE: "feedback-db",
    STORAGE: output("storage_name"),
    BLOBS: output("storage_blob_endpoint"),
    QUEUES: output("storage_queue_endpoint"),
    TABLES: output("storage_table_endpoint"),
    VAULT: output("key_vault_uri"),
    PROJECT: "feedback",
    STAGE: "dev",
    SUBSCRIPTION: "${data.azurerm_client_config.current.subscription_id}",
    TENANT: "${data.azurerm_client_config.current.tenant_id}",
    ORDERS: "orders",
    MAILS: "send-mail",
    ARCHIVE: "old-orders",
  });
});

test("references to values of the options are resolved without Terraform", () => {
  const subscriptionId = "11111111-1111-1111-1111-111111111111";
  expect(
    settings({ subscriptionId, tenantId: subscriptionId, environment: "prod", cosmos: { database: "main" } }),
  ).toMatchObject({
    SUBSCRIPTION: subscriptionId,
    TENANT: subscriptionId,
    STAGE: "prod",
    DATABASE: "main",
    CLOSE_COSMOS_DATABASE: "main",
  });
});

test("a reference to a value that no service publishes is refused", () => {
  const { published } = synthBackend({}, { orders }).backend;
  const outputs = [reference.cosmos, reference.storage, reference.keyVault].flatMap((group) =>
    Object.values(group).filter((each) => each.kind === "output"),
  );
  expect(outputs.length).toBeGreaterThan(5);
  for (const each of outputs)
    expect(published[each.service as "cosmos"]).toHaveProperty([each.output], expect.any(String));
});
