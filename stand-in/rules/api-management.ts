import { type Json, at, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";
import { delegationOf } from "./ranges";

const SERVICES = "Microsoft.ApiManagement/service";
const APIS = `${SERVICES}/apis`;
const INJECTION = "learn.microsoft.com/azure/api-management/virtual-network-injection-resources";
const POLICIES = ["policies", "apis/policies", "apis/operations/policies", "products/policies"].map(
  (path) => `${SERVICES}/${path}`,
);
/** Tiers that can be in a network. */
const INJECTED = ["Developer", "Premium", "PremiumV2"];

function subnetOf(service: Json): string {
  const type = textAt(service, "properties.virtualNetworkType");
  if (type === "" || type === "None") return "";
  return textAt(service, "properties.virtualNetworkConfiguration.subnetResourceId") || "-";
}

export const apiManagement: readonly Rule[] = [
  {
    says: "an API Management service's name has 1 to 50 letters, digits and hyphens, beginning with a letter",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [SERVICES],
    refuse: (_asked, { name }) =>
      /^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/i.test(name) ? undefined : `Service name ${name} is invalid`,
  },
  {
    says: "an API Management service in a network is Developer or Premium",
    source: "learn.microsoft.com/azure/api-management/virtual-network-concepts",
    on: [SERVICES],
    refuse: (asked) =>
      subnetOf(asked) !== "" && !INJECTED.includes(textAt(asked, "sku.name"))
        ? `VirtualNetworkType is not supported on the ${textAt(asked, "sku.name")} tier`
        : undefined,
  },
  {
    says: "the subnet of API Management is there, delegated to nobody, and has a security group",
    source: INJECTION,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const id = subnetOf(asked);
      if (id === "") return undefined;
      const subnet = store.get(id);
      if (subnet === undefined) return `Subnet ${id} was not found`;
      const wanted = textAt(asked, "sku.name") === "PremiumV2" ? "Microsoft.Web/hostingEnvironments" : "";
      const delegation = delegationOf(subnet.body);
      if (key(delegation) !== key(wanted))
        return `Subnet ${subnet.name} is delegated to ${delegation || "nobody"}, and not to ${wanted || "nobody"}`;
      return textAt(subnet.body, "properties.networkSecurityGroup.id") === ""
        ? `Subnet ${subnet.name} has no network security group`
        : undefined;
    },
  },
  {
    says: "the security group of API Management lets Azure manage it, on port 3443",
    source: "learn.microsoft.com/azure/api-management/virtual-network-reference",
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { store }) {
      const id = subnetOf(asked);
      // One of the second version has its management elsewhere.
      if (id === "" || textAt(asked, "sku.name") === "PremiumV2") return undefined;
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
  {
    says: "what logs of an API Management service go to is a logger that is there",
    source: "azurerm 4.55, website/docs/r/api_management_diagnostic.html.markdown",
    on: [`${SERVICES}/diagnostics`, `${APIS}/diagnostics`],
    refuse(asked, { name, store }) {
      if (!["applicationinsights", "azuremonitor"].includes(name))
        return `Diagnostic identifier ${name} is not applicationinsights or azuremonitor`;
      const logger = textAt(asked, "properties.loggerId");
      return store.get(logger) === undefined ? `Logger ${logger} was not found` : undefined;
    },
  },
  {
    says: "a policy names values that are there",
    source: "learn.microsoft.com/azure/api-management/api-management-howto-properties",
    on: [...POLICIES, `${SERVICES}/backends`],
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const known = store
        .children(serviceOf(id), `${SERVICES}/namedValues`)
        .map(({ body }) => textAt(body, "properties.displayName"));
      const named = [...JSON.stringify(asked).matchAll(/\{\{([\w.-]+)\}\}/g)].map(([, name = ""]) => name);
      const missing = named.find((name) => !known.includes(name));
      return missing && `Cannot find a property '${missing}'`;
    },
  },
  {
    says: "a policy sends requests to a backend that is there",
    source: "learn.microsoft.com/azure/api-management/set-backend-service-policy",
    on: POLICIES,
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const known = store.children(serviceOf(id), `${SERVICES}/backends`).map(({ name }) => name);
      const named = textAt(asked, "properties.value").matchAll(/backend-id="([^"@]+)"/g);
      const missing = [...named].map(([, name = ""]) => name).find((name) => !known.includes(name));
      return missing && `Backend with id '${missing}' could not be found.`;
    },
  },
];

function serviceOf(id: string): string {
  const [, service = id] = /^(.*\/service\/[^/]+)/i.exec(id) ?? [];
  return service;
}

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
