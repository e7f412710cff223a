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
  "a topic name must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 24 characters";
const KNOWN =
  "use Microsoft.Storage.BlobCreated, Microsoft.Storage.BlobDeleted, Microsoft.Storage.BlobTierChanged";

const ROWS: readonly (readonly [object, string, string, string])[] = [
  [{}, "source", "must have either a topic or a blob container, got undefined", EITHER],
  [{ source: "orders" }, "source", 'must have either a topic or a blob container, got "orders"', EITHER],
  [
    { source: { topic: "orders", blobs: "uploads" } },
    "source",
    'must have either a topic or a blob container, got {"topic":"orders","blobs":"uploads"}',
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
  [
    { source: { topic: 5 } },
    "source.topic",
    "the name of the topic is missing, got 5",
    'choose a name such as "orders"',
  ],
  [
    { source: { blobs: "Up" } },
    "source.blobs",
    'a blob container name has 3 to 63 characters, this one has 2; and lower-case letters, digits and single hyphens, no hyphen at either end, got "Up"',
    'choose a name such as "uploads"',
  ],
  [
    { source: { blobs: 5 } },
    "source.blobs",
    "the name of the blob container is missing, got 5",
    'choose a name such as "uploads"',
  ],
  [
    { source, filter: "jpg" },
    "filter",
    'must be an object with filters, got "jpg"',
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
    'must be a part of the subject, got ""',
    "give a string, or remove it",
  ],
  [
    { source: { blobs: "uploads" }, filter: { subjectBeginsWith: "/blobServices/default" } },
    "filter.subjectBeginsWith",
    'must be the beginning of a blob name, got "/blobServices/default"',
    'write it like "invoices/"',
  ],
  [
    { source, filter: { eventTypes: [] } },
    "filter.eventTypes",
    "must be a list of event types, got []",
    "list at least one, or remove it",
  ],
  [
    { source, filter: { eventTypes: ["a", "a"] } },
    "filter.eventTypes",
    "lists an event type twice",
    "list each event type once",
  ],
  [
    { source, filter: { eventTypes: [5] } },
    "filter.eventTypes",
    "must be the name of an event type, got 5",
    'write it like "Order.Placed"',
  ],
  [
    { source: { blobs: "uploads" }, filter: { eventTypes: ["Microsoft.Storage.BlobCreate"] } },
    "filter.eventTypes",
    'unknown blob event "Microsoft.Storage.BlobCreate". Did you mean "Microsoft.Storage.BlobCreated"?',
    KNOWN,
  ],
  [
    { source, retry: 5 },
    "retry",
    "must be an object with retry settings, got 5",
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
    "correct or remove it",
  ],
  [
    { source, retry: { eventTimeToLiveInMinutes: 0.5 } },
    "retry.eventTimeToLiveInMinutes",
    "must be a whole number from 1 to 1440, got 0.5",
    "correct or remove it",
  ],
  [
    { source, deadLetter: true },
    "deadLetter",
    "must be a blob container or false, got true",
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
        'is the dead-letter container of components.it, "lost": each dead-lettered event would raise a new event, without end',
        "use another container, or another deadLetter",
      ),
    ]);
  });

  test("an event trigger needs its topic, queue and containers to be switched on", () => {
    const topic = declared({ source });
    expect(problemsOf({ eventGrid: { topics: { orders: false } } }, topic)).toMatchObject([
      {
        path: "eventGrid.topics.orders",
        message: "components.it receives its events",
        fix: "remove eventGrid.topics.orders",
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
        fix: 'use an existing topic, or add eventGrid.topics: { "orders": true }',
      },
    ]);
    expect(problemsOf({ eventGrid: { topics: { audit: true } } }, declared({ source }))).toEqual([]);
  });

  test("dead letters are not kept in the container of the code", () => {
    expect(problemsOf({}, declared({ source, deadLetter: "function-packages" }))).toMatchObject([
      {
        path: `${at}.deadLetter`,
        message: "the container has the code of the function app, and the topic would get write access to it",
        fix: "use another container",
      },
    ]);
  });

  test("blobs of an existing account are refused as a source of events", () => {
    const { storage } = literals();
    expect(problemsOf({ external: { storage } }, declared({ source: { blobs: "uploads" } }))).toMatchObject([
      {
        path: `${at}.source.blobs`,
        message:
          "a storage account can have one system topic, and the existing account of external.storage may already have it",
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
      'components.handler receives its events from queue "it-events": the two functions would take messages from each other',
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
      message: "it is the dead-letter container of components.handler, which must not be public",
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
