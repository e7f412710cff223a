import type { ExistingResource } from "../contract/existing-resource";
import { privateDnsZones } from "../contract/private-endpoints";
import { type APIM_RULES, inboundFlows, isInjected } from "../api-management/network";
import { tierOf } from "../api-management/tiers";
import { contentFlows } from "../function-app/network";
import { redisFlows } from "../redis/network";
import { serviceBusFlows } from "../service-bus/network";
import type { PlanContext } from "../contract/service";
import { parseRange, usableAddresses } from "../../azure/address-range";
import { ALLOW_FUNCTIONS } from "./decisions";
import { type SubnetName, pathOf, subnetNames } from "./address-space";
import type { PortFlow } from "./port-flow";
import { type OutboundRulePlan, outboundRules } from "./outbound";
import type { EndpointsSubnetSettings } from "./settings";

/** One rule that lets a flow in. */
export interface RulePlan {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly source: string;
  readonly port: string;
  readonly description: string;
}

/** One subnet that will be made, with its network security group. */
export interface SubnetPlan {
  /** What it is for. */
  readonly name: SubnetName;
  /** In Azure. */
  readonly subnetName: string;
  readonly addressPrefix: string;
  readonly networkSecurityGroupName: string;
  /** What lets itself into the subnet: the function app's kind of plan. */
  readonly delegation?: { readonly service: string; readonly action: string };
  readonly serviceEndpoints: readonly string[];
  readonly privateEndpointNetworkPolicies?: EndpointsSubnetSettings["privateEndpointNetworkPolicies"];
  /** Nothing in it needs the internet. */
  readonly isolated: boolean;
  readonly rules: readonly RulePlan[];
  /** What is let out, and nothing else; undefined where everything is. */
  readonly outbound?: readonly OutboundRulePlan[];
}

/** One private DNS zone that endpoints are in. */
export interface ZonePlan {
  readonly name: string;
  readonly existing?: ExistingResource;
  /** Made here; the owner of a brought zone has linked it already. */
  readonly linked: boolean;
}

/** What will be built of `networking`. */
export type NetworkingPlan =
  | { readonly vnet: false }
  | {
      readonly vnet: true;
      readonly privateEndpoints: boolean;
      /** The network that will be made, unless one is brought. */
      readonly name?: string;
      readonly addressSpace: readonly string[];
      readonly existing?: ExistingResource;
      /** Those that will be made. */
      readonly subnets: readonly SubnetPlan[];
      /** `policy`: an Azure Policy looks after the zones of endpoints. */
      readonly zones: "policy" | readonly ZonePlan[];
      /** Begins the name of each link of a zone. */
      readonly linkName: string;
    };

export function planNetworking(context: PlanContext): NetworkingPlan {
  const { settings, existing, name } = context;
  const { vnet, privateEndpoints, addressSpace } = settings.networking;
  if (!vnet) return { vnet };
  checkZoneNames(context);
  const made = subnetNames.filter((subnet) => isMade(context, subnet));
  return {
    vnet,
    privateEndpoints,
    ...(existing.vnet === undefined
      ? { name: name("virtualNetwork"), addressSpace }
      : { existing: existing.vnet, addressSpace: [] }),
    subnets: made.map((subnet) => planSubnet(context, subnet)),
    zones:
      existing.privateDnsZones === "policy"
        ? "policy"
        : zonesOf(context).map((zone) => planZone(context, zone)),
    linkName: name("privateDnsZoneLink"),
  };
}

/** In a network that is brought, only what was given a range is made. */
function isMade({ settings, existing: { vnet } }: PlanContext, subnet: SubnetName): boolean {
  if (vnet === undefined) return true;
  if (!vnet.createChildren || vnet.subnets[subnet] !== undefined) return false;
  if (subnet === "apim") return isInjected(settings);
  return subnet === "functions" || settings.networking.privateEndpoints;
}

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
/** Delegations, in Azure's case: learn.microsoft.com/azure/azure-functions/functions-networking-options#subnets */
const PREMIUM = { service: "Microsoft.Web/serverFarms", action: "action" };
const FLEX_CONSUMPTION = { service: "Microsoft.App/environments", action: "join/action" };

function planSubnet(context: PlanContext, subnet: SubnetName): SubnetPlan {
  const { settings, existing, name } = context;
  const given = settings.networking.subnets[subnet];
  const shape = {
    name: subnet,
    // A network that is brought may have others' subnets too.
    subnetName: existing.vnet === undefined ? subnet : name("subnet", subnet),
    addressPrefix: given.addressPrefix,
    networkSecurityGroupName: name("networkSecurityGroup", subnet),
    rules: rulesOf(context, subnet),
  };
  switch (subnet) {
    case "functions": {
      const delegation = settings.functionApp.plan === "FC1" ? FLEX_CONSUMPTION : PREMIUM;
      const outbound = outboundRules(
        settings,
        rangeOf(context, "private-endpoints"),
        flowsToEndpoints(context),
      );
      return {
        ...shape,
        ...(outbound === undefined ? {} : { outbound }),
        delegation: {
          service: delegation.service,
          action: `${SUBNETS}/${delegation.action}`,
        },
        // Without an endpoint of its own the vault lets this subnet in by name.
        serviceEndpoints: settings.networking.privateEndpoints ? [] : ["Microsoft.KeyVault"],
        isolated: false,
      };
    }
    case "private-endpoints":
      checkRoom(context);
      return {
        ...shape,
        serviceEndpoints: [],
        privateEndpointNetworkPolicies:
          settings.networking.subnets["private-endpoints"].privateEndpointNetworkPolicies,
        isolated: true,
      };
    case "apim": {
      const injected = isInjected(settings);
      const { delegation } = tierOf(settings.optional.apim);
      return {
        ...shape,
        ...(injected && delegation !== undefined
          ? { delegation: { service: delegation, action: `${SUBNETS}/action` } }
          : {}),
        // Without an endpoint of its own the app lets this subnet in by name.
        serviceEndpoints: injected && !settings.networking.privateEndpoints ? ["Microsoft.Web"] : [],
        isolated: !injected,
      };
    }
  }
}

/** What the backend itself needs comes first; the user's own rules begin at 200. */
function rulesOf(context: PlanContext, subnet: SubnetName): readonly RulePlan[] {
  const { settings } = context;
  const own = Object.entries(settings.networking.subnets[subnet].inbound ?? {}).flatMap(
    ([name, rule]): readonly RulePlan[] =>
      rule === false
        ? []
        : [
            {
              name,
              priority: rule.priority,
              protocol: rule.protocol ?? "Tcp",
              source: rule.source,
              port: rule.port ?? "443",
              description: `networking.subnets.${subnet}.inbound.${name}`,
            },
          ],
  );
  return [...flowsOf(context, subnet), ...own.sort((one, other) => one.priority - other.priority)];
}

/**
 * What the backend itself needs to come into a subnet. Each rule has its own priority, whatever else is there: Azure
 * refuses a rule that moves to the priority of another.
 */
function flowsOf(context: PlanContext, subnet: SubnetName): readonly RulePlan[] {
  const { settings } = context;
  switch (subnet) {
    case "functions":
      return [];
    case "private-endpoints": {
      if (!settings.networking.privateEndpoints) return [];
      const https = { protocol: "Tcp", port: "443" } as const;
      const functions = {
        ...https,
        priority: 100,
        name: ALLOW_FUNCTIONS,
        source: rangeOf(context, "functions"),
        description: "The function app reaches data, secrets and its own host storage over https",
      };
      const apim: (typeof APIM_RULES)[number] = "allow_api_management";
      const ported = portFlows(context).map((flow): RulePlan => ({
        ...flow,
        protocol: "Tcp",
        source: functions.source,
      }));
      return isInjected(settings)
        ? [
            functions,
            {
              ...https,
              priority: 110,
              name: apim,
              source: rangeOf(context, "apim"),
              description: "API Management reaches the function app over https",
            },
            ...ported,
          ]
        : [functions, ...ported];
    }
    case "apim":
      return inboundFlows(settings, settings.networking.subnets.apim.addressPrefix);
  }
}

/** What the function app reaches on other ports than that of https. */
function portFlows({ settings, existing }: PlanContext): readonly PortFlow[] {
  return [...redisFlows(settings), ...serviceBusFlows(settings, existing), ...contentFlows(settings)];
}

/** Those into the private endpoints that the function app begins. */
function flowsToEndpoints(context: PlanContext): readonly RulePlan[] {
  const functions = rangeOf(context, "functions");
  return flowsOf(context, "private-endpoints").filter(({ source }) => source === functions);
}

/** Unknown where the subnet is brought: anywhere in the network then. */
function rangeOf(context: PlanContext, subnet: SubnetName): string {
  return isMade(context, subnet)
    ? context.settings.networking.subnets[subnet].addressPrefix
    : "VirtualNetwork";
}

/** Those of the endpoints, and those that are brought to be linked: the endpoint may be somebody else's. */
function zonesOf({ existing: { privateDnsZones: zones }, endpoints }: PlanContext): readonly string[] {
  const linked = Object.entries(zones === "policy" || endpoints.length === 0 ? {} : zones)
    .filter(([, { createChildren }]) => createChildren)
    .map(([zone]) => zone);
  return [...new Set([...endpoints.map(({ zone }) => zone), ...linked])].sort();
}

function planZone({ existing: { privateDnsZones: zones } }: PlanContext, zone: string): ZonePlan {
  const existing = zones === "policy" ? undefined : zones[zone];
  return {
    name: zone,
    ...(existing === undefined ? {} : { existing }),
    linked: existing?.createChildren ?? true,
  };
}

function checkZoneNames({ existing: { privateDnsZones: zones }, endpoints, problem }: PlanContext): void {
  if (zones === "policy") return;
  // Services may bring zones of their own.
  const known = [...new Set([...privateDnsZones, ...endpoints.map(({ zone }) => zone)])];
  for (const zone of Object.keys(zones))
    if (!known.includes(zone))
      problem(
        `external.privateDnsZones.${zone}`,
        "is no zone that this backend's endpoints go into",
        `use one of ${known.join(", ")}`,
      );
}

function checkRoom({ settings, endpoints, problem }: PlanContext): void {
  const range = parseRange(settings.networking.subnets["private-endpoints"].addressPrefix);
  const taken = endpoints.reduce((sum, { addresses = 1 }) => sum + addresses, 0);
  if (range === undefined || usableAddresses(range) >= taken) return;
  problem(
    pathOf("private-endpoints"),
    `${range.text} has ${usableAddresses(range)} addresses, and ${endpoints.length} private endpoints take ${taken}`,
    "choose a larger range",
  );
}
