import fc from "fast-check";
import { BackendConfigError, type BackendOptions } from "../lib";
import { listAt, objectAt } from "../stand-in/json";
import { call } from "./support/arbitrary-options";
import { problemsOf } from "./support/problems";
import { azureId } from "./support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "./support/synth";

beforeAll(() => void jest.spyOn(process, "emitWarning").mockImplementation());
afterAll(() => void jest.restoreAllMocks());

const OVERRIDE = "WEBSITE_OVERRIDE_STICKY_DIAGNOSTICS_SETTINGS";
const SYSTEMS = ["windows", "linux"];

interface Pair {
  readonly app: JsonObject;
  readonly slots: readonly JsonObject[];
}

function pairOf({ workloads }: SynthesisedBackend): Pair {
  const all = (suffix: string): readonly JsonObject[] =>
    SYSTEMS.flatMap((os) => Object.values(workloads.all(`azurerm_${os}_function_app${suffix}`)));
  const [app = workloads.all("azurerm_function_app_flex_consumption")["function_app"]] = all("");
  if (app === undefined) throw new Error("there is no function app");
  return { app, slots: all("_slot") };
}

function ignored(site: JsonObject, name: string): boolean {
  return listAt(site, "lifecycle.ignore_changes").includes(`app_settings["${name}"]`);
}

/** Settings that a swap exchanges, and that the next apply would exchange back. */
function undone({ app, slots }: Pair): readonly string[] {
  const sticky = listAt(app, "sticky_settings.app_setting_names").map(String);
  return slots.flatMap((slot) => {
    const [own, others] = [objectAt(slot, "app_settings"), objectAt(app, "app_settings")];
    return [...new Set([...Object.keys(own), ...Object.keys(others)])].filter(
      (name) =>
        own[name] !== others[name] && !sticky.includes(name) && !(ignored(app, name) && ignored(slot, name)),
    );
  });
}

const anyApp = fc.record({
  environment: fc.constantFrom("dev", "prod"),
  functionApp: fc.record({
    plan: fc.constantFrom("EP1", "EP3", "Y1"),
    os: fc.constantFrom("windows", "linux"),
    slots: fc.uniqueArray(fc.constantFrom("staging", "blue", "green"), { maxLength: 2 }),
    package: fc.constantFrom("identity", "content-share", { url: "https://packages.contoso.com/app.zip" }),
    container: fc.constantFrom(false, false, true),
    settings: fc.constantFrom({}, { MODE: "fast", OTHER: "x" }),
  }),
  networking: fc.constantFrom({}, { vnet: false }, { vnet: true }, { privateEndpoints: false }),
  storage: fc.record({ hostAccount: fc.constantFrom("shared", "separate") }),
  optional: fc.record({ containerRegistry: fc.boolean(), serviceBus: fc.boolean() }),
}) as fc.Arbitrary<BackendOptions>;

describe("what differs between an app and its slots is sticky, or left to releases", () => {
  test.each<[string, BackendOptions]>([
    ["a package", {}],
    ["a content share", { functionApp: { package: "content-share" } }],
    ["a content share on Linux", { functionApp: { package: "content-share", os: "linux" } }],
    ["a package at a URL", { functionApp: { package: { url: "https://packages.contoso.com/app.zip" } } }],
    ["an image", { functionApp: { container: true }, optional: { containerRegistry: true } }],
  ])("of %s", (_name, options) => {
    const pair = pairOf(synthBackend({ environment: "prod", ...options }));
    expect(pair.slots).toHaveLength(1);
    expect(undone(pair)).toEqual([]);
  });

  test("of whatever else is asked for", () => {
    let slots = 0;
    fc.assert(
      fc.property(fc.oneof(anyApp, call), (options) => {
        try {
          const pair = pairOf(synthBackend(options));
          slots += pair.slots.length;
          expect(undone(pair)).toEqual([]);
        } catch (error) {
          if (!(error instanceof BackendConfigError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
    expect(slots).toBeGreaterThan(10);
  }, 30_000);
});

describe("slots of an app whose host's storage is closed", () => {
  const settings = (options: BackendOptions): readonly unknown[] => {
    const { app, slots } = pairOf(synthBackend({ environment: "prod", ...options }));
    return [app, ...slots].map((site) => objectAt(site, "app_settings")[OVERRIDE]);
  };
  const storage = { id: azureId("Microsoft.Storage/storageAccounts", "stshared") };
  const open = { networking: { privateEndpoints: false } };

  test.each<[string, BackendOptions]>([
    ["one account for all", { storage: { hostAccount: "shared" } }],
    ["an account of its own", { storage: { hostAccount: "separate" } }],
    ["a content share", { functionApp: { package: "content-share" } }],
    ["a container", { functionApp: { container: true }, optional: { containerRegistry: true } }],
    ["an account of others, which may be closed", { external: { storage }, ...open }],
    ["an account that transform may close", open],
  ])("have what allows their swap: %s", (_name, options) => {
    expect(settings(options)).toEqual(["0", "0"]);
  });

  test("and others go without it", () => {
    expect(settings({ networking: { vnet: false, privateEndpoints: false } })).toEqual([
      undefined,
      undefined,
    ]);
    expect(settings({ functionApp: { slots: [] } })).toEqual([undefined]);
    expect(settings({ environment: "dev" })).toEqual([undefined]);
  });

  test("which is a setting that the backend writes itself", () => {
    const options = { environment: "prod", functionApp: { settings: { [OVERRIDE]: "1" } } };
    expect(problemsOf(options)[0]).toMatchObject({
      path: `functionApp.settings.${OVERRIDE}`,
      message: "the backend writes this setting itself",
    });
  });
});
