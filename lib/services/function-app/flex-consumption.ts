import {
  FunctionAppFlexConsumption,
  type FunctionAppFlexConsumptionConfig,
} from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { type FunctionAppConnections, accessArguments, replacedWith } from "./arguments";
import { corsArguments } from "./cors";
import { signInArguments } from "./sign-in";
import type { FunctionAppPlan } from "./plan";
import type { AppAddress } from "./resources";

/** What Azure gives an app on Flex Consumption that names no maximum. */
const FLEX_INSTANCES = 100;

export function buildFlexConsumptionApp(
  scope: Construct,
  place: Place,
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  transformed: Transformed,
  { word, id }: AppAddress,
): FunctionAppFlexConsumption {
  const { servicePlan, insightsConnectionString, appSettings, subnetId, storage } = connections;
  if (storage.type !== "identity")
    throw new Error("Flex Consumption reads its packages with its managed identity");
  const config: FunctionAppFlexConsumptionConfig = {
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
    ...alwaysReadyArguments(plan),
    ...(plan.httpConcurrency === undefined ? {} : { httpConcurrency: plan.httpConcurrency }),
    ...signInArguments(plan.signIn, connections.tenantId),
    httpsOnly: true,
    publicNetworkAccessEnabled: plan.publicNetworkAccess,
    ...(subnetId === undefined ? {} : { virtualNetworkSubnetId: subnetId }),
    webdeployPublishBasicAuthenticationEnabled: false,
    identity: { type: "SystemAssigned" },
    appSettings: { ...appSettings, AzureWebJobsStorage__accountName: storage.accountName },
    siteConfig: {
      ...accessArguments(plan, connections),
      ...corsArguments(plan.cors),
      applicationInsightsConnectionString: insightsConnectionString,
      minimumTlsVersion: "1.2",
      scmMinimumTlsVersion: "1.2",
      http2Enabled: true,
      ...(plan.integrated ? { vnetRouteAllEnabled: true } : {}),
    },
    lifecycle: { ...replacedWith(connections) },
  };
  return new FunctionAppFlexConsumption(
    scope,
    id,
    transformed(word, id, config) as FunctionAppFlexConsumptionConfig,
  );
}

/** HTTP functions alone have instances that are always ready, unless the groups are named. */
function alwaysReadyArguments({
  alwaysReady = 0,
  alwaysReadyGroups = { http: alwaysReady },
}: FunctionAppPlan): Pick<FunctionAppFlexConsumptionConfig, "alwaysReady"> {
  const groups = Object.entries(alwaysReadyGroups)
    .filter(([, instanceCount]) => instanceCount > 0)
    .map(([name, instanceCount]) => ({ name, instanceCount }));
  return groups.length === 0 ? {} : { alwaysReady: groups };
}
