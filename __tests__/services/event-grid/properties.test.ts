import fc from "fast-check";
import { BackendConfigError, type Components } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const source = fc.oneof(
  fc.record({ topic: fc.constantFrom("orders", "order-events") }),
  fc.record({ blobs: fc.constantFrom("uploads", "photos", "lost") }),
);
const events = fc.record(
  {
    source,
    filter: fc.record(
      { subjectBeginsWith: fc.constant("in/"), subjectEndsWith: fc.constant(".jpg") },
      { requiredKeys: [] },
    ),
    retry: fc.record({ maxDeliveryAttempts: fc.integer({ min: 1, max: 30 }) }, { requiredKeys: [] }),
    deadLetter: fc.constantFrom(false as const, "lost", "gone"),
  },
  { requiredKeys: ["source"] },
);
const handlers = fc.array(events, { minLength: 1, maxLength: 4 });
const options = fc.record({
  environment: fc.constantFrom("dev", "prod"),
  eventGrid: fc.record({ topics: fc.constantFrom({}, { audit: true, orders: true }) }),
  storage: fc.record({ hostAccount: fc.constantFrom("shared" as const, "separate" as const) }),
});

/** Each of them declared as a trigger or as a handler: the same but for the words. */
function declared(all: readonly object[], asTriggers: boolean): Components {
  const entry = "./src/handler.ts";
  return Object.fromEntries(
    all.map((each, index) => {
      const name = `handler-${index}`;
      return asTriggers
        ? [name, { kind: "function", name, entry, trigger: { type: "eventGrid", ...each } }]
        : [name, { kind: "event-handler", name, entry, ...each }];
    }),
  ) as unknown as Components;
}

/** What each subscription sends somewhere: `<topic> queue <name>`, `<topic> container <name>`. */
function sent({ workloads }: SynthesisedBackend): readonly string[] {
  const ofTopics = Object.values(workloads.all("azurerm_eventgrid_event_subscription")).map(
    (each) => [/outputs\.event_grid_(\w+)_topic_id/.exec(each["scope"] as string)?.[1] ?? "", each] as const,
  );
  const ofBlobs = Object.values(workloads.all("azurerm_eventgrid_system_topic_event_subscription"));
  return [...ofTopics, ...ofBlobs.map((each) => ["system", each] as const)].flatMap(([topic, each]) => {
    const { queue_name: queue } = each["storage_queue_endpoint"] as JsonObject;
    const letters = each["storage_blob_dead_letter_destination"] as JsonObject | undefined;
    const container = letters?.["storage_blob_container_name"];
    return [
      `${topic} queue ${queue as string}`,
      ...(typeof container === "string" ? [`${topic} container ${container}`] : []),
    ];
  });
}

/** What each topic may send somewhere, in the same words; what is not made is not there. */
function allowed({ platform }: SynthesisedBackend): readonly string[] {
  return Object.values(platform.all("azurerm_role_assignment")).map((role) => {
    const principal = /\.event_grid_(system_topic|topic_([\w-]+))\./.exec(role["principal_id"] as string);
    const [, kind = "", target = ""] =
      /azurerm_storage_(queue|container)\.(.*)\.id/.exec(role["scope"] as string) ?? [];
    const name = platform.all(`azurerm_storage_${kind}`)[target]?.["name"] as string;
    return `${principal?.[2]?.replaceAll("-", "_") ?? "system"} ${kind} ${name}`;
  });
}

test("for any events, each topic may do what its subscriptions need, and nothing else", () => {
  const outcomes = { synthesised: 0, refused: 0 };
  fc.assert(
    fc.property(handlers, options, (all, said) => {
      try {
        const backend = synthBackend(said, declared(all, false));
        const wanted = [...new Set(sent(backend))].sort();
        expect(wanted.length).toBeGreaterThan(0);
        expect([...allowed(backend)].sort()).toEqual(wanted);
        const { network, platform, workloads } = backend;
        const { stackIds } = backend.backend.plan;
        expect(
          lostReferences({
            [stackIds.network]: network,
            [stackIds.platform]: platform,
            [stackIds.workloads]: workloads,
          }),
        ).toEqual([]);
        const asTriggers = synthBackend(said, declared(all, true));
        for (const role of ["network", "platform", "workloads"] as const)
          expect(asTriggers[role].text).toBe(backend[role].text);
        outcomes.synthesised += 1;
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
        // The one thing that these can get wrong.
        for (const { message } of error.problems) expect(message).toContain("without end");
        outcomes.refused += 1;
      }
    }),
    { numRuns: 25 },
  );
  expect(outcomes.synthesised).toBeGreaterThan(5);
  expect(outcomes.refused).toBeGreaterThan(0);
});
