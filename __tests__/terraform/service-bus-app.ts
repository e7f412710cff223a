import { App } from "cdktf";
import {
  type BackendOptions,
  defineBackend,
  defineFunction,
  defineQueueProcessor,
  reference,
} from "../../lib";

// What can be declared of Service Bus: a queue processor, those who send to it, and triggers of queue and topic.
const entry = __filename;
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const sendMail = defineQueueProcessor({ name: "send-mail", entry });
const app = new App();
defineBackend(
  {
    sendMail,
    order: defineFunction({
      name: "order",
      entry,
      trigger: { type: "http", route: "orders" },
      bindings: [
        { type: "queue", direction: "out", name: "mails", queue: reference.queue(sendMail) },
        { type: "serviceBus", direction: "out", name: "events", topic: "order-events" },
      ],
      environment: { ORDER_BUS: reference.serviceBus.fullyQualifiedNamespace },
    }),
    ship: defineFunction({
      name: "ship",
      entry,
      trigger: { type: "serviceBus", queue: "shipments", sessions: true },
    }),
    bill: defineFunction({
      name: "bill",
      entry,
      trigger: { type: "serviceBus", topic: "order-events", subscription: "billing" },
      access: [{ type: "serviceBus", queue: "shipments", action: "send" }],
    }),
  },
  { app, ...options },
);
app.synth();
