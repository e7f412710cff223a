import { defineFunction, defineQueueProcessor, reference } from "../../../lib";
import type { Problem } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";
import { EMPTY, api, bus, entry, started } from "../../support/service-bus";

const BUS = "optional.serviceBus";
const said = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ path, message, fix }) => `${path}: ${message} -> ${fix}`);
const refused = (settings: object, components: object = api): readonly string[] =>
  said(problemsOf(bus({ sku: { name: "Standard" }, ...settings }), components));
const queues = (work: object) => ({ queues: { work } });
const topics = (subscription: object) => ({ topics: { events: { subscriptions: { all: subscription } } } });

describe("a backend without Service Bus", () => {
  test("every use of Service Bus is refused where it is off, with the component and the option", () => {
    const sendMail = defineQueueProcessor({ name: "send-mail", entry });
    const it = defineFunction({
      name: "it",
      entry,
      trigger: { type: "serviceBus", topic: "events", subscription: "all" },
      bindings: [{ type: "serviceBus", direction: "out", name: "next", queue: reference.queue(sendMail) }],
      access: [{ type: "serviceBus", topic: "events", action: "send" }],
      environment: { HOST: reference.serviceBus.fullyQualifiedNamespace },
    });
    const fix = "-> set optional.serviceBus to true";
    expect([...said(problemsOf({}, { it, sendMail }))].sort()).toEqual([
      `components.it.access[0].topic: "events" is a Service Bus name, but the backend has no Service Bus ${fix}`,
      `components.it.bindings[0].queue: "send-mail" is a Service Bus name, but the backend has no Service Bus ${fix}`,
      `components.it.environment.HOST: refers to Service Bus, but the backend has none ${fix}`,
      `components.it.trigger.subscription: "all" is a Service Bus name, but the backend has no Service Bus ${fix}`,
    ]);
  });
});

describe("a chosen Basic", () => {
  test("a chosen Basic lacks what was chosen beside it, with one error for all", () => {
    const settings = {
      sku: { name: "Basic" },
      queues: {
        work: { requiresSession: true, requiresDuplicateDetection: true, defaultMessageTimeToLive: "P20D" },
      },
      topics: { events: {} },
    };
    expect(problemsOf(bus(settings), { it: started({ queue: "rest", sessions: true }) })).toEqual(
      [
        ["queues.work.requiresDuplicateDetection", "duplicate detection", "true"],
        ["queues.work.requiresSession", "sessions", "true"],
        ["queues.work.defaultMessageTimeToLive", "messages that are kept for more than P14D", '"P20D"'],
        ["topics.events", "topics", "{}"],
      ]
        .map(([path = "", lack = "", value = ""]) =>
          problem(
            `${BUS}.${path}`,
            `Basic has no ${lack}`,
            `set ${BUS}.sku.name to "Standard", or remove ${BUS}.${path}`,
            `your options (${BUS}.${path} = ${value})`,
            `your options (${BUS}.sku.name = "Basic")`,
          ),
        )
        .concat([
          problem(
            "components.it.trigger.queue",
            "Basic has no sessions",
            `set ${BUS}.sku.name to "Standard"`,
            "your components",
            `your options (${BUS}.sku.name = "Basic")`,
          ),
        ]),
    );
  });

  test("a chosen Basic leaves the default topics out, which it lacks", () => {
    expect(problemsOf(bus({ sku: { name: "Basic" } }))).toEqual([]);
  });
});

describe("units and partitions", () => {
  test("units and partitions are refused on tiers other than Premium", () => {
    expect(refused({ sku: { name: "Standard", capacity: 2, partitions: 2 } })).toEqual([
      `${BUS}.sku.capacity: Standard has no units of its own -> remove ${BUS}.sku.capacity, or set ${BUS}.sku.name to "Premium"`,
      `${BUS}.sku.partitions: Standard has no partitions of its own -> remove ${BUS}.sku.partitions, or set ${BUS}.sku.name to "Premium"`,
    ]);
  });

  test("units and partitions are numbers that Azure offers", () => {
    expect(refused({ sku: { name: "Premium", capacity: 2, partitions: 4 } })).toEqual([
      `${BUS}.sku.capacity: each of the 4 partitions needs at least one unit, got 2 -> set ${BUS}.sku.capacity to 4 or more, or ${BUS}.sku.partitions to 2`,
    ]);
    expect(refused({ sku: { name: "Premium", capacity: 3 } })).toEqual([
      expect.stringMatching(/^optional\.serviceBus\.sku\.capacity: .*1, 2, 4, 8, 16/),
    ]);
  });
});

test.each<[string, object, string]>([
  [
    "a queue that is too large",
    queues({ maxSizeInMegabytes: 10240 }),
    `${BUS}.queues.work.maxSizeInMegabytes: a queue in tier Standard has at most 5120 -> remove it, or set ${BUS}.sku.name to "Premium"`,
  ],
  [
    "messages that are too large",
    queues({ maxMessageSizeInKilobytes: 2048 }),
    `${BUS}.queues.work.maxMessageSizeInKilobytes: messages in tier Standard have at most 256 kilobytes -> remove it, or set ${BUS}.sku.name to "Premium"`,
  ],
  [
    "partitions of a Premium queue",
    { sku: { name: "Premium" }, ...queues({ enablePartitioning: true }) },
    `${BUS}.queues.work.enablePartitioning: in Premium, partitions are set for the whole namespace -> remove it, and set ${BUS}.sku.partitions`,
  ],
  [
    "a length of time in words",
    queues({ lockDuration: "5 minutes" }),
    `${BUS}.queues.work.lockDuration: must be an ISO 8601 duration in days, hours, minutes and seconds, got "5 minutes" -> write it like "PT30S" or "P1DT12H"`,
  ],
  [
    "a lock for too long",
    topics({ lockDuration: "PT6M" }),
    `${BUS}.topics.events.subscriptions.all.lockDuration: must be PT5S to PT5M, got "PT6M" -> use a value in this range`,
  ],
  [
    "a window of nothing",
    queues({ duplicateDetectionHistoryTimeWindow: "PT1H" }),
    `${BUS}.queues.work.duplicateDetectionHistoryTimeWindow: has no effect: duplicate detection is off -> set requiresDuplicateDetection to true, or remove it`,
  ],
  [
    "a window that is too short",
    queues({ requiresDuplicateDetection: true, duplicateDetectionHistoryTimeWindow: "PT10S" }),
    `${BUS}.queues.work.duplicateDetectionHistoryTimeWindow: must be PT20S to P7D, got "PT10S" -> use a value in this range`,
  ],
  [
    "a queue that goes at once",
    queues({ autoDeleteOnIdle: "PT4M" }),
    `${BUS}.queues.work.autoDeleteOnIdle: must be at least PT5M, got "PT4M" -> use a value in this range`,
  ],
  [
    "a name that Azure does not take",
    { queues: { "-work": {} } },
    `${BUS}.queues.-work: a Service Bus queue name must have letters, digits, full stops, hyphens and underscores, begin and end with a letter or digit, and have at most 260 characters, got "-work" -> choose another name`,
  ],
  [
    "names that differ in case",
    { queues: { work: {}, Work: {} } },
    `${BUS}.queues.Work: is the same name as "work": Azure ignores case -> remove one of them`,
  ],
  [
    "a queue with the name of a topic",
    { queues: { Events: {} }, topics: { events: {} } },
    `${BUS}.queues.Events: a topic also has the name "events", and names must be unique in a namespace -> choose another name for one of them`,
  ],
  [
    "a way to nowhere",
    queues({ forwardTo: "email-queu" }),
    `${BUS}.queues.work.forwardTo: the namespace has no queue or topic "email-queu". Did you mean "email-queue"? -> use one of ${BUS}.queues or ${BUS}.topics`,
  ],
  [
    "a way to itself",
    queues({ forwardDeadLetteredMessagesTo: "work" }),
    `${BUS}.queues.work.forwardDeadLetteredMessagesTo: messages would be forwarded in a circle -> use another queue or topic`,
  ],
  [
    "a way on from sessions",
    queues({ requiresSession: true, forwardTo: "email-queue" }),
    `${BUS}.queues.work.forwardTo: a queue or subscription with sessions cannot forward messages -> remove it, or set requiresSession to false`,
  ],
  [
    "rules that let nothing through",
    topics({ rules: {} }),
    `${BUS}.topics.events.subscriptions.all.rules: without a rule, the subscription would receive no messages -> remove it to receive every message, or add a rule`,
  ],
  [
    "a rule with two filters",
    topics({ rules: { one: { sqlFilter: "1=1", correlationFilter: { label: "a" } } } }),
    `${BUS}.topics.events.subscriptions.all.rules.one: must have either sqlFilter or correlationFilter -> write it like { sqlFilter: "quantity > 10" }, or { correlationFilter: { label: "paid" } }`,
  ],
  [
    "a rule that looks at nothing",
    topics({ rules: { one: { correlationFilter: { properties: {} } } } }),
    `${BUS}.topics.events.subscriptions.all.rules.one.correlationFilter: must have at least one property, each with a value -> write it like { label: "paid" }, or { properties: { region: "eu" } }`,
  ],
  [
    "a rule without a name",
    topics({ rules: { $Default: { sqlFilter: "1=1" } } }),
    `${BUS}.topics.events.subscriptions.all.rules.$Default: a Service Bus rule name must have letters, digits, full stops, hyphens and underscores, begin and end with a letter or digit, and have at most 50 characters, got "$Default" -> choose another name`,
  ],
])("a value %s is refused", (_what, settings, expected) => {
  expect(refused(settings)).toEqual([expected]);
});

test("a circle of three queues that forward is refused at each of them", () => {
  const settings = {
    queues: { one: { forwardTo: "events" }, two: { forwardTo: "one" } },
    topics: { events: { subscriptions: { all: { forwardTo: "two" } } } },
  };
  expect(problemsOf(bus(settings)).map(({ path }) => path)).toEqual([
    `${BUS}.queues.one.forwardTo`,
    `${BUS}.queues.two.forwardTo`,
    `${BUS}.topics.events.subscriptions.all.forwardTo`,
  ]);
});

describe("components that use Service Bus", () => {
  const it = started({ queue: "work" });
  const listener = started({ topic: "events", subscription: "all" });

  test.each<[string, object, object, readonly string[]]>([
    [
      "what they work on stays",
      {
        queues: { work: false },
        topics: { events: { subscriptions: { all: false } } },
      },
      { it, listener: { ...listener, name: "listener" } },
      [
        `${BUS}.queues.work: components.it uses it -> remove ${BUS}.queues.work`,
        `${BUS}.topics.events.subscriptions.all: components.listener uses it -> remove ${BUS}.topics.events.subscriptions.all`,
      ],
    ],
    [
      "a topic stays",
      { topics: { events: false } },
      { listener },
      [`${BUS}.topics.events: components.listener uses it -> remove ${BUS}.topics.events`],
    ],
    [
      "sessions are said alike",
      queues({ requiresSession: true }),
      { it },
      [
        `${BUS}.queues.work.requiresSession: components.it receives messages without sessions -> remove it, or use the trigger { type: "serviceBus", sessions: true }`,
      ],
    ],
    [
      "two say the same",
      EMPTY,
      { it, other: started({ queue: "work", sessions: true }, "other") },
      [
        "components.other.trigger.queue: components.it receives its messages without sessions, and this one by session -> use the same value for both",
      ],
    ],
    [
      "what is forwarded starts nothing",
      queues({ forwardTo: "email-queue" }),
      { it },
      [
        `${BUS}.queues.work.forwardTo: components.it receives its messages, and none would be left -> remove it`,
      ],
    ],
    [
      "a client of storage queues does not reach a queue that moves",
      EMPTY,
      {
        work: defineQueueProcessor({ name: "work", entry }),
        it: defineFunction({
          name: "it",
          entry,
          trigger: { type: "http", route: "it" },
          access: [{ type: "queue", queue: "work", action: "send" }],
        }),
      },
      [
        'components.it.access[0].queue: "work" is a Service Bus queue in a backend with Service Bus, and clients of storage queues cannot use it -> send with a binding of type "queue", which supports both, or declare access of type "serviceBus"',
      ],
    ],
    [
      "the setting that says where queues are is the backend's",
      EMPTY,
      {
        it: defineFunction({
          name: "it",
          entry,
          trigger: { type: "http", route: "it" },
          environment: { COMPONENT_QUEUES: "storage" },
        }),
      },
      [
        "components.it.environment.COMPONENT_QUEUES: the backend sets this app setting -> remove it: optional.serviceBus decides it",
      ],
    ],
  ])(
    "components and options of Service Bus that disagree are refused: %s",
    (_what, settings, components, expected) => {
      expect(refused(settings, components)).toEqual(expected);
    },
  );
});
