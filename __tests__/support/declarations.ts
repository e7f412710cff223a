import {
  type Access,
  type Binding,
  type Components,
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
  reference,
  secret,
} from "../../lib";

const entry = "./src/handler.ts";
const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;

const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string" },
});
const timed = { type: "timer", schedule: "0 0 4 * * *" } as const;
const bound = (binding: Binding): Components => ({
  orders,
  it: defineFunction({ name: "it", entry, trigger: timed, bindings: [binding] }),
});
const accessing = (access: Access): Components => ({
  orders,
  it: defineFunction({ name: "it", entry, trigger: timed, access: [access] }),
});

export interface Declaration {
  /** The first cell of the row in docs/components.md. */
  readonly documented: string;
  readonly declared: Components;
  /** What is made for it beside what every backend has, and the API `orders`. */
  readonly queues?: readonly string[];
  readonly blobContainers?: readonly string[];
  readonly tables?: readonly string[];
  readonly cosmosContainers?: Readonly<Record<string, readonly string[]>>;
  readonly settings: Readonly<Record<string, string>>;
  /** The roles that `it` has, each with the end of what it is on. */
  readonly grants: readonly string[];
  /** It is kept from running in a slot. */
  readonly paused: boolean;
}

const BLOBS = {
  IT_STORAGE__blobServiceUri: output("storage_blob_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
const QUEUES = {
  IT_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
const TABLES = {
  IT_STORAGE__tableServiceUri: output("storage_table_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
const COSMOS = {
  IT_COSMOS__accountEndpoint: output("cosmos_endpoint"),
  IT_COSMOS__credential: "managedidentity",
  IT_COSMOS_DATABASE: "feedback-db",
};
const ORDERS = { orders: ["/customer"] };

/** Everything that can be declared, and what follows from it; docs/components.md has the same rows. */
export const declarations: Readonly<Record<string, Declaration>> = {
  "a CRUD API": {
    documented: "`defineCrudApi`",
    declared: { it: defineCrudApi({ ...orders, name: "it" }) },
    cosmosContainers: { it: ["/customer"] },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "it" },
    grants: ["Cosmos DB Built-in Data Contributor on it"],
    paused: false,
  },
  "a CRUD API that changes nothing": {
    documented: "`defineCrudApi` without create, update and delete",
    declared: {
      it: defineCrudApi({ ...orders, name: "it", routes: { create: false, update: false, delete: false } }),
    },
    cosmosContainers: { it: ["/customer"] },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "it" },
    grants: ["Cosmos DB Built-in Data Reader on it"],
    paused: false,
  },
  "a blob trigger": {
    documented: '`trigger: { type: "blob", path }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "blob", path: "photos/{name}" } }) },
    blobContainers: ["photos"],
    queues: ["webjobs-blobtrigger-poison"],
    settings: { ...BLOBS, ...QUEUES, IT_STORAGE_CONTAINER: "photos" },
    grants: [
      "Storage Blob Data Owner on photos",
      "Storage Queue Data Message Sender on webjobs-blobtrigger-poison",
    ],
    paused: true,
  },
  "an HTTP trigger": {
    documented: '`trigger: { type: "http", route }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "http", route: "orders/{id}" } }) },
    settings: {},
    grants: [],
    paused: false,
  },
  "a timer": {
    documented: '`trigger: { type: "timer", schedule }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: timed }) },
    settings: {},
    grants: [],
    paused: true,
  },
  "a queue trigger": {
    documented: '`trigger: { type: "queue", queue }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "queue", queue: "invoices" } }) },
    queues: ["invoices", "invoices-poison"],
    settings: { ...QUEUES, IT_STORAGE_QUEUE: "invoices" },
    grants: [
      "Storage Queue Data Message Processor on invoices",
      "Storage Queue Data Message Sender on invoices-poison",
      "Storage Queue Data Reader on invoices",
    ],
    paused: true,
  },
  "a queue processor": {
    documented: "`defineQueueProcessor`",
    declared: { it: defineQueueProcessor({ name: "it", entry, queue: "mail" }) },
    queues: ["mail", "mail-poison"],
    settings: { ...QUEUES, IT_STORAGE_QUEUE: "mail" },
    grants: [
      "Storage Queue Data Message Processor on mail",
      "Storage Queue Data Message Sender on mail-poison",
      "Storage Queue Data Reader on mail",
    ],
    paused: true,
  },
  "a change feed": {
    documented: '`trigger: { type: "cosmosDB", container }`',
    declared: {
      orders,
      it: defineFunction({
        name: "it",
        entry,
        trigger: { type: "cosmosDB", container: reference.container(orders) },
      }),
    },
    cosmosContainers: { leases: ["/id"], ...ORDERS },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "orders", IT_COSMOS_LEASES: "leases" },
    grants: ["Cosmos DB Built-in Data Contributor on leases", "Cosmos DB Built-in Data Reader on orders"],
    paused: true,
  },
  "a blob that is read": {
    documented: '`{ type: "blob", direction: "in", path }`',
    declared: bound({ type: "blob", direction: "in", name: "page", path: "pages/{id}.html" }),
    blobContainers: ["pages"],
    cosmosContainers: ORDERS,
    settings: BLOBS,
    grants: ["Storage Blob Data Reader on pages"],
    paused: true,
  },
  "a blob that is written": {
    documented: '`{ type: "blob", direction: "out", path }`',
    declared: bound({ type: "blob", direction: "out", name: "report", path: "reports/{rand-guid}.json" }),
    blobContainers: ["reports"],
    cosmosContainers: ORDERS,
    settings: BLOBS,
    grants: ["Storage Blob Data Contributor on reports"],
    paused: true,
  },
  "messages that are sent": {
    documented: '`{ type: "queue", direction: "out", queue }`',
    declared: bound({ type: "queue", direction: "out", name: "mails", queue: "mails" }),
    queues: ["mails"],
    cosmosContainers: ORDERS,
    settings: QUEUES,
    grants: ["Storage Queue Data Message Sender on mails"],
    paused: true,
  },
  "entities that are read": {
    documented: '`{ type: "table", direction: "in", table }`',
    declared: bound({ type: "table", direction: "in", name: "rates", table: "rates", partitionKey: "eur" }),
    tables: ["rates"],
    cosmosContainers: ORDERS,
    settings: TABLES,
    grants: ["Storage Table Data Reader on rates"],
    paused: true,
  },
  "entities that are written": {
    documented: '`{ type: "table", direction: "out", table }`',
    declared: bound({ type: "table", direction: "out", name: "rates", table: "rates" }),
    tables: ["rates"],
    cosmosContainers: ORDERS,
    settings: TABLES,
    grants: ["Storage Table Data Contributor on rates"],
    paused: true,
  },
  "items that are read": {
    documented: '`{ type: "cosmosDB", direction: "in", container }`',
    declared: bound({
      type: "cosmosDB",
      direction: "in",
      name: "open",
      container: reference.container(orders),
      sqlQuery: "SELECT * FROM c",
    }),
    cosmosContainers: ORDERS,
    settings: COSMOS,
    grants: ["Cosmos DB Built-in Data Reader on orders"],
    paused: true,
  },
  "items that are written": {
    documented: '`{ type: "cosmosDB", direction: "out", container }`',
    declared: bound({
      type: "cosmosDB",
      direction: "out",
      name: "audit",
      container: "audit",
      partitionKey: "/day",
    }),
    cosmosContainers: { ...ORDERS, audit: ["/day"] },
    settings: COSMOS,
    grants: ["Cosmos DB Built-in Data Contributor on audit"],
    paused: true,
  },
  "access to blobs": {
    documented: '`access: { type: "blob", container, action: "write" }`',
    declared: accessing({ type: "blob", container: "reports", action: "write" }),
    blobContainers: ["reports"],
    cosmosContainers: ORDERS,
    settings: BLOBS,
    grants: ["Storage Blob Data Contributor on reports"],
    paused: true,
  },
  "access to a queue": {
    documented: '`access: { type: "queue", queue, action: "process" }`',
    declared: accessing({ type: "queue", queue: "mails", action: "process" }),
    queues: ["mails"],
    cosmosContainers: ORDERS,
    settings: QUEUES,
    grants: ["Storage Queue Data Message Processor on mails", "Storage Queue Data Reader on mails"],
    paused: true,
  },
  "access to a table": {
    documented: '`access: { type: "table", table, action: "read" }`',
    declared: accessing({ type: "table", table: "rates", action: "read" }),
    tables: ["rates"],
    cosmosContainers: ORDERS,
    settings: TABLES,
    grants: ["Storage Table Data Reader on rates"],
    paused: true,
  },
  "access to items": {
    documented: '`access: { type: "cosmosDB", container, action: "read" }`',
    declared: accessing({ type: "cosmosDB", container: reference.container(orders), action: "read" }),
    cosmosContainers: ORDERS,
    settings: COSMOS,
    grants: ["Cosmos DB Built-in Data Reader on orders"],
    paused: true,
  },
  "access to a secret": {
    documented: '`access: { type: "secret", secret, action: "read" }`',
    declared: accessing({ type: "secret", secret: "jwt-secret", action: "read" }),
    cosmosContainers: ORDERS,
    settings: {},
    grants: ["Key Vault Secrets User on jwt-secret"],
    paused: true,
  },
  "a secret among its settings": {
    documented: "`environment: { NAME: secret(name) }`",
    declared: {
      it: defineFunction({
        name: "it",
        entry,
        trigger: timed,
        environment: { IT_TOKEN: secret("jwt-secret") },
      }),
    },
    settings: {
      IT_TOKEN: `@Microsoft.KeyVault(SecretUri=${output("key_vault_uri")}secrets/jwt-secret)`,
    },
    grants: ["Key Vault Secrets User on jwt-secret"],
    paused: true,
  },
};
