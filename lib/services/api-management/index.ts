import { VNET_ID, networking, subnetOutput } from "../networking";
import { functionApp } from "../function-app";
import { logs } from "../logs";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import type * as BuildApi from "./build-api";
import type { ApiResources } from "./build-api";
import type * as BuildService from "./build-service";
import type { ApimResources, NetworkConnections } from "./build-service";
import { type ApimUsage, apimCost } from "./cost";
import { existingApim } from "./external";
import { decideApim } from "./decisions";
import { type ApimPlan, planApim } from "./plan";
import { apimResources } from "./resources";
import { DEFAULT_POLICIES } from "./policies/decisions";
import type { ApimWords } from "./words";

// Megabytes of JavaScript that few backends use: loaded when they are built.
const service = () => require("./build-service") as typeof BuildService;
const api = () => require("./build-api") as typeof BuildApi;

/** What tells this service from the others. */
export interface ApimShape extends ApimWords {
  plan: ApimPlan;
  usage: ApimUsage;
  network: object;
  platform: ApimResources;
  workloads: ApiResources;
  /** Of the service: its id, name, resource group (`resourceGroupName`) and where its gateway answers (`gatewayUrl`). */
  shared: Readonly<Record<string, string>>;
}

export const apim: Service<ApimShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Developer", capacity: 1 },
    privateDns: true,
    developerPortal: { signIn: true, signUp: false },
    path: "api",
    versioning: { scheme: "Segment", headerName: "Api-Version", queryName: "api-version" },
    versions: { v1: {} },
    subscriptionRequired: true,
    product: { approvalRequired: false },
    functionKey: false,
    logging: { applicationInsights: true, verbosity: "information", logClientIp: false },
    policies: DEFAULT_POLICIES,
  },

  decide: decideApim,
  plan: planApim,
  cost: apimCost,

  resourceProviders: (plan) =>
    plan.enabled
      ? {
          workloads: ["Microsoft.ApiManagement"],
          ...("existing" in plan
            ? {}
            : {
                platform: [
                  "Microsoft.ApiManagement",
                  ...(plan.network === undefined ? [] : ["Microsoft.Network"]),
                ],
              }),
        }
      : {},

  // learn.microsoft.com/azure/api-management/api-management-features
  silent: (plan) =>
    plan.enabled && !("existing" in plan) && !plan.sendsLogs ? ["azurerm_api_management"] : [],

  external: { apim: existingApim },

  resources: apimResources,

  network: () => ({}),
  platform: buildPlatform,
  workloads: buildWorkloads,

  publishedBy: "platform",

  publish: ({ apim: built }) =>
    built === undefined
      ? {}
      : {
          id: built.id,
          name: built.name,
          resourceGroupName: built.resourceGroupName,
          gatewayUrl: built.gatewayUrl,
        },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled && !("existing" in plan)
      ? {
          id: `${resourceGroupId}/providers/Microsoft.ApiManagement/service/${plan.name}`,
          name: plan.name,
          resourceGroupName: resourceGroupId.split("/").at(-1) ?? "",
          // Of Azure's public cloud.
          gatewayUrl: `https://${plan.name}.azure-api.net`,
        }
      : {},

  connect(plan, resolve) {
    if (!plan.enabled || !("existing" in plan)) return {};
    const { id, name, resourceGroupName } = resolve(plan.existing);
    const gatewayUrl = plan.existing.endpoints["gatewayUrl"]?.replace(/\/$/, "");
    return { id, name, resourceGroupName, gatewayUrl: gatewayUrl ?? `https://${name}.azure-api.net` };
  },
};

function buildPlatform({
  scope,
  place,
  plan,
  shared,
  transformed,
}: PlatformContext<ApimShape>): ApimResources {
  if (!plan.enabled || "existing" in plan)
    return { apim: undefined, apimPublicIp: undefined, apimPrivateDnsZones: {} };
  return service().buildService(scope, place, plan, connections, transformed);

  /** Asked for where the service is in the network. */
  function connections(): NetworkConnections {
    const { [VNET_ID]: vnetId, [subnetOutput("apim")]: subnetId } = shared(networking);
    if (vnetId === undefined || subnetId === undefined) throw new Error("API Management has no subnet");
    return { vnetId, subnetId };
  }
}

function buildWorkloads(context: WorkloadsContext<ApimShape>): ApiResources {
  const { scope, plan, shared, built, transformed } = context;
  if (!plan.enabled)
    return { apimApis: {}, apimProduct: undefined, apimBackend: undefined, apimFunctionKey: undefined };
  const { name: apiManagementName, resourceGroupName } = shared(apim);
  if (apiManagementName === undefined || resourceGroupName === undefined)
    throw new Error("API Management publishes no name");
  return api().buildApi(
    scope,
    plan.api,
    {
      service: { apiManagementName, resourceGroupName },
      functionApp: built(functionApp).functionApp,
      appInsights: built(logs).appInsights,
      tenantId: context.tenantId,
    },
    transformed,
  );
}
