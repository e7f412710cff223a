import type { Template } from "./template";

const COMPONENTS = `import {
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  reference,
  secret,
} from "cdktf-azure-backend/runtime";

/** The library serves the API: it needs no code of yours. */
export const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: {
    customer: {
      type: "string",
      required: true,
      validation: { min: 1, max: 100 },
    },
    total: { type: "number", required: true, validation: { min: 0 } },
    placed_at: "timestamp",
  },
  routes: { list: { pageSize: 50, sortBy: "placed_at" } },
});

/** Its queue is in Service Bus, because the backend has one. */
export const signDocument = defineQueueProcessor({
  name: "sign-document",
  entry: "./src/sign-document.ts",
  environment: { SIGNING_KEY: secret("signing-key") },
  bindings: [
    {
      type: "blob",
      direction: "out",
      name: "signature",
      path: "signatures/{rand-guid}.json",
    },
  ],
});

/** Gets an event for each new blob of the container documents. */
export const registerDocument = defineEventHandler({
  name: "register-document",
  entry: "./src/register-document.ts",
  source: { blobs: "documents" },
  bindings: [
    {
      type: "queue",
      direction: "out",
      name: "documents",
      queue: reference.queue(signDocument),
    },
  ],
});

/** Gets the messages of a topic that others publish to. */
export const recordShipment = defineFunction({
  name: "record-shipment",
  entry: "./src/record-shipment.ts",
  trigger: {
    type: "serviceBus",
    topic: "shipments",
    subscription: "record-shipment",
  },
  bindings: [
    {
      type: "cosmosDB",
      direction: "out",
      name: "shipment",
      container: "shipments",
      partitionKey: "/order",
    },
  ],
});
`;

const BACKEND = `import type { App } from "cdktf";
import {
  type Backend,
  type BackendOptions,
  defineBackend,
} from "cdktf-azure-backend";
import * as components from "./components";

/** The publisher of the API and receiver of alerts: replace this with your own address. */
const OPERATORS = "operators@example.com";

/** Project and location are in cdktf.json. */
export const environments = ["dev", "prod"] as const;

/** What is otherwise than the environment's own defaults. */
const optionsOf: Readonly<
  Record<(typeof environments)[number], BackendOptions>
> = {
  // Topics need Standard at least.
  dev: { optional: { serviceBus: { sku: { name: "Standard" } } } },
  prod: {
    // The functions are called through API Management alone.
    functionApp: { publicNetworkAccess: false },
    optional: {
      apim: { publisherName: "Operators", publisherEmail: OPERATORS },
      // Private endpoints need Premium.
      serviceBus: { sku: { name: "Premium" } },
    },
    monitoring: { actionGroups: { "ops-team": { emails: [OPERATORS] } } },
  },
};

/**
 * Defines every environment.
 *
 * @param options - hold in all of them
 */
export function defineBackends(
  app: App,
  options: Pick<BackendOptions, "notes"> = {},
): readonly Backend[] {
  return environments.map((environment) =>
    defineBackend(components, {
      // No queues, tables and secrets beside those that are declared here.
      samples: false,
      ...optionsOf[environment],
      ...options,
      keyVault: { secrets: { "signing-key": {} } },
      app,
      environment,
    }),
  );
}
`;

const REGISTER = `import type { InvocationContext } from "@azure/functions";

/** What Event Grid says of a new blob, in the schema of CloudEvents 1.0. */
export interface BlobCreated {
  readonly subject: string;
  readonly data: { readonly eTag: string };
}

/** A version of a document, which is to be signed. */
export interface DocumentVersion {
  readonly name: string;
  readonly eTag: string;
}

/** One event of the container documents, as a message of the queue. */
export default function registerDocument(
  { subject, data }: BlobCreated,
  context: InvocationContext,
): void {
  // /blobServices/default/containers/documents/blobs/<name>
  const [, name] = /\\/blobs\\/(.+)$/.exec(subject) ?? [];
  if (name === undefined) throw new Error(\`\${subject} is no blob\`);
  context.extraOutputs.set("documents", { name, eTag: data.eTag });
}
`;

const REGISTER_TEST = `import { InvocationContext } from "@azure/functions";
import registerDocument from "../src/register-document";

const context = new InvocationContext({ functionName: "register-document" });
const data = { eTag: "0x1" };

test("a document is queued with its version", () => {
  const subject = "/blobServices/default/containers/documents/blobs/a/b.pdf";
  registerDocument({ subject, data }, context);
  expect(context.extraOutputs.get("documents")).toEqual({
    name: "a/b.pdf",
    eTag: "0x1",
  });
});

test("an event of something else fails, so that Event Grid's message is kept", () => {
  expect(() => {
    registerDocument({ subject: "/elsewhere", data }, context);
  }).toThrow("/elsewhere is no blob");
});
`;

const SIGN = `import { createHmac } from "node:crypto";
import type { InvocationContext } from "@azure/functions";
import { type SettingSource, settingsOf } from "cdktf-azure-backend/runtime";
import { signDocument as component } from "../components";
import type { DocumentVersion } from "./register-document";

/**
 * One message of the queue: a signature of the document's version, as a blob.
 *
 * @param settings - of the app
 */
export function sign(
  { name, eTag }: DocumentVersion,
  context: InvocationContext,
  settings: SettingSource,
): void {
  const { environment } = settingsOf(component, settings);
  const signature = createHmac("sha256", environment.SIGNING_KEY)
    .update(JSON.stringify([name, eTag]))
    .digest("base64");
  context.extraOutputs.set(
    "signature",
    JSON.stringify({ name, eTag, signature }),
  );
}

export default function signDocument(
  document: DocumentVersion,
  context: InvocationContext,
): void {
  sign(document, context, process.env);
}
`;

const SIGN_TEST = `import { InvocationContext } from "@azure/functions";
import { sign } from "../src/sign-document";

/** What the app has on Azure. */
const settings = {
  SIGN_DOCUMENT_STORAGE__queueServiceUri: "https://st.queue.core.windows.net",
  SIGN_DOCUMENT_STORAGE_QUEUE: "sign-document",
  SIGN_DOCUMENT_BLOBS_SIGNATURES__blobServiceUri:
    "https://st.blob.core.windows.net",
  SIGNING_KEY: "a key of this test",
};

function signatureOf(name: string, eTag: string): string {
  const context = new InvocationContext({ functionName: "sign-document" });
  sign({ name, eTag }, context, settings);
  return String(context.extraOutputs.get("signature"));
}

test("each version of a document has a signature of its own", () => {
  expect(JSON.parse(signatureOf("b.pdf", "0x1"))).toEqual({
    name: "b.pdf",
    eTag: "0x1",
    signature: expect.stringMatching(/^[\\w+/]{43}=$/),
  });
  expect(signatureOf("b.pdf", "0x1")).toBe(signatureOf("b.pdf", "0x1"));
  expect(signatureOf("b.pdf", "0x1")).not.toBe(signatureOf("b.pdf", "0x2"));
});
`;

const RECORD = `import type { InvocationContext } from "@azure/functions";

/** One message of the topic shipments. */
export interface Shipment {
  readonly order: string;
  readonly parcel: string;
}

/** Keeps a shipment: a message that comes twice replaces itself. */
export default function recordShipment(
  { order, parcel }: Shipment,
  context: InvocationContext,
): void {
  context.extraOutputs.set("shipment", { id: parcel, order });
}
`;

const RECORD_TEST = `import { InvocationContext } from "@azure/functions";
import recordShipment from "../src/record-shipment";

test("a shipment is an item, by its parcel", () => {
  const context = new InvocationContext({ functionName: "record-shipment" });
  recordShipment({ order: "17", parcel: "P1" }, context);
  expect(context.extraOutputs.get("shipment")).toEqual({
    id: "P1",
    order: "17",
  });
});
`;

/** dev and prod with what a closed production has. */
export const production: Template = {
  summary:
    "A CRUD API, `/api/orders`; documents that are signed when they are uploaded; and shipments of a topic. " +
    "In prod API Management is in front of it, and Service Bus has its queues.",
  parts: [
    ["src/register-document.ts", "receives the events of the container `documents`, and queues them"],
    ["src/sign-document.ts", "processes the queue, with a secret of the key vault"],
    ["src/record-shipment.ts", "stores the messages of the topic `shipments`"],
  ],
  beforeDeploying: [
    "`OPERATORS` in `backend.ts` is a placeholder: replace it with the e-mail address of the publisher and receiver of alerts.",
    "prod has API Management and Service Bus in Premium, thousands of dollars a month: see `npm run cost`.",
    "API Management calls the API with a key that the function app has after its first release: set " +
      "`optional.apim.functionKey` to true after that, and apply again.",
    "There is no budget yet, because a budget needs its start month: `safeguards.budgets`, " +
      "`node_modules/cdktf-azure-backend/docs/guides/safeguards.md`. Redis, Front Door, a container registry and Azure AD B2C are " +
      "further options of `optional`.",
  ],
  packages: ["@azure/cosmos", "@azure/identity"],
  backend: BACKEND,
  files: {
    "components.ts": COMPONENTS,
    "src/register-document.ts": REGISTER,
    "src/sign-document.ts": SIGN,
    "src/record-shipment.ts": RECORD,
    "__tests__/register-document.test.ts": REGISTER_TEST,
    "__tests__/sign-document.test.ts": SIGN_TEST,
    "__tests__/record-shipment.test.ts": RECORD_TEST,
  },
  tests: `test("in prod the functions are called through API Management alone", () => {
  const apps = Object.values({
    ...resourcesOf("prod", "workloads", "azurerm_windows_function_app"),
    ...resourcesOf("prod", "workloads", "azurerm_linux_function_app"),
  });
  expect(apps).toHaveLength(1);
  expect(apps[0]?.["public_network_access_enabled"]).toBe(false);
  const gateways = ["network", "platform", "workloads"] as const;
  expect(
    gateways.flatMap((role) =>
      Object.values(resourcesOf("prod", role, "azurerm_api_management")),
    ),
  ).toHaveLength(1);
});
`,
};
