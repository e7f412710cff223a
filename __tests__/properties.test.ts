import fc from "fast-check";
import { BackendConfigError, type BackendOptions, type RegionName, regions } from "../lib";
import { problemsOf } from "./support/problems";
import {
  type Json,
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "./support/synth";

const location = fc.constantFrom(...(Object.keys(regions) as RegionName[]));
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.uniqueArray(arbitrary, { maxLength: 3 });
const ANY = { requiredKeys: [] };
/** Undefined is "not said"; what is said everywhere contradicts itself nearly always. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const functionApp = fc.record(
  {
    plan: fc.constantFrom("Y1", "EP1", "EP2", "EP3", "FC1"),
    os: fc.constantFrom("windows", "linux"),
    runtime: fc.constantFrom("node:20", "node:22", "node:22", "node:24"),
    alwaysOn: fc.boolean(),
    slots: few(fc.constantFrom("staging", "blue", "green")),
    package: fc.constantFrom("identity", "content-share", { url: "https://packages.contoso.com/app.zip" }),
    maximumInstances: fc.constantFrom(40, 60, 100, 101),
    instanceMemoryInMB: fc.constantFrom(512, 2048),
    settings: fc.constantFrom(
      {},
      { MODE: "fast" },
      { FUNCTIONS_WORKER_RUNTIME: "node" },
      { KEY_VAULT_URI: "none" },
    ),
  },
  ANY,
);

const cosmos = fc.record(
  {
    mode: fc.constantFrom("Serverless", "Autoscale"),
    maxThroughput: fc.constantFrom(1000, 2000, 4000, 1500),
    regions: few(location),
    multiRegion: fc.boolean(),
    consistencyLevel: fc.constantFrom("Strong", "BoundedStaleness", "Session"),
    zoneRedundant: fc.boolean(),
    enableMultipleWriteLocations: fc.boolean(),
    enableAutomaticFailover: fc.boolean(),
    backup: fc.constantFrom("Periodic", "Continuous"),
    backupTier: fc.constantFrom("Continuous7Days", "Continuous30Days"),
    disableLocalAuth: fc.boolean(),
    containers: fc.constantFrom(
      {},
      { items: { partitionKey: ["/tenant", "/user"] } },
      { feedback: { partitionKey: "/rating" } },
    ),
  },
  ANY,
);

const storage = fc.record(
  {
    sku: fc.record({
      name: fc.constantFrom("Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"),
    }),
    hostAccount: fc.constantFrom("shared", "separate"),
    allowSharedKeyAccess: fc.boolean(),
    containers: fc.constantFrom({}, { assets: { publicAccess: "Blob" } }, { uploads: false }),
  },
  ANY,
);

const keyVault = fc.record(
  {
    connectionStrings: fc.boolean(),
    secrets: fc.constantFrom({}, { stripe: {} }, { stripe: { rotation: 2 } }, { "jwt-secret": false }),
  },
  ANY,
);

const groups = fc.record({
  functionApp: seldom(functionApp),
  cosmos: seldom(cosmos),
  storage: seldom(storage),
  keyVault: seldom(keyVault),
  logRetention: fc.constantFrom(undefined, 30, 45, 90),
});

const call: fc.Arbitrary<BackendOptions> = fc
  .record({
    environment: fc.constantFrom("dev", "prod", "own"),
    base: fc.constantFrom("dev", "prod"),
    inEnvironment: groups,
    inCall: groups,
    location,
  })
  .map(({ environment, base, inEnvironment, inCall, ...common }) => ({
    environment,
    environments: { own: { extends: base, ...inEnvironment } },
    ...inCall,
    ...common,
  })) as fc.Arbitrary<BackendOptions>;

/** Every text in a value. */
function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** `type.name` or `data.type.name` of everything in a stack's file. */
function declaredIn({ json, addresses }: SynthesisedStack): ReadonlySet<string> {
  const data = Object.entries((json["data"] ?? {}) as Readonly<Record<string, JsonObject>>);
  return new Set([
    ...addresses,
    ...data.flatMap(([type, named]) => Object.keys(named).map((name) => `data.${type}.${name}`)),
  ]);
}

/** What a stack refers to: expressions, and addresses in `depends_on` and `replace_triggered_by`. */
function referencesIn({ json }: SynthesisedStack): readonly string[] {
  const expressions = textsOf(json).flatMap((text) =>
    [...text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map(([, inner]) => inner ?? ""),
  );
  return [...expressions, ...addressesIn(json)];
}

function addressesIn(value: Json): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, Json]) =>
    ["depends_on", "replace_triggered_by"].includes(key) ? textsOf(each) : addressesIn(each),
  );
}

const OUTPUT = /^data\.terraform_remote_state\.platform\.outputs\.(\w+)$/;

function expectSound({ network, platform, workloads }: SynthesisedBackend): void {
  const outputs = Object.keys(platform.json["output"] as JsonObject);
  expect(outputs.filter((name) => !/_(id|name|endpoint|uri)$/.test(name))).toEqual([]);
  for (const stack of [network, platform, workloads]) {
    const declared = declaredIn(stack);
    const lost = referencesIn(stack).filter((reference) => {
      const output = OUTPUT.exec(reference)?.[1];
      if (output !== undefined) return stack !== workloads || !outputs.includes(output);
      return !declared.has(/^(data\.)?[\w-]+\.[\w-]+/.exec(reference)?.[0] ?? "");
    });
    expect(lost).toEqual([]);
  }
  expect(referencesIn(workloads).length).toBeGreaterThan(20);
}

function expectReadable({ problems, message }: BackendConfigError): void {
  expect(problems).not.toEqual([]);
  for (const problem of problems) {
    expect(problem.path).toMatch(/^\w+(\.[\w-]+)*$/);
    expect(problem.message).toMatch(/^\S.*\S$/);
    expect(problem.fix).toMatch(/^\S.*\S$/);
    expect(message).toContain(`${problem.path}: ${problem.message}`);
    if (!problem.path.startsWith("components.")) expect(problem.from).not.toEqual([]);
  }
}

describe("whatever is asked for", () => {
  // The same warnings a hundred times over.
  beforeAll(() => void jest.spyOn(process, "emitWarning").mockImplementation(() => undefined));
  afterAll(() => void jest.restoreAllMocks());

  test("a backend is synthesised whole, or refused with every reason", () => {
    const outcomes = { synthesised: 0, refused: 0 };
    fc.assert(
      fc.property(call, (options) => {
        try {
          expectSound(synthBackend(options));
          outcomes.synthesised += 1;
        } catch (error) {
          if (!(error instanceof BackendConfigError)) throw error;
          expectReadable(error);
          outcomes.refused += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(outcomes.synthesised).toBeGreaterThan(10);
    expect(outcomes.refused).toBeGreaterThan(10);
  }, 20_000);

  test("every reason says where it came from, with the value that is there", () => {
    fc.assert(
      fc.property(call, (options) => {
        for (const { from } of problemsOf(options)) {
          expect(from).not.toEqual([]);
          expect(from.join()).not.toContain("undefined");
        }
      }),
      { numRuns: 300 },
    );
  });
});
