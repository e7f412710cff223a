import { defineCrudApi, defineFunction, defineQueueProcessor } from "../../lib";
import { ncrontabFault } from "../../lib/components/triggers/ncrontab";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const entry = "./src/handler.ts";
const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const started = (trigger: unknown): object => ({ it: { kind: "function", name: "it", entry, trigger } });

describe("a route", () => {
  const words = "must be words and {parameters} separated by slashes, got";
  const write = 'write it like "orders/{id}", without a slash at either end';
  const constraints =
    "alpha, bool, datetime, decimal, double, file, float, guid, int, length, long, max, maxlength, min, minlength, " +
    "nonfile, range, regex, required";

  test.each([
    ["/orders", `${words} "/orders"`, write],
    ["orders/", `${words} "orders/"`, write],
    ["orders//id", `${words} "orders//id"`, write],
    ["orders/{}", `${words} "orders/{}"`, write],
    ["orders/{1d}", `${words} "orders/{1d}"`, write],
    ["orders?x", `${words} "orders?x"`, write],
    [5, `${words} 5`, write],
    ["admin/users", "is reserved: the Functions host uses the route admin", "begin it with another word"],
    ["{*rest}/id", '{*rest} must be the last part of a route, got "{*rest}/id"', "move it to the end"],
    ["a/{id?}/b", '{id?} must be the last part of a route, got "a/{id?}/b"', "move it to the end"],
    ["a/{id}/{ID:int}", "has two parameters named id", "give one of them another name"],
    ["a/{id:intt}", 'unknown constraint "intt". Did you mean "int"?', `use one of ${constraints}`],
    ["a/{id:int:uuid}", 'unknown constraint "uuid". Did you mean "guid"?', `use one of ${constraints}`],
  ])("a route is not %j", (route, message, fix) => {
    expect(problemsOf({}, started({ type: "http", route }))).toEqual([
      bad("components.it.trigger.route", message, fix),
    ]);
  });

  test.each([
    "orders",
    "orders/{id}",
    "orders/{id:int}",
    "files/{*path}",
    "a/{id?}",
    "a.b/~c",
    "x/{n:range(1,5)}",
    "x/{n:int:min(1)}/{time:datetime}",
    "x/{code:regex(^a:b$)}",
  ])("a route is %j", (route) => {
    expect(problemsOf({}, started({ type: "http", route }))).toEqual([]);
  });

  test("a route has known methods and a known level", () => {
    expect(problemsOf({}, started({ type: "http", methods: ["GTE", 5], authLevel: "user" }))).toEqual([
      bad(
        "components.it.trigger.authLevel",
        'must be one of function, admin, anonymous, got "user"',
        "use one of them",
      ),
      bad(
        "components.it.trigger.methods",
        'unknown method "GTE". Did you mean "GET"?',
        "use GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
      ),
      bad(
        "components.it.trigger.methods",
        "unknown method 5",
        "use GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
      ),
    ]);
    expect(problemsOf({}, started({ type: "http", methods: [] }))).toEqual([
      bad(
        "components.it.trigger.methods",
        "must be a list of methods, got []",
        'write it like ["GET"], or remove it',
      ),
    ]);
  });
});

describe("two routes", () => {
  const at = (name: string, route: string, methods?: readonly ("GET" | "POST" | "PUT")[]) =>
    defineFunction({
      name,
      entry,
      trigger: { type: "http", route, ...(methods === undefined ? {} : { methods }) },
    });
  const fix = "give one of them another route, or other methods";

  test("two routes are not the same", () => {
    expect(problemsOf({}, { one: at("one", "orders"), two: at("two", "Orders", ["POST"]) })).toEqual([
      bad("components.two.trigger.route", "components.one also answers POST Orders", fix),
    ]);
  });

  test("two routes do not differ in the names of parameters alone", () => {
    expect(problemsOf({}, { one: at("one", "orders/{id}"), two: at("two", "orders/{number}") })).toEqual([
      bad(
        "components.two.trigger.route",
        "components.one also answers GET, POST orders/{id}: other parameter names do not make it a different route from orders/{number}",
        fix,
      ),
    ]);
  });

  test.each([
    ["orders/{id?}", "orders"],
    ["orders", "orders/{id?}"],
    ["orders/{id?}", "orders/{number}"],
    ["orders/{id:int?}", "orders/{number:int}"],
  ])("the routes %s and %s do not differ in an optional parameter", (one, two) => {
    expect(problemsOf({}, { one: at("one", one), two: at("two", two) })).toEqual([
      bad(
        "components.two.trigger.route",
        `components.one also answers GET, POST ${one}: an optional parameter does not make it a different route from ${two}`,
        fix,
      ),
    ]);
  });

  test("a route of a function is not the route of a CRUD API", () => {
    expect(problemsOf({}, { feedbackApi, it: at("it", "feedback/{key}", ["PUT"]) })).toEqual([
      bad(
        "components.it.trigger.route",
        "components.feedbackApi also answers PUT feedback/{id}: other parameter names do not make it a different route from feedback/{key}",
        fix,
      ),
    ]);
    const readOnly = defineCrudApi({ ...feedbackApi, routes: { update: false } });
    expect(problemsOf({}, { readOnly, it: at("it", "feedback/{key}", ["PUT"]) })).toEqual([]);
  });

  test("two routes may share a path with other methods, or with another constraint", () => {
    const components = {
      one: at("one", "orders", ["GET"]),
      two: at("two", "orders", ["PUT"]),
      three: at("three", "items/{id:int}"),
      four: at("four", "items/{name:alpha}"),
      five: at("five", "files/{name?}"),
      six: at("six", "files/{name:int}"),
    };
    expect(problemsOf({}, components)).toEqual([]);
  });
});

describe("a schedule", () => {
  test.each([
    ["0 */5 * * * *"],
    ["*/5 * * * *"],
    ["0 0 9-17 * * MON-FRI"],
    ["0 30 4 1,15 JAN,jul *"],
    ["0 30 4 * January,Sept Monday-Fri"],
    ["59 59 23 31 12 6"],
    ["0 5-55/10 * * * *"],
  ])("a schedule is %j", (schedule) => {
    expect(ncrontabFault(schedule)).toBeUndefined();
  });

  test.each([
    [
      "every day",
      "must have six fields (second, minute, hour, day, month, day of the week), or five without the second",
    ],
    [
      "* * * *",
      "must have six fields (second, minute, hour, day, month, day of the week), or five without the second",
    ],
    [
      "* * * * * * *",
      "must have six fields (second, minute, hour, day, month, day of the week), or five without the second",
    ],
    ["60 * * * * *", 'has the invalid second "60": use a value from 0 to 59'],
    ["0 0 24 * * *", 'has the invalid hour "24": use a value from 0 to 23'],
    ["0 0 0 0 * *", 'has the invalid day "0": use a value from 1 to 31'],
    ["0 0 0 * 13 *", 'has the invalid month "13": use a value from 1 to 12'],
    ["0 0 0 * * 7", 'has the invalid day of the week "7": use a value from 0 to 6'],
    ["0 0 0 * * FUN", 'has the invalid day of the week "FUN": use a value from 0 to 6'],
    ["0 0 0 * * Mondays", 'has the invalid day of the week "Mondays": use a value from 0 to 6'],
    ["0 0 0 * Ja *", 'has the invalid month "Ja": use a value from 1 to 12'],
    ["0 */0 * * * *", 'has the invalid minute "*/0": use a value from 0 to 59'],
    ["0 9-5 * * * *", 'has the invalid minute "9-5": use a value from 0 to 59'],
    ["0 1-2-3 * * * *", 'has the invalid minute "1-2-3": use a value from 0 to 59'],
    ["0 1/2/3 * * * *", 'has the invalid minute "1/2/3": use a value from 0 to 59'],
    ["* 24 * * *", 'has the invalid hour "24": use a value from 0 to 23'],
    [
      "",
      "must have six fields (second, minute, hour, day, month, day of the week), or five without the second",
    ],
  ])("a schedule is not %j", (schedule, fault) => {
    expect(ncrontabFault(schedule)).toContain(fault);
  });

  test("the error about a schedule names the wrong field", () => {
    expect(problemsOf({}, started({ type: "timer", schedule: "61 * * * * *" }))).toEqual([
      bad(
        "components.it.trigger.schedule",
        'has the invalid second "61": use a value from 0 to 59, got "61 * * * * *"',
        'write it like "0 */5 * * * *", or like "%CLEANUP_SCHEDULE%" with the name of an app setting',
      ),
    ]);
    expect(problemsOf({}, started({ type: "timer" }))).toHaveLength(1);
  });
});

describe("a queue", () => {
  const rule =
    "a storage queue name has lower-case letters, digits and single hyphens, no hyphen at either end";
  const fix = 'choose a name such as "tasks"';

  test.each([
    ["Tasks", `${rule}, got "Tasks"`],
    ["a--b", `${rule}, got "a--b"`],
    [
      "mail-poison",
      'a name that ends in -poison is reserved for the poison queue of another queue, got "mail-poison"',
    ],
    [
      "q".repeat(57),
      `a queue name must have at most 56 characters, because -poison is added to it for the poison queue, got "${"q".repeat(57)}"`,
    ],
    [5, "the name of the storage queue is missing, got 5"],
  ])("a queue is not named %j", (queue, message) => {
    expect(problemsOf({}, started({ type: "queue", queue }))).toEqual([
      bad("components.it.trigger.queue", message, fix),
    ]);
    expect(problemsOf({}, { it: { kind: "queue-processor", name: "it", entry, queue } })).toEqual([
      bad("components.it.queue", message, fix),
    ]);
  });

  test("a queue cannot be left out while a component works on it", () => {
    const it = defineQueueProcessor({ name: "it", entry, queue: "tasks" });
    expect(problemsOf({ storage: { queues: { tasks: false } } }, { it })).toMatchObject([
      {
        path: "storage.queues.tasks",
        message: "components.it uses it",
        fix: "remove storage.queues.tasks",
      },
    ]);
  });
});

describe("a change feed", () => {
  const feed = (trigger: object): object => started({ type: "cosmosDB", ...trigger });

  test("a change feed needs a container that is made", () => {
    expect(problemsOf({}, { feedbackApi, ...feed({ container: "feedbak" }) })).toMatchObject([
      {
        path: "components.it.trigger.container",
        message: 'the backend has no container "feedbak". Did you mean "feedback"?',
        fix: 'add it to cosmos.containers: { "feedbak": { partitionKey: "/id" } }, or set partitionKey',
      },
    ]);
  });

  test("a change feed has the partition key of the container that is made", () => {
    const components = { feedbackApi, ...feed({ container: "feedback", partitionKey: "/rating" }) };
    expect(problemsOf({}, components)).toMatchObject([
      {
        path: "components.it.trigger.container",
        message: 'container "feedback" has the partition key /rating here and /id in components.feedbackApi',
      },
    ]);
  });

  test("a change feed does not read the leases, and its container has a name and no path", () => {
    expect(problemsOf({}, feed({ container: "leases" }))).toEqual([
      bad(
        "components.it.trigger.container",
        "is reserved for the leases of the change feed",
        "name another container",
      ),
    ]);
    expect(problemsOf({}, feed({ container: 5, partitionKey: "id" }))).toEqual([
      bad(
        "components.it.trigger.container",
        "the name of the container is missing, got 5",
        'choose a name such as "orders"',
      ),
      bad(
        "components.it.trigger.partitionKey",
        'must be a path such as /id, got "id"',
        'write it like "/id", or remove it',
      ),
    ]);
  });
});

test("an unknown field of a trigger is refused", () => {
  expect(problemsOf({}, started({ type: "timer", schedule: "0 * * * * *", schedul: "x" }))).toMatchObject([
    { path: "components.it.trigger.schedul", fix: "use one of type, schedule, retry" },
  ]);
});
