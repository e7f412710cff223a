import {
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
  reference,
  secret,
} from "cdktf-azure-backend/runtime";

export const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string", total: "number" },
});

/** Monitoring has no token: it calls this without one, and learns nothing from it. */
export const health = defineFunction({
  name: "health",
  entry: "./src/health.ts",
  trigger: { type: "http", methods: ["GET"], signIn: false, authLevel: "anonymous" },
});

/** Runs in an app of its own, whose identity reads orders and has no other rights on them. */
export const invoice = defineQueueProcessor({
  name: "invoice",
  entry: "./src/invoice.ts",
  app: "workers",
  queue: "invoices",
  access: [{ type: "cosmosDB", container: reference.container(orders), action: "read" }],
});

/** The mail provider's key: somebody puts it into the vault with `secret set mail-key`. */
export const confirm = defineQueueProcessor({
  name: "confirm",
  entry: "./src/confirm.ts",
  queue: "confirmations",
  environment: { MAIL_KEY: secret("mail-key") },
});

export const components = { orders, health, invoice, confirm };
