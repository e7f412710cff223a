import { type Components, defineCrudApi, defineFunction, defineQueueProcessor } from "../lib";
import { codeOf } from "../lib/components/code";
import { triggerKind, triggerTypes } from "../lib/components/triggers";
import { type JsonObject, synthBackend } from "./support/synth";

const entry = "./src/handler.ts";
const APP = "azurerm_windows_function_app";
const SLOT = "azurerm_windows_function_app_slot";
const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;

const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string" },
});

interface Row {
  readonly declared: Components;
  /** What the function is started by, and what is made for it beside what every backend has. */
  readonly queues?: readonly string[];
  readonly blobContainers?: readonly string[];
  readonly cosmosContainers?: Readonly<Record<string, readonly string[]>>;
  readonly settings: Readonly<Record<string, string>>;
  /** It is kept from running in a slot. */
  readonly paused: boolean;
}

/** docs/components.md has the same rows. */
const ROWS: Readonly<Record<string, Row>> = {
  "a blob trigger": {
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "blob", path: "photos/{name}" } }) },
    blobContainers: ["photos"],
    settings: {
      IT_STORAGE__blobServiceUri: output("storage_blob_endpoint"),
      IT_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
      IT_STORAGE__credential: "managedidentity",
      IT_STORAGE_CONTAINER: "photos",
    },
    paused: true,
  },
  "an HTTP trigger": {
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "http", route: "orders/{id}" } }) },
    settings: {},
    paused: false,
  },
  "a timer": {
    declared: {
      it: defineFunction({ name: "it", entry, trigger: { type: "timer", schedule: "0 0 4 * * *" } }),
    },
    settings: {},
    paused: true,
  },
  "a queue trigger": {
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "queue", queue: "invoices" } }) },
    queues: ["invoices", "invoices-poison"],
    settings: {
      IT_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
      IT_STORAGE__credential: "managedidentity",
      IT_STORAGE_QUEUE: "invoices",
    },
    paused: true,
  },
  "a queue processor": {
    declared: { it: defineQueueProcessor({ name: "it", entry, queue: "mail" }) },
    queues: ["mail", "mail-poison"],
    settings: {
      IT_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
      IT_STORAGE__credential: "managedidentity",
      IT_STORAGE_QUEUE: "mail",
    },
    paused: true,
  },
  "a change feed": {
    declared: {
      orders,
      it: defineFunction({ name: "it", entry, trigger: { type: "cosmosDB", container: "orders" } }),
    },
    cosmosContainers: { leases: ["/id"], orders: ["/customer"] },
    settings: {
      IT_COSMOS__accountEndpoint: output("cosmos_endpoint"),
      IT_COSMOS__credential: "managedidentity",
      IT_COSMOS_DATABASE: "feedback-db",
      IT_COSMOS_CONTAINER: "orders",
      IT_COSMOS_LEASES: "leases",
    },
    paused: true,
  },
};

const STANDARD_QUEUES = ["deadletter", "notifications", "tasks"];
const STANDARD_CONTAINERS = ["assets", "function-packages", "uploads"];

describe.each(Object.entries(ROWS))("what follows from %s", (_name, row) => {
  const { platform, workloads } = synthBackend({ environment: "prod" }, row.declared);
  const namesOf = (type: string): readonly unknown[] =>
    Object.values(platform.all(type))
      .map(({ name }) => name)
      .sort();

  test("is made in the platform, and nothing else", () => {
    expect(namesOf("azurerm_storage_queue")).toEqual([...STANDARD_QUEUES, ...(row.queues ?? [])].sort());
    expect(namesOf("azurerm_storage_container")).toEqual(
      [...STANDARD_CONTAINERS, ...(row.blobContainers ?? [])].sort(),
    );
    const containers = Object.values(platform.all("azurerm_cosmosdb_sql_container"));
    expect(Object.fromEntries(containers.map((each) => [each["name"], each["partition_key_paths"]]))).toEqual(
      row.cosmosContainers ?? {},
    );
  });

  test("are settings that connect by identity", () => {
    const settings = Object.entries(workloads.only(APP)["app_settings"] as JsonObject);
    expect(Object.fromEntries(settings.filter(([name]) => name.startsWith("IT_")))).toEqual(row.settings);
  });

  test("is paused in a slot where production's events would start it", () => {
    const settings = workloads.only(SLOT)["app_settings"] as JsonObject;
    expect(settings["AzureWebJobs.it.Disabled"]).toBe(row.paused ? "1" : undefined);
  });
});

test("every kind of trigger has a row", () => {
  const rows = Object.values(ROWS).flatMap(({ declared }) => Object.values(declared));
  const seen = rows.flatMap((component) => codeOf(component)?.trigger.type ?? []);
  expect([...new Set(seen)].sort()).toEqual([...triggerTypes].sort());
  for (const type of triggerTypes) expect(triggerKind(type).example).toContain(`type: "${type}"`);
});

describe("a queue processor", () => {
  test("works off a queue of its own name where it names none", () => {
    const sendMail = defineQueueProcessor({ name: "send-mail", entry });
    expect(sendMail).toEqual({ kind: "queue-processor", name: "send-mail", entry });
    const { platform } = synthBackend({}, { sendMail });
    expect(platform.all("azurerm_storage_queue")["storage_queue_send-mail"]?.["name"]).toBe("send-mail");
  });

  test("takes a queue that the backend has anyway", () => {
    const { platform } = synthBackend(
      {},
      { it: defineQueueProcessor({ name: "it", entry, queue: "tasks" }) },
    );
    const names = Object.values(platform.all("azurerm_storage_queue")).map(({ name }) => name);
    expect(names).toEqual(["deadletter", "notifications", "tasks", "tasks-poison"]);
  });
});

describe("a change feed", () => {
  const trigger = { type: "cosmosDB", container: "events" } as const;

  test("makes its container where it says how it is partitioned", () => {
    const it = defineFunction({ name: "it", entry, trigger: { ...trigger, partitionKey: "/device" } });
    const { platform } = synthBackend({}, { it });
    expect(platform.all("azurerm_cosmosdb_sql_container")["cosmos_container_events"]).toMatchObject({
      partition_key_paths: ["/device"],
    });
  });

  test("reads one of cosmos.containers", () => {
    const it = defineFunction({ name: "it", entry, trigger });
    const { platform } = synthBackend(
      { cosmos: { containers: { events: { partitionKey: "/day" } } } },
      { it },
    );
    expect(Object.keys(platform.all("azurerm_cosmosdb_sql_container"))).toEqual([
      "cosmos_container_events",
      "cosmos_container_leases",
    ]);
  });

  test("is expected to be there in an account that is brought", () => {
    const id =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-shared";
    const it = defineFunction({ name: "it", entry, trigger });
    const { backend } = synthBackend({ external: { cosmos: { id } } }, { it });
    expect(backend.explain("notes")).toContain("container events");
    expect(backend.explain("notes")).toContain("container leases");
  });
});
