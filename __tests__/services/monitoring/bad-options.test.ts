import { literals } from "../../support/shared";
import { problem, problemsOf } from "../../support/problems";

const at = (path: string): string => `monitoring.${path}`;
const withValue = (path: string, value: unknown): string =>
  `your options (${at(path)} = ${JSON.stringify(value)})`;
const WINDOWS = "must be one of 5, 15, 30, 60, 360, 720, 1440";

/** What `monitoring` says, and the one problem with it. */
type Row = readonly [monitoring: object, path: string, message: string, fix: string];

const ALERTS: readonly Row[] = [
  [
    { alerts: { functionErrors: { window: 10 } } },
    "alerts.functionErrors.window",
    `${WINDOWS}, got 10`,
    "use one of 5, 15, 30, 60, 360, 720, 1440",
  ],
  [
    { alerts: { functionErrors: { window: "PT5M" } } },
    "alerts.functionErrors.window",
    `${WINDOWS}, got "PT5M"`,
    "use one of 5, 15, 30, 60, 360, 720, 1440",
  ],
  [
    { alerts: { cosmosRu: true } },
    "alerts.cosmosRu",
    'unknown option, got true. Did you mean "cosmosRU"?',
    "use one of functionErrors, functionDuration, cosmosRU, cosmosThrottling, storageLatency, keyVaultAvailability, locksDeleted, roleAssignmentsDeleted, diagnosticSettingsDeleted, keyVaultDeleted, secretNearExpiry",
  ],
  [
    { alerts: { cosmosRU: { treshold: 5 } } },
    "alerts.cosmosRU.treshold",
    'unknown option, got 5. Did you mean "threshold"?',
    "use one of enabled, window, severity, threshold",
  ],
  [
    { alerts: { cosmosRU: { threshold: "3000" } } },
    "alerts.cosmosRU.threshold",
    'must be a number, got "3000"',
    "give a number: Number(process.env.NAME) converts an environment variable",
  ],
  [
    { alerts: { cosmosRU: { threshold: 0 } } },
    "alerts.cosmosRU.threshold",
    "must be > 0, got 0",
    "use a value in this range",
  ],
  [
    { alerts: { functionErrors: { threshold: -1 } } },
    "alerts.functionErrors.threshold",
    "must be >= 0, got -1",
    "use a value in this range",
  ],
  [
    { alerts: { keyVaultAvailability: { threshold: 101 } } },
    "alerts.keyVaultAvailability.threshold",
    "must be <= 100, got 101",
    "use a value in this range",
  ],
  [
    { alerts: { storageLatency: { severity: "error" } } },
    "alerts.storageLatency.severity",
    'must be one of "Critical", "Error", "Warning", "Informational", "Verbose", got "error". Did you mean "Error"?',
    'use one of "Critical", "Error", "Warning", "Informational", "Verbose"',
  ],
  [
    { alerts: { storageLatency: { severity: 1 } } },
    "alerts.storageLatency.severity",
    'must be one of "Critical", "Error", "Warning", "Informational", "Verbose", got 1',
    'use one of "Critical", "Error", "Warning", "Informational", "Verbose"',
  ],
  [
    { savedQuery: true },
    "savedQuery",
    'unknown option, got true. Did you mean "savedQueries"?',
    "use one of alerts, actionGroups, metricAlerts, availabilityTest, savedQueries, workbook",
  ],
];

describe("an alert that Azure would refuse", () => {
  test.each(ALERTS)("an alert that Azure would reject is refused: %j", (monitoring, path, message, fix) => {
    expect(problemsOf({ monitoring })).toEqual([problem(at(path), message, fix)]);
  });
});

const right = { on: "cosmos", metric: "TotalRequests", threshold: 5 };
const KEY_VAULT = "Availability, SaturationShoebox, ServiceApiHit, ServiceApiLatency, ServiceApiResult";
const OWN: readonly (readonly [object, string, string, string, unknown])[] = [
  [
    { ...right, on: "keyVault", metric: "Availabilty" },
    ".metric",
    'unknown metric "Availabilty" of the key vault. Did you mean "Availability"?',
    `use one of ${KEY_VAULT}`,
    "Availabilty",
  ],
  [
    { ...right, on: "keyVault", metric: "constructor" },
    ".metric",
    'unknown metric "constructor" of the key vault',
    `use one of ${KEY_VAULT}`,
    "constructor",
  ],
  [
    { ...right, aggregation: "Average" },
    ".aggregation",
    "TotalRequests supports the aggregations Count",
    "use one of them, or remove it",
    "Average",
  ],
  [
    { ...right, on: "storage", metric: "UsedCapacity", window: 30 },
    ".window",
    "UsedCapacity has a value every 60 minutes, but the window is 30",
    "set monitoring.metricAlerts.own.window to 60 or more",
    30,
  ],
  [
    { ...right, dimensions: { Statuscode: ["429"] } },
    ".dimensions.Statuscode",
    'TotalRequests has no such dimension. Did you mean "StatusCode"?',
    "use one of CapacityType, CollectionName, ConnectionMode, DatabaseName, IsExternal, OperationType, PriorityLevel, Region, Status, StatusCode",
    ["429"],
  ],
  [
    { ...right, on: "storage", metric: "UsedCapacity", window: 60, dimensions: { Tier: ["Hot"] } },
    ".dimensions.Tier",
    "UsedCapacity has no such dimension",
    "remove dimensions",
    ["Hot"],
  ],
  [
    { ...right, dimensions: { StatusCode: [] } },
    ".dimensions.StatusCode",
    "a dimension must have at least one value",
    'give a list such as ["503"]',
    [],
  ],
];

describe("an alert of the user that Azure would refuse", () => {
  test.each(OWN)(
    "an alert of the user that Azure would reject is refused: %j",
    (own, path, message, fix, value) => {
      const whole = `metricAlerts.own${path}`;
      expect(problemsOf({ monitoring: { metricAlerts: { own } } })).toEqual([
        problem(at(whole), message, fix, withValue(whole, value)),
      ]);
    },
  );

  test("an alert of the user without resource, metric or threshold is refused with each that is missing", () => {
    const own = { severity: "Error" };
    const from = withValue("metricAlerts.own", own);
    expect(problemsOf({ monitoring: { metricAlerts: { own } } })).toEqual(
      ["on", "metric", "threshold"].map((field) =>
        problem(at("metricAlerts.own"), `${field} is missing`, `add ${field}`, from),
      ),
    );
  });

  test("an alert of the user on a resource without metrics is refused", () => {
    const own = { ...right, on: "vault" };
    expect(problemsOf({ monitoring: { metricAlerts: { own } } })).toMatchObject([
      {
        path: at("metricAlerts.own.on"),
        message: expect.stringContaining(
          'must be one of "appInsights", "functionApp", "cosmos", "storage", "keyVault"',
        ) as string,
      },
    ]);
  });

  test.each(["cosmos-ru", "availability-test"])(
    "an alert of the user cannot have the name of one of the library's: %s",
    (name) => {
      expect(problemsOf({ monitoring: { metricAlerts: { [name]: right } } })).toMatchObject([
        { path: at(`metricAlerts.${name}`), message: "is the name of an alert of the library" },
      ]);
    },
  );

  test("an alert of the user with an invalid or a repeated name is refused", () => {
    const problems = problemsOf({ monitoring: { metricAlerts: { errors: right, Errors: right } } });
    expect(problems.map(({ path, message }) => [path, message])).toEqual([
      [at("metricAlerts.Errors"), 'is the same name as "errors": Azure ignores case'],
      [
        at("metricAlerts.Errors"),
        'the name of an alert must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 60 characters; got "Errors"',
      ],
    ]);
  });

  test("an alert of the user on an existing resource is refused", () => {
    const { cosmos } = literals();
    expect(problemsOf({ external: { cosmos }, monitoring: { metricAlerts: { own: right } } })).toMatchObject([
      {
        path: at("metricAlerts.own.on"),
        message: "external.cosmos is an existing resource, and its owner monitors the Cosmos DB account",
        fix: "remove monitoring.metricAlerts.own, or external.cosmos",
      },
    ]);
  });
});

const TEST: readonly (readonly [object, string, string, unknown])[] = [
  [
    { path: "api/health" },
    "path",
    'a path must begin with one / and contain no spaces, got "api/health"',
    "api/health",
  ],
  [
    { path: "//example.com" },
    "path",
    'a path must begin with one / and contain no spaces, got "//example.com"',
    "//example.com",
  ],
  [{ path: "/a b" }, "path", 'a path must begin with one / and contain no spaces, got "/a b"', "/a b"],
  [{ locations: [] }, "locations", "no location would call the app", []],
  [
    { locations: ["us-va-ash-azr", "us-va-ash-azr"] },
    "locations",
    "a location is listed twice",
    ["us-va-ash-azr", "us-va-ash-azr"],
  ],
  [
    { failedLocations: 6 },
    "failedLocations",
    "must not be greater than the number of locations, 5; got 6",
    6,
  ],
];

describe("an availability test that could not work", () => {
  test.each(TEST)(
    "an availability test that could not work is refused: %j",
    (availabilityTest, field, message, value) => {
      const [found, ...more] = problemsOf({ monitoring: { availabilityTest } });
      expect(more).toEqual([]);
      expect(found).toMatchObject({ path: at(`availabilityTest.${field}`), message });
      expect(found?.from[0]).toBe(withValue(`availabilityTest.${field}`, value));
    },
  );

  test("an availability test with a key is refused, and the error does not show the key", () => {
    const path = at("availabilityTest.path");
    expect(problemsOf({ monitoring: { availabilityTest: { path: "/api?code=abc" } } })).toEqual([
      problem(
        path,
        "it contains a key, which would be visible in the plan and the state",
        "use the path of a function with authLevel anonymous, which needs no key",
        `your options (${path})`,
      ),
    ]);
  });

  test("an availability test of an app that is closed to the internet is refused", () => {
    const functionApp = { publicNetworkAccess: false };
    expect(problemsOf({ environment: "prod", functionApp, monitoring: { availabilityTest: true } })).toEqual([
      problem(
        at("availabilityTest.enabled"),
        "the test calls the app from the internet, but the app is closed to the internet",
        `set ${at("availabilityTest")} to false, or functionApp.publicNetworkAccess to true`,
        withValue("availabilityTest", true),
        "your options (functionApp.publicNetworkAccess = false)",
      ),
    ]);
  });

  test.each([
    [{ frequencyInMinutes: 1 }, "frequencyInMinutes", "must be one of 5, 10, 15, got 1"],
    [{ locations: ["eastus2"] }, "locations.0", 'must be one of "apac-hk-hkn-azr"'],
    [{ expectedStatusCode: 20 }, "expectedStatusCode", "must be >= 100, got 20"],
  ])("an availability test with wrong options is refused: %j", (availabilityTest, field, message) => {
    expect(problemsOf({ monitoring: { availabilityTest } })).toMatchObject([
      { path: at(`availabilityTest.${field}`), message: expect.stringContaining(message) as string },
    ]);
  });
});
