import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import { Testing } from "cdktf";
import { buildFunctionApp, buildServicePlan, buildSlot } from "../../../lib/services/function-app/build";
import {
  built,
  byIdentity,
  byKeyVault,
  closed,
  closedSlot,
  consumption,
  flex,
  linux,
  linuxSite,
  place,
  windows,
  windowsSite,
} from "../../support/function-apps";
import { unchanged } from "../../support/unchanged";
import "../../support/resource-matchers";

const ignore_changes = ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'];
const replace_triggered_by = ["azurerm_service_plan.service_plan.id"];

describe("a service plan", () => {
  test.each([
    ["EP1 on Windows", windows, { os_type: "Windows", sku_name: "EP1", maximum_elastic_worker_count: 20 }],
    ["EP1 on Linux", linux, { os_type: "Linux", sku_name: "EP1", maximum_elastic_worker_count: 20 }],
    ["Consumption", consumption, { os_type: "Windows", sku_name: "Y1" }],
    ["Flex Consumption", flex, { os_type: "Linux", sku_name: "FC1" }],
  ])("a service plan is %s", (_name, plan, properties) => {
    expect(built(plan)).toHaveResourceWithProperties(ServicePlan, { name: "asp", ...properties });
  });

  test.each([
    ["Consumption", consumption],
    ["Flex Consumption", flex],
  ])("a service plan has no elastic workers on %s", (_name, plan) => {
    expect(built({ ...plan, maximumInstances: 5 })).not.toHaveResourceWithProperties(ServicePlan, {
      maximum_elastic_worker_count: expect.anything() as unknown,
    });
  });

  test("a service plan has an instance in each of three zones where the plan asks for that, else no worker count", () => {
    expect(built({ ...windows, zoneInstances: 3 })).toHaveResourceWithProperties(ServicePlan, {
      worker_count: 3,
      zone_balancing_enabled: true,
    });
    for (const argument of ["worker_count", "zone_balancing_enabled"])
      expect(built(windows)).not.toHaveResourceWithProperties(ServicePlan, {
        [argument]: expect.anything() as unknown,
      });
  });
});

describe("a function app", () => {
  test.each([
    ["Windows", WindowsFunctionApp, windows, windowsSite],
    ["Linux", LinuxFunctionApp, linux, linuxSite],
  ])(
    "a function app on %s is closed, signs in by identity, and leaves the released package alone",
    (_os, resource, plan, site_config) => {
      expect(built(plan)).toHaveResourceWithProperties(resource, {
        ...closed,
        resource_group_name: "rg",
        location: "eastus2",
        name: "func",
        service_plan_id: "${azurerm_service_plan.service_plan.id}",
        app_settings: { A: "app", B: "app" },
        sticky_settings: { app_setting_names: ["AzureWebJobs.a.Disabled"] },
        site_config,
        lifecycle: { ignore_changes, replace_triggered_by },
      });
    },
  );

  test.each([
    ["Windows", WindowsFunctionAppSlot, windows, windowsSite],
    ["Linux", LinuxFunctionAppSlot, linux, linuxSite],
  ])(
    "a function app has slots on %s that are as closed as the app, with settings of their own",
    (os, resource, plan, site_config) => {
      expect(built(plan)).toHaveResourceWithProperties(resource, {
        ...closed,
        name: "staging",
        function_app_id: `\${azurerm_${os.toLowerCase()}_function_app.function_app.id}`,
        app_settings: { A: "app", B: "slot" },
        site_config: { ...site_config, ...closedSlot },
        lifecycle: { ignore_changes },
      });
    },
  );

  test("a function app on Consumption keeps no instance ready and has no limit unless the plan sets them", () => {
    const {
      app_scale_limit: _limit,
      elastic_instance_minimum: _minimum,
      pre_warmed_instance_count: _warm,
      ...plain
    } = windowsSite;
    expect(built(consumption)).toHaveResourceWithProperties(WindowsFunctionApp, { site_config: plain });
    expect(built({ ...consumption, maximumInstances: 7 })).toHaveResourceWithProperties(WindowsFunctionApp, {
      site_config: { ...plain, app_scale_limit: 7 },
    });
  });

  test.each(["sticky_settings", "depends_on"])(
    "a function app has no %s where the plan has none",
    (argument) => {
      expect(built(consumption)).not.toHaveResourceWithProperties(WindowsFunctionApp, {
        [argument]: expect.anything() as unknown,
      });
    },
  );

  test.each([
    ["app", WindowsFunctionApp],
    ["slot", WindowsFunctionAppSlot],
  ])(
    "a function app with a content share reads its connection string from the vault (%s)",
    (_what, resource) => {
      const synthesised = built(windows, { storage: byKeyVault });
      expect(synthesised).toHaveResourceWithProperties(resource, {
        storage_key_vault_secret_id: "https://kv/secrets/host",
        key_vault_reference_identity_id: "identity-id",
        identity: { type: "SystemAssigned, UserAssigned", identity_ids: ["identity-id"] },
      });
      for (const argument of [
        "storage_account_name",
        "storage_account_access_key",
        "storage_uses_managed_identity",
      ])
        expect(synthesised).not.toHaveResourceWithProperties(resource, {
          [argument]: expect.anything() as unknown,
        });
    },
  );

  test.each([
    ["app", WindowsFunctionApp],
    ["slot", WindowsFunctionAppSlot],
  ])("a function app waits for the resources that it needs at its creation (%s)", (_what, resource) => {
    const synthesised = Testing.synthScope((scope) => {
      const servicePlan = buildServicePlan(scope, place, windows, unchanged);
      const after = [new ResourceGroup(scope, "first", { name: "rg", location: "eastus2" })];
      const connections = {
        servicePlan,
        tenantId: () => "tenant",
        insightsConnectionString: "i",
        appSettings: {},
        storage: byIdentity,
        after,
      };
      const app = buildFunctionApp(scope, place, windows, connections, unchanged);
      buildSlot(
        scope,
        windows,
        { name: "staging", settings: {}, open: false },
        app,
        connections,
        {},
        unchanged,
      );
    });
    expect(synthesised).toHaveResourceWithProperties(resource, {
      depends_on: ["azurerm_resource_group.first"],
    });
  });

  test("a function app on Flex Consumption reads its packages by identity, and is closed too", () => {
    expect(built(flex)).toHaveResourceWithProperties(FunctionAppFlexConsumption, {
      name: "func",
      runtime_name: "node",
      runtime_version: "22",
      storage_container_type: "blobContainer",
      storage_container_endpoint: "https://sthost/packages",
      storage_authentication_type: "SystemAssignedIdentity",
      instance_memory_in_mb: 2048,
      maximum_instance_count: 20,
      always_ready: [{ name: "http", instance_count: 1 }],
      https_only: true,
      public_network_access_enabled: true,
      webdeploy_publish_basic_authentication_enabled: false,
      identity: { type: "SystemAssigned" },
      app_settings: { A: "app", B: "app", AzureWebJobsStorage__accountName: "sthost" },
      lifecycle: { replace_triggered_by },
    });
    expect(() => built(flex, { storage: byKeyVault })).toThrow(/with its managed identity/);
  });

  test("a function app on Flex Consumption scales to Azure's own limit unless the plan says another", () => {
    const synthesised = built({ ...consumption, os: "linux", sku: "FC1", alwaysReady: 0 });
    expect(synthesised).toHaveResourceWithProperties(FunctionAppFlexConsumption, {
      maximum_instance_count: 100,
    });
    expect(synthesised).not.toHaveResourceWithProperties(FunctionAppFlexConsumption, {
      always_ready: expect.anything() as unknown,
    });
  });

  test("a function app inside another construct is replaced with the plan that is there", () => {
    const synthesised = built(linux, {}, true);
    const { azurerm_service_plan: plans = {} } = (
      JSON.parse(synthesised) as { resource: Record<string, object> }
    ).resource;
    const [plan] = Object.keys(plans);
    expect(plan).toMatch(/^outer_inner_service_plan_/);
    expect(synthesised).toHaveResourceWithProperties(LinuxFunctionApp, {
      service_plan_id: `\${azurerm_service_plan.${plan}.id}`,
      lifecycle: { ignore_changes, replace_triggered_by: [`azurerm_service_plan.${plan}.id`] },
    });
  });
});
