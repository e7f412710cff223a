import type { ArmType } from "../arm-type";
import { importImage } from "../images";
import { type JsonObject, at, isObject, listAt, objectAt, textAt, withDefaults } from "../json";
import { key } from "../resource-path";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";

export const containerRegistry: readonly ArmType[] = [
  {
    type: REGISTRIES,
    asynchronous: true,
    complete: (asked, { name }) => {
      const tier = textAt(asked, "sku.name");
      const properties = objectAt(asked, "properties");
      return {
        ...asked,
        sku: { name: tier, tier },
        properties: withDefaults(defaultsOf(name, textAt(asked, "location"), tier, properties), {
          ...properties,
          ...withoutLength(properties),
        }),
      };
    },
    actions: { importImage: (registry, body, { store }) => importImage(registry, body, store) },
  },
  { type: `${REGISTRIES}/replications`, asynchronous: true },
];

/** As Azure shows it where nothing was said: learn.microsoft.com/rest/api/containerregistry/registries/get */
function defaultsOf(name: string, location: string, tier: string, asked: JsonObject): JsonObject {
  const host = name.toLowerCase();
  return {
    loginServer: `${host}.azurecr.io`,
    adminUserEnabled: false,
    publicNetworkAccess: "Enabled",
    networkRuleBypassOptions: "AzureServices",
    zoneRedundancy: "Disabled",
    anonymousPullEnabled: false,
    dataEndpointEnabled: false,
    dataEndpointHostNames:
      asked["dataEndpointEnabled"] === true ? [`${host}.${location}.data.azurecr.io`] : [],
    encryption: { status: "disabled" },
    // learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions
    roleAssignmentMode: "LegacyRegistryPermissions",
    policies: {
      // learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm
      azureADAuthenticationAsArmPolicy: { status: "enabled" },
      quarantinePolicy: { status: "disabled" },
      trustPolicy: { type: "Notary", status: "disabled" },
      retentionPolicy: { days: 7, status: "disabled" },
      exportPolicy: { status: "enabled" },
    },
    ...(key(tier) === "premium" ? { networkRuleSet: { defaultAction: "Allow", ipRules: [] } } : {}),
  };
}

/** Azure drops the length of a single address: azurerm 4.55, flattenNetworkRuleSet. */
function withoutLength(properties: JsonObject): JsonObject {
  if (at(properties, "networkRuleSet") === undefined) return {};
  const ipRules = listAt(properties, "networkRuleSet.ipRules")
    .filter(isObject)
    .map((rule) => ({ ...rule, value: textAt(rule, "value").replace(/\/32$/, "") }));
  return { networkRuleSet: { ...objectAt(properties, "networkRuleSet"), ipRules } };
}
