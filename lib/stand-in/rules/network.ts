import { at, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";
import { appsIn, contains, delegationOf, endpointsIn, overlap, prefixesOf } from "./ranges";

const VNETS = "Microsoft.Network/virtualNetworks";
const SUBNETS = `${VNETS}/subnets`;
const RULES = "Microsoft.Network/networkSecurityGroups/securityRules";
const LINKS = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";
const FAQ = "learn.microsoft.com/azure/virtual-network/virtual-networks-faq";

export const network: readonly Rule[] = [
  {
    says: "a subnet's range is within the network's",
    source: FAQ,
    on: [SUBNETS],
    code: "NetcfgInvalidSubnet",
    refuse(asked, { id, store }) {
      const vnet = store.get(parseResourcePath(id)?.parent ?? "");
      const spaces = listAt(vnet?.body, "properties.addressSpace.addressPrefixes").map(String);
      const outside = prefixesOf(asked).filter((prefix) => !spaces.some((space) => contains(space, prefix)));
      return outside.length === 0
        ? undefined
        : `Subnet range ${outside.join(", ")} is not within the address space ${spaces.join(", ")}`;
    },
  },
  {
    says: "subnets of a network do not overlap",
    source: FAQ,
    on: [SUBNETS],
    code: "NetcfgSubnetRangesOverlap",
    refuse(asked, { id, store }) {
      const parent = parseResourcePath(id)?.parent ?? "";
      const others = store.children(parent, SUBNETS).filter((each) => key(each.id) !== key(id));
      const twin = others.find(({ body }) =>
        prefixesOf(body).some((taken) => prefixesOf(asked).some((prefix) => overlap(taken, prefix))),
      );
      return twin && `Subnet range ${prefixesOf(asked).join(", ")} overlaps that of subnet ${twin.name}`;
    },
  },
  {
    says: "a subnet that is used cannot be deleted",
    source: "learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet",
    on: [SUBNETS],
    code: "InUseSubnetCannotBeDeleted",
    status: 400,
    holds({ id, name }, store) {
      const user = usersOf(id, store);
      return user && `Subnet ${name} is in use by ${user} and cannot be deleted`;
    },
  },
  {
    says: "a network whose subnets are used cannot be deleted",
    source: "learn.microsoft.com/azure/virtual-network/manage-virtual-network",
    on: [VNETS],
    code: "InUseSubnetCannotBeDeleted",
    status: 400,
    holds({ id }, store) {
      const used = store.children(id, SUBNETS).find((subnet) => usersOf(subnet.id, store) !== undefined);
      return (
        used && `Subnet ${used.name} is in use by ${usersOf(used.id, store) ?? ""} and cannot be deleted`
      );
    },
  },
  {
    says: "a delegation cannot change while something uses the subnet",
    source: "learn.microsoft.com/azure/virtual-network/manage-subnet-delegation",
    on: [SUBNETS],
    code: "SubnetMissingRequiredDelegation",
    refuse(asked, { id, earlier, store }) {
      const apps = appsIn(id, store);
      if (earlier === undefined || apps.length === 0 || delegationOf(asked) === delegationOf(earlier.body))
        return undefined;
      return `Subnet ${earlier.name} requires its delegation ${delegationOf(earlier.body)}: ${apps.join(", ")} has joined it`;
    },
  },
  {
    says: "rules of one group and direction have priorities of their own, 100 to 4096",
    source: "learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
    on: [RULES],
    code: "SecurityRuleConflict",
    refuse(asked, { id, store }) {
      const priority = Number(at(asked, "properties.priority"));
      if (!(priority >= 100 && priority <= 4096)) return `Priority ${priority} is not between 100 and 4096`;
      const twin = store
        .children(parseResourcePath(id)?.parent ?? "", RULES)
        .filter((each) => key(each.id) !== key(id))
        .find(
          ({ body }) =>
            at(body, "properties.priority") === priority &&
            textAt(body, "properties.direction") === textAt(asked, "properties.direction"),
        );
      return twin && `Security rule has the priority and direction of ${twin.name}`;
    },
  },
  {
    says: "a zone that networks are linked to cannot be deleted",
    source: "learn.microsoft.com/azure/dns/private-dns-privatednszone",
    on: ["Microsoft.Network/privateDnsZones"],
    code: "CannotDeleteResource",
    holds: ({ id, name }, store) =>
      store.children(id, LINKS).length === 0
        ? undefined
        : `Zone ${name} has virtual network links, which have to be deleted first`,
  },
  {
    says: "the network of a link exists",
    source: "learn.microsoft.com/azure/dns/private-dns-virtual-network-links",
    on: [LINKS],
    refuse(asked, { store }) {
      const vnet = textAt(asked, "properties.virtualNetwork.id");
      return store.get(vnet) === undefined ? `Virtual network ${vnet} was not found` : undefined;
    },
  },
  {
    says: "a network is linked to one zone of a name",
    source: "github.com/MicrosoftDocs/azure-aks-docs/issues/212",
    on: [LINKS],
    refuse(asked, { id, store }) {
      const vnet = key(textAt(asked, "properties.virtualNetwork.id"));
      const zone = parseResourcePath(id)?.parent ?? "";
      const twin = store
        .ofType(LINKS)
        .filter((link) => key(link.id) !== key(id))
        .filter(({ body }) => key(textAt(body, "properties.virtualNetwork.id")) === vnet)
        .map((link) => parseResourcePath(link.id)?.parent ?? "")
        .find((other) => lastOf(other) === lastOf(zone));
      return (
        twin &&
        `A virtual network cannot be linked to multiple zones with overlapping namespaces: ${lastOf(zone)}`
      );
    },
  },
];

function lastOf(id: string): string {
  return key(id).split("/").at(-1) ?? "";
}

/** Private endpoints, apps and gateways. */
function usersOf(subnet: string, store: Store): string | undefined {
  const gateway = store
    .ofType("Microsoft.ApiManagement/service")
    .find(
      ({ body }) =>
        key(textAt(body, "properties.virtualNetworkConfiguration.subnetResourceId")) === key(subnet),
    );
  return endpointsIn(subnet, store)[0] ?? appsIn(subnet, store)[0] ?? gateway?.name;
}

/** Networks that a zone is linked to. */
export function linkedNetworks(zone: string, store: Store): readonly string[] {
  return store
    .children(zone, LINKS)
    .filter(isObject)
    .map(({ body }) => key(textAt(body, "properties.virtualNetwork.id")));
}
