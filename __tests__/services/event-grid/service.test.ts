import { type Components, defineEventHandler, defineFunction } from "../../../lib";
import type { BackendOptions } from "../../../lib";
import { literals } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const entry = "./src/handler.ts";
const TOPIC = "azurerm_eventgrid_topic";
const SYSTEM_TOPIC = "azurerm_eventgrid_system_topic";
const OF_TOPIC = "azurerm_eventgrid_event_subscription";
const OF_SYSTEM_TOPIC = "azurerm_eventgrid_system_topic_event_subscription";
const platform = (output: string): string => `\${data.terraform_remote_state.platform.outputs.${output}}`;

const refunds = defineEventHandler({
  name: "refunds",
  entry,
  source: { topic: "order-events" },
  filter: { eventTypes: ["Order.Refunded"], subjectBeginsWith: "eu/" },
  retry: { maxDeliveryAttempts: 5 },
});
const resize = defineEventHandler({
  name: "resize",
  entry,
  source: { blobs: "uploads" },
  filter: {
    eventTypes: ["Microsoft.Storage.BlobCreated"],
    subjectBeginsWith: "in/",
    subjectEndsWith: ".jpg",
  },
  deadLetter: "lost",
});
const audit = defineFunction({
  name: "audit",
  entry,
  trigger: { type: "eventGrid", source: { topic: "order-events" }, deadLetter: false },
});

/** Everything of Event Grid's that a backend has, by address. */
function ofEventGrid(backend: SynthesisedBackend): readonly string[] {
  return [...backend.network.addresses, ...backend.platform.addresses, ...backend.workloads.addresses].filter(
    (address) => /event_?grid/.test(address),
  );
}

function roles({ platform: stack }: SynthesisedBackend): Readonly<Record<string, unknown>> {
  const all = Object.entries(stack.all("azurerm_role_assignment"));
  return Object.fromEntries(all.map(([name, each]) => [name, [each["role_definition_name"], each["scope"]]]));
}

test("the values of a filter are text that Terraform takes literally", () => {
  const filter = { eventTypes: ["${var.type}"], subjectBeginsWith: "${path.root}/", subjectEndsWith: "%{x}" };
  const odd = defineEventHandler({ name: "odd", entry, source: { topic: "order-events" }, filter });
  const { workloads } = synthBackend({}, { odd });
  expect(workloads.only(OF_TOPIC)).toMatchObject({
    included_event_types: ["$${var.type}"],
    subject_filter: { subject_begins_with: "$${path.root}/", subject_ends_with: "%%{x}" },
  });
});

describe("a backend without events", () => {
  test.each(["dev", "prod"])(
    "a backend without events has no resource of Event Grid in %s",
    (environment) => {
      const backend = synthBackend({ environment });
      expect(ofEventGrid(backend)).toEqual([]);
      for (const role of ["network", "platform", "workloads"] as const)
        expect(backend.backend.plan.resourceProviders[role]).not.toContain("Microsoft.EventGrid");
    },
  );
});

describe("a topic", () => {
  const prod = synthBackend({ environment: "prod" }, { refunds, audit });

  test("a topic is closed, takes no key, and has an identity of its own", () => {
    expect(prod.platform.only(TOPIC)).toMatchObject({
      name: "evgt-feedback-prod-order-events-242699",
      identity: { type: "SystemAssigned" },
      input_schema: "CloudEventSchemaV1_0",
      local_auth_enabled: false,
      public_network_access_enabled: false,
      tags: { environment: "prod", project: "feedback", stack: "platform" },
    });
    const open = synthBackend({}, { refunds }).platform.only(TOPIC);
    expect(open).toMatchObject({ local_auth_enabled: false, public_network_access_enabled: true });
  });

  test("components publish to a topic through a private endpoint", () => {
    expect(
      prod.platform.all("azurerm_private_endpoint")["private_endpoint_event_grid_topic_order-events"],
    ).toMatchObject({ private_service_connection: { subresource_names: ["topic"] } });
    expect(Object.values(prod.network.all("azurerm_private_dns_zone")).map(({ name }) => name)).toContain(
      "privatelink.eventgrid.azure.net",
    );
  });

  test("a topic may send into the queues of its handlers and keep dead letters, and nothing else", () => {
    expect(roles(prod)).toEqual({
      "event_grid_topic_order-events_container_event-dead-letters": [
        "Storage Blob Data Contributor",
        "${azurerm_storage_container.storage_container_event-dead-letters.id}",
      ],
      "event_grid_topic_order-events_queue_audit-events": [
        "Storage Queue Data Message Sender",
        "${azurerm_storage_queue.storage_queue_audit-events.id}",
      ],
      "event_grid_topic_order-events_queue_refunds-events": [
        "Storage Queue Data Message Sender",
        "${azurerm_storage_queue.storage_queue_refunds-events.id}",
      ],
    });
  });

  test("the platform stack puts the id and the endpoint of a topic out", () => {
    const outputs = prod.platform.json["output"] as JsonObject;
    expect(outputs["event_grid_order_events_topic_id"]).toEqual({
      value: "${azurerm_eventgrid_topic.event_grid_topic_order-events.id}",
    });
    expect(outputs["event_grid_order_events_topic_endpoint"]).toEqual({
      value: "${azurerm_eventgrid_topic.event_grid_topic_order-events.endpoint}",
    });
    expect(prod.workloads.text).toContain(
      "https://evgt-feedback-prod-order-events-242699.eastus2-1.eventgrid.azure.net/api/events",
    );
    expect(Object.keys(prod.backend.eventGridTopics)).toEqual(["order-events"]);
    expect(Object.keys(prod.backend.published.eventGrid).sort()).toEqual([
      "order_eventsTopicEndpoint",
      "order_eventsTopicId",
    ]);
  });

  test("a topic can be made without a component, and left out with false", () => {
    const topics = (options: BackendOptions): readonly string[] =>
      Object.keys(synthBackend(options, { refunds }).platform.all(TOPIC));
    expect(topics({ eventGrid: { topics: { audit: true, old: false } } })).toEqual([
      "event_grid_topic_audit",
      "event_grid_topic_order-events",
    ]);
  });

  test("a topic sends its diagnostics, and its resource provider is registered", () => {
    const settings = prod.platform.all("azurerm_monitor_diagnostic_setting");
    expect(settings["event_grid_topic_order-events_diagnostics"]).toMatchObject({
      enabled_log: [
        { category: "DataPlaneRequests" },
        { category: "DeliveryFailures" },
        { category: "PublishFailures" },
      ],
      enabled_metric: [{ category: "AllMetrics" }],
    });
    expect(prod.backend.plan.resourceProviders.platform).toContain("Microsoft.EventGrid");
    expect(prod.backend.plan.resourceProviders.workloads).toContain("Microsoft.EventGrid");
  });
});

describe("a subscription", () => {
  const { platform: stack, workloads } = synthBackend({ environment: "prod" }, { refunds, resize, audit });
  const identity = { type: "SystemAssigned" };

  test("a subscription delivers a topic's events by identity into the handler's queue", () => {
    expect(workloads.all(OF_TOPIC)["event_grid_subscription_refunds"]).toEqual({
      name: "evgs-feedback-prod-refunds",
      scope: platform("event_grid_order_events_topic_id"),
      event_delivery_schema: "CloudEventSchemaV1_0",
      storage_queue_endpoint: { storage_account_id: platform("storage_id"), queue_name: "refunds-events" },
      delivery_identity: identity,
      included_event_types: ["Order.Refunded"],
      subject_filter: { subject_begins_with: "eu/" },
      retry_policy: { max_delivery_attempts: 5, event_time_to_live: 1440 },
      storage_blob_dead_letter_destination: {
        storage_account_id: platform("storage_id"),
        storage_blob_container_name: "event-dead-letters",
      },
      dead_letter_identity: identity,
    });
  });

  test("a subscription can take every event, and drop the events that are not delivered", () => {
    expect(workloads.all(OF_TOPIC)["event_grid_subscription_audit"]).toEqual({
      name: "evgs-feedback-prod-audit",
      scope: platform("event_grid_order_events_topic_id"),
      event_delivery_schema: "CloudEventSchemaV1_0",
      storage_queue_endpoint: { storage_account_id: platform("storage_id"), queue_name: "audit-events" },
      delivery_identity: identity,
      included_event_types: [],
      retry_policy: { max_delivery_attempts: 30, event_time_to_live: 1440 },
    });
  });

  test("a subscription takes the blobs of one container from the system topic of the account", () => {
    expect(stack.only(SYSTEM_TOPIC)).toMatchObject({
      name: "egst-feedback-prod",
      source_resource_id: "${azurerm_storage_account.storage.id}",
      topic_type: "Microsoft.Storage.StorageAccounts",
      identity,
    });
    expect(workloads.only(OF_SYSTEM_TOPIC)).toMatchObject({
      system_topic: platform("event_grid_system_topic_name"),
      resource_group_name: platform("event_grid_system_topic_resource_group_name"),
      included_event_types: ["Microsoft.Storage.BlobCreated"],
      subject_filter: {
        subject_begins_with: "/blobServices/default/containers/uploads/blobs/in/",
        subject_ends_with: ".jpg",
      },
      storage_blob_dead_letter_destination: { storage_blob_container_name: "lost" },
    });
    const states = (workloads.json["data"] as JsonObject)["terraform_remote_state"] as JsonObject;
    expect((states["platform"] as JsonObject)["defaults"]).toMatchObject({
      event_grid_system_topic_name: "egst-feedback-prod",
      event_grid_system_topic_resource_group_name: "rg-feedback-prod-platform",
    });
  });

  test("a subscription to blobs takes new blobs unless it lists other events", () => {
    const handler = defineEventHandler({ name: "it", entry, source: { blobs: "uploads" } });
    const { workloads: stack } = synthBackend({}, { handler });
    expect(stack.only(OF_SYSTEM_TOPIC)).toMatchObject({
      included_event_types: ["Microsoft.Storage.BlobCreated"],
      subject_filter: { subject_begins_with: "/blobServices/default/containers/uploads/blobs/" },
    });
  });
});

describe("an existing account", () => {
  const notes = ({ backend }: SynthesisedBackend): readonly string[] =>
    backend.plan.notes.filter(({ path }) => path === "external.storage").map(({ message }) => message);
  const { storage } = literals();
  const queue = `${storage.id}/queueServices/default/queues/refunds-events`;

  test("events are delivered to an existing account by ids that follow from its id", () => {
    const backend = synthBackend({ external: { storage } }, { refunds });
    expect(roles(backend)).toMatchObject({
      "event_grid_topic_order-events_queue_refunds-events": ["Storage Queue Data Message Sender", queue],
    });
    expect(backend.workloads.only(OF_TOPIC)).toMatchObject({
      storage_queue_endpoint: { storage_account_id: storage.id },
    });
    expect(notes(backend)).toContain(
      "if it has a firewall, it must allow trusted Azure services, so that Event Grid can deliver events",
    );
  });

  test("an existing account gets no role assignments where its owner makes them, and the plan lists them", () => {
    const backend = synthBackend(
      { external: { storage: { ...storage, roleAssignments: false } } },
      { refunds },
    );
    expect(roles(backend)).toEqual({});
    expect(notes(backend)).toContain(
      "its owner must assign to the identity of topic order-events the role Storage Queue Data Message Sender on queue " +
        "refunds-events, and Storage Blob Data Contributor on container event-dead-letters",
    );
  });
});

describe("an impossible declaration", () => {
  const options = { name: "it", entry } as const;
  const declared: Components = {
    // @ts-expect-error a topic and blobs at once
    both: defineEventHandler({ ...options, source: { topic: "orders", blobs: "uploads" } }),
    // @ts-expect-error no source at all
    none: defineEventHandler({ ...options }),
    // @ts-expect-error blobs have no such event
    type: defineEventHandler({
      ...options,
      source: { blobs: "up" },
      filter: { eventTypes: ["Order.Placed"] },
    }),
    // @ts-expect-error a field that there is not
    field: defineEventHandler({ ...options, source: { topic: "orders" }, queue: "orders" }),
    trigger: defineFunction({
      ...options,
      // @ts-expect-error a field that this trigger has not
      trigger: { type: "eventGrid", source: { topic: "orders" }, path: "uploads/{name}" },
    }),
  };

  test("an impossible event trigger does not compile, and is data at run time all the same", () => {
    expect(Object.values(declared).map(({ kind }) => kind)).toEqual([
      ...Array<string>(4).fill("event-handler"),
      "function",
    ]);
  });
});
