import type { JsonObject } from "../../../lib/stand-in/json";
import { notes } from "../../support/api-management";
import { withBus } from "../../support/service-bus";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const NAMESPACE = "azurerm_servicebus_namespace";
const QUEUE = "azurerm_servicebus_queue";
const TOPIC = "azurerm_servicebus_topic";
const SUBSCRIPTION = "azurerm_servicebus_subscription";

const dev = withBus({ enabled: true });
const prod = withBus({ enabled: true }, undefined, { environment: "prod" });
const premium = (sku: object = {}, more: object = {}) =>
  withBus({ sku: { name: "Premium", ...sku }, ...more }, undefined, { environment: "prod" });
const namesOf = ({ platform }: SynthesisedBackend, type: string): readonly unknown[] =>
  Object.values(platform.all(type)).map(({ name }) => name);
const queue = ({ platform }: SynthesisedBackend, name: string): JsonObject =>
  platform.all(QUEUE)[`service_bus_queue_${name}`] ?? {};
const subscription = ({ platform }: SynthesisedBackend, key: string): JsonObject =>
  Object.entries(platform.all(SUBSCRIPTION)).find(([id]) =>
    id.startsWith(`service_bus_subscription_${key}`),
  )?.[1] ?? {};

describe("the switch", () => {
  test("Service Bus is off in every environment unless an option switches it on", () => {
    for (const environment of ["dev", "prod"]) {
      const without = synthBackend({ environment });
      expect(without.backend.serviceBus).toBeUndefined();
      expect(without.backend.serviceBusQueues).toEqual({});
      expect(without.platform.text).not.toContain("servicebus");
    }
  });

  test("Service Bus is switched on by true, and by settings", () => {
    for (const serviceBus of [true, {}, { enabled: true }])
      expect(synthBackend({ optional: { serviceBus } }).backend.serviceBus).toBeDefined();
    expect(
      synthBackend({ optional: { serviceBus: { enabled: false, sku: { name: "Premium" } } } }).backend
        .serviceBus,
    ).toBeUndefined();
  });
});

describe("dev", () => {
  test("dev stays on Basic, without what Basic lacks, with a note", () => {
    expect(dev.platform.only(NAMESPACE)).toEqual({
      name: expect.stringMatching(/^sbns-feedback-dev-/) as string,
      resource_group_name: expect.any(String) as string,
      location: "eastus2",
      sku: "Basic",
      local_auth_enabled: false,
      minimum_tls_version: "1.2",
      public_network_access_enabled: true,
      tags: expect.any(Object) as object,
    });
    expect(namesOf(dev, QUEUE)).toEqual(["email-queue", "image-processing-queue"]);
    expect(queue(dev, "email-queue")).toMatchObject({
      max_delivery_count: 10,
      dead_lettering_on_message_expiration: true,
      requires_duplicate_detection: false,
    });
    expect(namesOf(dev, TOPIC)).toEqual([]);
    expect(notes(dev)).toEqual([
      "adjusted: optional.serviceBus.queues.email-queue.requiresDuplicateDetection: false, because Basic has no duplicate detection",
      "adjusted: optional.serviceBus.topics.order-events: false, because Basic has no topics",
    ]);
  });

  test.each<[string, object, string]>([
    [
      "a topic",
      { topics: { events: {} } },
      "optional.serviceBus.topics.events needs it: Basic has no topics",
    ],
    [
      "a default that is written down",
      { queues: { "email-queue": { requiresDuplicateDetection: true } } },
      "optional.serviceBus.queues.email-queue.requiresDuplicateDetection needs it: Basic has no duplicate detection",
    ],
    [
      "sessions",
      { queues: { work: { requiresSession: true } } },
      "optional.serviceBus.queues.work.requiresSession needs it: Basic has no sessions",
    ],
    [
      "forwarding",
      { queues: { work: { forwardDeadLetteredMessagesTo: "email-queue" } } },
      "optional.serviceBus.queues.work.forwardDeadLetteredMessagesTo needs it: Basic has no forwarding",
    ],
    [
      "a queue that goes",
      { queues: { work: { autoDeleteOnIdle: "PT1H" } } },
      "optional.serviceBus.queues.work.autoDeleteOnIdle needs it: Basic has no queues that are deleted when idle",
    ],
    [
      "messages that stay",
      { queues: { work: { defaultMessageTimeToLive: "P15D" } } },
      "optional.serviceBus.queues.work.defaultMessageTimeToLive needs it: Basic has no messages that are kept for more than P14D",
    ],
  ])("dev changes to a higher tier for %s", (_what, settings, because) => {
    const lifted = withBus(settings);
    expect(lifted.platform.only(NAMESPACE)["sku"]).toBe("Standard");
    expect(notes(lifted)).toEqual([`adjusted: optional.serviceBus.sku.name: "Standard", because ${because}`]);
    // What was left open is whole again.
    expect(queue(lifted, "email-queue")["requires_duplicate_detection"]).toBe(true);
    expect(namesOf(lifted, TOPIC)).toContain("order-events");
  });

  test("dev stays on Basic for settings that switch features off, and for those that Basic has", () => {
    const settings = {
      queues: {
        work: { requiresSession: false, defaultMessageTimeToLive: "P14D", enablePartitioning: true },
      },
      topics: { "order-events": false },
    };
    expect(withBus(settings).platform.only(NAMESPACE)["sku"]).toBe("Basic");
  });
});

describe("prod", () => {
  test("prod is Standard, with the specification's queues and topic", () => {
    expect(prod.platform.only(NAMESPACE)).toMatchObject({
      sku: "Standard",
      local_auth_enabled: false,
      public_network_access_enabled: true,
    });
    expect(prod.platform.only(NAMESPACE)).not.toHaveProperty("capacity");
    expect(queue(prod, "email-queue")).toMatchObject({
      name: "email-queue",
      namespace_id: "${azurerm_servicebus_namespace.service_bus.id}",
      max_delivery_count: 10,
      lock_duration: "PT1M",
      dead_lettering_on_message_expiration: true,
      requires_duplicate_detection: true,
      requires_session: false,
      partitioning_enabled: false,
      batched_operations_enabled: true,
      max_size_in_megabytes: 1024,
    });
    expect(prod.platform.only(TOPIC)).toMatchObject({
      name: "order-events",
      namespace_id: "${azurerm_servicebus_namespace.service_bus.id}",
      max_size_in_megabytes: 1024,
      partitioning_enabled: false,
      requires_duplicate_detection: false,
      batched_operations_enabled: true,
      support_ordering: true,
    });
    expect(subscription(prod, "order-events_analytics-service")).toMatchObject({
      name: "analytics-service",
      topic_id: "${azurerm_servicebus_topic.service_bus_topic_order-events.id}",
      max_delivery_count: 10,
      lock_duration: "PT1M",
      dead_lettering_on_message_expiration: false,
      dead_lettering_on_filter_evaluation_error: true,
      requires_session: false,
      batched_operations_enabled: true,
    });
    expect(Object.keys(prod.backend.serviceBusSubscriptions)).toEqual([
      "order-events/analytics-service",
      "order-events/notification-service",
    ]);
  });

  test("prod stays public, with a note", () => {
    expect(notes(prod)).toContain(
      "note: optional.serviceBus.sku.name: Standard has no private endpoint: the namespace is open to the internet, and only roles control access",
    );
    expect(Object.keys(prod.platform.all("azurerm_private_endpoint")).join()).not.toContain("service_bus");
  });

  test("prod sends its logs and metrics to tables of their own", () => {
    expect(prod.platform.all("azurerm_monitor_diagnostic_setting")["service_bus_diagnostics"]).toMatchObject({
      log_analytics_destination_type: "Dedicated",
      enabled_log: [
        { category: "OperationalLogs" },
        { category: "VNetAndIPFilteringLogs" },
        { category: "RuntimeAuditLogs" },
        { category: "ApplicationMetricsLogs" },
      ],
      enabled_metric: [{ category: "AllMetrics" }],
    });
  });

  test("prod publishes its id, name and host, and no key", () => {
    const { serviceBus } = prod.backend.published;
    expect(Object.keys(serviceBus).sort()).toEqual(["fullyQualifiedNamespace", "id", "name"]);
    const outputs = prod.platform.json["output"] as JsonObject;
    expect(outputs["service_bus_fully_qualified_namespace"]).toEqual({
      value: "${azurerm_servicebus_namespace.service_bus.name}.servicebus.windows.net",
    });
    expect(prod.platform.text).not.toMatch(/connection_string\}|primary_key/);
  });
});

describe("Premium", () => {
  test("Premium is closed to the internet where there are private endpoints", () => {
    const closed = premium();
    expect(closed.platform.only(NAMESPACE)).toMatchObject({
      sku: "Premium",
      capacity: 1,
      premium_messaging_partitions: 1,
      public_network_access_enabled: false,
    });
    const endpoint = closed.platform.all("azurerm_private_endpoint")["private_endpoint_service_bus"];
    expect(endpoint).toMatchObject({
      private_service_connection: {
        private_connection_resource_id: "${azurerm_servicebus_namespace.service_bus.id}",
        subresource_names: ["namespace"],
      },
    });
    const zones = Object.values(closed.network.all("azurerm_private_dns_zone")).map(({ name }) => name);
    expect(zones).toContain("privatelink.servicebus.windows.net");
    expect(notes(closed).join()).not.toContain("optional.serviceBus");
  });

  test("Premium is open where there are no private endpoints", () => {
    const open = withBus({ sku: { name: "Premium" } });
    expect(open.platform.only(NAMESPACE)["public_network_access_enabled"]).toBe(true);
  });

  test("Premium has its queues and topics in all partitions, each with a unit", () => {
    const spread = premium({ partitions: 4 });
    expect(spread.platform.only(NAMESPACE)).toMatchObject({ capacity: 4, premium_messaging_partitions: 4 });
    expect(notes(spread)).toContain(
      "adjusted: optional.serviceBus.sku.capacity: 4, because each of the 4 partitions needs at least one unit",
    );
    expect(queue(spread, "email-queue")["partitioning_enabled"]).toBe(true);
    expect(spread.platform.only(TOPIC)).toMatchObject({
      partitioning_enabled: true,
      support_ordering: false,
    });
  });

  test("Premium has larger queues and messages", () => {
    const large = premium(
      {},
      { queues: { big: { maxSizeInMegabytes: 81920, maxMessageSizeInKilobytes: 2048 } } },
    );
    expect(queue(large, "big")).toMatchObject({
      max_size_in_megabytes: 81920,
      max_message_size_in_kilobytes: 2048,
    });
  });
});
