import type { AllSettings } from "../words";
import type { PortFlow } from "./endpoint";
import type { ExistingResources } from "./existing-resource";
import type { OptionPath, SettingPath } from "../option-path";

/** The subnets that a backend can have, as its options name them. */
export type SubnetName = keyof AllSettings["networking"]["subnets"];

/** What the needs of a service follow from. */
export interface NetworkFacts {
  readonly settings: AllSettings;
  readonly existing: ExistingResources;
}

/** One flow that is let into a subnet. */
export interface InboundFlow {
  /** Of the rule that lets it in. */
  readonly name: string;
  /** Its own, whatever else is there: Azure refuses a rule that moves to the priority of another. */
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp";
  /** An address range or a service tag. */
  readonly source: string;
  readonly port: string;
  readonly description: string;
}

/** The subnet that a service goes into, and what Azure needs there. */
export interface SubnetNeed {
  readonly name: SubnetName;
  /** Free ranges are given out in this order, so that none moves when a service comes or goes. */
  readonly order: number;
  /** Something goes into it. In a network of our own it is made all the same. */
  readonly isUsed: boolean;
  /** What would use it, and how to ask for that; undefined where the network's own options say so. */
  readonly usedBy?: { readonly when: string; readonly fix: string };
  /** Why there is a network, where nobody has said whether there is one. */
  readonly asksForNetwork?: string;
  /** An option that cannot be in a network as it is set, and the value that can. */
  readonly staysOutside?: { readonly option: SettingPath; readonly why: string; readonly instead: string };
  /** The most bits that may be fixed in its range, and who needs so many addresses; Azure's own limit where it is undefined. */
  readonly smallest?: { readonly bits: number; readonly why: string };
  /** Instances that it has to have room for, of which each takes a second address while Azure moves the app. */
  readonly instances?: number;
  /** Who lets itself into the subnet: a resource type, and what it does after `Microsoft.Network/virtualNetworks/subnets/`. */
  readonly delegation?: { readonly service: string; readonly action: string };
  /** Why no other subnet can be the same one. */
  readonly isolation?: string;
  readonly serviceEndpoints: readonly string[];
  /** What is in it reaches the internet by itself. */
  readonly reachesInternet: boolean;
  readonly inbound: readonly InboundFlow[];
  /** The rule that lets what is in it into the private endpoints, over https. */
  readonly toEndpoints?: Pick<InboundFlow, "name" | "priority" | "description">;
  /** The components' code runs in it: what services say of ports and public addresses is reached from here. */
  readonly runsCode?: true;
  /** What is in it takes the requests to the function app: nobody else gets to it. */
  readonly isEntrance?: boolean;
  /** What a subnet has to have that its owner makes. */
  readonly expectedOfOwner?: string;
  /** An option with which nobody knows what has to be let out of the subnet. */
  readonly opensOutbound?: { readonly option: OptionPath; readonly why: string };
}

/** A service of Azure that components reach by its public addresses. */
export interface PublicService {
  /** learn.microsoft.com/azure/virtual-network/service-tags-overview */
  readonly tag: string;
  /**
   * Of its rule, apart from those of flows to private endpoints. It is fixed: Azure refuses a rule that moves to the
   * priority of another, which may move only after it.
   * learn.microsoft.com/azure/virtual-network/network-security-groups-overview
   */
  readonly priority: number;
  /** A port or a range each; https where it is undefined. */
  readonly ports?: readonly string[];
  readonly why: string;
  /** False where it is not reached, or has a private endpoint. Its rule keeps its name and priority. */
  readonly isCalled: boolean;
}

/** What components reach at addresses that the backend does not know. */
export interface UnknownAddress {
  readonly option: OptionPath;
  /** Why it has no address that is known; undefined where the option itself is the address. */
  readonly why?: string;
  /** It may be behind a private endpoint of its owner's. */
  readonly isExisting?: true;
}

/** What services need of the network. */
export interface NetworkNeeds {
  readonly subnets: readonly SubnetNeed[];
  /** Flows to private endpoints on other ports than that of https. */
  readonly ports: readonly PortFlow[];
  readonly publicServices: readonly PublicService[];
  readonly unknownAddresses: readonly UnknownAddress[];
  /** Inbound rules that the backend makes itself, whether they are there or not: a user's rule takes another name. */
  readonly ruleNames: readonly string[];
}

/** True where the function app is reached through a service in the network, and only through it. */
export function hasEntrance({ subnets }: Pick<NetworkNeeds, "subnets">): boolean {
  return subnets.some(({ isEntrance }) => isEntrance);
}
