import fc from "fast-check";
import { type BackendOptions, BackendConfigError, planBackend } from "../../../lib";
import { call } from "../../support/arbitrary-options";
import { problemsOf } from "../../support/problems";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const SITES = /^azurerm_(windows|linux)_function_app(_slot)?$|^azurerm_function_app_flex_consumption$/;

/** `site_config` of the app and of each slot, by the resource's name. */
function sitesOf({ workloads }: SynthesisedBackend): Readonly<Record<string, JsonObject>> {
  const types = workloads.addresses.map((address) => address.split(".")[0] ?? "");
  const sites = [...new Set(types)].filter((type) => SITES.test(type));
  return Object.fromEntries(
    sites.flatMap((type) =>
      Object.entries(workloads.all(type)).map(
        ([name, site]) => [name, site["site_config"] as JsonObject] as const,
      ),
    ),
  );
}

/** Which of a site's two doors are closed to who is on the internet. */
function closedOf(site: JsonObject | undefined): readonly string[] {
  return ["ip_restriction_default_action", "scm_ip_restriction_default_action"].filter(
    (argument) => site?.[argument] === "Deny",
  );
}

const MAIN = "ip_restriction_default_action";
const DEPLOYMENT = "scm_ip_restriction_default_action";

describe("a slot", () => {
  test.each([
    ["on Windows", {}],
    ["on Linux", { os: "linux" }],
    ["that runs an image", { container: true }],
  ] as const)("a slot %s is closed to the internet, and production is not", (_name, functionApp) => {
    const sites = sitesOf(synthBackend({ environment: "prod", functionApp }));
    expect(closedOf(sites["function_app"])).toEqual([DEPLOYMENT]);
    expect(closedOf(sites["function_app_staging"])).toEqual([MAIN, DEPLOYMENT]);
    expect(sites["function_app_staging"]).not.toHaveProperty("ip_restriction");
  });

  test("a slot in dev is closed as well", () => {
    const sites = sitesOf(synthBackend({ functionApp: { slots: ["try"] } }));
    expect(closedOf(sites["function_app_try"])).toEqual([MAIN, DEPLOYMENT]);
  });

  test("a slot with the option open is open with a warning, and its deployment site stays closed", () => {
    const backend = synthBackend({
      environment: "prod",
      functionApp: { slots: ["blue", "green"], openSlots: ["green"] },
    });
    const sites = sitesOf(backend);
    expect(closedOf(sites["function_app_blue"])).toEqual([MAIN, DEPLOYMENT]);
    expect(closedOf(sites["function_app_green"])).toEqual([DEPLOYMENT]);
    expect(backend.backend.plan.notes).toContainEqual({
      level: "warning",
      path: "functionApp.openSlots",
      message:
        "green is open to the internet: a slot uses the data of production, and runs the code of the previous release",
    });
  });

  test.each<[string, BackendOptions, string, string]>([
    [
      "that is not there",
      { environment: "prod", functionApp: { openSlots: ["stage"] } },
      'contains "stage", but functionApp.slots has "staging"',
      "use slots of functionApp.slots, or remove functionApp.openSlots",
    ],
    [
      "of an app that is closed",
      { environment: "prod", functionApp: { openSlots: ["staging"], publicNetworkAccess: false } },
      "the app and its slots are closed to the internet",
      "remove functionApp.openSlots, or open the app",
    ],
    [
      "of an app behind API Management",
      {
        environment: "prod",
        functionApp: { openSlots: ["staging"] },
        optional: { apim: { enabled: true, publisherName: "Us", publisherEmail: "us@example.com" } },
      },
      "the app and its slots are closed to the internet",
      "remove functionApp.openSlots, or open the app",
    ],
  ])("a slot %s is not opened", (_name, options, message, fix) => {
    expect(problemsOf(options)).toMatchObject([{ path: "functionApp.openSlots", message, fix }]);
  });
});

describe("the deployment site", () => {
  test.each<[string, BackendOptions["functionApp"], readonly string[]]>([
    ["of a package that is read by identity", {}, [DEPLOYMENT]],
    ["of a package elsewhere", { package: { url: "https://packages.contoso.com/app.zip" } }, [DEPLOYMENT]],
    ["of an image", { container: true }, [DEPLOYMENT]],
    ["that zip deployment goes through", { package: "content-share" }, []],
    ["that Flex Consumption deploys through", { plan: "FC1" }, []],
  ])("the deployment site is open or closed %s: %j", (_name, functionApp, closed) => {
    for (const environment of ["dev", "prod"])
      expect(closedOf(sitesOf(synthBackend({ environment, functionApp }))["function_app"])).toEqual(closed);
  });
});

describe("slots with any options", () => {
  test("for any options, each slot is closed unless the option opens it, and each unused deployment site is closed", () => {
    fc.assert(
      fc.property(call, fc.subarray(["staging", "blue", "green"]), (options, opened) => {
        const slots = slotsThatMayOpen(options);
        // Most options are refused: drawn until so many are not.
        fc.pre(slots !== undefined);
        const open = slots.filter((slot) => opened.includes(slot));
        const backend = synthBackend({
          ...options,
          functionApp: { ...options.functionApp, ...(open.length === 0 ? {} : { openSlots: open }) },
        });
        const { package: source, plan, publicNetworkAccess } = backend.backend.plan.settings.functionApp;
        const sites = Object.entries(sitesOf(backend));
        expect(sites).not.toEqual([]);
        for (const [name, site] of sites) {
          const isOpen = name === "function_app" || open.some((slot) => name === `function_app_${slot}`);
          if (publicNetworkAccess) expect(site[MAIN] === "Deny").toBe(!isOpen);
          expect(site[DEPLOYMENT] === "Deny").toBe(source !== "content-share" && plan !== "FC1");
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** None where the app is closed itself; undefined where the options are refused. */
function slotsThatMayOpen(options: BackendOptions): readonly string[] | undefined {
  try {
    const components = { feedbackApi, processUploadFunction };
    const { settings } = planBackend(components, { ...options, project: "feedback" });
    return settings.functionApp.publicNetworkAccess ? settings.functionApp.slots : [];
  } catch (error) {
    if (error instanceof BackendConfigError) return undefined;
    throw error;
  }
}
