import fc from "fast-check";
import {
  type Access,
  BackendConfigError,
  type BackendOptions,
  type Binding,
  type Components,
  type Trigger,
  defineFunction,
  defineQueueProcessor,
  planBackend,
} from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { bus, entry } from "../../support/service-bus";
import { synthBackend } from "../../support/synth";

const ANY = { requiredKeys: [] };
const QUEUES = ["email-queue", "work", "send-mail"];
const TOPICS = ["order-events", "events"];
const queueName = fc.constantFrom(...QUEUES);
const topicName = fc.constantFrom(...TOPICS);
const target = fc.constantFrom("email-queue", ...TOPICS);
const duration = fc.constantFrom("PT5M", "PT5M", "PT5M", "P20D", "soon");

const times = { defaultMessageTimeToLive: duration, autoDeleteOnIdle: duration };
const receiver = {
  maxDeliveryCount: fc.constantFrom(1, 10),
  lockDuration: duration,
  requiresSession: fc.boolean(),
  forwardTo: target,
  forwardDeadLetteredMessagesTo: target,
};
const store = {
  maxSizeInMegabytes: fc.constantFrom(1024, 5120, 10240),
  requiresDuplicateDetection: fc.boolean(),
  duplicateDetectionHistoryTimeWindow: duration,
  enablePartitioning: fc.boolean(),
};
/** Mostly little is said: what is said everywhere contradicts itself. */
const little = <T>(fields: Readonly<Record<string, fc.Arbitrary<T>>>): fc.Arbitrary<object> =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(fields)), { maxLength: 2, size: "xsmall" })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fields[name] as fc.Arbitrary<unknown>]))),
    );
const orLeftOut = (said: fc.Arbitrary<object>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: said }, { weight: 1, arbitrary: fc.constant(false) });

const rules = fc.constantFrom(
  {},
  { large: { sqlFilter: "quantity > 10" } },
  { paid: { correlationFilter: { label: "paid" } } },
  { both: { sqlFilter: "1=1", correlationFilter: { label: "paid" } } },
);
const subscriptions = fc.dictionary(
  fc.constantFrom("notification-service", "mine"),
  orLeftOut(little<unknown>({ ...times, ...receiver, rules })),
  { maxKeys: 2 },
);
const settings = fc.record(
  {
    sku: fc.record(
      {
        name: fc.constantFrom("Basic", "Standard", "Premium"),
        capacity: fc.constantFrom(1, 2),
        partitions: fc.constantFrom(1, 2),
      },
      ANY,
    ),
    queues: fc.dictionary(queueName, orLeftOut(little<unknown>({ ...times, ...receiver, ...store })), {
      maxKeys: 2,
    }),
    topics: fc.dictionary(topicName, orLeftOut(little<unknown>({ ...times, ...store, subscriptions })), {
      maxKeys: 2,
    }),
  },
  ANY,
);

const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  queueName.map((queue) => ({ type: "queue", queue }) as const),
  fc.record({ type: fc.constant("serviceBus" as const), queue: queueName, sessions: fc.boolean() }),
  topicName.map((topic) => ({ type: "serviceBus", topic, subscription: "mine" }) as const),
);
const binding: fc.Arbitrary<Binding> = fc.oneof(
  queueName.map((queue) => ({ type: "queue", direction: "out", name: "out", queue }) as const),
  queueName.map((queue) => ({ type: "serviceBus", direction: "out", name: "out", queue }) as const),
  topicName.map((topic) => ({ type: "serviceBus", direction: "out", name: "out", topic }) as const),
);
const access: fc.Arbitrary<Access> = fc.oneof(
  queueName.map((queue) => ({ type: "queue", queue, action: "send" }) as const),
  queueName.map((queue) => ({ type: "serviceBus", queue, action: "receive" }) as const),
);
const components: fc.Arbitrary<Components> = fc
  .record({
    trigger,
    bindings: fc.array(binding, { maxLength: 1 }),
    access: fc.array(access, { maxLength: 1 }),
  })
  .map((declared) => ({
    sendMail: defineQueueProcessor({ name: "send-mail", entry }),
    it: defineFunction({ name: "it", entry, ...declared } as never),
  }));

const call: fc.Arbitrary<readonly [Components, BackendOptions]> = fc.tuple(
  components,
  fc
    .record({
      environment: fc.constantFrom("dev", "prod"),
      on: fc.constantFrom(true, true, true, false),
      settings,
    })
    .map(({ environment, on, settings: said }) =>
      bus({ enabled: on, ...said }, { environment, project: "shop", location: "westeurope" }),
    ),
);

/** Undefined where it is refused, in words that can be read. */
function planned(declared: Components, options: BackendOptions) {
  try {
    return planBackend(declared, options);
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    for (const { message, fix } of error.problems) {
      expect(`${message} ${fix}`).not.toMatch(/undefined|\[object|NaN/);
      expect(fix).not.toBe("");
    }
    return undefined;
  }
}

test("every combination of options is planned, or refused with every reason", () => {
  let accepted = 0;
  fc.assert(
    fc.property(call, ([declared, options]) => {
      const plan = planned(declared, options);
      if (plan === undefined) return;
      accepted += 1;
      const { serviceBus } = plan.services;
      if (!serviceBus.enabled) {
        expect(JSON.stringify(plan.appSettings)).not.toContain("SERVICEBUS");
        return;
      }
      if ("existing" in serviceBus) throw new Error("there is no existing resource here");
      const { sku, queues, topics, subscriptions: made } = serviceBus;
      if (sku === "Basic") {
        expect([...topics, ...made]).toEqual([]);
        for (const queue of queues) {
          expect(queue.requiresSession || queue.requiresDuplicateDetection === true).toBe(false);
          expect(queue.forwardTo ?? queue.forwardDeadLetteredMessagesTo).toBeUndefined();
        }
      }
      // Whoever takes messages or sends some finds what it works on.
      const there = [
        ...queues.map(({ name }) => `/queues/${name}`),
        ...topics.map(({ name }) => `/topics/${name}`),
        ...made.map(({ topic, name }) => `/topics/${topic}/subscriptions/${name}`),
      ];
      for (const { service, below } of plan.grants)
        if (service === "serviceBus") expect(there).toContain(below);
      expect(queues.map(({ name }) => name)).toContain("send-mail");
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(30);
});

test("every plan is built, and refers only to resources that exist", () => {
  // Most combinations are refused: drawn until so many are not.
  const accepted = call.filter(([declared, options]) => planned(declared, options) !== undefined);
  fc.assert(
    fc.property(accepted, ([declared, options]) => {
      const { backend, network, platform, workloads } = synthBackend(options, declared);
      const { stackIds } = backend.plan;
      expect(
        lostReferences({
          [stackIds.network]: network,
          [stackIds.platform]: platform,
          [stackIds.workloads]: workloads,
        }),
      ).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
