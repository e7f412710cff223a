import {
  LinuxFunctionApp,
  type LinuxFunctionAppConfig,
} from "@cdktf/provider-azurerm/lib/linux-function-app";
import {
  LinuxFunctionAppSlot,
  type LinuxFunctionAppSlotConfig,
} from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import type { Construct } from "constructs";
import type { Transformed } from "../../transform/transforms";
import type { Place } from "../service";
import { type FunctionAppConnections, appArguments, siteArguments, type slotArguments } from "./arguments";
import type { FunctionAppPlan } from "./plan";

export function buildLinuxApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  transformed: Transformed,
): LinuxFunctionApp {
  const config: LinuxFunctionAppConfig = {
    ...appArguments(place, plan, connections),
    siteConfig: site(plan, connections),
  };
  return new LinuxFunctionApp(scope, "function_app", transformed("functionApp", "function_app", config));
}

export function buildLinuxSlot(
  scope: Construct,
  id: string,
  plan: FunctionAppPlan,
  slot: ReturnType<typeof slotArguments>,
  connections: FunctionAppConnections,
  transformed: Transformed,
): LinuxFunctionAppSlot {
  const config: LinuxFunctionAppSlotConfig = { ...slot, siteConfig: site(plan, connections) };
  return new LinuxFunctionAppSlot(scope, id, transformed("functionAppSlots", id, config));
}

function site(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  return { ...siteArguments(plan, connections), applicationStack: { nodeVersion: plan.nodeVersion } };
}
