import { defineEventHandler, defineQueueProcessor } from "../../../lib";
import { literals } from "../../support/shared";
import { problem, problemsOf } from "../../support/problems";

const entry = "./src/handler.ts";
const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
const source = { topic: "orders" };
/** A declaration as JavaScript could make it, and where its fields are. */
const declarations: readonly (readonly [string, string, (fields: object) => object])[] = [
  [
    "a trigger",
    "components.it.trigger",
    (fields) => ({ it: { kind: "function", name: "it", entry, trigger: { type: "eventGrid", ...fields } } }),
  ],
  [
    "an event handler",
    "components.it",
    (fields) => ({ it: { kind: "event-handler", name: "it", entry, ...fields } }),
  ],
];

const EITHER = 'write it like { topic: "orders" }, or { blobs: "uploads" }';
const TOPIC =
  "a topic's name has lower-case letters, digits and single hyphens, beginning with a letter, at most 24";
const KNOWN =
  "use Microsoft.Storage.BlobCreated, Microsoft.Storage.BlobDeleted, Microsoft.Storage.BlobTierChanged";

const ROWS: readonly (readonly [object, string, string, string])[] = [
  [{}, "source", "takes a topic or a container of blobs, got undefined", EITHER],
  [{ source: "orders" }, "source", 'takes a topic or a container of blobs, got "orders"', EITHER],
  [
    { source: { topic: "orders", blobs: "uploads" } },
    "source",
    'takes a topic or a container of blobs, got {"topic":"orders","blobs":"uploads"}',
    EITHER,
  ],
  [
    { source: { topic: "orders", blob: "uploads" } },
    "source.blob",
    'unknown field. Did you mean "blobs"?',
    "use one of topic, blobs",
  ],
  [
    { source: { topic: "Orders" } },
    "source.topic",
    `${TOPIC}, got "Orders"`,
    'choose a name such as "orders"',
  ],
  [
    { source: { topic: "o".repeat(25) } },
    "source.topic",
    `${TOPIC}, got "${"o".repeat(25)}"`,
    'choose a name such as "orders"',
  ],
  [{ source: { topic: 5 } }, "source.topic", "a topic has a name, got 5", 'choose a name such as "orders"'],
  [
    { source: { blobs: "Up" } },
    "source.blobs",
    'a blob container name has 3 to 63 characters, this one has 2; and lower-case letters, digits and single hyphens, no hyphen at either end, got "Up"',
    'choose a name such as "uploads"',
  ],
  [
    { source: { blobs: 5 } },
    "source.blobs",
    "a blob container has a name, got 5",
    'choose a name such as "uploads"',
  ],
  [
    { source, filter: "jpg" },
    "filter",
    'takes what events have to be like, got "jpg"',
    'write it like { subjectEndsWith: ".jpg" }',
  ],
  [
    { source, filter: { subjectBeginWith: "a" } },
    "filter.subjectBeginWith",
    'unknown field. Did you mean "subjectBeginsWith"?',
    "use one of eventTypes, subjectBeginsWith, subjectEndsWith",
  ],
  [
    { source, filter: { subjectEndsWith: "" } },
    "filter.subjectEndsWith",
    'takes a part of the subject, got ""',
    "give a string, or leave it out",
  ],
  [
    { source: { blobs: "uploads" }, filter: { subjectBeginsWith: "/blobServices/default" } },
    "filter.subjectBeginsWith",
    'takes how a blob\'s name begins, got "/blobServices/default"',
    'write it like "invoices/"',
  ],
  [
    { source, filter: { eventTypes: [] } },
    "filter.eventTypes",
    "must be a list of event types, got []",
    "name at least one, or leave it out",
  ],
  [
    { source, filter: { eventTypes: ["a", "a"] } },
    "filter.eventTypes",
    "names an event type twice",
    "name each once",
  ],
  [
    { source, filter: { eventTypes: [5] } },
    "filter.eventTypes",
    "takes names of event types, got 5",
    'write them like "Order.Placed"',
  ],
  [
    { source: { blobs: "uploads" }, filter: { eventTypes: ["Microsoft.Storage.BlobCreate"] } },
    "filter.eventTypes",
    'blobs have no event "Microsoft.Storage.BlobCreate". Did you mean "Microsoft.Storage.BlobCreated"?',
    KNOWN,
  ],
  [
    { source, retry: 5 },
    "retry",
    "takes how long an event is tried, got 5",
    "write it like { maxDeliveryAttempts: 10 }",
  ],
  [
    { source, retry: { attempts: 5 } },
    "retry.attempts",
    "unknown field",
    "use one of maxDeliveryAttempts, eventTimeToLiveInMinutes",
  ],
  [
    { source, retry: { maxDeliveryAttempts: 31 } },
    "retry.maxDeliveryAttempts",
    "must be a whole number from 1 to 30, got 31",
    "choose one, or leave it out",
  ],
  [
    { source, retry: { eventTimeToLiveInMinutes: 0.5 } },
    "retry.eventTimeToLiveInMinutes",
    "must be a whole number from 1 to 1440, got 0.5",
    "choose one, or leave it out",
  ],
  [
    { source, deadLetter: true },
    "deadLetter",
    "takes a blob container, or false, got true",
    'choose a name such as "event-dead-letters"',
  ],
  [
    { source, deadLetter: "Lost" },
    "deadLetter",
    'a blob container name has lower-case letters, digits and single hyphens, no hyphen at either end, got "Lost"',
    'choose a name such as "event-dead-letters"',
  ],
];

describe.each(declarations)("%s", (_kind, at, declared) => {
  test.each(ROWS)("an event trigger is not %j", (fields, path, message, fix) => {
    expect(problemsOf({}, declared(fields))).toEqual([bad(`${at}.${path}`, message, fix)]);
  });

  test("one error lists everything that is wrong with an event trigger", () => {
    const fields = { source: { topic: "A" }, filter: { eventTypes: [] }, retry: 1, deadLetter: "A" };
    expect(problemsOf({}, declared(fields)).map(({ path }) => path)).toEqual(
      ["source.topic", "filter.eventTypes", "retry", "deadLetter"].map((field) => `${at}.${field}`),
    );
  });

  test("the container of dead letters is not the container whose events are taken", () => {
    const problems = problemsOf({}, declared({ source: { blobs: "lost" }, deadLetter: "lost" }));
    expect(problems).toEqual([
      bad(
        `${at}.source.blobs`,
        'what cannot be delivered to components.it goes into "lost": that would be an event again, round in a circle',
        "name another container, or another deadLetter",
      ),
    ]);
  });

  test("an event trigger needs its topic, queue and containers to be switched on", () => {
    const topic = declared({ source });
    expect(problemsOf({ eventGrid: { topics: { orders: false } } }, topic)).toMatchObject([
      {
        path: "eventGrid.topics.orders",
        message: "components.it takes its events",
        fix: "leave eventGrid.topics.orders out",
      },
    ]);
    const storage = { queues: { "it-events": false }, containers: { "event-dead-letters": false } };
    expect(problemsOf({ storage }, topic).map(({ path }) => path)).toEqual([
      "storage.containers.event-dead-letters",
      "storage.queues.it-events",
    ]);
  });

  test("a misspelt topic is an error that names the nearest one", () => {
    expect(problemsOf({ eventGrid: { topics: { order: true } } }, declared({ source }))).toMatchObject([
      {
        path: `${at}.source.topic`,
        message: 'eventGrid.topics has no topic "orders". Did you mean "order"?',
        fix: 'name that one, or add eventGrid.topics: { "orders": true }',
      },
    ]);
    expect(problemsOf({ eventGrid: { topics: { audit: true } } }, declared({ source }))).toEqual([]);
  });

  test("dead letters are not kept in the container of the code", () => {
    expect(problemsOf({}, declared({ source, deadLetter: "function-packages" }))).toMatchObject([
      {
        path: `${at}.deadLetter`,
        message: "the function app's code is released into it, and a topic would have the right to write it",
        fix: "name another container",
      },
    ]);
  });

  test("blobs of an existing account are refused as a source of events", () => {
    const { storage } = literals();
    expect(problemsOf({ external: { storage } }, declared({ source: { blobs: "uploads" } }))).toMatchObject([
      {
        path: `${at}.source.blobs`,
        message:
          "an account has one system topic, in its own region, and external.storage brings an account that may have it already",
      },
    ]);
  });
});

test("two components cannot take events from one queue", () => {
  const handler = defineEventHandler({ name: "it", entry, source });
  const processor = defineQueueProcessor({ name: "other", entry, queue: "it-events" });
  expect(problemsOf({}, { handler, processor })).toEqual([
    bad(
      "components.processor.queue",
      'components.handler gets its events from "it-events": each of them would take some of the other\'s',
      "name another queue",
    ),
  ]);
});

test("dead letters are not kept in a public container", () => {
  const handler = defineEventHandler({ name: "it", entry, source, deadLetter: "assets" });
  expect(
    problemsOf({ storage: { containers: { assets: { publicAccess: "Blob" } } } }, { handler }),
  ).toMatchObject([
    {
      path: "storage.containers.assets.publicAccess",
      message: "what cannot be delivered to components.handler goes into it, and is not for everybody",
      fix: 'set it to "None"',
    },
  ]);
});

test.each(["Orders", "o".repeat(25), "a--b"])("the name of a topic is not %j", (name) => {
  expect(problemsOf({ eventGrid: { topics: { [name]: true } } })).toMatchObject([
    { path: `eventGrid.topics.${name}`, fix: "choose another name" },
  ]);
});

test("a topic is switched on or off, and other values are refused", () => {
  expect(problemsOf({ eventGrid: { topics: { orders: "yes" } } })).toMatchObject([
    { path: "eventGrid.topics.orders" },
  ]);
});
