import { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { Construct } from "constructs";
import type { Place } from "../service";
import { type FunctionAppConnections, appArguments, siteArguments, type slotArguments } from "./arguments";
import type { FunctionAppPlan } from "./plan";

export function buildWindowsApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
): WindowsFunctionApp {
  return new WindowsFunctionApp(scope, "function_app", {
    ...appArguments(place, plan, connections),
    siteConfig: site(plan, connections),
  });
}

export function buildWindowsSlot(
  scope: Construct,
  id: string,
  plan: FunctionAppPlan,
  slot: ReturnType<typeof slotArguments>,
  connections: FunctionAppConnections,
): WindowsFunctionAppSlot {
  return new WindowsFunctionAppSlot(scope, id, { ...slot, siteConfig: site(plan, connections) });
}

function site(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  return {
    ...siteArguments(plan, connections),
    applicationStack: { nodeVersion: `~${plan.nodeVersion}` },
    // The provider's default is a 32-bit worker.
    use32BitWorker: false,
  };
}
