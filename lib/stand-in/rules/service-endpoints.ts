import { type Json, at, listAt, textAt } from "../json";
import { parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

/** Where each type names the subnets that it allows, and the endpoint that such a subnet needs. */
const LISTS: Readonly<
  Record<string, { readonly path: string; readonly service: string; readonly field?: string }>
> = {
  "Microsoft.Web/sites": {
    path: "properties.siteConfig.ipSecurityRestrictions",
    service: "Microsoft.Web",
    field: "vnetSubnetResourceId",
  },
  "Microsoft.KeyVault/vaults": {
    path: "properties.networkAcls.virtualNetworkRules",
    service: "Microsoft.KeyVault",
  },
  "Microsoft.Storage/storageAccounts": {
    path: "properties.networkAcls.virtualNetworkRules",
    service: "Microsoft.Storage",
  },
  "Microsoft.DocumentDB/databaseAccounts": {
    path: "properties.virtualNetworkRules",
    service: "Microsoft.AzureCosmosDB",
  },
};

/** Subnets that a resource's own network rules allow. */
export function subnetsLetIn(type: string, body: Json): readonly string[] {
  const { path = "-", field = "id" } = LISTS[type] ?? {};
  return listAt(body, path).map((each) => textAt(each, field));
}

/** Whether a subnet has the service endpoint that a type's rules need. */
export function hasServiceEndpoint(type: string, subnet: Json | undefined): boolean {
  const service = LISTS[type]?.service ?? "";
  // Storage has one more, which crosses regions.
  return listAt(subnet, "properties.serviceEndpoints").some((each) =>
    [service, `${service}.Global`].includes(textAt(each, "service")),
  );
}

export const serviceEndpoints: readonly Rule[] = [
  {
    says: "a subnet in a network rule has the service endpoint of that service",
    source: "learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview",
    on: Object.keys(LISTS),
    code: "VirtualNetworkNotValid",
    refuse(asked, { id, store }) {
      const type = Object.keys(LISTS).find(
        (each) => each.toLowerCase() === parseResourcePath(id)?.type.toLowerCase(),
      );
      if (type === undefined) return undefined;
      for (const rule of listAt(asked, LISTS[type]?.path ?? "")) {
        const subnet = textAt(rule, LISTS[type]?.field ?? "id");
        // A rule of a site may name an address instead.
        if (subnet === "") continue;
        const found = store.get(subnet);
        if (found === undefined) return `Subnet ${subnet} was not found`;
        const isIgnored = ["ignoreMissingVNetServiceEndpoint", "ignoreMissingVnetServiceEndpoint"].some(
          (each) => at(rule, each) === true,
        );
        if (!isIgnored && !hasServiceEndpoint(type, found.body))
          return `Subnet ${found.name} does not have ServiceEndpoints for ${LISTS[type]?.service ?? ""} resources configured`;
      }
      return undefined;
    },
  },
];
