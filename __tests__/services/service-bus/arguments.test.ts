import { withBus } from "../../support/service-bus";
import { type JsonObject, type SynthesisedBackend } from "../../support/synth";

const TOPIC = "azurerm_servicebus_topic";
const SUBSCRIPTION = "azurerm_servicebus_subscription";
const RULE = "azurerm_servicebus_subscription_rule";
const DEPLOYMENT = "azurerm_resource_group_template_deployment";

const prod = withBus({ enabled: true }, undefined, { environment: "prod" });
const queue = ({ platform }: SynthesisedBackend, name: string): JsonObject =>
  platform.all("azurerm_servicebus_queue")[`service_bus_queue_${name}`] ?? {};

const OWN = {
  queues: {
    work: {
      maxDeliveryCount: 3,
      maxSizeInMegabytes: 2048,
      deadLetteringOnMessageExpiration: true,
      requiresDuplicateDetection: true,
      duplicateDetectionHistoryTimeWindow: "PT1H",
      defaultMessageTimeToLive: "P2D",
      lockDuration: "PT30S",
      autoDeleteOnIdle: "P7D",
      forwardTo: "order-events",
      forwardDeadLetteredMessagesTo: "email-queue",
    },
  },
  topics: {
    "order-events": {
      maxSizeInMegabytes: 5120,
      requiresDuplicateDetection: true,
      defaultMessageTimeToLive: "P3D",
      autoDeleteOnIdle: "P8D",
      enablePartitioning: true,
      subscriptions: {
        "notification-service": false,
        "analytics-service": {
          maxDeliveryCount: 2,
          lockDuration: "PT45S",
          deadLetteringOnMessageExpiration: true,
          deadLetteringOnFilterEvaluationExceptions: false,
          defaultMessageTimeToLive: "PT1H",
          autoDeleteOnIdle: "PT5M",
          forwardTo: "image-processing-queue",
          rules: {
            large: { sqlFilter: "name = '${user}'", action: "SET size = 'large'" },
            paid: { correlationFilter: { label: "paid", properties: { region: "%{eu}" } } },
          },
        },
      },
    },
  },
};

describe("every argument", () => {
  const all = withBus(OWN);

  test("every argument of a queue reaches Terraform, after the queue that it forwards to", () => {
    expect(queue(all, "work")).toEqual({
      name: "work",
      namespace_id: "${azurerm_servicebus_namespace.service_bus.id}",
      max_delivery_count: 3,
      max_size_in_megabytes: 2048,
      dead_lettering_on_message_expiration: true,
      requires_duplicate_detection: true,
      duplicate_detection_history_time_window: "PT1H",
      default_message_ttl: "P2D",
      lock_duration: "PT30S",
      auto_delete_on_idle: "P7D",
      // By reference: what it forwards to is there before.
      forward_to: "${azurerm_servicebus_topic.service_bus_topic_order-events.name}",
      forward_dead_lettered_messages_to: "${azurerm_servicebus_queue.service_bus_queue_email-queue.name}",
      requires_session: false,
      partitioning_enabled: false,
      batched_operations_enabled: true,
    });
  });

  test("every argument of a topic and a subscription reaches Terraform", () => {
    expect(all.platform.only(TOPIC)).toMatchObject({
      max_size_in_megabytes: 5120,
      requires_duplicate_detection: true,
      default_message_ttl: "P3D",
      auto_delete_on_idle: "P8D",
      partitioning_enabled: true,
    });
    expect(all.platform.only(SUBSCRIPTION)).toMatchObject({
      name: "analytics-service",
      max_delivery_count: 2,
      lock_duration: "PT45S",
      dead_lettering_on_message_expiration: true,
      dead_lettering_on_filter_evaluation_error: false,
      default_message_ttl: "PT1H",
      auto_delete_on_idle: "PT5M",
      forward_to: "${azurerm_servicebus_queue.service_bus_queue_image-processing-queue.name}",
    });
  });

  test("every argument of a rule reaches Terraform, as text", () => {
    const rules = Object.values(all.platform.all(RULE));
    expect(rules.filter(({ name }) => name !== "$Default")).toEqual([
      expect.objectContaining({
        name: "large",
        filter_type: "SqlFilter",
        sql_filter: "name = '$${user}'",
        action: "SET size = 'large'",
      }),
      expect.objectContaining({
        name: "paid",
        filter_type: "CorrelationFilter",
        correlation_filter: { label: "paid", properties: { region: "%%{eu}" } },
      }),
    ]);
  });

  test("the arguments of a rule decide whether the default rule still lets every message through", () => {
    const defaults = (backend: SynthesisedBackend): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        Object.entries(backend.platform.all(RULE))
          .filter(([, { name }]) => name === "$Default")
          .map(([id, { sql_filter: filter }]) => [id.replace(/_\w{8}$/, ""), filter]),
      );
    expect(defaults(all)).toEqual({ "service_bus_default_rule_order-events_analytics-service": "1=0" });
    expect(new Set(Object.values(defaults(prod)))).toEqual(new Set(["1=1"]));
    expect(JSON.stringify(all.platform.json["provider"])).toContain(
      '"servicebus":[{"auto_delete_subscription_default_rule":true}]',
    );
  });

  test("before azurerm 4.81 a deployment sets the default rule", () => {
    const provider = { version: "4.80.0" };
    const older = withBus(OWN, undefined, { provider });
    const olderProd = withBus({ enabled: true }, undefined, { environment: "prod", provider });
    expect(Object.values(older.platform.all(RULE)).map(({ name }) => name)).toEqual(["large", "paid"]);
    expect(JSON.stringify(older.platform.json["provider"])).not.toContain("servicebus");
    const ruleOf = (backend: SynthesisedBackend, name: string): unknown => {
      const found = Object.values(backend.platform.all(DEPLOYMENT)).find((each) => each["name"] === name);
      const template = JSON.parse((found?.["template_content"] as string | undefined) ?? "{}") as {
        resources?: readonly { name: string; properties: unknown }[];
      };
      return template.resources?.[0];
    };
    expect(ruleOf(older, "service-bus-rule-order-events-analytics-service-nothing")).toMatchObject({
      name: expect.stringMatching(/\/order-events\/analytics-service\/\$Default$/) as string,
      properties: { filterType: "SqlFilter", sqlFilter: { sqlExpression: "1=0" } },
    });
    expect(ruleOf(olderProd, "service-bus-rule-order-events-analytics-service-everything")).toMatchObject({
      properties: { sqlFilter: { sqlExpression: "1=1" } },
    });
  });
});
