import { type JsonObject, at, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";
const TIERS = "learn.microsoft.com/azure/container-registry/container-registry-skus";

export const containerRegistry: readonly Rule[] = [
  {
    says: "network rules of a registry, and closing it, need Premium",
    source: TIERS,
    on: [REGISTRIES],
    refuse(asked) {
      if (isPremium(asked)) return undefined;
      const denies = textAt(asked, "properties.networkRuleSet.defaultAction") === "Deny";
      const hasRules = listAt(asked, "properties.networkRuleSet.ipRules").length > 0;
      return denies || hasRules || textAt(asked, "properties.publicNetworkAccess") === "Disabled"
        ? "Network rules and private access are available on the Premium tier only"
        : undefined;
    },
  },
  {
    says: "retention, data endpoints, zones and an export policy of a registry need Premium",
    source: TIERS,
    on: [REGISTRIES],
    refuse(asked) {
      if (isPremium(asked)) return undefined;
      const said = [
        { what: "retentionPolicy", is: isOn(asked, "policies.retentionPolicy.status") },
        { what: "dataEndpointEnabled", is: at(asked, "properties.dataEndpointEnabled") === true },
        { what: "zoneRedundancy", is: isOn(asked, "zoneRedundancy") },
        {
          what: "exportPolicy",
          is: key(textAt(asked, "properties.policies.exportPolicy.status")) === "disabled",
        },
      ].find(({ is }) => is);
      return said && `${said.what} is available on the Premium tier only`;
    },
  },
  {
    says: "a Basic registry has no anonymous pull",
    source: "learn.microsoft.com/azure/container-registry/anonymous-pull-access",
    on: [REGISTRIES],
    refuse: (asked) =>
      at(asked, "properties.anonymousPullEnabled") === true && key(textAt(asked, "sku.name")) === "basic"
        ? "Anonymous pull is not available on the Basic tier"
        : undefined,
  },
  {
    says: "a registry without exports has no public network access",
    source: "learn.microsoft.com/azure/container-registry/data-loss-prevention",
    on: [REGISTRIES],
    refuse: (asked) =>
      key(textAt(asked, "properties.policies.exportPolicy.status")) === "disabled" &&
      textAt(asked, "properties.publicNetworkAccess") !== "Disabled"
        ? "The export policy can be disabled only when public network access is disabled"
        : undefined,
  },
  {
    says: "zones of an existing registry cannot change",
    source: "azurerm 4.55, container_registry_resource.go, zone_redundancy_enabled",
    on: [REGISTRIES],
    refuse(asked, { earlier }) {
      const before = textAt(earlier?.body, "properties.zoneRedundancy");
      const after = textAt(asked, "properties.zoneRedundancy");
      return before !== "" && after !== "" && before !== after
        ? "The zoneRedundancy property of a registry cannot be changed"
        : undefined;
    },
  },
  {
    says: "a registry leaves Premium without its private endpoints",
    source: TIERS,
    on: [REGISTRIES],
    refuse(asked, { id, store, earlier }) {
      if (earlier === undefined || isPremium(asked)) return undefined;
      const endpoint = store
        .ofType("Microsoft.Network/privateEndpoints")
        .find(({ body }) =>
          listAt(body, "properties.privateLinkServiceConnections").some(
            (connection) => key(textAt(connection, "properties.privateLinkServiceId")) === key(id),
          ),
        );
      return endpoint && `Registry has the private endpoint ${endpoint.name}, and cannot be downgraded`;
    },
  },
];

function isPremium(asked: JsonObject): boolean {
  return key(textAt(asked, "sku.name")) === "premium";
}

function isOn(asked: JsonObject, property: string): boolean {
  return key(textAt(asked, `properties.${property}`)) === "enabled";
}
