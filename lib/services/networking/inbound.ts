import { HTTPS_PORT } from "../contract/endpoint";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";
import type { PlanContext } from "../contract/service";
import { ENDPOINTS_SUBNET } from "./own-needs";

/** One rule that lets a flow in. */
export interface RulePlan {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly source: string;
  readonly port: string;
  readonly description: string;
}

/** In an existing network, only what is used and was given a range is made. */
export function isMade({ existing: { vnet } }: PlanContext, { name, isUsed }: SubnetNeed): boolean {
  if (vnet === undefined) return true;
  return vnet.createChildren && vnet.subnets[name] === undefined && isUsed;
}

/** Unknown where the subnet exists already: anywhere in the network then. */
export function rangeOf(context: PlanContext, subnet: SubnetName): string {
  const need = context.networkNeeds.subnets.find(({ name }) => name === subnet);
  return need !== undefined && isMade(context, need)
    ? context.settings.networking.subnets[subnet].addressPrefix
    : "VirtualNetwork";
}

/** What the backend itself needs comes first; the user's own rules begin at 200. */
export function inboundRules(context: PlanContext, { name, inbound }: SubnetNeed): readonly RulePlan[] {
  const toEndpoints = name === ENDPOINTS_SUBNET ? flowsToEndpoints(context) : [];
  return [...inbound, ...toEndpoints, ...ownRules(context, name)];
}

/** Those of the user, by their priority. */
export function ownRules(
  { settings }: Pick<PlanContext, "settings">,
  subnet: SubnetName,
): readonly RulePlan[] {
  const rules = Object.entries(settings.networking.subnets[subnet].inbound ?? {});
  return rules
    .flatMap(([name, rule]): readonly RulePlan[] =>
      rule === false
        ? []
        : [
            {
              name,
              priority: rule.priority,
              protocol: rule.protocol ?? "Tcp",
              source: rule.source,
              port: rule.port ?? HTTPS_PORT,
              description: `networking.subnets.${subnet}.inbound.${name}`,
            },
          ],
    )
    .sort((one, other) => one.priority - other.priority);
}

/** What comes into the private endpoints: over https from each subnet that says so, and what code needs on other ports. */
function flowsToEndpoints(context: PlanContext): readonly RulePlan[] {
  const { subnets } = context.networkNeeds;
  if (!context.settings.networking.privateEndpoints) return [];
  return [
    ...subnets.flatMap((need) => (need.isUsed ? httpsFlow(context, need) : [])),
    ...subnets.flatMap((need) => (need.runsCode ? portFlows(context, need) : [])),
  ];
}

/** Those of the components' code alone. */
export function flowsOfCode(context: PlanContext, need: SubnetNeed): readonly RulePlan[] {
  if (!context.settings.networking.privateEndpoints) return [];
  return [...httpsFlow(context, need), ...portFlows(context, need)];
}

function httpsFlow(context: PlanContext, { name: subnet, toEndpoints }: SubnetNeed): readonly RulePlan[] {
  if (toEndpoints === undefined) return [];
  const { name, priority, description } = toEndpoints;
  return [
    { protocol: "Tcp", port: HTTPS_PORT, priority, name, source: rangeOf(context, subnet), description },
  ];
}

function portFlows(context: PlanContext, { name }: SubnetNeed): readonly RulePlan[] {
  return context.networkNeeds.ports.map((flow) => ({
    ...flow,
    protocol: "Tcp",
    source: rangeOf(context, name),
  }));
}
