import type { BackendOptions } from "../../../lib";
import { type JsonObject, synthBackend } from "../../support/synth";

const SOURCE = "terraform_data.function_app_code.input";
const url = "https://packages.contoso.com/app.zip";
const PACKAGE = 'app_settings["WEBSITE_RUN_FROM_PACKAGE"]';

function workloadsOf(options: BackendOptions) {
  const { workloads } = synthBackend({ environment: "prod", ...options });
  const [app] = ["windows", "linux"].flatMap((os) =>
    Object.values(workloads.all(`azurerm_${os}_function_app`)),
  );
  const [slot] = ["windows", "linux"].flatMap((os) =>
    Object.values(workloads.all(`azurerm_${os}_function_app_slot`)),
  );
  return { workloads, app, slot };
}

test.each<[string, BackendOptions]>([
  ["identity", {}],
  ["content-share", { functionApp: { package: "content-share" } }],
  ["url", { functionApp: { package: { url } } }],
])("an app whose code comes in another way than by %s is replaced by another app", (source, options) => {
  const { workloads, app, slot } = workloadsOf(options);
  expect(workloads.all("terraform_data")).toEqual({ function_app_code: { input: { source } } });
  expect(app).toHaveProperty("lifecycle.replace_triggered_by", [
    "azurerm_service_plan.service_plan.id",
    SOURCE,
  ]);
  // A slot goes with its app, whose id is not known any more.
  expect(slot?.["function_app_id"]).toMatch(/function_app\.function_app\.id\}$/);
});

test("an image replaces a package on the same app", () => {
  const { workloads } = workloadsOf({
    functionApp: { container: true },
    optional: { containerRegistry: true },
  });
  expect(workloads.all("terraform_data")).toEqual({ function_app_code: { input: { source: "identity" } } });
});

test("Flex Consumption has one way to get its code, and no resource that records it", () => {
  const { workloads } = synthBackend({ environment: "prod", functionApp: { plan: "FC1" } });
  expect(workloads.all("terraform_data")).toEqual({});
});

test("another URL of a package is a change in the plan; only the setting that releases write is ignored", () => {
  for (const site of ["app", "slot"] as const) {
    const own = workloadsOf({ functionApp: { package: { url } } })[site];
    expect(JSON.stringify(own?.["lifecycle"] ?? {})).not.toContain("ignore_changes");
    expect(own).toMatchObject({ app_settings: { WEBSITE_RUN_FROM_PACKAGE: url } });
    const released = workloadsOf({})[site];
    expect(released).toHaveProperty("lifecycle.ignore_changes", expect.arrayContaining([PACKAGE]));
  }
});

describe("a package at a URL", () => {
  const names = { storageAccount: "stfeedbackprod" };
  const at = (where: string, more: BackendOptions = {}): readonly JsonObject[] => {
    const backend = synthBackend({
      environment: "prod",
      names,
      functionApp: { package: { url: where } },
      ...more,
    });
    return Object.values(backend.workloads.all("azurerm_role_assignment")).filter(
      ({ role_definition_name: role, scope }) =>
        role === "Storage Blob Data Reader" && (scope as string).endsWith("/containers/uploads"),
    );
  };
  const own = "https://stfeedbackprod.blob.core.windows.net/uploads/app.zip";

  test("a package in the data account is read by the app and its slot", () => {
    expect(at(own)).toHaveLength(2);
  });

  test("a package at another URL is read by a role assignment that its owner makes", () => {
    expect(at("https://stother.blob.core.windows.net/uploads/app.zip")).toEqual([]);
    expect(at(url)).toEqual([]);
  });

  test("a package in the account of data and host is read by the host's own role", () => {
    expect(at(own, { storage: { hostAccount: "shared" } })).toEqual([]);
  });
});
