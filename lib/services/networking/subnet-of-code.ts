import type { Draft } from "../contract/draft";
import type { SubnetName } from "../contract/network-needs";
import type { From } from "../option-path";

/** An option of the subnet that the components' code runs in. */
type SubnetOption = From<"networking.firewall" | "networking.natGateway" | "networking.routes">;

/**
 * An existing subnet is its owner's, with its security group, route table and NAT gateway. That nothing is made in an existing
 * network is another problem.
 */
export function checkSubnetOfCode(draft: Draft, option: SubnetOption): void {
  if (!draft.settings.networking.vnet || draft.existing.vnet?.createChildren === false) return;
  if (draft.networkNeeds.subnets.some(({ name, runsCode }) => runsCode && isExisting(draft, name)))
    draft.problem(
      option,
      "the subnet of the function app is an existing one, and its owner manages what leaves it",
      `remove ${option} or external.vnet.subnets.functions`,
      "external.vnet",
    );
}

export function isExisting({ existing: { vnet } }: Draft, subnet: SubnetName): boolean {
  return vnet !== undefined && (!vnet.createChildren || vnet.subnets[subnet] !== undefined);
}
