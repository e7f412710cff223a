import {
  type Access,
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  reference,
} from "../../lib";
import { literals } from "../support/shared";
import { problem, problemsOf } from "../support/problems";

const entry = "./src/handler.ts";
const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
const timer = { type: "timer", schedule: "0 0 4 * * *" } as const;
const working = (name: string, ...access: readonly Access[]) =>
  defineFunction({ name, entry, trigger: timer, access });
const reading = (table: string) => ({ type: "table", table, action: "read" }) as const;

describe("the resources of the Functions host", () => {
  const release = "the code of the function app is released to it";
  const own = (name: string) => `"${name}" is reserved for the Functions host`;

  test("containers, queues and tables of the host are refused in a component", () => {
    const it = working(
      "it",
      { type: "blob", container: "function-packages", action: "write" },
      { type: "blob", container: "azure-webjobs-secrets", action: "read" },
      { type: "queue", queue: "azure-webjobs-blobtrigger-it", action: "send" },
    );
    expect(problemsOf({}, { it })).toEqual([
      bad(
        "components.it.access[1].container",
        own("azure-webjobs-secrets"),
        "choose a name with another beginning",
      ),
      bad(
        "components.it.access[2].queue",
        own("azure-webjobs-blobtrigger-it"),
        "choose a name with another beginning",
      ),
      bad("components.it.access[0].container", release, "use another container"),
    ]);
  });

  test("containers and queues of the host start no function", () => {
    const blob = defineFunction({
      name: "blob",
      entry,
      trigger: { type: "blob", path: "function-packages/{n}" },
    });
    const event = defineEventHandler({ name: "event", entry, source: { blobs: "function-packages" } });
    expect(problemsOf({}, { blob, event }).map(({ path, message }) => [path, message])).toEqual([
      ["components.blob.trigger.path", release],
      ["components.event.source.blobs", release],
    ]);
  });
});

test("two components of one table spell its name in the same way", () => {
  const components = { one: working("one", reading("Visits")), two: working("two", reading("visits")) };
  expect(problemsOf({}, components)).toEqual([
    bad(
      "components.two.access[0].table",
      '"visits" is the same name as "Visits" of components.one: Azure ignores the case of table names',
      'write it "Visits", or choose another name',
    ),
  ]);
});

test("a component spells the name of a table as the options do", () => {
  expect(problemsOf({}, { it: working("it", reading("Logs")) })).toEqual([
    bad(
      "components.it.access[0].table",
      '"Logs" is the same name as "logs" of storage.tables.logs: Azure ignores the case of table names',
      'write it "logs", or choose another name',
    ),
  ]);
});

describe("a setting that refers", () => {
  const set = (environment: object) => ({
    it: { kind: "function", name: "it", entry, trigger: timer, environment },
  });
  const mail = defineQueueProcessor({ name: "send-mail", entry });
  const orders = defineCrudApi({
    name: "orders",
    entityName: "Order",
    partitionKey: "/id",
    schema: { n: "number" },
  });
  const both = { QUEUE: reference.queue(mail), CONTAINER: reference.container(orders) };

  test("a setting that refers to an unknown component is refused", () => {
    expect(problemsOf({}, set(both))).toEqual([
      bad(
        "components.it.environment.CONTAINER",
        'the backend has no container "orders"',
        'add it to cosmos.containers: { "orders": { partitionKey: "/id" } }, or set partitionKey',
      ),
      bad(
        "components.it.environment.QUEUE",
        'the backend has no queue "send-mail"',
        'pass the processor as a component, or add it to storage.queues: { "send-mail": true }',
      ),
    ]);
  });

  test("a setting may refer to what a component, the options or another owner makes", () => {
    expect(problemsOf({}, { mail, orders, ...set(both) })).toEqual([]);
    const cosmos = { containers: { orders: { partitionKey: "/id" } } };
    expect(problemsOf({ cosmos, storage: { queues: { "send-mail": true } } }, set(both))).toEqual([]);
    const { cosmos: account, storage } = literals();
    expect(problemsOf({ external: { cosmos: account, storage } }, set(both))).toEqual([]);
  });
});

describe("leases", () => {
  const feed = defineFunction({
    name: "feed",
    entry,
    trigger: { type: "cosmosDB", container: "orders", partitionKey: "/id" },
  });
  const leases = defineCrudApi({
    name: "leases",
    entityName: "Lease",
    partitionKey: "/id",
    schema: { n: "number" },
  });

  test("the items of an API are not in the container of leases", () => {
    expect(problemsOf({}, { feed, leases })).toEqual([
      bad(
        "components.leases.name",
        'components.feed uses container "leases" for the leases of its change feed',
        "choose another name",
      ),
    ]);
    expect(problemsOf({}, { leases })).toEqual([]);
  });

  test("the container of leases has no time to live", () => {
    const lasting = (defaultTtl: number) => ({
      cosmos: { containers: { leases: { partitionKey: "/id", defaultTtl } } },
    });
    expect(problemsOf(lasting(60), { feed })).toMatchObject([
      {
        path: "cosmos.containers.leases.defaultTtl",
        message:
          "components.feed stores its leases there, and would read the change feed from the beginning if they expire",
      },
    ]);
    expect(problemsOf(lasting(-1), { feed })).toEqual([]);
  });
});
