import type { Invariant } from "./invariant";
import { resourcesOf } from "./written-stack";

export const privateEndpoints: Invariant = {
  holds: "Every private endpoint has its private DNS zone, and every zone is linked to a network",
  check: ({ own, backend }) => {
    const stacks = Object.values(own);
    const linked = new Set(
      stacks
        .flatMap((stack) => resourcesOf(stack, "azurerm_private_dns_zone_virtual_network_link"))
        .map(({ body }) => body["private_dns_zone_name"]),
    );
    // A policy of the company's sets the zone of each endpoint.
    const byPolicy = backend.plan.existing.privateDnsZones === "policy";
    return stacks.flatMap((stack) => [
      ...resourcesOf(stack, "azurerm_private_endpoint")
        .filter(({ body }) => !byPolicy && !isGiven(body["private_dns_zone_group"]))
        .map(({ address }) => ({
          stack: stack.id,
          address,
          what: "has no private DNS zone: clients in the network resolve the public address",
          fix: 'set private_dns_zone_group, or external.privateDnsZones: "policy" where a policy sets it',
        })),
      ...resourcesOf(stack, "azurerm_private_dns_zone")
        .filter(({ address, body }) => !linked.has(`\${${address}.name}`) && !linked.has(body["name"]))
        .map(({ address }) => ({
          stack: stack.id,
          address,
          what: "is linked to no virtual network: nothing resolves its names",
          fix: "link it to the network with azurerm_private_dns_zone_virtual_network_link",
        })),
    ]);
  },
};

function isGiven(block: unknown): boolean {
  return Array.isArray(block) ? block.length > 0 : block !== undefined && block !== null;
}
