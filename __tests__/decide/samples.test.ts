import fc from "fast-check";
import {
  type BackendOptions,
  type BackendPlan,
  type Components,
  defineFunction,
  defineQueueProcessor,
  planBackend,
  secret,
} from "../../lib";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";
import { notesOf } from "../support/planned";
import { synthBackend } from "../support/synth";

const serviceBus = { sku: { name: "Standard" } } as const;

function planned(options: BackendOptions, components: Components = { feedbackApi }): BackendPlan {
  const place = { project: "shop", location: "eastus2", notes: "silent" } as const;
  return planBackend(components, { ...place, optional: { serviceBus }, ...options });
}

/** Everything of a plan that the specification has as a sample, or that is called like one. */
function insides({ services: { storage, serviceBus: bus, keyVault } }: BackendPlan) {
  if (!bus.enabled) throw new Error("the plan has no Service Bus");
  const named = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name);
  return {
    containers: named(storage.children.containers),
    queues: storage.children.queues,
    tables: storage.children.tables,
    busQueues: named(bus.queues),
    topics: named(bus.topics),
    subscriptions: bus.subscriptions.map(({ topic, name }) => `${topic}/${name}`),
    secrets: named(keyVault.secrets),
  };
}

const NOTHING = {
  containers: ["function-packages"],
  queues: [],
  tables: [],
  busQueues: [],
  topics: [],
  subscriptions: [],
  secrets: [],
};

const SAMPLES = {
  containers: ["assets", "function-packages", "uploads"],
  queues: ["deadletter", "notifications", "tasks"],
  tables: ["logs", "sessions"],
  busQueues: ["email-queue", "image-processing-queue"],
  topics: ["order-events"],
  subscriptions: ["order-events/analytics-service", "order-events/notification-service"],
  secrets: ["jwt-secret"],
};

/** The Functions host puts blobs there that cannot be processed. */
const POISON = "webjobs-blobtrigger-poison";

const mail = defineQueueProcessor({ name: "email-queue", entry: __filename });
const onUpload = defineFunction({
  name: "on-upload",
  entry: __filename,
  trigger: { type: "blob", path: "uploads/{name}" },
  environment: { SIGNING_KEY: secret("jwt-secret") },
});
const audit = defineFunction({
  name: "audit",
  entry: __filename,
  trigger: { type: "serviceBus", topic: "order-events", subscription: "audit" },
});

describe("samples", () => {
  test.each(["dev", "staging", "prod"])(
    "a backend in %s has them unless it says otherwise",
    (environment) => {
      expect(insides(planned({ environment }))).toEqual(SAMPLES);
      expect(insides(planned({ environment, samples: true }))).toEqual(SAMPLES);
    },
  );

  test.each(["dev", "staging", "prod"])("samples: false leaves all of them out of %s", (environment) => {
    const plan = planned({ environment, samples: false });
    expect(insides(plan)).toEqual(NOTHING);
    expect(plan.samples).toBe(false);
    expect(planned({ environment })).not.toHaveProperty("samples");
  });

  test("no stack names one of them without samples, and every stack is the same with samples: true", () => {
    const options = { environment: "prod", optional: { serviceBus } };
    const components = { feedbackApi };
    const [usual, having, without] = [{}, { samples: true }, { samples: false }].map((samples) =>
      synthBackend({ ...options, ...samples }, components),
    );
    expect(having?.platform.text).toBe(usual?.platform.text);
    const names =
      /uploads|"assets"|"tasks"|notifications|deadletter|"sessions"|email-queue|order-events|jwt-/;
    expect(usual?.platform.text).toMatch(names);
    for (const role of ["network", "platform", "workloads"] as const)
      expect(without?.[role].text).not.toMatch(names);
  });

  test("what a component uses stays", () => {
    const plan = planned({ samples: false }, { mail, onUpload, audit });
    expect(insides(plan)).toEqual({
      ...NOTHING,
      containers: ["function-packages", "uploads"],
      queues: [POISON],
      busQueues: ["email-queue"],
      topics: ["order-events"],
      subscriptions: ["order-events/audit"],
      secrets: ["jwt-secret"],
    });
    expect(notesOf(plan).filter((note) => note.includes("jwt-secret"))).toEqual([]);
  });

  test("what options declare stays, with the settings that they say alone", () => {
    const plan = planned({
      samples: false,
      storage: { queues: { tasks: true }, containers: { media: {} } },
      keyVault: { secrets: { "jwt-secret": {} } },
      optional: { serviceBus: { ...serviceBus, queues: { "email-queue": { maxDeliveryCount: 3 } } } },
    });
    expect(insides(plan)).toEqual({
      ...NOTHING,
      containers: ["function-packages", "media"],
      queues: ["tasks"],
      busQueues: ["email-queue"],
      secrets: ["jwt-secret"],
    });
    const bus = plan.services.serviceBus;
    expect(bus.enabled && bus.queues).toEqual([
      { name: "email-queue", maxDeliveryCount: 3, requiresSession: false, enablePartitioning: false },
    ]);
  });

  test("an environment can leave them out, and the call has the last word", () => {
    const environments = { lean: { extends: "prod", samples: false } };
    expect(insides(planned({ environment: "lean", environments }))).toEqual(NOTHING);
    expect(insides(planned({ environment: "lean", environments, samples: true }))).toEqual(SAMPLES);
  });

  test("explain says that they are left out, and who said so", () => {
    const app = { project: "shop", location: "eastus2", notes: "silent", samples: false } as const;
    expect(synthBackend(app, { feedbackApi }).backend.explain("samples")).toBe(
      "samples = false  (your options)",
    );
    expect(synthBackend({}, { feedbackApi }).backend.explain("samples")).toBe("");
  });

  test("a value that is neither true nor false is refused", () => {
    expect(problemsOf({ samples: "none" })).toEqual([
      problem("samples", 'must be true or false, got "none"', "give true or false"),
    ]);
  });

  test.each(["sample", "defaultSamples", "specificationSamples"])("%s gets the hint samples", (name) => {
    expect(problemsOf({ [name]: false }).map(({ message }) => message)).toEqual([
      'unknown option, got false. Did you mean "samples"?',
    ]);
  });

  test("a single sample can be left out, jwt-secret among them, unless a component uses it", () => {
    const options = { keyVault: { secrets: { "jwt-secret": false } } } as const;
    expect(insides(planned(options))).toEqual({ ...SAMPLES, secrets: [] });
    expect(() => planned(options, { onUpload })).toThrow('the key vault has no secret "jwt-secret"');
  });
});

describe("a topic of the user's own that is called like a sample", () => {
  const own = { "order-events": { subscriptions: { billing: {} } } };

  test("has the subscriptions that options give it, and a note says what is left out", () => {
    const plan = planned({ optional: { serviceBus: { ...serviceBus, topics: own } } });
    expect(insides(plan).subscriptions).toEqual(["order-events/billing"]);
    const left = (name: string): string =>
      `adjusted optional.serviceBus.topics.order-events.subscriptions.${name}: false, because ` +
      "optional.serviceBus.topics.order-events declares the topic, and this subscription is a sample";
    expect(notesOf(plan)).toEqual(
      expect.arrayContaining([left("notification-service"), left("analytics-service")]),
    );
  });

  test("has the subscriptions of components, and lifts Basic as any other", () => {
    const plan = planned({ environment: "dev", optional: { serviceBus: true } }, { audit });
    expect(insides(plan).subscriptions).toEqual(["order-events/audit"]);
  });

  test("keeps a subscription of a sample's name that a component declares", () => {
    const analytics = defineFunction({
      name: "analytics",
      entry: __filename,
      trigger: { type: "serviceBus", topic: "order-events", subscription: "analytics-service" },
    });
    expect(insides(planned({}, { analytics })).subscriptions).toEqual(["order-events/analytics-service"]);
  });

  test.each<[string, object, readonly string[]]>([
    ["changes one", { maxDeliveryCount: 3 }, ["analytics-service", "notification-service"]],
    ["removes one", false as unknown as object, ["notification-service"]],
  ])("is the sample where an option %s of its subscriptions", (_what, given, left) => {
    const topics = { "order-events": { subscriptions: { "analytics-service": given } } };
    const plan = planned({ optional: { serviceBus: { ...serviceBus, topics } } }, { audit });
    expect(insides(plan).subscriptions).toEqual(
      [...left, "audit"].sort().map((name) => `order-events/${name}`),
    );
  });

  test("has no subscription of a sample without samples, whatever it is called", () => {
    const topics = { "order-events": { subscriptions: {} } };
    const plan = planned({ samples: false, optional: { serviceBus: { ...serviceBus, topics } } });
    expect(insides(plan)).toMatchObject({ topics: ["order-events"], subscriptions: [] });
    expect(notesOf(plan).filter((note) => note.includes("sample"))).toEqual([]);
  });
});

test("without samples a backend has nothing that neither components nor options name, whatever they are", () => {
  const switches = fc.record({ tasks: fc.boolean(), mine: fc.boolean() }, { requiredKeys: [] });
  const all = { mail, onUpload, audit };
  const some = fc.subarray(Object.keys(all) as readonly (keyof typeof all)[] as (keyof typeof all)[]);
  fc.assert(
    fc.property(some, switches, fc.constantFrom("dev", "staging", "prod"), (used, queues, environment) => {
      const components = { feedbackApi, ...Object.fromEntries(used.map((name) => [name, all[name]])) };
      const found = insides(planned({ environment, samples: false, storage: { queues } }, components));
      const has = (name: keyof typeof all): boolean => used.includes(name);
      expect(found).toEqual({
        ...NOTHING,
        containers: ["function-packages", ...(has("onUpload") ? ["uploads"] : [])],
        queues: [
          ...Object.entries(queues).flatMap(([name, wanted]) => (wanted ? [name] : [])),
          ...(has("onUpload") ? [POISON] : []),
        ].sort(),
        busQueues: has("mail") ? ["email-queue"] : [],
        topics: has("audit") ? ["order-events"] : [],
        subscriptions: has("audit") ? ["order-events/audit"] : [],
        secrets: has("onUpload") ? ["jwt-secret"] : [],
      });
    }),
    { numRuns: 30 },
  );
});
