import { type BackendOptions, type Components, defineCrudApi } from "../../lib";

export const entry = "./src/handler.ts";
export const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;

export const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string" },
});
export const timed = { type: "timer", schedule: "0 0 4 * * *" } as const;
export interface Declaration {
  /** The first cell of the row in docs/guides/components.md. */
  readonly documented: string;
  readonly declared: Components;
  /** Where it needs more than a backend has by itself. */
  readonly options?: BackendOptions;
  /** What is made for it beside what every backend has, and the API `orders`. */
  readonly queues?: readonly string[];
  readonly blobContainers?: readonly string[];
  readonly tables?: readonly string[];
  readonly cosmosContainers?: Readonly<Record<string, readonly string[]>>;
  readonly serviceBusQueues?: readonly string[];
  readonly serviceBusTopics?: readonly string[];
  /** By topic and name. */
  readonly serviceBusSubscriptions?: readonly string[];
  readonly eventHubs?: readonly string[];
  /** By hub and name. */
  readonly eventHubsConsumerGroups?: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** The roles that `it` has, each with the end of what it is on. */
  readonly grants: readonly string[];
  /** It is kept from running in a slot. */
  readonly paused: boolean;
}

export const BLOBS = {
  IT_STORAGE__blobServiceUri: output("storage_blob_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
/** Of a container that a binding or access names. */
export const blobsOf = (container: string): Readonly<Record<string, string>> => ({
  [`IT_BLOBS_${container.toUpperCase()}__blobServiceUri`]: output("storage_blob_endpoint"),
  [`IT_BLOBS_${container.toUpperCase()}__credential`]: "managedidentity",
});
export const QUEUES = {
  IT_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
export const TABLES = {
  IT_STORAGE__tableServiceUri: output("storage_table_endpoint"),
  IT_STORAGE__credential: "managedidentity",
};
export const COSMOS = {
  IT_COSMOS__accountEndpoint: output("cosmos_endpoint"),
  IT_COSMOS__credential: "managedidentity",
  IT_COSMOS_DATABASE: "feedback-db",
};
export const BUS = {
  IT_SERVICEBUS__fullyQualifiedNamespace: output("service_bus_fully_qualified_namespace"),
  IT_SERVICEBUS__credential: "managedidentity",
};
export const HUBS = {
  IT_EVENTHUBS__fullyQualifiedNamespace: output("event_hubs_fully_qualified_namespace"),
  IT_EVENTHUBS__credential: "managedidentity",
};
export const WITH_HUBS: BackendOptions = { optional: { eventHubs: true } };
/** An empty Service Bus: what is in it follows from components. */
export const WITH_BUS: BackendOptions = {
  optional: {
    serviceBus: {
      queues: { "email-queue": false, "image-processing-queue": false },
      topics: { "order-events": false },
    },
  },
};
export const ORDERS = { orders: ["/customer"] };
