import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { LinuxFunctionAppSlot } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { WindowsFunctionAppSlot } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { idAddress } from "../../stacks/address";
import { constructId } from "../../stacks/construct-id";
import type { Place } from "../service";
import { isElasticPremium } from "./decisions";
import type { FunctionAppPlan, SlotPlan } from "./plan";

export type FunctionApp = WindowsFunctionApp | LinuxFunctionApp | FunctionAppFlexConsumption;
export type FunctionAppSlot = WindowsFunctionAppSlot | LinuxFunctionAppSlot;

/** What a function app is connected to: texts and tokens of the stack it is built in. */
export interface FunctionAppConnections {
  readonly servicePlan: ServicePlan;
  readonly insightsConnectionString: string;
  readonly appSettings: Readonly<Record<string, string>>;
  readonly storage:
    | { readonly type: "identity"; readonly accountName: string; readonly containerEndpoint: string }
    | { readonly type: "key-vault"; readonly secretId: string; readonly identityId: string };
  /** What has to be there first, the right to read the host's connection string. */
  readonly after: readonly TerraformResource[];
}

/** A release sets it; Terraform makes the place and leaves the code alone. */
const RELEASED = ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'];

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
  if (plan.sku === "FC1") return buildFlexConsumptionApp(scope, place, plan, connections);
  const { servicePlan, after } = connections;
  const arguments_ = {
    ...place,
    ...sharedArguments(connections),
    name: plan.name,
    servicePlanId: servicePlan.id,
    appSettings: { ...connections.appSettings },
    ...(plan.stickySettings.length === 0
      ? {}
      : { stickySettings: { appSettingNames: [...plan.stickySettings] } }),
    ...(after.length === 0 ? {} : { dependsOn: [...after] }),
    lifecycle: {
      ignoreChanges: RELEASED,
      // Another tier or operating system is another plan, and an app cannot move there.
      replaceTriggeredBy: [idAddress(servicePlan)],
    },
  };
  return plan.os === "windows"
    ? new WindowsFunctionApp(scope, "function_app", {
        ...arguments_,
        siteConfig: windowsSite(plan, connections),
      })
    : new LinuxFunctionApp(scope, "function_app", {
        ...arguments_,
        siteConfig: linuxSite(plan, connections),
      });
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
  const arguments_ = {
    ...sharedArguments(connections),
    name: slot.name,
    functionAppId: app.id,
    appSettings: { ...connections.appSettings, ...slotSettings },
    ...(connections.after.length === 0 ? {} : { dependsOn: [...connections.after] }),
    lifecycle: { ignoreChanges: RELEASED },
  };
  return plan.os === "windows"
    ? new WindowsFunctionAppSlot(scope, id, { ...arguments_, siteConfig: windowsSite(plan, connections) })
    : new LinuxFunctionAppSlot(scope, id, { ...arguments_, siteConfig: linuxSite(plan, connections) });
}

/** What an app and its slots have in common, on every plan but Flex Consumption. */
function sharedArguments({ storage }: FunctionAppConnections) {
  return {
    httpsOnly: true,
    publicNetworkAccessEnabled: true,
    builtinLoggingEnabled: false,
    ftpPublishBasicAuthenticationEnabled: false,
    webdeployPublishBasicAuthenticationEnabled: false,
    functionsExtensionVersion: "~4",
    ...(storage.type === "identity"
      ? {
          storageAccountName: storage.accountName,
          storageUsesManagedIdentity: true,
          identity: { type: "SystemAssigned" },
        }
      : {
          storageKeyVaultSecretId: storage.secretId,
          keyVaultReferenceIdentityId: storage.identityId,
          identity: { type: "SystemAssigned, UserAssigned", identityIds: [storage.identityId] },
        }),
  };
}

function site(plan: FunctionAppPlan, { insightsConnectionString }: FunctionAppConnections) {
  return {
    applicationInsightsConnectionString: insightsConnectionString,
    minimumTlsVersion: "1.2",
    scmMinimumTlsVersion: "1.2",
    ftpsState: "Disabled",
    http2Enabled: true,
    ...(plan.maximumInstances === undefined ? {} : { appScaleLimit: plan.maximumInstances }),
    ...(isElasticPremium(plan.sku)
      ? { elasticInstanceMinimum: plan.alwaysReady ?? 0, preWarmedInstanceCount: 1 }
      : {}),
  };
}

function windowsSite(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  return {
    ...site(plan, connections),
    applicationStack: { nodeVersion: `~${plan.nodeVersion}` },
    use32BitWorker: false,
  };
}

function linuxSite(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  return { ...site(plan, connections), applicationStack: { nodeVersion: plan.nodeVersion } };
}

/** What Azure gives an app on Flex Consumption that names no maximum. */
const FLEX_INSTANCES = 100;

function buildFlexConsumptionApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  { servicePlan, insightsConnectionString, appSettings, storage }: FunctionAppConnections,
): FunctionAppFlexConsumption {
  if (storage.type !== "identity") throw new Error("Flex Consumption reads its packages by identity");
  return new FunctionAppFlexConsumption(scope, "function_app", {
    ...place,
    name: plan.name,
    servicePlanId: servicePlan.id,
    runtimeName: "node",
    runtimeVersion: plan.nodeVersion,
    storageContainerType: "blobContainer",
    storageContainerEndpoint: storage.containerEndpoint,
    storageAuthenticationType: "SystemAssignedIdentity",
    instanceMemoryInMb: plan.instanceMemoryInMB,
    maximumInstanceCount: plan.maximumInstances ?? FLEX_INSTANCES,
    ...(plan.alwaysReady ? { alwaysReady: [{ name: "http", instanceCount: plan.alwaysReady }] } : {}),
    httpsOnly: true,
    publicNetworkAccessEnabled: true,
    webdeployPublishBasicAuthenticationEnabled: false,
    identity: { type: "SystemAssigned" },
    appSettings: { ...appSettings, AzureWebJobsStorage__accountName: storage.accountName },
    siteConfig: {
      applicationInsightsConnectionString: insightsConnectionString,
      minimumTlsVersion: "1.2",
      scmMinimumTlsVersion: "1.2",
      http2Enabled: true,
    },
    lifecycle: { replaceTriggeredBy: [idAddress(servicePlan)] },
  });
}
