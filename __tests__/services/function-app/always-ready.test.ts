import fc from "fast-check";
import {
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  planBackend,
} from "../../../lib";
import { estimateCost } from "../../../lib";
import { messageOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
const mail = defineQueueProcessor({ name: "mail", entry: "./hello.ts", queue: "mails" });
const nightly = defineFunction({
  name: "nightly",
  entry: "./hello.ts",
  trigger: { type: "timer", schedule: "0 0 3 * * *" },
});
const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/id",
  schema: { text: { type: "string" } },
});
const components = { hello, mail, nightly, notes };

const APP = "azurerm_function_app_flex_consumption";

function readyOf(functionApp: object, more: object = {}) {
  const { workloads } = synthBackend({ functionApp: { plan: "FC1", ...functionApp }, ...more }, components);
  const { always_ready: ready, http_concurrency: concurrency } = workloads.only(APP);
  return { ready, concurrency };
}
const groups = (all: Readonly<Record<string, number>>) =>
  Object.entries(all).map(([name, instance_count]) => ({ name, instance_count }));

test("each group has its instances, in one order however they are written", () => {
  const expected = groups({ http: 2, durable: 1, "function:mail": 3, "function:nightly": 1 });
  const written = { "function:nightly": 1, durable: 1, "function:mail": 3, http: 2 };
  expect(readyOf({ alwaysReady: written }).ready).toEqual(expected);
  expect(readyOf({ alwaysReady: Object.fromEntries(Object.entries(written).reverse()) }).ready).toEqual(
    expected,
  );
});

test("alwaysOn keeps one of the HTTP functions ready unless their group is named, and 0 removes a group", () => {
  expect(readyOf({ alwaysOn: true, alwaysReady: { "function:mail": 2 } }).ready).toEqual(
    groups({ http: 1, "function:mail": 2 }),
  );
  expect(readyOf({ alwaysOn: true, alwaysReady: { http: 4 } }).ready).toEqual(groups({ http: 4 }));
  expect(readyOf({ alwaysReady: { http: 0 } }, { environment: "prod" }).ready).toBeUndefined();
  expect(readyOf({}, { environment: "prod" }).ready).toEqual(groups({ http: 1 }));
  expect(readyOf({})).toEqual({ ready: undefined, concurrency: undefined });
});

test("an instance handles the requests that are said at once", () => {
  expect(readyOf({ httpConcurrency: 8 }).concurrency).toBe(8);
});

test.each<[object, string]>([
  [{ alwaysReady: { "function:hello": 1 } }, "hello scales together with all functions of the group http"],
  [{ alwaysReady: { "function:notes-create": 1 } }, "use http in place of function:notes-create"],
  [{ alwaysReady: { mail: 1 } }, 'there is no group "mail". Did you mean "function:mail"?'],
  [{ alwaysReady: { "function:mial": 1 } }, 'Did you mean "function:mail"?'],
  [{ alwaysReady: { HTTP: 1 } }, 'there is no group "HTTP". Did you mean "http"?'],
  [{ alwaysReady: { http: -1 } }, "functionApp.alwaysReady.http"],
  [{ alwaysReady: { http: 1.5 } }, "functionApp.alwaysReady.http"],
  [
    { alwaysReady: { http: 60, "function:mail": 41 } },
    "101 instances are always ready, and the app scales out to at most 100",
  ],
  [
    { alwaysReady: { http: 41 }, maximumInstances: 40 },
    "41 instances are always ready, and the app scales out to at most 40",
  ],
  [
    { alwaysReady: { http: 0 }, alwaysOn: true },
    "functionApp.alwaysOn keeps an instance of the HTTP functions ready",
  ],
  [{ httpConcurrency: 1001 }, "functionApp.httpConcurrency"],
  [
    { plan: "EP1", alwaysReady: { http: 1 } },
    "only FC1 (Flex Consumption) has instances by group of functions",
  ],
  [{ plan: "Y1", httpConcurrency: 4 }, "only FC1 (Flex Consumption) scales by requests of an instance"],
  [{ alwaysReadyInstances: { http: 1 } }, "functionApp.alwaysReady"],
])("%j is refused", (functionApp, message) => {
  expect(messageOf({ functionApp: { plan: "FC1", ...functionApp } }, components)).toContain(message);
});

test("a group that no component is in has a warning, and that of durable functions has none", () => {
  const warned = (alwaysReady: Readonly<Record<string, number>>) =>
    planBackend(
      { mail },
      {
        project: "shop",
        location: "westeurope",
        functionApp: { plan: "FC1", alwaysReady },
      },
    ).notes.flatMap(({ level, path }) => (level === "warning" && path.includes("alwaysReady") ? [path] : []));
  expect(warned({ http: 1, blob: 1, durable: 1, "function:mail": 1 })).toEqual([
    "functionApp.alwaysReady.http",
    "functionApp.alwaysReady.blob",
  ]);
  expect(warned({ http: 0 })).toEqual([]);
});

test("an event handler scales by itself: its events come from a queue", () => {
  const events = defineEventHandler({ name: "uploaded", entry: "./hello.ts", source: { blobs: "uploads" } });
  const { services } = planBackend(
    { events },
    {
      project: "shop",
      location: "westeurope",
      functionApp: { plan: "FC1", alwaysReady: { "function:uploaded": 1 } },
    },
  );
  expect(services.functionApp.alwaysReadyGroups).toEqual({ "function:uploaded": 1 });
});

test("each instance that is ready has its price, and zones keep two of each group", () => {
  const sizes = fc.integer({ min: 0, max: 20 });
  const priceOf = (functionApp: object) => {
    const plan = planBackend(components, {
      project: "shop",
      location: "westeurope",
      functionApp: { plan: "FC1", ...functionApp },
    });
    const line = estimateCost(plan).lines.find(({ meter }) => meter === "functions.flex.ready.baseline");
    return line?.quantity.low ?? 0;
  };
  const one = priceOf({ alwaysReady: { http: 1 } });
  expect(one).toBeGreaterThan(0);
  fc.assert(
    fc.property(sizes, sizes, fc.boolean(), (http, mails, zoneRedundant) => {
      const least = zoneRedundant ? 2 : 0;
      expect(priceOf({ zoneRedundant, alwaysReady: { http, "function:mail": mails } }) / one).toBeCloseTo(
        Math.max(least, http) + Math.max(least, mails),
      );
    }),
    { numRuns: 20 },
  );
});
