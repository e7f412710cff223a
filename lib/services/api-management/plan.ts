import type { ExistingResource } from "../contract/existing-resource";
import type { PlanContext } from "../contract/service";
import { type ApimDomainPlan, planApimDomains } from "./custom-domains";
import { networkTypeOf } from "./network";
import { type ApiPlan, planApi } from "./plan-api";
import type { ApimNetworkType, ApimSettings } from "./settings";
import { tierOf } from "./tiers";

/** A host of the service, with a private DNS zone of its own. */
export interface HostPlan {
  /** Ends the addresses of zone, link and record. */
  readonly id: "gateway" | "developer_portal";
  /** The host's whole name, which is the zone's too: a zone `azure-api.net` would hide everybody else's services. */
  readonly zone: string;
}

/** What of the service is in the network. */
export interface InjectionPlan {
  readonly type: Exclude<ApimNetworkType, "None">;
  /** Of classic tiers. */
  readonly publicIpAddressName?: string;
  /** Those that clients in the network look for. */
  readonly hosts: readonly HostPlan[];
  /** Names the zones' links. */
  readonly linkName: string;
}

/** The service that will be made. */
export interface ApimServicePlan {
  readonly enabled: true;
  readonly name: string;
  readonly publisherName: string;
  readonly publisherEmail: string;
  /** `Premium_1` */
  readonly skuName: string;
  readonly network?: InjectionPlan;
  /** Undefined where the tier has no such settings. */
  readonly developerPortal?: ApimSettings["developerPortal"];
  readonly sendsLogs: boolean;
  /** Host names of the user's; left out where there are none. */
  readonly customDomains?: readonly ApimDomainPlan[];
  readonly api: ApiPlan;
}

/** A service that is there already, with APIs of others. */
export interface ExistingApimPlan {
  readonly enabled: true;
  readonly existing: ExistingResource;
  readonly api: ApiPlan;
}

/** What will be built of `optional.apim`. */
export type ApimPlan = { readonly enabled: false } | ApimServicePlan | ExistingApimPlan;

export function planApim(context: PlanContext): ApimPlan {
  const { apim } = context.settings.optional;
  if (!apim.enabled) return { enabled: false };
  const { apim: existing } = context.existing;
  if (existing !== undefined) return { enabled: true, existing, api: planApi(context) };
  const tier = tierOf(apim);
  const name = context.name("apiManagement");
  const network = planInjection(context, name);
  return {
    enabled: true,
    name,
    publisherName: apim.publisherName ?? "",
    publisherEmail: apim.publisherEmail ?? "",
    skuName: `${apim.sku.name}_${apim.sku.capacity}`,
    ...(network === undefined ? {} : { network }),
    ...(tier.portalSettings ? { developerPortal: apim.developerPortal } : {}),
    sendsLogs: tier.sendsLogs,
    ...planApimDomains(apim),
    api: planApi(context),
  };
}

function planInjection({ settings, name }: PlanContext, service: string): InjectionPlan | undefined {
  const { apim } = settings.optional;
  const type = networkTypeOf(settings);
  if (type === "None") return undefined;
  return {
    type,
    ...(tierOf(apim).delegation === undefined ? { publicIpAddressName: name("publicIpAddress") } : {}),
    hosts:
      type === "Internal" && apim.privateDns
        ? [
            { id: "gateway", zone: `${service}.azure-api.net` },
            { id: "developer_portal", zone: `${service}.developer.azure-api.net` },
          ]
        : [],
    linkName: name("privateDnsZoneLink"),
  };
}
