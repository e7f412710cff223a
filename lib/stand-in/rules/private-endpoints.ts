import { isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";
import { delegationOf } from "./ranges";

const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const GROUPS = `${ENDPOINTS}/privateDnsZoneGroups`;
const OVERVIEW = "learn.microsoft.com/azure/private-link/private-endpoint-overview";

/** What each type of resource can be reached by: the page's table of private-link resources. */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.DocumentDB/databaseAccounts": ["Sql"],
  "Microsoft.Storage/storageAccounts": ["blob", "queue", "table", "file", "web", "dfs"],
  "Microsoft.KeyVault/vaults": ["vault"],
  "Microsoft.Web/sites": ["sites"],
  "Microsoft.ServiceBus/namespaces": ["namespace"],
  "Microsoft.EventHub/namespaces": ["namespace"],
  "Microsoft.ContainerRegistry/registries": ["registry"],
  "Microsoft.ApiManagement/service": ["Gateway"],
  "Microsoft.Cache/Redis": ["redisCache"],
  "Microsoft.EventGrid/topics": ["topic"],
  "Microsoft.Cache/redisEnterprise": ["redisEnterprise"],
};

/** Types that have private endpoints on one tier only. */
const PREMIUM = ["Microsoft.ServiceBus/namespaces", "Microsoft.ContainerRegistry/registries"];

export const privateEndpoints: readonly Rule[] = [
  {
    says: "a private endpoint names one subresource that its target has",
    source: OVERVIEW,
    on: [ENDPOINTS],
    code: "PrivateEndpointConnectionFailed",
    refuse(asked, { store }) {
      for (const connection of listAt(asked, "properties.privateLinkServiceConnections").filter(isObject)) {
        const target = textAt(connection, "properties.privateLinkServiceId");
        const groups = listAt(connection, "properties.groupIds").map(String);
        const why = targetFault(target, groups, store);
        if (why !== undefined) return why;
      }
      return undefined;
    },
  },
  {
    says: "a private endpoint's subnet exists and has no delegation",
    source: OVERVIEW,
    on: [ENDPOINTS],
    code: "InvalidSubnet",
    refuse(asked, { store }) {
      const id = textAt(asked, "properties.subnet.id");
      const subnet = store.get(id);
      if (subnet === undefined) return `Subnet ${id} was not found`;
      const delegation = delegationOf(subnet.body);
      return delegation === "" ? undefined : `Subnet ${subnet.name} is delegated to ${delegation}`;
    },
  },
  {
    says: "a private endpoint has one zone group, of one to five zones",
    source: "learn.microsoft.com/azure/private-link/private-endpoint-dns-integration",
    on: [GROUPS],
    refuse(asked, { id, store }) {
      const endpoint = parseResourcePath(id)?.parent ?? "";
      const twin = store.children(endpoint, GROUPS).find((each) => key(each.id) !== key(id));
      if (twin !== undefined) return `Private endpoint has zone group ${twin.name} already`;
      const { length } = listAt(asked, "properties.privateDnsZoneConfigs");
      return length >= 1 && length <= 5 ? undefined : `A zone group has one to five zones, got ${length}`;
    },
  },
  {
    says: "the zones of a zone group exist",
    source: "learn.microsoft.com/azure/private-link/private-endpoint-dns",
    on: [GROUPS],
    refuse(asked, { store }) {
      const zones = listAt(asked, "properties.privateDnsZoneConfigs").map((config) =>
        textAt(config, "properties.privateDnsZoneId"),
      );
      const missing = zones.find((zone) => store.get(zone) === undefined);
      return missing && `Private DNS zone ${missing} was not found`;
    },
  },
];

function targetFault(target: string, groups: readonly string[], store: Store): string | undefined {
  const resource = store.get(target);
  if (resource === undefined) return `Private link resource ${target} was not found`;
  const known = SUBRESOURCES[resource.type] ?? [];
  // learn.microsoft.com/azure/app-service/overview-private-endpoint
  const slots = store.children(target, "Microsoft.Web/sites/slots").map(({ name }) => `sites-${name}`);
  const foreign = groups.find((group) => ![...known, ...slots].some((each) => key(each) === key(group)));
  if (foreign !== undefined)
    return `${resource.type} has no subresource ${foreign}, only ${known.join(", ")}`;
  if (groups.length !== 1) return `A private endpoint of ${resource.type} takes one subresource`;
  const tier = textAt(resource.body, "sku.name");
  if (PREMIUM.includes(resource.type) && tier !== "Premium")
    return `${parseResourcePath(target)?.name ?? target} is ${tier}: private endpoints need Premium`;
  const plan = store.get(textAt(resource.body, "properties.serverFarmId"));
  return textAt(plan?.body, "sku.name") === "Y1"
    ? "An app on Consumption has no private endpoints"
    : undefined;
}
