import { KNOWN_ONCE_APPLIED } from "../../kit/known-once-applied";
import { componentGrants } from "../contract/component-grants";
import { type PlannedOutput, madeOutputsOf, outputOfEach } from "../contract/outputs";
import type { Service } from "../contract/service";
import { BLOB_CONTAINERS, publicContainers } from "../storage";
import type * as BuildService from "./build-service";
import type { CdnResources } from "./build-service";
import { type CdnUsage, cdnCost } from "./cost";
import { noteCdnDomains } from "./custom-domains";
import { decideCdn } from "./decisions";
import { keptInCdn } from "./kept-resources";
import { type CdnPlan, planCdn, urlSetting } from "./plan";
import { cdnPolicyNotes } from "./policy-notes";
import { cdnReachable } from "./reachable";
import { cdnResources } from "./resources";
import type { CdnWords } from "./words";

// JavaScript that few backends use: loaded when they are built.
const resources = () => require("./build-service") as typeof BuildService;

/** The types of this service: its plan, its resources, its outputs. */
export interface CdnShape extends CdnWords {
  plan: CdnPlan;
  usage: CdnUsage;
  network: object;
  platform: CdnResources;
  workloads: object;
  shared: {
    /** Of the profile. */
    readonly id: string;
    readonly name: string;
    /** Of its account. */
    readonly storageId: string;
    readonly storageName: string;
    readonly storageBlobEndpoint: string;
    /** Of each endpoint, `assetsHostName`, hyphens as underscores. */
    readonly [endpoint: `${string}HostName`]: string;
  };
  scopes: "public";
}

const NO_CDN: CdnResources = {
  cdn: undefined,
  cdnEndpoints: {},
  cdnCustomDomains: {},
  cdnStorage: undefined,
  cdnContainers: {},
};

/** `web-assets` → `web_assetsHostName` */
const hostNameOutput = (endpoint: string): string => `${endpoint.replaceAll("-", "_")}HostName`;

const made = (plan: CdnPlan) => (plan.enabled ? plan : undefined);

const profileOutputs = madeOutputsOf(
  { made, built: ({ cdn: profile }: CdnResources) => profile },
  {
    id: {
      of: (profile) => profile.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.Cdn/profiles/${name}`,
    },
    name: { of: (profile) => profile.name, expected: ({ name }) => name },
  },
);

const accountOutputs = madeOutputsOf(
  { made, built: ({ cdnStorage }: CdnResources) => cdnStorage },
  {
    storageId: {
      of: (account) => account.id,
      expected: ({ account }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${account.name}`,
    },
    storageName: { of: (account) => account.name, expected: ({ account }) => account.name },
    storageBlobEndpoint: {
      of: (account) => account.primaryBlobEndpoint,
      // Of Azure's public cloud.
      expected: ({ account }) => `https://${account.name}.blob.core.windows.net/`,
    },
  },
);

function endpointOutputs(plan: CdnPlan): Readonly<Record<string, PlannedOutput<CdnResources>>> {
  const endpoints = plan.enabled ? plan.endpoints : [];
  return Object.fromEntries(
    endpoints.map(({ endpoint }) => [
      hostNameOutput(endpoint),
      outputOfEach(
        ({ cdnEndpoints }: CdnResources) => cdnEndpoints[endpoint],
        ({ hostName }) => hostName,
        // `<name>-<hash>.z01.azurefd.net`, of a hash that Azure computes.
        () => KNOWN_ONCE_APPLIED,
      ),
    ]),
  );
}

export const cdn: Service<CdnShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Standard_AzureFrontDoor" },
    endpoints: { assets: {} },
    customDomains: {},
    storage: {},
  },

  decide: decideCdn,
  decidesAfter: ["storage", "eventGrid", "functionApp"],
  plan: planCdn,
  note(plan, draft) {
    if (plan.enabled) noteCdnDomains(plan.customDomains ?? [], draft);
  },
  cost: cdnCost,
  reachable: cdnReachable,

  grants(_plan, { requirements, settings }) {
    const own = publicContainers(settings);
    const containers = requirements.blobContainers.filter(({ name }) => own.has(name));
    return componentGrants(containers, { ...BLOB_CONTAINERS, on: "public" });
  },

  appSettings: (plan) =>
    plan.enabled
      ? Object.fromEntries(
          plan.endpoints.map(({ endpoint, protocols }) => [
            urlSetting(endpoint),
            [
              protocols.includes("Https") ? "https://" : "http://",
              { service: "cdn" as const, output: hostNameOutput(endpoint) },
              `/${endpoint}`,
            ],
          ]),
        )
      : {},

  resourceProviders: (plan) => (plan.enabled ? { platform: ["Microsoft.Cdn", "Microsoft.Storage"] } : {}),

  resources: cdnResources,

  keeps: keptInCdn,

  stacks: {
    platform: {
      build: (context) => (context.plan.enabled ? resources().buildCdn(context, context.plan) : NO_CDN),
      outputs: (plan) => ({ ...profileOutputs(plan), ...accountOutputs(plan), ...endpointOutputs(plan) }),
      policyNotes: cdnPolicyNotes,
    },
  },

  scopes: ({ shared }) => ({ public: shared(cdn).storageId }),
};
