import { azureId, parseAzureId } from "../../azure/azure-id";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { PlanContext } from "../contract/service";
import { regionNamed, regions } from "../../azure/regions";
import type { AllSettings } from "../words";
import { checkSubnetOfCode } from "./subnet-of-code";
import type { NatGatewaySettings } from "./settings";

/** The NAT gateway that will be made. */
export interface NatGatewayPlan {
  readonly name: string;
  readonly idleTimeoutInMinutes: number;
  readonly zone?: "1" | "2" | "3";
  /** The address that is made; undefined where there are existing ones. */
  readonly addressName?: string;
  /** The address is in every zone of the region, so that a gateway in another zone can have it. */
  readonly zones: readonly string[];
  /** Ids of existing ones. */
  readonly addresses: readonly string[];
  readonly prefixes: readonly string[];
}

/** The option, as messages name it. */
export const NAT_GATEWAY = "networking.natGateway";

/** Of the sum of both: learn.microsoft.com/azure/nat-gateway/nat-gateway-resource */
const MOST_ADDRESSES = 16;
const IDLE_MINUTES = 4;
/** A gateway in a zone takes addresses of that zone, or of all of them: the same page. */
const ZONES = ["1", "2", "3"];
const KINDS = {
  publicIpAddresses: { label: "public IP address", armType: "Microsoft.Network/publicIPAddresses" },
  publicIpPrefixes: { label: "public IP prefix", armType: "Microsoft.Network/publicIPPrefixes" },
} as const;
const kindNames = ["publicIpAddresses", "publicIpPrefixes"] as const;

/** What was said of it; undefined where there is none. */
export function natGatewayOf({ networking: { natGateway } }: AllSettings): NatGatewaySettings | undefined {
  if (typeof natGateway === "boolean") return natGateway ? {} : undefined;
  return natGateway.enabled === false ? undefined : natGateway;
}

/** Whether the function app can have a NAT gateway, and whether its addresses can be those. */
export function decideNatGateway(draft: Draft): void {
  const given = natGatewayOf(draft.settings);
  if (given === undefined) return;
  checkSubnetOfCode(draft, NAT_GATEWAY);
  checkZone(draft, given);
  for (const kind of kindNames) checkIds(draft, kind, given[kind] ?? []);
  const { publicIpAddresses = [] } = given;
  if (publicIpAddresses.length > MOST_ADDRESSES)
    draft.problem(
      `${NAT_GATEWAY}.publicIpAddresses`,
      `a NAT gateway has at most ${MOST_ADDRESSES} addresses, got ${publicIpAddresses.length}`,
      "remove addresses",
    );
}

function checkZone(draft: Draft, { zone }: NatGatewaySettings): void {
  const { region } = draft;
  if (zone === undefined || region === undefined || region.zones) return;
  draft.problem(
    `${NAT_GATEWAY}.zone`,
    `${region.displayName} has no availability zones`,
    "remove it",
    "location",
  );
}

function checkIds(draft: Draft, kind: (typeof kindNames)[number], ids: readonly string[]): void {
  const { label, armType } = KINDS[kind];
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    const path = `${NAT_GATEWAY}.${kind}.${index}` as const;
    const parts = parseAzureId(id, armType);
    if (parts === undefined)
      draft.problem(
        path,
        `must be the resource id of a ${label}, got ${redacted(id)}`,
        `write it like /subscriptions/…/resourceGroups/…/providers/${armType}/…`,
      );
    if (seen.has(id.toLowerCase())) draft.problem(path, "is listed twice", "remove one of the two");
    seen.add(id.toLowerCase());
  }
}

export function planNatGateway({ settings, location, name }: PlanContext): NatGatewayPlan | undefined {
  const given = natGatewayOf(settings);
  if (given === undefined) return undefined;
  const { publicIpAddresses: addresses = [], publicIpPrefixes: prefixes = [], zone } = given;
  return {
    name: name("natGateway"),
    idleTimeoutInMinutes: given.idleTimeoutInMinutes ?? IDLE_MINUTES,
    ...(zone === undefined ? {} : { zone }),
    ...(addresses.length + prefixes.length > 0 ? {} : { addressName: name("natPublicIpAddress") }),
    zones: hasZones(location) ? ZONES : [],
    addresses: addresses.map((id) => inAzuresCase(id, "publicIpAddresses")),
    prefixes: prefixes.map((id) => inAzuresCase(id, "publicIpPrefixes")),
  };
}

function hasZones(location: string): boolean {
  const region = regionNamed(location);
  return region !== undefined && regions[region].zones;
}

function inAzuresCase(id: string, kind: (typeof kindNames)[number]): string {
  const { armType } = KINDS[kind];
  const parts = parseAzureId(id, armType);
  return parts === undefined ? id : azureId(armType, parts);
}
