import { VNET_ID, networking, subnetOutput } from "../networking";
import { functionApp } from "../function-app";
import { logs } from "../logs";
import { KNOWN_ONCE_APPLIED } from "../../kit/known-once-applied";
import { type PublishedOutput, groupNameIn, madeOutputsOf, outputsOf } from "../contract/outputs";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import type * as BuildApi from "./build-api";
import type { ApiResources } from "./build-api";
import type * as BuildCustomDomains from "./build-custom-domains";
import type * as BuildService from "./build-service";
import type { ApimResources, NetworkConnections } from "./build-service";
import { type ApimUsage, apimCost } from "./cost";
import { noteApimDomains } from "./custom-domains";
import { existingApim } from "./external";
import { apimGrants } from "./grants";
import { decideApim } from "./decisions";
import { apimNeeds } from "./network";
import { type ApimPlan, planApim } from "./plan";
import { apimPolicyNotes } from "./policy-notes";
import { apimReachable } from "./reachable";
import { apimResources } from "./resources";
import { DEFAULT_POLICIES } from "./policies/decisions";
import type { ApimWords } from "./words";

// Megabytes of JavaScript that few backends use: loaded when they are built.
const service = () => require("./build-service") as typeof BuildService;
const customDomains = () => require("./build-custom-domains") as typeof BuildCustomDomains;
const api = () => require("./build-api") as typeof BuildApi;

/** The types of this service: its plan, its resources, its outputs. */
export interface ApimShape extends ApimWords {
  plan: ApimPlan;
  usage: ApimUsage;
  network: object;
  platform: ApimResources;
  workloads: ApiResources;
  shared: {
    readonly id: string;
    readonly name: string;
    readonly resourceGroupName: string;
    /** Where its gateway answers. */
    readonly gatewayUrl: string;
    /** The object id of its own identity, where it logs requests by it. */
    readonly principalId: string;
  };
}

const outputs = outputsOf(
  {
    made: (plan: ApimPlan) => (plan.enabled && !("existing" in plan) ? plan : undefined),
    built: ({ apim: built }: ApimResources) => built,
    existing: (plan) => (plan.enabled && "existing" in plan ? plan : undefined),
  },
  {
    id: {
      of: (built) => built.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.ApiManagement/service/${name}`,
      existing: ({ id }) => id,
    },
    name: {
      of: (built) => built.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    resourceGroupName: {
      of: (built) => built.resourceGroupName,
      expected: (_made, { resourceGroupId }) => groupNameIn(resourceGroupId),
      existing: ({ resourceGroupName }) => resourceGroupName,
    },
    gatewayUrl: {
      of: (built) => built.gatewayUrl,
      expected: ({ name }) => gatewayUrlOf(name),
      existing: ({ name }, { existing: { endpoints } }) =>
        endpoints["gatewayUrl"]?.replace(/\/$/, "") ?? gatewayUrlOf(name),
    },
  },
);

const identityOutputs = madeOutputsOf(
  {
    made: (plan: ApimPlan) =>
      plan.enabled && !("existing" in plan) && plan.api.logging?.byIdentity === true ? plan : undefined,
    built: ({ apim: built }: ApimResources) => built,
  },
  {
    principalId: {
      of: (built) => built.identity.principalId,
      // Azure chooses it when it creates the service.
      expected: () => KNOWN_ONCE_APPLIED,
    },
  },
);

/** Callers use the first custom domain where there is one. */
function gatewayOutput(plan: ApimPlan): { readonly gatewayUrl?: PublishedOutput<ApimResources> } {
  const [first] = plan.enabled && !("existing" in plan) ? (plan.customDomains ?? []) : [];
  if (first === undefined) return {};
  const url = `https://${first.host}`;
  return { gatewayUrl: { of: () => url, expected: () => url } };
}

/** Of Azure's public cloud. */
function gatewayUrlOf(name: string): string {
  return `https://${name}.azure-api.net`;
}

export const apim: Service<ApimShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Developer", capacity: 1 },
    privateDns: true,
    customDomains: {},
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
  decidesAfter: ["networking", "functionApp", "b2c"],
  ambient: ({ organization, publisherEmail }) => ({ publisherName: organization, publisherEmail }),
  plan: planApim,
  note(plan, draft) {
    if (plan.enabled && !("existing" in plan)) noteApimDomains(plan, draft);
  },
  cost: apimCost,
  reachable: apimReachable,
  networkNeeds: apimNeeds,

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
  withoutDiagnostics: (plan) =>
    plan.enabled && !("existing" in plan) && !plan.sendsLogs ? ["azurerm_api_management"] : [],

  otherGrants: apimGrants,

  external: { apim: existingApim },

  resources: apimResources,

  stacks: {
    platform: {
      build: buildPlatform,
      outputs: (plan) => ({ ...outputs(plan), ...identityOutputs(plan), ...gatewayOutput(plan) }),
      policyNotes: apimPolicyNotes,
    },
    workloads: { build: buildWorkloads },
  },
};

function buildPlatform(context: PlatformContext<ApimShape>): ApimResources {
  const { scope, place, plan, shared, transformed } = context;
  if (!plan.enabled || "existing" in plan)
    return {
      apim: undefined,
      apimPublicIp: undefined,
      apimPrivateDnsZones: {},
      apimCustomDomain: undefined,
    };
  const built = service().buildService(scope, place, plan, connections, transformed);
  return {
    ...built,
    apimCustomDomain:
      plan.customDomains === undefined
        ? undefined
        : customDomains().buildCustomDomain(context, built.apim, plan.customDomains),
  };

  /** Asked for where the service is in the network. */
  function connections(): NetworkConnections {
    const { [VNET_ID]: vnetId, [subnetOutput("apim")]: subnetId } = shared(networking);
    return { vnetId, subnetId };
  }
}

function buildWorkloads(context: WorkloadsContext<ApimShape>): ApiResources {
  const { scope, plan, shared, built, transformed } = context;
  if (!plan.enabled)
    return { apimApis: {}, apimProduct: undefined, apimBackend: undefined, apimFunctionKey: undefined };
  const { name: apiManagementName, resourceGroupName } = shared(apim);
  return api().buildApi(
    scope,
    plan.api,
    {
      service: { apiManagementName, resourceGroupName },
      principalId: () => shared(apim).principalId,
      functionApp: built(functionApp).functionApp,
      appInsights: built(logs).appInsights,
      tenantId: context.tenantId,
    },
    transformed,
  );
}
