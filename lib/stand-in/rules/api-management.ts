import { type Json, at, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";
import { bitsOf, delegationOf, prefixesOf } from "./ranges";

const SERVICES = "Microsoft.ApiManagement/service";
const INJECTION = "learn.microsoft.com/azure/api-management/virtual-network-injection-resources";
const WITHIN = "learn.microsoft.com/azure/api-management/virtual-network-concepts";
const HOSTED = "Microsoft.Web/hostingEnvironments";
const INTEGRATED = "Microsoft.Web/serverFarms";

/**
 * How a tier can be in a network, and whom its subnet is delegated to: classic tiers are injected, those of the second
 * version are injected (Internal) or only call into it (External).
 * learn.microsoft.com/azure/api-management/inject-vnet-v2, and /integrate-vnet-outbound
 */
const NETWORKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Developer: { Internal: "", External: "" },
  Premium: { Internal: "", External: "" },
  StandardV2: { External: INTEGRATED },
  PremiumV2: { Internal: HOSTED, External: INTEGRATED },
};

/** Undefined where a tier is in no network of this type. */
function delegationFor(service: Json): string | undefined {
  return NETWORKS[textAt(service, "sku.name")]?.[textAt(service, "properties.virtualNetworkType")];
}

function subnetOf(service: Json): string {
  const type = textAt(service, "properties.virtualNetworkType");
  if (type === "" || type === "None") return "";
  return textAt(service, "properties.virtualNetworkConfiguration.subnetResourceId") || "-";
}

/** Units of each tier: learn.microsoft.com/azure/api-management/upgrade-and-scale, and of Premium /virtual-network-injection-resources. */
const UNITS: Readonly<Record<string, readonly [fewest: number, most: number]>> = {
  Consumption: [0, 0],
  Developer: [1, 1],
  Basic: [1, 2],
  Standard: [1, 4],
  Premium: [1, 31],
  BasicV2: [1, 10],
  StandardV2: [1, 10],
  PremiumV2: [1, 30],
};

export const apiManagement: readonly Rule[] = [
  {
    says: "an API Management service has the units of its tier",
    source: "learn.microsoft.com/azure/api-management/upgrade-and-scale",
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked) {
      const tier = textAt(asked, "sku.name");
      const units = Number(at(asked, "sku.capacity"));
      const [fewest, most] = UNITS[tier] ?? [1, 1];
      return units >= fewest && units <= most
        ? undefined
        : `Capacity ${units} is not supported on the ${tier} tier: it has ${fewest} to ${most}`;
    },
  },
  {
    says: "who publishes an API has a name and an e-mail address",
    source: "learn.microsoft.com/rest/api/apimanagement/api-management-service/create-or-update",
    on: [SERVICES],
    code: "ValidationError",
    refuse(asked) {
      const email = textAt(asked, "properties.publisherEmail");
      if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) return `Invalid field 'publisherEmail': ${email}`;
      return textAt(asked, "properties.publisherName").trim() === ""
        ? "Invalid field 'publisherName': it is empty"
        : undefined;
    },
  },
  {
    says: "the public address of API Management is Standard, static and has a DNS name, in a network",
    source: INJECTION,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const id = textAt(asked, "properties.publicIpAddressId");
      if (id === "") return undefined;
      const address = store.get(id);
      if (address === undefined) return `Public IP address ${id} was not found`;
      if (subnetOf(asked) === "") return "A public IP address needs a service that is in a network";
      if (textAt(asked, "sku.name") === "PremiumV2") return "A PremiumV2 service takes no public IP address";
      return textAt(address.body, "sku.name") === "Standard" &&
        textAt(address.body, "properties.publicIPAllocationMethod") === "Static" &&
        textAt(address.body, "properties.dnsSettings.domainNameLabel") !== ""
        ? undefined
        : `Public IP address ${address.name} is not Standard and static with a DNS name label`;
    },
  },
  {
    says: "the subnet of API Management has an address for each unit",
    source: `${INJECTION}#subnet-size`,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const subnet = store.get(subnetOf(asked));
      const tier = textAt(asked, "sku.name");
      const each = tier === "Developer" ? 1 : 2;
      const isInternal = textAt(asked, "properties.virtualNetworkType") === "Internal";
      const taken = Number(at(asked, "sku.capacity")) * each + (isInternal ? 1 : 0) + 5;
      const small = prefixesOf(subnet?.body).find((prefix) => 2 ** (32 - bitsOf(prefix)) < taken);
      return small && `Subnet range ${small} has no room for ${taken} addresses`;
    },
  },
  {
    says: "an API Management service's name has 1 to 50 letters, digits and hyphens, beginning with a letter",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [SERVICES],
    refuse: (_asked, { name }) =>
      /^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/i.test(name) ? undefined : `Service name ${name} is invalid`,
  },
  {
    says: "an API Management service in a network is Developer, Premium or of the newer tiers",
    source: WITHIN,
    on: [SERVICES],
    refuse: (asked) =>
      subnetOf(asked) !== "" && delegationFor(asked) === undefined
        ? `VirtualNetworkType ${textAt(asked, "properties.virtualNetworkType")} is not supported on the ${textAt(asked, "sku.name")} tier`
        : undefined,
  },
  {
    says: "the subnet of API Management exists, has the delegation of its tier and a network security group",
    source: `${INJECTION}, /inject-vnet-v2, and /integrate-vnet-outbound`,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const id = subnetOf(asked);
      if (id === "") return undefined;
      const subnet = store.get(id);
      if (subnet === undefined) return `Subnet ${id} was not found`;
      const wanted = delegationFor(asked) ?? "";
      const delegation = delegationOf(subnet.body);
      if (key(delegation) !== key(wanted))
        return `Subnet ${subnet.name} is delegated to ${delegation || "nobody"}, and not to ${wanted || "nobody"}`;
      return textAt(subnet.body, "properties.networkSecurityGroup.id") === ""
        ? `Subnet ${subnet.name} has no network security group`
        : undefined;
    },
  },
  {
    says: "the security group of API Management allows Azure's management traffic on port 3443",
    source: "learn.microsoft.com/azure/api-management/virtual-network-reference",
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const id = subnetOf(asked);
      // One of the second version has its management elsewhere.
      if (id === "" || delegationFor(asked) !== "") return undefined;
      const group = textAt(store.get(id)?.body, "properties.networkSecurityGroup.id");
      return letsManagementIn(group, store)
        ? undefined
        : `Network security group ${group} does not allow ApiManagement on port 3443 inbound`;
    },
  },
  {
    says: "a new API Management service is open to the internet",
    source: "azurerm 4.55, website/docs/r/api_management.html.markdown",
    on: [SERVICES],
    refuse: (asked, { earlier }) =>
      earlier === undefined && textAt(asked, "properties.publicNetworkAccess") === "Disabled"
        ? "Blocking all public network access is not supported while the service is created"
        : undefined,
  },
];

function letsManagementIn(group: string, store: Store): boolean {
  return store
    .children(group, "Microsoft.Network/networkSecurityGroups/securityRules")
    .filter(({ id }) => key(parseResourcePath(id)?.parent ?? "") === key(group))
    .some(({ body }) => {
      const rule = at(body, "properties");
      const ports = [
        textAt(rule, "destinationPortRange"),
        ...listAt(rule, "destinationPortRanges").map(String),
      ];
      return (
        textAt(rule, "direction") === "Inbound" &&
        textAt(rule, "access") === "Allow" &&
        ["ApiManagement", "Internet", "*"].includes(textAt(rule, "sourceAddressPrefix")) &&
        ports.some((port) => ["3443", "*"].includes(port))
      );
    });
}
