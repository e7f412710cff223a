import type { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import type { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import type { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { Construct } from "constructs";
import { constructId } from "../../stacks/construct-id";
import type { Place } from "../service";
import { type FunctionAppConnections, slotArguments } from "./arguments";
import { isElasticPremium } from "./decisions";
import type * as FlexConsumption from "./flex-consumption";
import type * as Linux from "./linux";
import type { FunctionAppPlan, SlotPlan } from "./plan";
import type * as Windows from "./windows";

export type { FunctionAppConnections };
export type FunctionApp = WindowsFunctionApp | LinuxFunctionApp | FunctionAppFlexConsumption;
export type FunctionAppSlot = WindowsFunctionAppSlot | LinuxFunctionAppSlot;

// Each of these classes is a megabyte of JavaScript, and a backend uses one kind: loaded when it is built.
const windows = () => require("./windows") as typeof Windows;
const linux = () => require("./linux") as typeof Linux;
const flexConsumption = () => require("./flex-consumption") as typeof FlexConsumption;

export function buildServicePlan(scope: Construct, place: Place, plan: FunctionAppPlan): ServicePlan {
  return new ServicePlan(scope, "service_plan", {
    ...place,
    name: plan.planName,
    osType: plan.os === "windows" ? "Windows" : "Linux",
    skuName: plan.sku,
    ...(isElasticPremium(plan.sku) && plan.maximumInstances !== undefined
      ? { maximumElasticWorkerCount: plan.maximumInstances }
      : {}),
  });
}

export function buildFunctionApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
): FunctionApp {
  if (plan.sku === "FC1") return flexConsumption().buildFlexConsumptionApp(scope, place, plan, connections);
  return plan.os === "windows"
    ? windows().buildWindowsApp(scope, place, plan, connections)
    : linux().buildLinuxApp(scope, place, plan, connections);
}

export function buildSlot(
  scope: Construct,
  plan: FunctionAppPlan,
  slot: SlotPlan,
  app: FunctionApp,
  connections: FunctionAppConnections,
  slotSettings: Readonly<Record<string, string>>,
): FunctionAppSlot {
  const id = constructId("function_app", slot.name);
  const arguments_ = slotArguments(app.id, slot.name, slotSettings, connections);
  return plan.os === "windows"
    ? windows().buildWindowsSlot(scope, id, plan, arguments_, connections)
    : linux().buildLinuxSlot(scope, id, plan, arguments_, connections);
}
