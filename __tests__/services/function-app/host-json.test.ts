import fc from "fast-check";
import { defineFunction, planBackend } from "../../../lib";
import published from "../../../lib/packaging/host-json-schema.json";
import { hostJsonFaults } from "../../../lib/packaging/host-json-faults";
import schema from "../../../lib/decide/options/options.schema.json";
import { hostValues } from "../../../lib/services/function-app/host-json/overrides";
import type { DataObject } from "../../../lib/settings/merge";
import { messageOf } from "../../support/problems";
import { type JsonObject, synthBackend } from "../../support/synth";

const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
const place = { project: "shop", location: "westeurope" } as const;
const planned = (functionApp: object, more: object = {}) =>
  planBackend({ hello }, { ...place, ...more, functionApp });
const problemsOf = (hostJson: object, functionApp: object = {}): string =>
  messageOf({ functionApp: { ...functionApp, hostJson } });

const HOST = "AzureFunctionsJobHost";

const hostJson = {
  functionTimeout: "00:30:00",
  concurrency: { snapshotPersistenceEnabled: false },
  extensions: {
    queues: { batchSize: 4, newBatchThreshold: 2, maxDequeueCount: 3, visibilityTimeout: "00:00:30" },
    serviceBus: { maxConcurrentCalls: 8, clientRetryOptions: { mode: "fixed", delay: "00:00:00.80" } },
    http: { maxConcurrentRequests: -1, customHeaders: { "X-Content-Type-Options": "nosniff" } },
    cosmosDB: { connectionMode: "Direct" },
  },
  logging: { logLevel: { default: "Warning", "Host.Results": "Information" } },
  healthMonitor: { counterThreshold: 0.5 },
} as const;

/** The app settings of the app and of each slot that override host.json. */
function settingsOf(options: object): readonly JsonObject[] {
  const { workloads } = synthBackend(options, { hello });
  return ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"]
    .flatMap((type) => Object.values(workloads.all(type)))
    .map(({ app_settings: settings }) =>
      Object.fromEntries(Object.entries(settings as JsonObject).filter(([name]) => name.startsWith(HOST))),
    );
}

test("the app and its slots have each value of host.json that the environment overrides as an app setting", () => {
  const expected = {
    [`${HOST}__functionTimeout`]: "00:30:00",
    [`${HOST}__concurrency__snapshotPersistenceEnabled`]: "false",
    [`${HOST}__extensions__queues__batchSize`]: "4",
    [`${HOST}__extensions__queues__newBatchThreshold`]: "2",
    [`${HOST}__extensions__queues__maxDequeueCount`]: "3",
    [`${HOST}__extensions__queues__visibilityTimeout`]: "00:00:30",
    [`${HOST}__extensions__serviceBus__maxConcurrentCalls`]: "8",
    [`${HOST}__extensions__serviceBus__clientRetryOptions__mode`]: "fixed",
    [`${HOST}__extensions__serviceBus__clientRetryOptions__delay`]: "00:00:00.80",
    [`${HOST}__extensions__http__maxConcurrentRequests`]: "-1",
    [`${HOST}__extensions__http__customHeaders__X-Content-Type-Options`]: "nosniff",
    [`${HOST}__extensions__cosmosDB__connectionMode`]: "Direct",
    [`${HOST}__logging__logLevel__default`]: "Warning",
    [`${HOST}__logging__logLevel__Host.Results`]: "Information",
    [`${HOST}__healthMonitor__counterThreshold`]: "0.5",
  };
  expect(settingsOf({ environment: "prod", functionApp: { hostJson } })).toEqual([expected, expected]);
  expect(settingsOf({ environment: "prod" })).toEqual([{}, {}]);
});

test("a layer of an environment adds to what all environments have", () => {
  const queues = (given: object) => ({ functionApp: { hostJson: { extensions: { queues: given } } } });
  const plan = planBackend(
    { hello },
    {
      ...place,
      environment: "load",
      environments: {
        base: { extends: "dev", ...queues({ batchSize: 8, maxDequeueCount: 3 }) },
        load: { extends: "base", ...queues({ batchSize: 32 }) },
      },
    },
  );
  expect(plan.services.functionApp.settings).toMatchObject({
    [`${HOST}__extensions__queues__batchSize`]: "32",
    [`${HOST}__extensions__queues__maxDequeueCount`]: "3",
  });
});

test.each<[object, object, string]>([
  [{ functionTimeout: "00:10:01" }, {}, "on Y1 (Consumption) the host allows at most 10 minutes"],
  [{ functionTimeout: "-1" }, {}, "on Y1 (Consumption) the host allows at most 10 minutes"],
  [{ functionTimeout: "00:00:00" }, {}, "functionApp.hostJson.functionTimeout: must be at least one second"],
  [{ functionTimeout: "5m" }, {}, "functionApp.hostJson.functionTimeout"],
  [{ extensions: { queues: { batchSize: 33 } } }, {}, "functionApp.hostJson.extensions.queues.batchSize"],
  [{ extensions: { queues: { maxPollingInterval: "00:02:00" } } }, {}, "must be from 00:00:00.1 to 00:01:00"],
  [{ extensions: { serviceBus: { maxBatchWaitTime: "00:03:00" } } }, {}, "must be at most 00:02:30"],
  [
    { extensions: { serviceBus: { minMessageBatchSize: 10, maxMessageBatchSize: 5 } } },
    {},
    "functionApp.hostJson.extensions.serviceBus.minMessageBatchSize: the smallest batch is above the largest, 5",
  ],
  [
    { extensions: { eventHubs: { minEventBatchSize: 101 } } },
    {},
    "the smallest batch is above the largest, 100 by default",
  ],
  [{ singleton: { lockPeriod: "00:00:10" } }, {}, "must be from 00:00:15 to 00:01:00"],
  [{ logging: { logLevel: { default: "Verbose" } } }, {}, "functionApp.hostJson.logging.logLevel.default"],
  [
    { logging: { logLevel: { "Host.Results": "Error" } } },
    { os: "linux", plan: "EP1" },
    "set logging.logLevel.Host.Results in hostJson of the package",
  ],
  [
    { logging: { logLevel: { "Host:Results": "Error" } } },
    {},
    'an app setting cannot name "Host:Results": it must have letters',
  ],
  [
    { extensions: { queues: { batchSize: 4 } } },
    { settings: { "azurefunctionsjobhost:extensions:queues:batchSize": "5" } },
    "functionApp.hostJson.extensions.queues.batchSize sets this app setting",
  ],
  [{ queues: { batchSize: 4 } }, {}, "functionApp.hostJson.extensions.queues"],
  [{ retry: { maxRetryCount: 3 } }, {}, "the host does not read retry of host.json"],
  [{ extensions: { http: { routePrefix: "v1" } } }, {}, "every environment has the same routes"],
  [{ watchDirectories: ["shared"] }, {}, "an app setting overrides no list"],
])("%j with %j is refused", (given, functionApp, message) => {
  expect(problemsOf(given, functionApp)).toContain(message);
});

test("every problem is reported at once", () => {
  const message = problemsOf({
    functionTimeout: "01:00:00",
    singleton: { lockPeriod: "00:00:10" },
    extensions: { eventHubs: { maxWaitTime: "00:11:00" } },
  });
  expect(message).toContain("3 problems");
});

test("limits that the host ignores with dynamic concurrency have a warning", () => {
  const { notes } = planned({
    hostJson: {
      concurrency: { dynamicConcurrencyEnabled: true },
      extensions: {
        queues: { batchSize: 4, maxDequeueCount: 3 },
        serviceBus: { maxConcurrentCalls: 2, prefetchCount: 5 },
      },
    },
  });
  expect(
    notes.filter(({ message }) => message.includes("the host ignores it")).map(({ path }) => path),
  ).toEqual([
    "functionApp.hostJson.extensions.queues.batchSize",
    "functionApp.hostJson.extensions.serviceBus.maxConcurrentCalls",
  ]);
});

test("sampling by the host beside that of Application Insights has a warning", () => {
  const sampling = {
    hostJson: { logging: { applicationInsights: { samplingSettings: { isEnabled: true } } } },
  };
  const said = (logs: object) =>
    planned(sampling, { logs }).notes.some(({ message }) => message.includes("the host samples"));
  expect([said({ samplingPercentage: 50 }), said({ samplingPercentage: 100 })]).toEqual([true, false]);
});

interface Described {
  readonly const?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What the options take, and what the published schema of host.json has at the same place. */
function* fields(
  ours: Described,
  theirs: Described | undefined,
  path: string,
): Generator<[string, Described, Described | undefined]> {
  for (const [name, each] of Object.entries(ours.properties ?? {})) {
    const other = theirs?.properties?.[name];
    if (each.properties === undefined) yield [`${path}${name}`, each, other];
    else yield* fields(each, other, `${path}${name}.`);
  }
}

const option: Described = schema.properties.functionApp.properties.hostJson;

test("each option is a field of the published schema of host.json, within its limits", () => {
  const all = [...fields(option, published.schema, "")];
  expect(all.length).toBeGreaterThan(60);
  const unknown = all.filter(([, , theirs]) => theirs === undefined).map(([path]) => path);
  // Read by the extension, and documented, but not in the schema: functions-bindings-cosmosdb-v2.
  expect(unknown).toEqual(["extensions.cosmosDB.userAgentSuffix"]);
  for (const [path, ours, theirs] of all) {
    if (theirs === undefined) continue;
    const within = { path, least: theirs.minimum, most: theirs.maximum, values: theirs.enum };
    if (theirs.enum !== undefined)
      expect({ path, values: ours.enum }).toMatchObject({
        path,
        values: expect.arrayContaining([...(ours.enum ?? [])]) as unknown,
      });
    if (theirs.minimum !== undefined) expect(ours.minimum).toBeGreaterThanOrEqual(within.least ?? 0);
    if (theirs.maximum !== undefined) expect(ours.maximum).toBeLessThanOrEqual(within.most ?? 0);
  }
});

/** host.json as the host would have it after it has read the settings, which it splits at each separator. */
function asRead(settings: Readonly<Record<string, unknown>>): DataObject {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    const keys = name.split("__").slice(1);
    let at = root;
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
    const text = String(value);
    at[keys.at(-1) ?? ""] = /^(true|false|-?\d+(\.\d+)?)$/.test(text) ? JSON.parse(text) : text;
  }
  return root as DataObject;
}

test("whatever an environment overrides, the host reads the same values, which the published schema takes", () => {
  const time = fc.constantFrom("00:00:20", "00:00:59");
  const some = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    fc.record(shape, { requiredKeys: [] });
  const given = some({
    functionTimeout: fc.constantFrom("00:05:00", "00:10:00"),
    extensions: some({
      queues: some({
        batchSize: fc.integer({ min: 1, max: 32 }),
        visibilityTimeout: time,
        maxPollingInterval: time,
      }),
      serviceBus: some({
        maxConcurrentCalls: fc.integer({ min: 1, max: 100 }),
        maxBatchWaitTime: time,
        autoCompleteMessages: fc.boolean(),
      }),
      blobs: some({ poisonBlobThreshold: fc.integer({ min: 1, max: 9 }) }),
    }),
    logging: some({
      logLevel: fc.dictionary(
        fc.constantFrom("default", "Function", "Host_A"),
        fc.constantFrom("Trace", "None"),
      ),
    }),
    singleton: some({ lockPeriod: time }),
    healthMonitor: some({ counterThreshold: fc.constantFrom(0.5, 1), enabled: fc.boolean() }),
  });
  fc.assert(
    fc.property(given, fc.constantFrom("windows", "linux"), (value, os) => {
      const { settings } = planned({ hostJson: value, os, runtime: "node:22" }).services.functionApp;
      const read = asRead(
        Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith(HOST))),
      );
      expect(hostJsonFaults(read)).toEqual({ problems: [], warnings: [] });
      const flat = (from: object) =>
        hostValues(from)
          .map(({ setting, value: text }) => `${setting} ${text}`)
          .sort();
      expect(flat(read)).toEqual(flat(value));
    }),
    { numRuns: 30 },
  );
});
