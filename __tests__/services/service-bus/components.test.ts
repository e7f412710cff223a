import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendOptions, defineFunction, defineQueueProcessor, reference } from "../../../lib";
import { localSettings } from "../../../lib/local";
import { packageCode } from "../../../lib/packaging";
import { startPackage } from "../../../lib/stand-in/functions-host";
import { notes } from "../../support/api-management";
import { EMPTY, entry, started, withBus } from "../../support/service-bus";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";
import { userProject } from "../../support/user-project";

const HANDLER = "./src/handler.js";
const sendMail = defineQueueProcessor({ name: "send-mail", entry: HANDLER });
const order = defineFunction({
  name: "order",
  entry: HANDLER,
  trigger: { type: "http", route: "orders" },
  bindings: [
    { type: "queue", direction: "out", name: "mails", queue: reference.queue(sendMail) },
    // By its name it is the same queue.
    { type: "queue", direction: "out", name: "more", queue: "send-mail" },
    { type: "queue", direction: "out", name: "others", queue: "others" },
  ],
  environment: { MAILS: reference.queue(sendMail) },
});
const audit = defineFunction({ name: "audit", entry: HANDLER, trigger: { type: "queue", queue: "others" } });
const components = { sendMail, order, audit };

const settingsIn = ({ workloads }: SynthesisedBackend): JsonObject =>
  workloads.only("azurerm_windows_function_app")["app_settings"] as JsonObject;
const mine = (backend: SynthesisedBackend, prefix: RegExp): readonly string[] =>
  Object.keys(settingsIn(backend))
    .filter((name) => prefix.test(name))
    .sort();
const grantsOf = ({ backend }: SynthesisedBackend): readonly string[] =>
  backend.plan.grants
    .filter(({ uses }) => uses !== undefined)
    .map(({ role, below }) => `${role} ${below ?? ""}`)
    .sort();
const queuesOf = ({ platform }: SynthesisedBackend, type: string): readonly unknown[] =>
  Object.values(platform.all(type)).map(({ name }) => name);

describe("the queue of a queue processor", () => {
  const without = synthBackend({}, components);
  const on = withBus(EMPTY, components);

  test("the queue of a queue processor is in the storage account where there is no Service Bus", () => {
    expect(queuesOf(without, "azurerm_storage_queue")).toEqual(
      expect.arrayContaining(["send-mail", "send-mail-poison", "others", "others-poison"]),
    );
    expect(settingsIn(without)).not.toHaveProperty("COMPONENT_QUEUES");
  });

  test("the queue of a queue processor moves to Service Bus, Basic too, and so do its senders", () => {
    expect(queuesOf(on, "azurerm_servicebus_queue")).toEqual(["send-mail"]);
    expect(on.platform.only("azurerm_servicebus_namespace")["sku"]).toBe("Basic");
    // What no processor works off stays.
    expect(queuesOf(on, "azurerm_storage_queue")).toEqual([
      "deadletter",
      "notifications",
      "others",
      "others-poison",
      "tasks",
    ]);
    expect(settingsIn(on)["COMPONENT_QUEUES"]).toBe("serviceBus");
    expect(settingsIn(on)["MAILS"]).toBe("send-mail");
    expect(mine(on, /^SEND_MAIL_/)).toEqual([
      "SEND_MAIL_SERVICEBUS_QUEUE",
      "SEND_MAIL_SERVICEBUS__credential",
      "SEND_MAIL_SERVICEBUS__fullyQualifiedNamespace",
    ]);
    expect(mine(on, /^ORDER_/)).toEqual([
      "ORDER_SERVICEBUS__credential",
      "ORDER_SERVICEBUS__fullyQualifiedNamespace",
      "ORDER_STORAGE__credential",
      "ORDER_STORAGE__queueServiceUri",
    ]);
    expect(grantsOf(on)).toEqual([
      "Azure Service Bus Data Receiver /queues/send-mail",
      "Azure Service Bus Data Sender /queues/send-mail",
      "Storage Queue Data Message Processor /queueServices/default/queues/others",
      "Storage Queue Data Message Sender /queueServices/default/queues/others",
      "Storage Queue Data Message Sender /queueServices/default/queues/others-poison",
      "Storage Queue Data Reader /queueServices/default/queues/others",
    ]);
  });

  test("the queue of a queue processor is configured like any other on Service Bus", () => {
    const set = withBus(
      { ...EMPTY, queues: { ...EMPTY.queues, "send-mail": { maxDeliveryCount: 5 } } },
      components,
    );
    expect(set.platform.only("azurerm_servicebus_queue")["max_delivery_count"]).toBe(5);
  });

  test("the queue of a queue processor is read by the same package in every environment", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bus-package-"));
    try {
      const root = userProject(folder, { "src/handler.js": "module.exports = (message) => message;\n" });
      const { file } = await packageCode(components, { root });
      const bytes = readFileSync(file);
      const bindingsIn = (settings: Readonly<Record<string, string>>) =>
        Object.fromEntries(startPackage(bytes, settings).map(({ name, bindings }) => [name, bindings]));
      const [dev, prod] = [bindingsIn({}), bindingsIn({ COMPONENT_QUEUES: "serviceBus" })];
      const storage = { queueName: "send-mail", connection: "SEND_MAIL_STORAGE" };
      const bus = { queueName: "send-mail", connection: "SEND_MAIL_SERVICEBUS" };
      expect(Object.values(dev["send-mail"] ?? {})).toEqual([
        expect.objectContaining({ type: "queueTrigger", ...storage }),
      ]);
      expect(Object.values(prod["send-mail"] ?? {})).toEqual([
        expect.objectContaining({ type: "serviceBusTrigger", ...bus }),
      ]);
      expect(dev["order"]).toMatchObject({
        mails: { type: "queue", queueName: "send-mail", connection: "ORDER_STORAGE" },
        more: { type: "queue", queueName: "send-mail", connection: "ORDER_STORAGE" },
      });
      expect(prod["order"]).toMatchObject({
        mails: { type: "serviceBus", queueName: "send-mail", connection: "ORDER_SERVICEBUS" },
        more: { type: "serviceBus", queueName: "send-mail", connection: "ORDER_SERVICEBUS" },
        others: { type: "queue", queueName: "others", connection: "ORDER_STORAGE" },
      });
      expect(prod["audit"]).toEqual(dev["audit"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("the queue of a queue processor is a storage queue on a developer's machine", () => {
    const { content, missing } = localSettings({ sendMail, order }, { project: "shop" });
    expect(content.Values).toMatchObject({ SEND_MAIL_STORAGE: "UseDevelopmentStorage=true" });
    expect(content.Values).not.toHaveProperty("COMPONENT_QUEUES");
    expect(missing).toEqual([]);
  });
});

describe("declarations of Service Bus", () => {
  test("a queue or subscription has sessions where a function takes messages by session", () => {
    const { platform } = withBus(EMPTY, {
      ship: started({ queue: "shipments", sessions: true }, "ship"),
      bill: started({ topic: "events", subscription: "billing", sessions: true }, "bill"),
    });
    expect(platform.only("azurerm_servicebus_namespace")["sku"]).toBe("Standard");
    expect(platform.only("azurerm_servicebus_queue")["requires_session"]).toBe(true);
    expect(platform.only("azurerm_servicebus_subscription")["requires_session"]).toBe(true);
  });

  test("local settings need a connection to Service Bus, for which there is no local emulator", () => {
    const { missing } = localSettings({ it: started({ queue: "shipments" }) }, { project: "shop" });
    expect(missing).toEqual([
      { name: "IT_SERVICEBUS", by: "components.it", standsFor: "a connection to serviceBus" },
    ]);
  });

  test("references in settings lead to the declared queues and topics", () => {
    const it = defineFunction({
      name: "it",
      entry,
      trigger: { type: "http", route: "it" },
      environment: { BUS: reference.serviceBus.fullyQualifiedNamespace, NAME: reference.serviceBus.name },
    });
    expect(settingsIn(withBus({ enabled: true }, { it }))).toMatchObject({
      BUS: "${data.terraform_remote_state.platform.outputs.service_bus_fully_qualified_namespace}",
      NAME: "${data.terraform_remote_state.platform.outputs.service_bus_name}",
    });
  });

  test("a warning is given where two functions read from one queue", () => {
    const both = withBus(EMPTY, {
      one: started({ queue: "work" }, "one"),
      two: started({ queue: "work" }, "two"),
      three: started({ topic: "events", subscription: "all" }, "three"),
      four: started({ topic: "others", subscription: "all" }, "four"),
    });
    expect(notes(both).filter((note) => note.startsWith("warning"))).toEqual([
      'warning: components.two.trigger.queue: components.one also has a trigger on "work": each message goes to only one of them',
    ]);
  });

  test("each function gets the least role on each queue or topic, and a receiver's role on its subscription", () => {
    const it = defineFunction({
      name: "it",
      entry,
      trigger: { type: "serviceBus", topic: "events", subscription: "mine" },
      bindings: [{ type: "serviceBus", direction: "out", name: "next", topic: "events" }],
      access: [
        { type: "serviceBus", queue: "work", action: "receive" },
        { type: "serviceBus", topic: "events", subscription: "theirs", action: "receive" },
        { type: "serviceBus", queue: "done", action: "send" },
      ],
    });
    const backend = withBus(EMPTY, { it });
    expect(grantsOf(backend)).toEqual([
      "Azure Service Bus Data Receiver /queues/work",
      "Azure Service Bus Data Receiver /topics/events/subscriptions/mine",
      "Azure Service Bus Data Receiver /topics/events/subscriptions/theirs",
      "Azure Service Bus Data Sender /queues/done",
      "Azure Service Bus Data Sender /topics/events",
    ]);
    const scopes = Object.values(backend.workloads.all("azurerm_role_assignment")).map(({ scope }) => scope);
    expect(scopes).toContain(
      "${data.terraform_remote_state.platform.outputs.service_bus_id}/topics/events/subscriptions/mine",
    );
  });

  test("Service Bus can be off in one environment and on in another", () => {
    const options: BackendOptions = {
      environments: { test: { extends: "dev", optional: { serviceBus: true } } },
    };
    for (const [environment, there] of [
      ["dev", false],
      ["test", true],
    ] as const)
      expect(synthBackend({ ...options, environment }, components).backend.serviceBus !== undefined).toBe(
        there,
      );
  });
});
