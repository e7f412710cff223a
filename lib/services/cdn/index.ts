import { KNOWN_ONCE_APPLIED } from "../../kit/known-once-applied";
import { componentGrants } from "../contract/component-grants";
import type { Service } from "../contract/service";
import { BLOB_CONTAINERS } from "../storage/grants";
import type * as BuildService from "./build-service";
import type { CdnResources } from "./build-service";
import { type CdnUsage, cdnCost } from "./cost";
import { decideCdn } from "./decisions";
import { type CdnPlan, planCdn, urlSetting } from "./plan";
import { cdnResources } from "./resources";
import { publicContainers } from "./public-containers";
import type { CdnWords } from "./words";

// JavaScript that few backends use: loaded when they are built.
const resources = () => require("./build-service") as typeof BuildService;

/** What tells this service from the others. */
export interface CdnShape extends CdnWords {
  plan: CdnPlan;
  usage: CdnUsage;
  network: object;
  platform: CdnResources;
  workloads: object;
  /** Id and name of the profile; of its account `storageId`, `storageName` and `storageBlobEndpoint`; of each endpoint its host name, `assetsHostName`, hyphens as underscores. */
  shared: Readonly<Record<string, string>>;
}

/** `web-assets` → `web_assetsHostName` */
const hostNameOutput = (endpoint: string): string => `${endpoint.replaceAll("-", "_")}HostName`;

export const cdn: Service<CdnShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Standard_AzureFrontDoor" },
    endpoints: { assets: {} },
    storage: {},
  },

  decide: decideCdn,
  plan: planCdn,
  cost: cdnCost,

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

  network: () => ({}),
  platform: ({ scope, place, plan, transformed }) =>
    plan.enabled
      ? resources().buildCdn(scope, place, plan, transformed)
      : { cdn: undefined, cdnEndpoints: {}, cdnStorage: undefined, cdnContainers: {} },
  workloads: () => ({}),

  publishedBy: "platform",

  publish: ({ cdn: profile, cdnEndpoints, cdnStorage }) =>
    profile === undefined || cdnStorage === undefined
      ? {}
      : {
          id: profile.id,
          name: profile.name,
          storageId: cdnStorage.id,
          storageName: cdnStorage.name,
          storageBlobEndpoint: cdnStorage.primaryBlobEndpoint,
          ...Object.fromEntries(
            Object.entries(cdnEndpoints).map(([endpoint, { hostName }]) => [
              hostNameOutput(endpoint),
              hostName,
            ]),
          ),
        },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled
      ? {
          id: `${resourceGroupId}/providers/Microsoft.Cdn/profiles/${plan.name}`,
          name: plan.name,
          storageId: `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${plan.account.name}`,
          storageName: plan.account.name,
          // Of Azure's public cloud.
          storageBlobEndpoint: `https://${plan.account.name}.blob.core.windows.net/`,
          ...Object.fromEntries(
            // `<name>-<hash>.z01.azurefd.net`, of a hash that Azure computes.
            plan.endpoints.map(({ endpoint }) => [hostNameOutput(endpoint), KNOWN_ONCE_APPLIED]),
          ),
        }
      : {},

  scopes({ shared }): Readonly<Record<string, string>> {
    const { storageId } = shared(cdn);
    return storageId === undefined ? {} : { public: storageId };
  },
};
