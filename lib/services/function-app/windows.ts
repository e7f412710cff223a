import {
  WindowsFunctionApp,
  type WindowsFunctionAppConfig,
} from "@cdktf/provider-azurerm/lib/windows-function-app";
import type * as Slot from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { type FunctionAppConnections, appArguments, siteArguments, type slotArguments } from "./arguments";
import type { FunctionAppPlan, SlotPlan } from "./plan";
import type { AppAddress } from "./resources";

// Another megabyte, which an app without slots does not need.
const slots = () => require("@cdktf/provider-azurerm/lib/windows-function-app-slot") as typeof Slot;

export function buildWindowsApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  transformed: Transformed,
  { word, id }: AppAddress,
): WindowsFunctionApp {
  const config: WindowsFunctionAppConfig = {
    ...appArguments(place, plan, connections),
    siteConfig: site(plan, connections),
  };
  return new WindowsFunctionApp(scope, id, transformed(word, id, config));
}

export function buildWindowsSlot(
  scope: Construct,
  id: string,
  plan: FunctionAppPlan,
  slot: ReturnType<typeof slotArguments>,
  access: Pick<SlotPlan, "open">,
  connections: FunctionAppConnections,
  transformed: Transformed,
): Slot.WindowsFunctionAppSlot {
  const config: Slot.WindowsFunctionAppSlotConfig = { ...slot, siteConfig: site(plan, connections, access) };
  return new (slots().WindowsFunctionAppSlot)(scope, id, transformed("functionAppSlots", id, config));
}

function site(plan: FunctionAppPlan, connections: FunctionAppConnections, slot?: Pick<SlotPlan, "open">) {
  return {
    ...siteArguments(plan, connections, slot),
    applicationStack: { nodeVersion: `~${plan.nodeVersion}` },
    // The provider's default is a 32-bit worker.
    use32BitWorker: false,
  };
}
