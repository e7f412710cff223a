import { planBackend } from "../../../lib";
import type { BackendOptions } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { GROUP, SUBSCRIPTION, azureId, synthBeside } from "../../support/shared";
import { synthBackend } from "../../support/synth";
import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";

const apim = { id: azureId("Microsoft.ApiManagement/service", "apim-shared") };
const servicePlan = { id: azureId("Microsoft.Web/serverfarms", "asp-shared") };
const functionApp = { plan: "EP1" } as const;
const bringing = { external: { apim } } satisfies BackendOptions;

describe("an existing API Management", () => {
  test("an existing API Management is not made, and its API is made in it beside other APIs", () => {
    const { backend, platform, workloads } = synthBackend(bringing);
    expect(backend.apim).toBeUndefined();
    expect(platform.text).not.toContain("azurerm_api_management");
    const service = { api_management_name: "apim-shared", resource_group_name: GROUP };
    expect(workloads.only("azurerm_api_management_api")).toMatchObject({
      ...service,
      name: "feedback-dev-v1",
      path: "feedback-dev",
    });
    for (const [type, names] of [
      ["azurerm_api_management_product", { product_id: "feedback-dev" }],
      ["azurerm_api_management_api_version_set", { name: "feedback-dev" }],
      ["azurerm_api_management_logger", { name: "feedback-dev-application-insights" }],
      ["azurerm_api_management_backend", { name: "func-feedback-dev-ebcec0" }],
    ] as const)
      expect([type, workloads.only(type)]).toMatchObject([type, { ...service, ...names }]);
    expect(backend.published.apim["gatewayUrl"]).toBe("https://apim-shared.azure-api.net");
  });

  test("an existing API Management keeps the options of the API", () => {
    const gatewayUrl = "https://api.example.com";
    const { backend, workloads } = synthBackend({
      external: { apim: { ...apim, gatewayUrl } },
      optional: { apim: { path: "notes", subscriptionRequired: false, functionKey: true } },
    });
    expect(workloads.only("azurerm_api_management_api")).toMatchObject({
      path: "notes",
      subscription_required: false,
    });
    expect(backend.published.apim["gatewayUrl"]).toBe(gatewayUrl);
  });

  test("the function app stays as open as it is without the service, whose network is not known", () => {
    const { backend, platform, workloads } = synthBackend({ ...bringing, environment: "prod" });
    expect(backend.plan.settings.functionApp.publicNetworkAccess).toBe(true);
    expect(backend.plan.settings.optional.apim.virtualNetworkType).toBe("None");
    expect(platform.addresses.filter((address) => address.includes("apim_private_dns"))).toEqual([]);
    const { site_config } = workloads.only("azurerm_windows_function_app");
    expect(site_config).not.toHaveProperty("ip_restriction");
  });

  test("an existing API Management calls a closed app, where its owner has given it access", () => {
    const closed = { ...bringing, environment: "prod", functionApp: { publicNetworkAccess: false } } as const;
    expect(synthBackend(closed).backend.explain("notes")).toContain(
      "functionApp.publicNetworkAccess: the existing API Management must be",
    );
  });

  test("an existing API Management has its owner's publisher, whatever the context says", () => {
    const { plan } = synthBackend(bringing).backend;
    expect(plan.settings.optional.apim.publisherName).toBeUndefined();
    expect(plan.names).not.toHaveProperty("apiManagement");
  });

  test("an existing API Management can be a construct, whose name is read from its stack", () => {
    const { workloads, dependencies } = synthBeside((shared) => ({
      external: {
        apim: new ApiManagement(shared, "api", {
          name: "apim-own",
          resourceGroupName: GROUP,
          location: "eastus2",
          publisherName: "n",
          publisherEmail: "n@example.com",
          skuName: "Developer_1",
        }),
      },
    }));
    expect(workloads.only("azurerm_api_management_api")["api_management_name"]).toBe("apim-own");
    expect(dependencies["feedback-dev-workloads"]).toContain("shared");
  });

  test("an existing API Management is configured by its owner alone, and not used once the option is left out", () => {
    const message =
      "configures a service of API Management, but external.apim is an existing one, which the backend does not change";
    const problems = problemsOf({
      ...bringing,
      optional: { apim: { enabled: false, sku: { name: "Premium" } } },
      names: { apiManagement: "apim-mine" },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "optional.apim.enabled",
      "optional.apim.sku",
      "names.apiManagement",
    ]);
    expect(problems[1]).toMatchObject({ message, fix: "remove optional.apim.sku, or external.apim" });
  });

  test("an existing API Management is in the backend's subscription", () => {
    const subscriptionId = "22222222-2222-2222-2222-222222222222";
    expect(problemsOf({ ...bringing, subscriptionId })).toMatchObject([
      {
        path: "external.apim",
        message:
          "the existing service of API Management is in another subscription, but the backend creates its API in it",
        fix: "use one in the subscription of the backend",
      },
    ]);
    expect(problemsOf({ ...bringing, subscriptionId: SUBSCRIPTION })).toEqual([]);
  });
});

describe("an existing service plan", () => {
  test("an existing service plan is not made, and the app is on it", () => {
    const { backend, workloads } = synthBackend({ functionApp, external: { servicePlan } });
    expect(backend.servicePlan).toBeUndefined();
    expect(workloads.all("azurerm_service_plan")).toEqual({});
    const app = workloads.only("azurerm_windows_function_app");
    // In the case that the provider insists on.
    expect(app["service_plan_id"]).toBe(azureId("Microsoft.Web/serverFarms", "asp-shared"));
    expect(app["lifecycle"]).toMatchObject({
      replace_triggered_by: ["terraform_data.function_app_code.input"],
    });
    expect(backend.plan.names).not.toHaveProperty("servicePlan");
  });

  test("an existing service plan has its tier named, which is not Flex Consumption", () => {
    expect(problemsOf({ external: { servicePlan } })).toMatchObject([
      {
        path: "functionApp.plan",
        fix: expect.stringContaining("set functionApp.plan to its tier") as string,
      },
    ]);
    expect(problemsOf({ functionApp: { plan: "FC1" }, external: { servicePlan } })).toMatchObject([
      {
        path: "external.servicePlan",
        message: "a Flex Consumption plan has exactly one app and is created with it",
      },
    ]);
  });

  test("an existing service plan is configured by its owner alone", () => {
    const options = {
      functionApp: { ...functionApp, zoneRedundant: true, maximumInstances: 3, alwaysOn: true },
      external: { servicePlan },
      transform: { servicePlan: { tags: {} } },
    };
    expect(problemsOf(options).map(({ path }) => path)).toEqual([
      "transform.servicePlan",
      "functionApp.zoneRedundant",
      "functionApp.maximumInstances",
    ]);
    expect(problemsOf({ external: { servicePlan: apim }, functionApp })).toEqual([
      problem(
        "external.servicePlan.id",
        `is not the id of a service plan, got "${apim.id.slice(0, 116)}...`,
        "write it like /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Web/serverFarms/<name>",
      ),
    ]);
  });

  test("an existing service plan is in the plan as data, with the parts of its id", () => {
    const { existing } = planBackend(
      { feedbackApi },
      { project: "feedback", location: "eastus2", functionApp, external: { servicePlan } },
    );
    expect(existing.servicePlan?.parts?.name).toBe("asp-shared");
  });
});
