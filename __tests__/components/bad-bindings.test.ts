import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const declared = (parts: object): object => ({
  feedbackApi,
  it: {
    kind: "function",
    name: "it",
    entry: "./src/handler.ts",
    trigger: { type: "timer", schedule: "0 0 4 * * *" },
    ...parts,
  },
});
const bound = (...bindings: readonly unknown[]): object => declared({ bindings });
const accessing = (...access: readonly unknown[]): object => declared({ access });

describe("bindings", () => {
  const TYPES = '"blob", "queue", "table", "cosmosDB", "eventHub", "serviceBus", "secret", "redis"';
  const item = { type: "cosmosDB", direction: "out", name: "item", container: "feedback" };

  test.each<[string, object, ReturnType<typeof bad>]>([
    [
      "no list",
      declared({ bindings: item }),
      bad(
        "components.it.bindings",
        'must be a list of bindings, got {"type":"cosmosDB","direction":"out","name":"item","container":"feedback"}',
        'write it like [{ type: "blob", direction: "out", name: "report", path: "reports/{id}.json" }]',
      ),
    ],
    [
      "of a type that there is not",
      bound({ ...item, type: "cosmosDb" }),
      bad(
        "components.it.bindings[0]",
        `must have a type of ${TYPES}, got {"type":"cosmosDb","direction":"out","name":"item","container":"feedback"}. Did you mean "cosmosDB"?`,
        "use one of them",
      ),
    ],
    [
      "nothing",
      bound(undefined),
      bad("components.it.bindings[0]", `must have a type of ${TYPES}, got undefined`, "use one of them"),
    ],
    [
      "without a direction",
      bound({ ...item, direction: "inout" }),
      bad(
        "components.it.bindings[0].direction",
        'must be in or out for a binding of type cosmosDB, got "inout"',
        'use "in" or "out"',
      ),
    ],
    [
      "of a queue that is read",
      bound({ type: "queue", direction: "in", name: "mails", queue: "mails" }),
      bad(
        "components.it.bindings[0].direction",
        'must be out for a binding of type queue, got "in"',
        'use "out"',
      ),
    ],
    [
      "to a secret",
      bound({ type: "secret", direction: "in", name: "token", secret: "jwt-secret" }),
      bad(
        "components.it.bindings[0].direction",
        "there is no binding of type secret",
        "declare it in access, or in environment with secret(name)",
      ),
    ],
    [
      "to a queue and a topic of Service Bus at once",
      bound({ type: "serviceBus", direction: "out", name: "mails", queue: "mails", topic: "mails" }),
      bad(
        "components.it.bindings[0]",
        "must have either a queue or a topic",
        'write it like { queue: "orders" } or { topic: "orders" }',
      ),
    ],
    [
      "without a name",
      bound({ ...item, name: "an item" }),
      bad(
        "components.it.bindings[0].name",
        'must have letters and digits and begin with a letter, got "an item"',
        'choose a name such as "report"',
      ),
    ],
    [
      "of one name",
      bound(item, { ...item, direction: "in" }),
      bad(
        "components.it.bindings[1].name",
        '"item" is also the name of another binding of this function',
        "give one of them another name",
      ),
    ],
    [
      "of a field that there is not",
      bound({ ...item, sqlQuery: "SELECT * FROM c" }),
      bad(
        "components.it.bindings[0].sqlQuery",
        "unknown field",
        "use one of type, direction, name, container, partitionKey",
      ),
    ],
    [
      "to a container that nobody makes",
      bound({ ...item, container: "feedbak" }),
      bad(
        "components.it.bindings[0].container",
        'the backend has no container "feedbak". Did you mean "feedback"?',
        'add it to cosmos.containers: { "feedbak": { partitionKey: "/id" } }, or set partitionKey',
      ),
    ],
    [
      "that clash over a partition key",
      bound({ ...item, partitionKey: "/user" }),
      bad(
        "components.it.bindings[0].container",
        'container "feedback" has the partition key /user here and /id in components.feedbackApi',
        "set the same partition key in both, or give one of them another name",
      ),
    ],
    [
      "by id and by query",
      bound({ ...item, direction: "in", id: "{id}", sqlQuery: "SELECT * FROM c" }),
      bad(
        "components.it.bindings[0].id",
        "must not be combined with sqlQuery: id selects one item",
        "remove id or sqlQuery",
      ),
    ],
    [
      "by a query that is no text",
      bound({ ...item, direction: "in", sqlQuery: 5 }),
      bad(
        "components.it.bindings[0].sqlQuery",
        "must be a string, got 5",
        "give a string, or remove sqlQuery",
      ),
    ],
    [
      "to a queue that Azure does not take",
      bound({ type: "queue", direction: "out", name: "mails", queue: "Mails" }),
      bad(
        "components.it.bindings[0].queue",
        'a storage queue name has lower-case letters, digits and single hyphens, no hyphen at either end, got "Mails"',
        'choose a name such as "tasks"',
      ),
    ],
    [
      "to a queue by a reference to a container",
      bound({ type: "queue", direction: "out", name: "mails", queue: { kind: "container", name: "mails" } }),
      bad(
        "components.it.bindings[0].queue",
        'the name of the storage queue is missing, got {"kind":"container","name":"mails"}',
        'choose a name such as "tasks"',
      ),
    ],
    [
      "to a table that Azure does not take",
      bound({ type: "table", direction: "out", name: "logs", table: "my-logs" }),
      bad(
        "components.it.bindings[0].table",
        'a storage table name has letters and digits, beginning with a letter, not "table", got "my-logs"',
        'choose a name such as "logs"',
      ),
    ],
    [
      "of one entity that is filtered",
      bound({ type: "table", direction: "in", name: "logs", table: "logs", rowKey: "1", take: 5 }),
      bad(
        "components.it.bindings[0].rowKey",
        "must not be combined with filter or take: rowKey selects one entity",
        "remove rowKey, or filter and take",
      ),
    ],
    [
      "of less than one entity",
      bound({ type: "table", direction: "in", name: "logs", table: "logs", take: 0 }),
      bad(
        "components.it.bindings[0].take",
        "must be a whole number of at least 1, got 0",
        "remove it to read all entities",
      ),
    ],
    [
      "of a row key that is no text",
      bound({ type: "table", direction: "out", name: "logs", table: "logs", rowKey: 7 }),
      bad("components.it.bindings[0].rowKey", "must be a string, got 7", "give a string, or remove rowKey"),
    ],
    [
      "to a container without a blob",
      bound({ type: "blob", direction: "out", name: "report", path: "reports" }),
      bad(
        "components.it.bindings[0].path",
        'must be a container and a blob pattern, got "reports"',
        'write it like "uploads/{name}"',
      ),
    ],
  ])("bindings cannot be %s", (_what, components, expected) => {
    expect(problemsOf({}, components)).toEqual([expected]);
  });
});

describe("access", () => {
  const TYPES = '"blob", "queue", "table", "cosmosDB", "eventHub", "serviceBus", "secret", "redis"';

  test.each<[string, object, ReturnType<typeof bad>]>([
    [
      "no list",
      declared({ access: "blobs" }),
      bad(
        "components.it.access",
        'must be a list of access declarations, got "blobs"',
        'write it like [{ type: "blob", container: "reports", action: "read" }]',
      ),
    ],
    [
      "to what has none",
      accessing({ type: "signalR", action: "read" }),
      bad(
        "components.it.access[0]",
        `must have a type of ${TYPES}, got {"type":"signalR","action":"read"}`,
        "use one of them",
      ),
    ],
    [
      "to do what cannot be done",
      accessing({ type: "blob", container: "reports", action: "own" }),
      bad(
        "components.it.access[0].action",
        'must be read or write for access of type blob, got "own"',
        'use "read" or "write"',
      ),
    ],
    [
      "to a container that Azure does not take",
      accessing({ type: "blob", container: "My_Reports", action: "read" }),
      bad(
        "components.it.access[0].container",
        'a blob container name has lower-case letters, digits and single hyphens, no hyphen at either end, got "My_Reports"',
        'choose a name such as "reports"',
      ),
    ],
    [
      "to a secret that the vault does not have",
      accessing({ type: "secret", secret: "jwt-secrets", action: "read" }),
      bad(
        "components.it.access[0].secret",
        'the key vault has no secret "jwt-secrets". Did you mean "jwt-secret"?',
        'add it to keyVault.secrets: { "jwt-secrets": {} } for a random value, or { "jwt-secrets": { value: "given" } } for one that you put into the vault',
      ),
    ],
    [
      "to a secret without a name",
      accessing({ type: "secret", action: "read" }),
      bad(
        "components.it.access[0].secret",
        "the name of the secret is missing, got undefined",
        'choose a name such as "jwt-secret"',
      ),
    ],
    [
      "of a field that there is not",
      accessing({ type: "table", table: "logs", action: "read", rowKey: "1" }),
      bad("components.it.access[0].rowKey", "unknown field", "use one of type, table, action"),
    ],
  ])("access cannot be %s", (_what, components, expected) => {
    expect(problemsOf({}, components)).toEqual([expected]);
  });

  test("access to a table that the options leave out is refused", () => {
    expect(
      problemsOf(
        { storage: { tables: { logs: false } } },
        accessing({ type: "table", table: "logs", action: "read" }),
      ),
    ).toEqual([expect.objectContaining({ path: "storage.tables.logs", message: "components.it uses it" })]);
  });
});

test("one error lists everything that is wrong in several parts", () => {
  expect(
    problemsOf(
      {},
      declared({
        environment: { A: 5 },
        bindings: [{ type: "blob", direction: "out", name: "a", path: "x" }],
        access: [{ type: "blob" }],
      }),
    ).map(({ path }) => path),
  ).toEqual([
    "components.it.environment.A",
    "components.it.bindings[0].path",
    "components.it.access[0].action",
  ]);
});
