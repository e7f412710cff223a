import { type BackendOptions, type Note, planBackend } from "../../../lib";
import { estimateCost } from "../../../lib/cost/estimate";
import type { Range } from "../../../lib/services/contract/service-cost";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const Y1 = "Y1 (Consumption) does not support virtual networks";
const said = (path: string, value: unknown): string => `your options (${path} = ${JSON.stringify(value)})`;

function planOf(options: BackendOptions) {
  return planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options });
}

function notesOf(options: BackendOptions, level: Note["level"]): readonly string[] {
  return planOf(options)
    .notes.filter((note) => note.level === level)
    .map(({ path, message }) => `${path}: ${message}`);
}

describe("a network and Consumption", () => {
  test.each<[string, BackendOptions, string]>([
    ["a network", { networking: { vnet: true } }, "networking.vnet"],
    ["private endpoints", { networking: { privateEndpoints: true } }, "networking.privateEndpoints"],
  ])("a chosen network and chosen Consumption are an error: %s", (_what, options, path) => {
    expect(problemsOf({ ...options, functionApp: { plan: "Y1" } })).toEqual([
      problem(
        "functionApp.plan",
        Y1,
        `set functionApp.plan to "EP1", or remove ${path}`,
        said("functionApp.plan", "Y1"),
        said(path, true),
      ),
    ]);
  });

  test("a chosen network and chosen Consumption are one error, whatever else is asked for", () => {
    const options = { networking: { vnet: true, privateEndpoints: true }, functionApp: { plan: "Y1" } };
    expect(problemsOf(options).map(({ path }) => path)).toEqual(["functionApp.plan"]);
  });

  test.each<[string, BackendOptions]>([
    ["a network", { networking: { vnet: true } }],
    ["private endpoints", { networking: { privateEndpoints: true } }],
    ["a network, in the words of the table", { vnet: true }],
  ])("an open plan changes to Premium for %s, with a note", (_what, options) => {
    expect(planOf(options).settings.functionApp.plan).toBe("EP1");
    expect(notesOf(options, "adjusted").filter((each) => each.startsWith("functionApp.plan"))).toEqual([
      expect.stringMatching(/^functionApp\.plan: "EP1", because networking\.\w+ is set: Y1 \(Consumption\)/),
    ]);
  });

  test("a chosen plan removes the network of prod, with a warning", () => {
    const options = { environment: "prod", functionApp: { plan: "Y1" } } as const;
    const { settings } = planOf(options);
    expect(settings.networking).toMatchObject({ vnet: false, privateEndpoints: false });
    expect(notesOf(options, "warning").filter((each) => each.startsWith("networking."))).toEqual([
      `networking.vnet: all resources are open to the internet: ${Y1}, and functionApp.plan is set`,
    ]);
  });
});

describe("private endpoints and no network", () => {
  test("chosen private endpoints without the network are an error", () => {
    expect(problemsOf({ networking: { vnet: false, privateEndpoints: true } })).toEqual([
      problem(
        "networking.privateEndpoints",
        "private endpoints need a virtual network, and there is none",
        "set networking.vnet to true, or networking.privateEndpoints to false",
        said("networking.privateEndpoints", true),
        said("networking.vnet", false),
      ),
    ]);
  });

  test("the private endpoints of prod are left out with the network", () => {
    expect(planOf({ environment: "prod", vnet: false }).settings.networking.privateEndpoints).toBe(false);
  });

  test("chosen private endpoints switch on a network that was left open", () => {
    const { settings } = planOf({ privateEndpoints: true, functionApp: { plan: "EP1" } });
    expect(settings.networking.vnet).toBe(true);
  });

  test("options of a network that is off are noted", () => {
    expect(notesOf({ networking: { addressSpace: ["10.9.0.0/16"] } }, "note")).toContain(
      "networking.addressSpace: not used: there is no virtual network",
    );
  });
});

describe("spellings of one switch", () => {
  test.each<[string, BackendOptions, string, string]>([
    [
      "vnet and networking.vnet",
      { vnet: true, networking: { vnet: false } },
      "vnet",
      "is true, but networking.vnet, the same option, is false",
    ],
    [
      "defaults.vnet and networking.vnet",
      { defaults: { vnet: false }, networking: { vnet: true } },
      "defaults.vnet",
      "is false, but networking.vnet, the same option, is true",
    ],
    [
      "defaults.vnet and vnet",
      { defaults: { vnet: false }, vnet: true },
      "defaults.vnet",
      "is false, but vnet, the same option, is true",
    ],
    [
      "privateEndpoints",
      { privateEndpoints: true, defaults: { privateEndpoints: false } },
      "defaults.privateEndpoints",
      "is false, but privateEndpoints, the same option, is true",
    ],
  ])("spellings of one switch that disagree are refused: %s", (_which, options, path, message) => {
    const found = problemsOf(options).filter((each) => each.fix === "remove one of them");
    expect(found.map((each) => [each.path, each.message])).toEqual([[path, message]]);
  });

  test("spellings of one switch that agree are accepted", () => {
    const options = { vnet: true, defaults: { vnet: true }, networking: { vnet: true } };
    expect(planOf(options).settings.networking.vnet).toBe(true);
  });

  test("spellings of a switch are kept in messages", () => {
    expect(problemsOf({ vnet: false, privateEndpoints: true })[0]?.from).toEqual([
      said("privateEndpoints", true),
      said("vnet", false),
    ]);
  });

  test.each<[string, object]>([
    ["vnet", { vnet: "yes" }],
    ["defaults.vnet", { defaults: { vnet: "yes" } }],
    ["networking.vnet", { networking: { vnet: "yes" } }],
  ])("the switches take true or false: %s", (path, options) => {
    expect(problemsOf(options)).toEqual([
      problem(path, 'must be true or false, got "yes"', "give true or false"),
    ]);
  });
});

describe("an app that is closed", () => {
  test("an app that is closed without private endpoints is an error", () => {
    expect(problemsOf({ functionApp: { publicNetworkAccess: false } })).toEqual([
      problem(
        "functionApp.publicNetworkAccess",
        "an app that is closed to the internet needs a private endpoint, and there are none",
        "set networking.privateEndpoints to true, or functionApp.publicNetworkAccess to true",
        said("functionApp.publicNetworkAccess", false),
        'environment "dev" (privateEndpoints = false)',
      ),
    ]);
  });
});

describe("a plan over zones", () => {
  test.each<[string, BackendOptions, string]>([
    [
      "on Consumption",
      { functionApp: { plan: "Y1", zoneRedundant: true } },
      "Y1 does not support zoneRedundant",
    ],
    [
      "on Flex Consumption with one instance",
      { functionApp: { plan: "FC1", zoneRedundant: true, maximumInstances: 1 } },
      "zone redundancy needs at least 2 instances, but the maximum is 1",
    ],
    [
      "with two instances",
      { functionApp: { plan: "EP1", zoneRedundant: true, maximumInstances: 2 } },
      "zone redundancy needs at least 3 instances, but the maximum is 2",
    ],
    [
      "where there are none",
      { location: "westus", functionApp: { plan: "EP1", zoneRedundant: true } },
      "westus has no availability zones",
    ],
  ])("a plan over zones is an error %s", (_where, options, message) => {
    expect(problemsOf(options).map((each) => [each.path, each.message])).toEqual([
      ["functionApp.zoneRedundant", message],
    ]);
  });

  test("a plan over zones on Flex Consumption leaves the zones to Azure, and is paid for", () => {
    const { workloads, backend } = synthBackend({ functionApp: { plan: "FC1", zoneRedundant: true } });
    const plan = workloads.only("azurerm_service_plan");
    expect(plan).toMatchObject({ sku_name: "FC1", zone_balancing_enabled: true });
    expect(plan).not.toHaveProperty("worker_count");
    expect(backend.explain("notes")).toContain(
      "note: functionApp.zoneRedundant: Azure keeps 2 instances ready for each group of functions",
    );
    const ready = (functionApp: BackendOptions["functionApp"]): unknown =>
      estimateCost(planOf({ functionApp })).lines.find(({ item }) => item === "always ready instance")
        ?.quantity;
    expect(ready({ plan: "FC1" })).toBeUndefined();
    const one = ready({ plan: "FC1", alwaysOn: true }) as Range;
    expect(ready({ plan: "FC1", zoneRedundant: true })).toEqual({ low: 2 * one.low, high: 2 * one.high });
  });
});

describe("a public container", () => {
  const storage = { containers: { assets: { publicAccess: "Blob" } } } as const;

  test("a public container is an error behind private endpoints", () => {
    expect(problemsOf({ environment: "prod", storage })).toEqual([
      problem(
        "storage.containers.assets.publicAccess",
        "the account is closed to the internet: it has private endpoints",
        'set it to "None", or networking.privateEndpoints to false',
        said("storage.containers.assets.publicAccess", "Blob"),
        'environment "prod" (privateEndpoints = true)',
      ),
    ]);
  });

  test("a public container gives a warning where the account is open to the internet", () => {
    expect(notesOf({ storage }, "warning")).toEqual([
      "storage.containers.assets.publicAccess: the blobs of this container are public on the internet",
    ]);
  });
});
