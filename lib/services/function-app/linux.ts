import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import type { Construct } from "constructs";
import type { Place } from "../service";
import { type FunctionAppConnections, appArguments, siteArguments, type slotArguments } from "./arguments";
import type { FunctionAppPlan } from "./plan";

export function buildLinuxApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
): LinuxFunctionApp {
  return new LinuxFunctionApp(scope, "function_app", {
    ...appArguments(place, plan, connections),
    siteConfig: site(plan, connections),
  });
}

export function buildLinuxSlot(
  scope: Construct,
  id: string,
  plan: FunctionAppPlan,
  slot: ReturnType<typeof slotArguments>,
  connections: FunctionAppConnections,
): LinuxFunctionAppSlot {
  return new LinuxFunctionAppSlot(scope, id, { ...slot, siteConfig: site(plan, connections) });
}

function site(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  return { ...siteArguments(plan, connections), applicationStack: { nodeVersion: plan.nodeVersion } };
}
