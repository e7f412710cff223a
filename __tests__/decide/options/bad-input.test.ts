import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { App as AppOfFork } from "cdktn";
import {
  BackendConfigError,
  type BackendOptions,
  type Problem,
  defineBackend,
  planBackend,
} from "../../../lib";
import { messageOf, problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";

type Row = readonly [what: string, options: object, problems: Problem | readonly Problem[]];

const TOP =
  "use one of app, project, environment, environments, notes, root, external, transform, importFrom, location, logRetention, vnet, privateEndpoints, apim, organization, defaults, tags, ignoreTags, requiredTags, expires, samples, state, provider, subscriptionId, tenantId, nameSuffix, naming, names, networking, logs, cosmos, storage, keyVault, eventGrid, functionApp, monitoring, safeguards, people, optional";
const GUID = "a GUID, as `az account show --query id` prints it";
const IN_RANGE = "use a value in this range";

describe("an unknown option", () => {
  test.each<Row>([
    [
      "at the top is refused with the nearest name",
      { cosmo: 1 },
      problem("cosmo", 'unknown option, got 1. Did you mean "cosmos"?', TOP),
    ],
    [
      "in a group is refused with the nearest name of that group",
      { cosmos: { mod: "Serverless" } },
      problem(
        "cosmos.mod",
        'unknown option, got "Serverless". Did you mean "mode"?',
        "use one of mode, maxThroughput, consistencyLevel, multiRegion, regions, zoneRedundant, enableAutomaticFailover, enableMultipleWriteLocations, backup, backupTier, backupIntervalInMinutes, backupRetentionInHours, capabilities, disableLocalAuth, database, containers",
      ),
    ],
    [
      "in a group of a group is refused with its whole path",
      { storage: { sku: { nam: "Standard_LRS" } } },
      problem(
        "storage.sku.nam",
        'unknown option, got "Standard_LRS". Did you mean "name"?',
        "use one of name",
      ),
    ],
    [
      "that resembles none is refused without a guess",
      { zzz: true },
      problem("zzz", "unknown option, got true", TOP),
    ],
    [
      "that every object inherits is refused like another",
      { constructor: 1 },
      problem("constructor", "unknown option, got 1", TOP),
    ],
  ])("an unknown option %s", (_what, options, expected) => {
    expect(problemsOf(options)).toEqual([expected].flat());
  });

  test("an unknown option of a later release gets a hint", () => {
    expect(problemsOf({ optional: { serviceBuss: true } })).toEqual([
      problem(
        "optional.serviceBuss",
        'unknown option, got true. Did you mean "serviceBus"?',
        "use one of b2c, apim, cdn, containerRegistry, redis, serviceBus, eventHubs",
      ),
    ]);
  });

  test.each([
    ["netwrking", { netwrking: { cosmos: Testing.app() } }],
    ["optional.serviceBus.cosmos", { optional: { serviceBus: { cosmos: Testing.app() } } }],
  ])("an option may hold a construct, %s", (path, options) => {
    expect(problemsOf(options).map((each) => each.path)).toEqual([path]);
  });
});

describe("a wrong value", () => {
  test.each<Row>([
    [
      "a word in another spelling",
      { cosmos: { mode: "serverless" } },
      problem(
        "cosmos.mode",
        'must be one of "Serverless", "Autoscale", got "serverless". Did you mean "Serverless"?',
        'use one of "Serverless", "Autoscale"',
      ),
    ],
    [
      "a word that resembles none",
      { functionApp: { plan: "Fast" } },
      problem(
        "functionApp.plan",
        'must be one of "Y1", "EP1", "EP2", "EP3", "FC1", got "Fast"',
        'use one of "Y1", "EP1", "EP2", "EP3", "FC1"',
      ),
    ],
    [
      "a text for a switch",
      { cosmos: { multiRegion: "yes" } },
      problem("cosmos.multiRegion", 'must be true or false, got "yes"', "give true or false"),
    ],
    [
      "a text for a list",
      { functionApp: { slots: "staging" } },
      problem("functionApp.slots", 'must be a list, got "staging"', "give a list"),
    ],
    [
      "a number in a list of texts",
      { cosmos: { regions: ["eastus2", 5] } },
      problem("cosmos.regions.1", "must be a string, got 5", "give a string"),
    ],
    [
      "a word for a group",
      { storage: "LRS" },
      problem("storage", 'must be an object, got "LRS"', "give an object"),
    ],
    [
      "a number below its range",
      { logRetention: 29 },
      problem("logRetention", "must be >= 30, got 29", IN_RANGE),
    ],
    [
      "a number above its range",
      { keyVault: { softDeleteRetentionInDays: 91 } },
      problem("keyVault.softDeleteRetentionInDays", "must be <= 90, got 91", IN_RANGE),
    ],
    [
      "the end of an open range",
      { logs: { samplingPercentage: 0 } },
      problem("logs.samplingPercentage", "must be > 0, got 0", IN_RANGE),
    ],
    [
      "half a day",
      { logRetention: 30.5 },
      problem("logRetention", "must be a whole number, got 30.5", "give a whole number"),
    ],
    [
      "a throughput between two steps",
      { cosmos: { maxThroughput: 1500 } },
      problem("cosmos.maxThroughput", "must be a multiple of 1000, got 1500", "use a multiple of it"),
    ],
    [
      "a subscription that is no id",
      { subscriptionId: "mine" },
      problem("subscriptionId", `must be ${GUID}, got "mine"`, "correct the value"),
    ],
    [
      "a suffix in capitals",
      { nameSuffix: "ABC" },
      problem("nameSuffix", 'must be 1 to 8 lower-case letters and digits, got "ABC"', "correct the value"),
    ],
  ])("a wrong value is refused: %s", (_what, options, expected) => {
    expect(problemsOf(options)).toEqual([expected].flat());
  });

  test.each([null, 5])("a wrong value is refused in one problem: %j for a word", (hostAccount) => {
    expect(problemsOf({ storage: { hostAccount } })).toEqual([
      problem(
        "storage.hostAccount",
        `must be one of "shared", "separate", got ${JSON.stringify(hostAccount)}`,
        `use one of "shared", "separate"${hostAccount === null ? ", or remove it" : ""}`,
      ),
    ]);
  });

  test.each([{}, { uri: "https://packages.contoso.com/a.zip" }])(
    "a wrong value is refused: package %j",
    (source) => {
      expect(problemsOf({ functionApp: { package: source } })).toContainEqual(
        problem("functionApp.package", "url is missing", "add url"),
      );
    },
  );

  test("a Cosmos DB container without a partition key is refused", () => {
    expect(problemsOf({ cosmos: { containers: { items: {} } } })).toEqual([
      problem(
        "cosmos.containers.items",
        "partitionKey is missing",
        "add partitionKey",
        "your options (cosmos.containers.items = {})",
      ),
    ]);
  });

  test("a big integer is refused", () => {
    expect(problemsOf({ cosmos: { maxThroughput: 4000n } })).toHaveLength(1);
  });

  test("a value that is no number is refused in one problem", () => {
    expect(problemsOf({ logRetention: Number.NaN })).toEqual([
      problem(
        "logRetention",
        "must be a number, got NaN",
        "give a number: Number() of an environment variable that is not set is NaN",
      ),
    ]);
  });
});

describe("a refused call", () => {
  test("a call whose options are no object is refused", () => {
    expect(() => planBackend({ feedbackApi }, null as unknown as BackendOptions)).toThrow(
      "options: the second argument must be an object with options, got null",
    );
  });

  test.each([
    ["with an app", true],
    ["without one", false],
  ])("a refused call writes nothing, %s", (_what, withApp) => {
    const folder = mkdtempSync(join(tmpdir(), "backend-"));
    const before = process.cwd();
    process.chdir(folder);
    try {
      const app = withApp ? new App() : undefined;
      const options = { app, project: "feedback", location: "nowhere" };
      expect(() => defineBackend({ feedbackApi }, options)).toThrow(BackendConfigError);
      app?.synth();
      expect(existsSync("cdktf.out/stacks") ? readdirSync("cdktf.out/stacks") : []).toEqual([]);
      expect(existsSync("cdktf.out")).toBe(withApp);
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ["an object", {}],
    ["null", null],
    ["a component", feedbackApi],
  ])("a call with %s as its app is refused", (_what, app) => {
    expect(problemsOf({ app })).toEqual([
      problem("app", "is not an App of cdktf", "give the result of `new App()`, or remove app"),
    ]);
  });

  test("an app of the other engine is refused: both share symbols, and stacks would be made of two engines", () => {
    const app = new AppOfFork({ outdir: mkdtempSync(join(tmpdir(), "fork-")) });
    expect(problemsOf({ app })).toEqual([
      problem(
        "app",
        'is an App of another engine, version "0.24.0"; this package runs on cdktf 0.21.0',
        'import { App } from "cdktf" in every file; the library has a package of its own for each engine',
      ),
    ]);
    rmSync(app.outdir, { recursive: true });
  });

  test("the app of a test is taken, although its version is stubbed", () => {
    expect(problemsOf({ app: Testing.app() })).toEqual([]);
  });

  test("a refused call throws the same error when it is only planned", () => {
    expect(() => planBackend({ feedbackApi }, { app: {} as unknown as App })).toThrow(BackendConfigError);
  });

  const three = {
    functionApp: { runtime: "node:18" },
    location: "eastus22",
    cosmos: { mode: "serverless" },
  };

  test("a refused call reports every problem at once, in a readable message", () => {
    expect(messageOf(three)).toMatchInlineSnapshot(`
      "feedback (dev): 3 problems
        1. cosmos.mode: must be one of "Serverless", "Autoscale", got "serverless". Did you mean "Serverless"?
           from your options
           fix: use one of "Serverless", "Autoscale"
        2. location: unknown Azure region "eastus22". Did you mean "eastus2"?
           from your options
           fix: use a name that \`az account list-locations\` lists
        3. functionApp.runtime: must be one of node:20, node:22, node:24, got "node:18"
           from your options (functionApp.runtime = "node:18")
           fix: set functionApp.runtime to "node:24""
    `);
  });

  test("a refused call reports problems in the same order, however the options are written", () => {
    const others = Object.entries(three);
    const first = others.splice(0, 1);
    expect(problemsOf(Object.fromEntries([...others, ...first]))).toEqual(problemsOf(three));
  });

  test("the problems of a refused call begin with the components, and end with the names", () => {
    const options = { ...three, storage: { queues: { my_queue: true } } };
    expect(problemsOf(options, { feedbackApi, upload: {} }).map(({ path }) => path)).toEqual([
      "components.upload",
      "cosmos.mode",
      "location",
      "functionApp.runtime",
      "storage.queues.my_queue",
    ]);
  });

  test("a refused call reports other problems beside an unknown environment", () => {
    expect(problemsOf({ environment: "prodd", location: "eastus22" }).map(({ path }) => path)).toEqual([
      "environment",
      "location",
    ]);
  });
});
