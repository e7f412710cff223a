import type { Chapter, Row } from "./row";

const NAMESPACE = "platform: azurerm_servicebus_namespace.service_bus";
const MAIL = "platform: azurerm_servicebus_queue.service_bus_queue_email-queue";
const IMAGES = "platform: azurerm_servicebus_queue.service_bus_queue_image-processing-queue";
const TOPIC = "platform: azurerm_servicebus_topic.service_bus_topic_order-events";
const SUBSCRIPTION = "platform: azurerm_servicebus_subscription.service_bus_subscription_order-events";
const BOTH: Row["on"] = ["dev with everything", "prod with everything"];
const DEV: Row["proof"] = [
  "services/service-bus/service",
  "dev stays on Basic, without what Basic lacks, with a note",
];
const PROD: Row["proof"] = [
  "services/service-bus/service",
  "prod is Standard, with the specification's queues and topic",
];
const LACKS = "Service Bus `Basic` in dev, with a topic and duplicate detection";
const MOVES = "`serviceBus: true // Use Service Bus instead of Storage Queues`";
const BY_NAME = "`queues: [{ name }]`, `topics: [{ name, subscriptions: [] }]`";

export const serviceBus: Chapter = {
  title: "10. Service Bus (Event-Driven Architecture)",
  rows: [
    {
      says: "`sku: { name: … 'Standard' }` in production",
      option: "optional.serviceBus.sku.name",
      on: ["prod with everything"],
      carriedBy: [NAMESPACE],
      has: { sku: "Standard" },
      property: "serviceBus",
      proof: PROD,
    },
    {
      says: "`sku: { name: … 'Basic' }` otherwise",
      option: "optional.serviceBus.sku.name",
      on: ["dev with everything", "custom call"],
      carriedBy: [NAMESPACE],
      has: { sku: "Basic" },
      property: "serviceBus",
      proof: DEV,
    },
    {
      says: "`queues: [{ name: 'email-queue' }]`",
      option: "optional.serviceBus.queues",
      on: BOTH,
      carriedBy: [MAIL],
      has: { name: "email-queue" },
      proof: PROD,
      differs: BY_NAME,
    },
    {
      says: "`maxDeliveryCount: 10`",
      option: "optional.serviceBus.queues.<name>.maxDeliveryCount",
      on: BOTH,
      carriedBy: [MAIL],
      has: { max_delivery_count: 10 },
      proof: PROD,
    },
    {
      says: "`deadLetteringOnMessageExpiration: true`",
      option: "optional.serviceBus.queues.<name>.deadLetteringOnMessageExpiration",
      on: BOTH,
      carriedBy: [MAIL],
      has: { dead_lettering_on_message_expiration: true },
      proof: PROD,
    },
    {
      says: "`requiresDuplicateDetection: true`",
      option: "optional.serviceBus.queues.<name>.requiresDuplicateDetection",
      on: ["prod with everything"],
      carriedBy: [MAIL],
      has: { requires_duplicate_detection: true },
      proof: PROD,
    },
    {
      says: "`requiresDuplicateDetection: true`",
      option: "optional.serviceBus.queues.<name>.requiresDuplicateDetection",
      on: ["dev with everything"],
      carriedBy: [MAIL],
      has: { requires_duplicate_detection: false },
      proof: DEV,
      differs: LACKS,
    },
    {
      says: "`{ name: 'image-processing-queue', maxSizeInMegabytes: 1024 }`",
      option: "optional.serviceBus.queues.<name>.maxSizeInMegabytes",
      on: BOTH,
      carriedBy: [IMAGES],
      has: { name: "image-processing-queue", max_size_in_megabytes: 1024 },
      proof: DEV,
    },
    {
      says: "`topics: [{ name: 'order-events' }]`",
      option: "optional.serviceBus.topics",
      on: ["prod with everything"],
      carriedBy: [TOPIC],
      has: { name: "order-events" },
      proof: PROD,
      differs: BY_NAME,
    },
    {
      says: "`topics: [{ name: 'order-events' }]`",
      option: "optional.serviceBus.topics",
      on: ["dev with everything"],
      without: [TOPIC],
      proof: DEV,
      differs: LACKS,
    },
    {
      says: "`subscriptions: [{ name: 'notification-service' }]`",
      option: "optional.serviceBus.topics.<name>.subscriptions",
      on: ["prod with everything"],
      carriedBy: [`${SUBSCRIPTION}_notification-service_f0bb2723`],
      has: { name: "notification-service" },
      proof: PROD,
      differs: BY_NAME,
    },
    {
      says: "`subscriptions: [{ name: 'analytics-service' }]`",
      option: "optional.serviceBus.topics.<name>.subscriptions",
      on: ["prod with everything"],
      carriedBy: [`${SUBSCRIPTION}_analytics-service_38f1a68a`],
      has: { name: "analytics-service" },
      proof: PROD,
      differs: BY_NAME,
    },
    {
      says: "Reliable message queuing",
      option: "optional.serviceBus.queues.<name>.lockDuration",
      on: BOTH,
      carriedBy: [NAMESPACE],
      has: { local_auth_enabled: false, minimum_tls_version: "1.2" },
      proof: DEV,
      differs: "private endpoints for everything in prod",
    },
    {
      says: "Dead letter queues for failed messages",
      option: "optional.serviceBus.queues.<name>.forwardDeadLetteredMessagesTo",
      on: BOTH,
      carriedBy: [MAIL],
      has: { max_delivery_count: 10, dead_lettering_on_message_expiration: true },
      proof: [
        "services/service-bus/arguments",
        "every argument of a queue reaches Terraform, after the queue that it forwards to",
      ],
    },
    {
      says: "Pub/sub with topics and subscriptions",
      option: "optional.serviceBus.topics.<name>.subscriptions.<name>.rules",
      on: ["prod with everything"],
      carriedBy: [
        `${SUBSCRIPTION}_notification-service_f0bb2723`,
        `${SUBSCRIPTION}_analytics-service_38f1a68a`,
      ],
      has: { topic_id: "${azurerm_servicebus_topic.service_bus_topic_order-events.id}" },
      proof: [
        "services/service-bus/arguments",
        "every argument of a topic and a subscription reaches Terraform",
      ],
    },
    {
      says: "Better than Storage Queues for production",
      option: "optional.serviceBus",
      on: BOTH,
      carriedBy: ["platform: azurerm_servicebus_queue.service_bus_queue_send-mail"],
      without: ["platform: azurerm_storage_queue.storage_queue_send-mail"],
      proof: [
        "services/service-bus/components",
        "the queue of a queue processor moves to Service Bus, Basic too, and so do its senders",
      ],
      differs: MOVES,
    },
    {
      says: "Session support for ordered processing",
      option: "optional.serviceBus.queues.<name>.requiresSession",
      on: BOTH,
      carriedBy: [MAIL],
      has: { requires_session: false },
      proof: [
        "services/service-bus/components",
        "a queue or subscription has sessions where a function takes messages by session",
      ],
    },
  ],
};

/** What other parts of the specification say of it. */
export const serviceBusElsewhere = {
  development: {
    says: "`serviceBus: 'Basic'`",
    option: "optional.serviceBus.sku.name",
    on: ["dev with everything"],
    carriedBy: [NAMESPACE],
    has: { sku: "Basic" },
    proof: DEV,
    differs: LACKS,
  },
  production: {
    says: "`serviceBus: 'Standard'`",
    option: "optional.serviceBus.sku.name",
    on: ["prod with everything"],
    carriedBy: [NAMESPACE],
    has: { sku: "Standard" },
    proof: PROD,
  },
  customCall: {
    says: "`optional: { serviceBus: true }`, instead of Storage Queues",
    option: "optional.serviceBus",
    on: ["custom call"],
    carriedBy: [NAMESPACE, "platform: azurerm_storage_queue.storage_queue_tasks"],
    property: "serviceBus",
    proof: ["services/service-bus/service", "Service Bus is switched on by true, and by settings"],
    differs: MOVES,
  },
  diagnostics: {
    says: "Applied to: Service Bus",
    option: "logs.diagnostics.OperationalLogs",
    on: BOTH,
    carriedBy: ["platform: azurerm_monitor_diagnostic_setting.service_bus_diagnostics"],
    has: {
      enabled_log: [
        { category: "OperationalLogs" },
        { category: "VNetAndIPFilteringLogs" },
        { category: "RuntimeAuditLogs" },
        { category: "ApplicationMetricsLogs" },
      ],
      enabled_metric: [{ category: "AllMetrics" }],
    },
    proof: ["services/service-bus/service", "prod sends its logs and metrics to tables of their own"],
  },
  field: {
    says: "`readonly serviceBus?: ServiceBusNamespace`",
    option: "optional.serviceBus",
    on: BOTH,
    carriedBy: [NAMESPACE],
    property: "serviceBus",
    proof: ["services/service-bus/service", "Service Bus is switched on by true, and by settings"],
  },
  step: {
    says: "7. Optional services: Service Bus",
    option: "optional.serviceBus",
    on: ["prod with everything"],
    carriedBy: [NAMESPACE],
    proof: ["services/service-bus/service", "Service Bus is switched on by true, and by settings"],
    differs: "one construct, built in nine steps",
  },
  summary: {
    says: "11. Service Bus, opt-in",
    option: "optional.serviceBus",
    on: ["dev", "prod"],
    without: [NAMESPACE],
    property: "serviceBus",
    proof: [
      "services/service-bus/service",
      "Service Bus is off in every environment unless an option switches it on",
    ],
  },
} as const satisfies Readonly<Record<string, Row>>;
