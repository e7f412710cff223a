import {
  type BackendOptions,
  type Components,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  planBackend,
} from "../../lib";

const entry = "./src/handler.ts";
const warnings = (components: Components, options: BackendOptions = {}): readonly string[] =>
  planBackend(components, { project: "feedback", location: "eastus2", ...options }).notes.flatMap(
    ({ level, path, message }) => (level === "warning" ? [`${path}: ${message}`] : []),
  );
const circle = (container: string): string =>
  `components.it is triggered by "${container}" and also writes to it: make sure that this does not run in an endless loop`;
const thumbnail = (path: string) => ({ type: "blob", direction: "out", name: "thumbnail", path }) as const;

test("two functions of one queue give a warning", () => {
  const one = defineFunction({ name: "one", entry, trigger: { type: "queue", queue: "mails" } });
  const two = defineQueueProcessor({ name: "two", entry, queue: "mails" });
  const message = 'also has a trigger on "mails": each message goes to only one of them';
  expect(warnings({ one, two })).toEqual([`components.two.queue: components.one ${message}`]);
  expect(warnings({ two, one })).toEqual([`components.one.trigger.queue: components.two ${message}`]);
  expect(warnings({ one, two: defineQueueProcessor({ name: "two", entry }) })).toEqual([]);
});

describe("a function that writes what starts it", () => {
  const started = (path: string, written: string) =>
    defineFunction({ name: "it", entry, trigger: { type: "blob", path }, bindings: [thumbnail(written)] });

  test("a function that writes to its trigger's container gives a warning where every blob starts it", () => {
    expect(warnings({ it: started("photos/{name}", "photos/{name}.small") })).toEqual([
      `components.it.bindings[0].path: ${circle("photos")}`,
    ]);
  });

  test.each([
    ["photos/in/{name}", "photos/out/{name}"],
    ["photos/{name}.jpg", "photos/{name}.png"],
    ["photos/{name}", "thumbnails/{name}"],
  ])("a function that writes elsewhere gives no warning: from %s to %s", (from, to) => {
    expect(warnings({ it: started(from, to) })).toEqual([]);
  });

  test("such a function gives a warning with events of blobs, unless a filter separates them", () => {
    const handler = { name: "it", entry, source: { blobs: "photos" } } as const;
    const access = [{ type: "blob", container: "photos", action: "write" }] as const;
    expect(warnings({ it: defineEventHandler({ ...handler, access }) })).toEqual([
      `components.it.access[0].container: ${circle("photos")}`,
    ]);
    const filter = { subjectBeginsWith: "in/" };
    expect(warnings({ it: defineEventHandler({ ...handler, access, filter }) })).toEqual([]);
  });

  test("such a function gives a warning with a change feed, and none for reading", () => {
    const feed = (action: "read" | "write") =>
      defineFunction({
        name: "it",
        entry,
        trigger: { type: "cosmosDB", container: "orders", partitionKey: "/id" },
        access: [{ type: "cosmosDB", container: "orders", action }],
      });
    expect(warnings({ it: feed("write") })).toEqual([
      `components.it.access[0].container: ${circle("orders")}`,
    ]);
    expect(warnings({ it: feed("read") })).toEqual([]);
  });
});

test("a blob trigger on Flex Consumption gives a warning with the component's name and the alternative", () => {
  const it = defineFunction({ name: "it", entry, trigger: { type: "blob", path: "photos/{name}" } });
  const message =
    "components.it.trigger: FC1 does not poll containers for blobs, so nothing triggers the function: " +
    'declare it with defineEventHandler and source: { blobs: "photos" }';
  expect(warnings({ it }, { functionApp: { plan: "FC1" } })).toContain(message);
  expect(warnings({ it }, { functionApp: { plan: "EP1" } })).toEqual([]);
});
