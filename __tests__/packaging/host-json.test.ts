import * as fc from "fast-check";
import { type BackendOptions, type BackendPlan, defineFunction, planBackend } from "../../lib";
import { hostJson } from "../../lib/packaging/host-json";
import type { DataObject } from "../../lib/settings/merge";

const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
const planned = (options: BackendOptions): BackendPlan =>
  planBackend({ hello }, { project: "shop", location: "westeurope", ...options });
const made = (said: DataObject, plans: readonly BackendPlan[] = []) =>
  hostJson(said, { functions: ["hello"], plans });
const problemsOf = (said: DataObject, plans?: readonly BackendPlan[]): readonly string[] =>
  made(said, plans).problems.map(({ path, message }) => `${path}: ${message}`);

const OWN = {
  version: "2.0",
  extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" },
  logging: { applicationInsights: { samplingSettings: { isEnabled: false } } },
};

test("the settings of hostJson are merged into the library's host.json", () => {
  const said = {
    functionTimeout: "00:08:00",
    extensionBundle: { version: "[4.20.0, 5.0.0)" },
    extensions: {
      http: { routePrefix: "api", customHeaders: { "X-Content-Type-Options": "nosniff" } },
      queues: { batchSize: 4, maxDequeueCount: 3, visibilityTimeout: "00:00:30", messageEncoding: "base64" },
      serviceBus: { maxConcurrentCalls: 8, maxAutoLockRenewalDuration: "00:10:00", prefetchCount: undefined },
      cosmosDB: { connectionMode: "Gateway", userAgentSuffix: "shop" },
    },
    logging: { logLevel: { default: "Warning", "Host.Results": "Information" } },
  };
  const { text, problems, warnings } = made(said);
  expect([problems, warnings]).toEqual([[], []]);
  expect(JSON.parse(text)).toEqual({
    ...OWN,
    ...JSON.parse(JSON.stringify(said)),
    extensionBundle: { ...OWN.extensionBundle, version: "[4.20.0, 5.0.0)" },
    logging: { ...OWN.logging, ...said.logging },
  });
  expect(JSON.parse(made({}).text)).toEqual(OWN);
});

test("another prefix than that of exempt paths is refused where the app has sign-in", () => {
  const said = { extensions: { http: { routePrefix: "v1" } } };
  const health = defineFunction({ ...hello, name: "health", trigger: { type: "http", signIn: false } });
  const functionApp = { signIn: { clientId: "11111111-1111-4111-8111-111111111111" } };
  const plan = planBackend({ health }, { project: "shop", location: "westeurope", functionApp });
  expect(problemsOf(said, [plan])).toEqual([
    'hostJson.extensions.http.routePrefix: is "v1", but functionApp.signIn of "dev" exempts paths that begin with "/api"',
  ]);
  expect(problemsOf(said, [planned({ functionApp })])).toEqual([]);
});

test.each<[DataObject, string]>([
  [
    { retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: "00:00:05" } },
    "hostJson.retry: the host ignores it",
  ],
  [
    { extensions: { queues: { batchSize: 33 } } },
    "hostJson.extensions.queues.batchSize: must be integer, at least 1 and at most 32, got 33",
  ],
  [
    { extensions: { queues: { visibilityTimeout: 30 } } },
    'hostJson.extensions.queues.visibilityTimeout: must be a time such as "00:05:00", got 30',
  ],
  [
    { extensions: { queue: {} } },
    'hostJson.extensions.queue: unknown field of host.json. Did you mean "queues"?',
  ],
  [
    { functionTimout: "00:05:00" },
    'hostJson.functionTimout: unknown field of host.json. Did you mean "functionTimeout"?',
  ],
  [
    { logging: { logLevel: { default: "Verbose" } } },
    'hostJson.logging.logLevel.default: must be one of "Critical", "Debug", "Error", "Information", "None", "Trace", "Warning", got "Verbose"',
  ],
  [{ version: "3.0" }, 'hostJson.version: must be "2.0", got "3.0"'],
  [{ extensions: [] }, "hostJson.extensions: must be object, got []"],
  [{ watchFiles: ["a", 1] }, "hostJson.watchFiles[1]: must be string, got 1"],
  [{ extensionBundle: { id: null } }, "hostJson.extensionBundle.id: must be string, got null"],
  [{ functions: [] }, "hostJson.functions: does not include hello, which the package contains"],
  [
    { customHandler: { enableForwardingHttpRequest: true } },
    "hostJson.customHandler: the package runs only on Node",
  ],
  [{ functionTimeout: "00:00:00" }, 'hostJson.functionTimeout: must be at least one second, got "00:00:00"'],
])("the settings %j are refused", (said, message) => {
  expect(problemsOf(said)).toContain(message);
});

test("a name that is new to the schema gives a warning, and is written", () => {
  const { text, problems, warnings } = made({ extensions: { warmup: { enabled: true } } });
  expect(problems).toEqual([]);
  expect(warnings).toEqual([
    "hostJson.extensions.warmup: it is not in the published schema of host.json, and the host may ignore it",
  ]);
  expect(JSON.parse(text)).toMatchObject({ extensions: { warmup: { enabled: true } } });
});

test("a function timeout above the limit of an environment's plan is refused", () => {
  const dev = planned({ environment: "dev" });
  const prod = planned({ environment: "prod" });
  expect([dev, prod].map(({ services }) => services.functionApp.sku)).toEqual(["Y1", "EP1"]);
  for (const functionTimeout of ["00:10:01", "01:00:00", "-1"]) {
    expect(problemsOf({ functionTimeout }, [dev, prod])).toEqual([
      `hostJson.functionTimeout: is "${functionTimeout}", but "dev" is on Y1 (Consumption), where the host allows at most 10 minutes`,
    ]);
    expect(problemsOf({ functionTimeout }, [prod])).toEqual([]);
  }
  expect(problemsOf({ functionTimeout: "00:10:00" }, [dev, prod])).toEqual([]);
});

test("a route prefix that API Management does not call is refused, and an empty one gives a warning", () => {
  const said = { extensions: { http: { routePrefix: "" } } };
  const apim = { enabled: true, publisherName: "Shop", publisherEmail: "shop@example.com" };
  expect(problemsOf(said, [planned({ environment: "dev", optional: { apim } })])).toEqual([
    'hostJson.extensions.http.routePrefix: is "", but API Management of "dev" calls the functions with the prefix "api"',
  ]);
  const { problems, warnings } = made(said, [planned({ environment: "dev" })]);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('functions answer at "/"')]);
});

test("any settings are refused, or the library's own parts are kept", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(OWN), "extensions", "retry"), fc.jsonValue()),
      (said) => {
        const { text, problems } = made(said);
        if (problems.length > 0) return;
        const { version, extensionBundle } = JSON.parse(text) as typeof OWN;
        expect(version).toBe("2.0");
        expect(typeof extensionBundle.id).toBe("string");
        expect(typeof extensionBundle.version).toBe("string");
      },
    ),
  );
});

test("an environment that has its own timeout is not held against that of the package", () => {
  const dev = planned({ environment: "dev", functionApp: { hostJson: { functionTimeout: "00:10:00" } } });
  const { problems, warnings } = made({ functionTimeout: "01:00:00" }, [dev]);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([
    'hostJson.functionTimeout: "dev" overrides it: functionApp.hostJson.functionTimeout is "00:10:00" there',
  ]);
});

test("a value that an environment overrides has a warning for each such environment, and the same value none", () => {
  const host = (batchSize: number) => ({ hostJson: { extensions: { queues: { batchSize } } } });
  const plans = (
    [
      ["dev", 4],
      ["prod", 32],
    ] as const
  ).map(([environment, batchSize]) => planned({ environment, functionApp: host(batchSize) }));
  expect(made(host(4).hostJson, plans).warnings).toEqual([
    'hostJson.extensions.queues.batchSize: "prod" overrides it: functionApp.hostJson.extensions.queues.batchSize is "32" there',
  ]);
});
