import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { FunctionAppPlan } from "../../../lib/services/function-app/plan";
import { built, closedSlot, flex, linux, linuxSite, windows, windowsSite } from "../../support/function-apps";
import "../../support/resource-matchers";

describe("a function app in a network", () => {
  const inNetwork = (plan: FunctionAppPlan): string =>
    built({ ...plan, integrated: true }, { subnetId: "subnet-id" });
  const routed = { vnet_route_all_enabled: true, runtime_scale_monitoring_enabled: true };

  test.each([
    ["on Windows", WindowsFunctionApp, windows, windowsSite],
    ["on Linux", LinuxFunctionApp, linux, linuxSite],
    ["slot on Windows", WindowsFunctionAppSlot, windows, { ...windowsSite, ...closedSlot }],
    ["slot on Linux", LinuxFunctionAppSlot, linux, { ...linuxSite, ...closedSlot }],
  ])(
    "a function app in a network %s routes everything through its subnet, and Azure watches its triggers there",
    (_what, resource, plan, site_config) => {
      expect(inNetwork(plan)).toHaveResourceWithProperties(resource, {
        virtual_network_subnet_id: "subnet-id",
        virtual_network_backup_restore_enabled: true,
        vnet_image_pull_enabled: true,
        site_config: { ...site_config, ...routed },
      });
    },
  );

  test("a function app on Flex Consumption routes everything through its subnet too", () => {
    expect(inNetwork(flex)).toHaveResourceWithProperties(FunctionAppFlexConsumption, {
      virtual_network_subnet_id: "subnet-id",
      site_config: {
        application_insights_connection_string: "insights",
        minimum_tls_version: "1.2",
        scm_minimum_tls_version: "1.2",
        http2_enabled: true,
        vnet_route_all_enabled: true,
      },
    });
  });

  test.each([
    ["Windows", windows],
    ["Linux", linux],
    ["Flex Consumption", flex],
  ])("a function app on %s joins a subnet only where the plan has one", (_what, plan) => {
    expect(built(plan)).not.toMatch(/virtual_network_subnet_id|vnet_route_all|runtime_scale_monitoring/);
  });

  test.each([
    ["on Windows", WindowsFunctionApp, windows],
    ["on Linux", LinuxFunctionApp, linux],
    ["slot on Windows", WindowsFunctionAppSlot, windows],
    ["slot on Linux", LinuxFunctionAppSlot, linux],
    ["on Flex Consumption", FunctionAppFlexConsumption, flex],
  ])("a function app %s is closed to the internet where the plan closes it", (_what, resource, plan) => {
    expect(built({ ...plan, publicNetworkAccess: false })).toHaveResourceWithProperties(resource, {
      public_network_access_enabled: false,
    });
  });
});
