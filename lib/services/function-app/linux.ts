import {
  LinuxFunctionApp,
  type LinuxFunctionAppConfig,
} from "@cdktf/provider-azurerm/lib/linux-function-app";
import type * as Slot from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { type FunctionAppConnections, appArguments, siteArguments, type slotArguments } from "./arguments";
import type { FunctionAppPlan, SlotPlan } from "./plan";
import type { AppAddress } from "./resources";

// Another megabyte, which an app without slots does not need.
const slots = () => require("@cdktf/provider-azurerm/lib/linux-function-app-slot") as typeof Slot;

export function buildLinuxApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  transformed: Transformed,
  { word, id }: AppAddress,
): LinuxFunctionApp {
  const config: LinuxFunctionAppConfig = {
    ...appArguments(place, plan, connections),
    siteConfig: site(plan, connections),
  };
  return new LinuxFunctionApp(scope, id, transformed(word, id, config));
}

export function buildLinuxSlot(
  scope: Construct,
  id: string,
  plan: FunctionAppPlan,
  slot: ReturnType<typeof slotArguments>,
  access: Pick<SlotPlan, "open">,
  connections: FunctionAppConnections,
  transformed: Transformed,
): Slot.LinuxFunctionAppSlot {
  const config: Slot.LinuxFunctionAppSlotConfig = {
    ...slot,
    siteConfig: site(plan, connections, access),
  };
  return new (slots().LinuxFunctionAppSlot)(scope, id, transformed("functionAppSlots", id, config));
}

function site(plan: FunctionAppPlan, connections: FunctionAppConnections, slot?: Pick<SlotPlan, "open">) {
  const { image, nodeVersion } = plan;
  const shared = siteArguments(plan, connections, slot);
  if (image === undefined) return { ...shared, applicationStack: { nodeVersion } };
  if (connections.registry === undefined)
    throw new Error("internal error: the image of the app is in no registry");
  return {
    ...shared,
    // No password is ever given; of other registries than Azure's, Azure asks nothing.
    containerRegistryUseManagedIdentity: true,
    applicationStack: {
      // Without https://, which azurerm would put into a slot's image: hashicorp/terraform-provider-azurerm#33218.
      docker: [{ registryUrl: connections.registry, imageName: image.name, imageTag: image.tag }],
    },
  };
}
