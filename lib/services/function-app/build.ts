import type { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { ServicePlan, type ServicePlanConfig } from "@cdktf/provider-azurerm/lib/service-plan";
import type { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import type { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { type FunctionAppConnections, slotArguments } from "./arguments";
import { isElasticPremium } from "./decisions";
import type * as FlexConsumption from "./flex-consumption";
import type * as Linux from "./linux";
import type { FunctionAppPlan, SlotPlan } from "./plan";
import { type AppAddress, MAIN_APP, slotConstructId } from "./resources";
import type * as Windows from "./windows";

export type { FunctionAppConnections };
export type FunctionApp = WindowsFunctionApp | LinuxFunctionApp | FunctionAppFlexConsumption;
export type FunctionAppSlot = WindowsFunctionAppSlot | LinuxFunctionAppSlot;

// Each of these classes is a megabyte of JavaScript, and a backend uses one kind: loaded when it is built.
const windows = () => require("./windows") as typeof Windows;
const linux = () => require("./linux") as typeof Linux;
const flexConsumption = () => require("./flex-consumption") as typeof FlexConsumption;

/** What the construct of a service plan is called, and `transform` calls it. */
interface PlanAddress {
  readonly word: "servicePlan" | "servicePlans";
  readonly id: string;
}

export function buildServicePlan(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  transformed: Transformed,
  { word, id }: PlanAddress = { word: "servicePlan", id: "service_plan" },
): ServicePlan {
  const config: ServicePlanConfig = {
    ...place,
    name: plan.planName,
    osType: plan.os === "windows" ? "Windows" : "Linux",
    skuName: plan.sku,
    ...(isElasticPremium(plan.sku) && plan.maximumInstances !== undefined
      ? { maximumElasticWorkerCount: plan.maximumInstances }
      : {}),
    ...(plan.zoneInstances === undefined
      ? {}
      : {
          // Flex Consumption has no workers of its own: Azure keeps the instances.
          ...(isElasticPremium(plan.sku) ? { workerCount: plan.zoneInstances } : {}),
          zoneBalancingEnabled: true,
        }),
  };
  return new ServicePlan(scope, id, transformed(word, id, config));
}

export function buildFunctionApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  transformed: Transformed,
  address: AppAddress = MAIN_APP,
): FunctionApp {
  const build =
    plan.sku === "FC1"
      ? flexConsumption().buildFlexConsumptionApp
      : plan.os === "windows"
        ? windows().buildWindowsApp
        : linux().buildLinuxApp;
  return build(scope, place, plan, connections, transformed, address);
}

export function buildSlot(
  scope: Construct,
  plan: FunctionAppPlan,
  slot: SlotPlan,
  app: FunctionApp,
  connections: FunctionAppConnections,
  slotSettings: Readonly<Record<string, string>>,
  transformed: Transformed,
): FunctionAppSlot {
  const id = slotConstructId(slot.name);
  const arguments_ = slotArguments(plan, app.id, slot.name, slotSettings, connections);
  return plan.os === "windows"
    ? windows().buildWindowsSlot(scope, id, plan, arguments_, slot, connections, transformed)
    : linux().buildLinuxSlot(scope, id, plan, arguments_, slot, connections, transformed);
}
