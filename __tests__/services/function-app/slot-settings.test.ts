import fc from "fast-check";
import { BackendConfigError, type BackendOptions } from "../../../lib";
import { listAt, objectAt } from "../../../lib/stand-in/json";
import { call } from "../../support/arbitrary-options";
import { problemsOf } from "../../support/problems";
import { azureId } from "../../support/shared";
import { swapped } from "../../support/swap";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

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
    slotSettings: fc.constantFrom({}, { staging: { MODE: "slow" } }, { blue: { ONLY_HERE: "1" } }),
  }),
  networking: fc.constantFrom({}, { vnet: false }, { vnet: true }, { privateEndpoints: false }),
  storage: fc.record({ hostAccount: fc.constantFrom("shared", "separate") }),
  optional: fc.record({ containerRegistry: fc.boolean(), serviceBus: fc.boolean() }),
}) as fc.Arbitrary<BackendOptions>;

describe("the settings that differ between an app and its slots", () => {
  test.each<[string, BackendOptions]>([
    ["a package", {}],
    ["a content share", { functionApp: { package: "content-share" } }],
    ["a content share on Linux", { functionApp: { package: "content-share", os: "linux" } }],
    ["a package at a URL", { functionApp: { package: { url: "https://packages.contoso.com/app.zip" } } }],
    ["an image", { functionApp: { container: true }, optional: { containerRegistry: true } }],
  ])(
    "each setting that differs between an app and its slots is sticky or left to releases, with %s",
    (_name, options) => {
      const pair = pairOf(synthBackend({ environment: "prod", ...options }));
      expect(pair.slots).toHaveLength(1);
      expect(undone(pair)).toEqual([]);
    },
  );

  test("each setting that differs is sticky or left to releases, for any options", () => {
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
    // About nineteen of a hundred calls: many are refused.
    expect(slots).toBeGreaterThan(2);
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
  ])(
    "slots of an app with closed host storage have the setting that allows their swap: %s",
    (_name, options) => {
      expect(settings(options)).toEqual(["0", "0"]);
    },
  );

  test("slots of other apps do not have the setting that allows a swap", () => {
    expect(settings({ networking: { vnet: false, privateEndpoints: false } })).toEqual([
      undefined,
      undefined,
    ]);
    expect(settings({ functionApp: { slots: [] } })).toEqual([undefined]);
    expect(settings({ environment: "dev" })).toEqual([undefined]);
  });

  test("the setting that allows a swap is refused in the options, since the backend writes it", () => {
    const options = { environment: "prod", functionApp: { settings: { [OVERRIDE]: "1" } } };
    expect(problemsOf(options)[0]).toMatchObject({
      path: `functionApp.settings.${OVERRIDE}`,
      message: "the backend sets this app setting",
    });
  });
});

describe("settings of a slot", () => {
  const prod = (functionApp: BackendOptions["functionApp"]): BackendOptions => ({
    environment: "prod",
    functionApp,
  });
  const STAGE = { staging: { STAGE: "staging" } };
  const settingsOf = (pair: Pair): readonly JsonObject[] =>
    [pair.app, ...pair.slots].map((site) => objectAt(site, "app_settings"));

  test.each(["windows", "linux"] as const)(
    "slot settings are on the slot alone, and stay with it on %s",
    (os) => {
      const pair = pairOf(
        synthBackend(prod({ os, settings: { STAGE: "production", MODE: "fast" }, slotSettings: STAGE })),
      );
      const [app, slot] = settingsOf(pair);
      expect(app).toMatchObject({ STAGE: "production", MODE: "fast" });
      expect(slot).toEqual({ ...app, ...slot, STAGE: "staging", MODE: "fast" });
      expect(listAt(pair.app, "sticky_settings.app_setting_names")).toContain("STAGE");
      expect(listAt(pair.app, "sticky_settings.app_setting_names")).not.toContain("MODE");
    },
  );

  test("slot settings join the sticky names of the library and of transform", () => {
    const options = { environment: "prod", functionApp: { slotSettings: STAGE } };
    const sticky = (more: BackendOptions = {}): readonly unknown[] =>
      listAt(pairOf(synthBackend({ ...options, ...more })).app, "sticky_settings.app_setting_names");
    const PAUSED = "AzureWebJobs.process-upload.Disabled";
    expect(sticky()).toEqual([PAUSED, "STAGE"]);
    const stickySettings = { appSettingNames: ["OWN"] };
    expect([...sticky({ transform: { functionApp: { stickySettings } } })].sort()).toEqual([
      PAUSED,
      "OWN",
      "STAGE",
    ]);
  });

  test("slot settings are the same on each site before and after a swap", () => {
    const pair = pairOf(
      synthBackend(
        prod({
          os: "linux",
          settings: { STAGE: "production" },
          slotSettings: { staging: { STAGE: "staging", HERE: "1" } },
        }),
      ),
    );
    const [app = {}, slot = {}] = settingsOf(pair);
    const sticky = listAt(pair.app, "sticky_settings.app_setting_names").map(String);
    const after = swapped({ settings: textsOf(app) }, { settings: textsOf(slot) }, sticky);
    expect([after.app.settings["STAGE"], after.slot.settings["STAGE"]]).toEqual(["production", "staging"]);
    expect([after.app.settings["HERE"], after.slot.settings["HERE"]]).toEqual([undefined, "1"]);
    const moved = swapped({ settings: textsOf(app) }, { settings: textsOf(slot) }, []);
    expect([moved.app.settings["STAGE"], moved.app.settings["HERE"]]).toEqual(["staging", "1"]);
  });

  test("slot settings can point a slot to another queue, and let a paused function run there", () => {
    const own = {
      PROCESS_UPLOAD_STORAGE__blobServiceUri: "https://stother.blob.core.windows.net",
      "AzureWebJobs.process-upload.Disabled": "0",
    };
    const pair = pairOf(synthBackend(prod({ slotSettings: { staging: own } })));
    expect(settingsOf(pair)[1]).toMatchObject(own);
    expect(undone(pair)).toEqual([]);
  });

  test("slot settings may refer to the vault, and the slot gets the role to read it", () => {
    const reference = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x)";
    const { backend } = synthBackend({
      ...prod({ slotSettings: { staging: { KEY_REFERENCE: reference } } }),
      keyVault: { access: "declared" },
    });
    expect(backend.explain("grants")).toContain("functionApp.slotSettings.staging.KEY_REFERENCE refers to");
  });

  const at = "functionApp.slotSettings.staging";
  test.each<[string, BackendOptions["functionApp"], string, string]>([
    [
      "of no slot",
      { slotSettings: { stage: { A: "1" } } },
      "functionApp.slotSettings.stage",
      'functionApp.slots has "staging"',
    ],
    ["of an app without slots", { slots: [], slotSettings: STAGE }, at, "functionApp.slots has no slot"],
    [
      "that the backend writes",
      { slotSettings: { staging: { AzureWebJobsStorage: "x" } } },
      `${at}.AzureWebJobsStorage`,
      "the backend sets this app setting",
    ],
    [
      "with a secret",
      { slotSettings: { staging: { CONN: "AccountKey=abc;" } } },
      `${at}.CONN`,
      "the value looks like a key or a connection string, which would be visible in the plan and the state",
    ],
    [
      "with a hyphen on Linux",
      { os: "linux", slotSettings: { staging: { "A-B": "x" } } },
      `${at}.A-B`,
      "on Linux, the name of an app setting must have only letters, digits and _",
    ],
    [
      "in another spelling",
      { settings: { STAGE: "x" }, slotSettings: { staging: { stage: "y" } } },
      `${at}.stage`,
      "is spelled STAGE elsewhere",
    ],
    [
      "beside a connection",
      { slotSettings: { staging: { PROCESS_UPLOAD_STORAGE__serviceUri: "https://x" } } },
      `${at}.PROCESS_UPLOAD_STORAGE__serviceUri`,
      "the Functions host would read it as part of the connection of a component",
    ],
    [
      "without a value",
      { slotSettings: { staging: { A: undefined as unknown as string } } },
      `${at}.A`,
      "is undefined: is an environment variable missing?",
    ],
  ])("slot settings are refused %s", (_name, functionApp, path, message) => {
    expect(problemsOf(prod(functionApp)).map((each) => [each.path, each.message])).toEqual([[path, message]]);
  });
});

function textsOf(settings: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
