import { type at, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import { bitsOf, contains, delegationOf, endpointsIn, overlap, prefixesOf } from "./ranges";

const VNETS = "Microsoft.Network/virtualNetworks";
const SUBNETS = `${VNETS}/subnets`;
const NSGS = "Microsoft.Network/networkSecurityGroups";

/** The most bits that may be fixed in the range of a subnet which is delegated so. */
const SMALLEST: Readonly<Record<string, number>> = {
  // learn.microsoft.com/azure/app-service/overview-vnet-integration#subnet-requirements
  "microsoft.web/serverfarms": 28,
  // learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#enable-virtual-network-integration
  "microsoft.app/environments": 27,
  // learn.microsoft.com/azure/api-management/inject-vnet-v2
  "microsoft.web/hostingenvironments": 27,
};

/** Where a resource is, in one spelling: `East US 2` and `eastus2` are the same. */
function regionOf(body: Parameters<typeof at>[0]): string {
  return textAt(body, "location").toLowerCase().replaceAll(" ", "");
}

export const subnets: readonly Rule[] = [
  {
    says: "a network has ranges that do not overlap, of /2 to /29",
    source: "learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
    on: [VNETS],
    code: "InvalidAddressPrefix",
    refuse(asked) {
      const spaces = listAt(asked, "properties.addressSpace.addressPrefixes").map(String);
      const odd = spaces.find((space) => bitsOf(space) < 2 || bitsOf(space) > 29);
      if (odd !== undefined) return `Address range ${odd} is too large or too small`;
      const twin = spaces.find((one, index) => spaces.slice(index + 1).some((other) => overlap(one, other)));
      return twin && `Address range ${twin} overlaps another one of the network`;
    },
  },
  {
    says: "ranges of a network that its subnets use cannot be removed",
    source: "learn.microsoft.com/azure/virtual-network/manage-virtual-network",
    on: [VNETS],
    code: "InUsePrefixCannotBeDeleted",
    refuse(asked, { id, store }) {
      const spaces = listAt(asked, "properties.addressSpace.addressPrefixes").map(String);
      const left = store
        .children(id, SUBNETS)
        .find(({ body }) =>
          prefixesOf(body).some((prefix) => !spaces.some((space) => contains(space, prefix))),
        );
      return left && `The address range of subnet ${left.name} is in use and cannot be deleted`;
    },
  },
  {
    says: "a subnet is as large as what it is delegated to needs, and /29 at least",
    source: "learn.microsoft.com/azure/azure-functions/functions-networking-options",
    on: [SUBNETS],
    code: "SubnetTooSmall",
    refuse(asked) {
      const delegation = delegationOf(asked);
      const most = SMALLEST[key(delegation)] ?? 29;
      const small = prefixesOf(asked).find((prefix) => bitsOf(prefix) > most);
      return small && `Subnet range ${small} is too small: ${delegation || "a subnet"} needs /${most}`;
    },
  },
  {
    says: "a subnet is delegated to a service whose namespace is registered",
    source: "learn.microsoft.com/azure/api-management/integrate-vnet-outbound#subnet-delegation",
    on: [SUBNETS],
    status: 409,
    code: "MissingSubscriptionRegistration",
    refuse(asked, { isRegistered }) {
      const delegation = delegationOf(asked);
      return delegation === "" || isRegistered(delegation)
        ? undefined
        : `The subscription is not registered to delegate subnets to ${delegation}`;
    },
  },
  {
    says: "a subnet's network security group exists",
    source: "learn.microsoft.com/azure/virtual-network/manage-network-security-group",
    on: [SUBNETS],
    code: "InvalidResourceReference",
    refuse(asked, { store }) {
      const group = textAt(asked, "properties.networkSecurityGroup.id");
      return group !== "" && store.get(group) === undefined
        ? `Resource ${group} referenced by the subnet was not found`
        : undefined;
    },
  },
  {
    says: "a security group that a subnet has cannot be deleted",
    source: "learn.microsoft.com/azure/virtual-network/manage-network-security-group",
    on: [NSGS],
    status: 400,
    code: "InUseNetworkSecurityGroupCannotBeDeleted",
    holds({ id, name }, store) {
      const subnet = store
        .ofType(SUBNETS)
        .find(({ body }) => key(textAt(body, "properties.networkSecurityGroup.id")) === key(id));
      return subnet && `Network security group ${name} cannot be deleted: subnet ${subnet.name} has it`;
    },
  },
  {
    says: "a subnet with private endpoints has no delegation",
    source: "learn.microsoft.com/azure/azure-functions/functions-networking-options",
    on: [SUBNETS],
    code: "SubnetInUse",
    refuse(asked, { id, store }) {
      const [endpoint] = endpointsIn(id, store);
      return endpoint !== undefined && delegationOf(asked) !== ""
        ? `Subnet is in use by private endpoint ${endpoint} and cannot be delegated`
        : undefined;
    },
  },
  {
    says: "a private endpoint is in the region of its network",
    source: "learn.microsoft.com/azure/private-link/private-endpoint-overview",
    on: ["Microsoft.Network/privateEndpoints"],
    code: "InvalidResourceReference",
    refuse(asked, { store }) {
      const subnet = textAt(asked, "properties.subnet.id");
      const vnet = store.get(parseResourcePath(subnet)?.parent ?? "");
      const [own, other] = [regionOf(asked), regionOf(vnet?.body)];
      return own !== "" && other !== "" && own !== other
        ? `Subnet ${subnet} is in ${other}, and the private endpoint in ${own}`
        : undefined;
    },
  },
  {
    says: "an app is in the region of the network that it joins",
    source: "learn.microsoft.com/azure/app-service/overview-vnet-integration",
    on: ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"],
    refuse(asked, { store }) {
      const subnet = textAt(asked, "properties.virtualNetworkSubnetId");
      const vnet = store.get(parseResourcePath(subnet)?.parent ?? "");
      const [own, other] = [regionOf(asked), regionOf(vnet?.body)];
      return own !== "" && other !== "" && own !== other
        ? `The virtual network is in ${other}, and the app in ${own}`
        : undefined;
    },
  },
];
