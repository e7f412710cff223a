import type { JsonObject } from "../../lib/stand-in/json";
import { ENDPOINT, REGISTRY, type Asked, type Row, endpoint, endpoints, vnet } from "./asked";
import { inGroup } from "./manager";

const registry = (name: string, properties: JsonObject = {}, id = REGISTRY): Asked => [
  id,
  { location: "eastus2", sku: { name }, properties },
];
const DISABLED = { policies: { exportPolicy: { status: "disabled" } } };
const PREMIUM = (what: string): string => `400 BadRequest: ${what} is available on the Premium tier only`;
const needsPremium = (what: string, properties: JsonObject): Row => ({
  right: registry("Premium", properties),
  wrong: registry("Standard", properties),
  message: PREMIUM(what),
});

/** The registry. */
export const refusedOfRegistries: Readonly<Record<string, Row | readonly Row[]>> = {
  "network rules of a registry, and closing it, need Premium": [
    {
      right: registry("Basic"),
      wrong: registry("Basic", { networkRuleSet: { defaultAction: "Deny" } }),
      message: "400 BadRequest: Network rules and private access are available on the Premium tier only",
    },
    {
      right: registry("Premium", { publicNetworkAccess: "Disabled" }),
      wrong: registry("Standard", { publicNetworkAccess: "Disabled" }),
      message: "400 BadRequest: Network rules and private access are available on the Premium tier only",
    },
  ],
  "retention, data endpoints, zones and an export policy of a registry need Premium": [
    needsPremium("retentionPolicy", { policies: { retentionPolicy: { days: 30, status: "enabled" } } }),
    needsPremium("dataEndpointEnabled", { dataEndpointEnabled: true }),
    needsPremium("zoneRedundancy", { zoneRedundancy: "Enabled" }),
    {
      right: registry("Premium", { ...DISABLED, publicNetworkAccess: "Disabled" }),
      wrong: registry("Basic", DISABLED),
      message: PREMIUM("exportPolicy"),
    },
  ],
  "a Basic registry has no anonymous pull": {
    right: registry("Standard", { anonymousPullEnabled: true }),
    wrong: registry("Basic", { anonymousPullEnabled: true }),
    message: "400 BadRequest: Anonymous pull is not available on the Basic tier",
  },
  "a registry without exports has no public network access": {
    right: registry("Premium", { ...DISABLED, publicNetworkAccess: "Disabled" }),
    wrong: registry("Premium", DISABLED),
    message: "400 BadRequest: The export policy can be disabled only when",
  },
  "zones of an existing registry cannot change": {
    given: [registry("Premium", { zoneRedundancy: "Disabled" })],
    right: registry("Premium", { zoneRedundancy: "Disabled" }),
    wrong: registry("Premium", { zoneRedundancy: "Enabled" }),
    message: "400 BadRequest: The zoneRedundancy property of a registry cannot be changed",
  },
  "a registry leaves Premium without its private endpoints": {
    given: [
      vnet,
      endpoints,
      registry("Premium"),
      registry("Premium", {}, inGroup("Microsoft.ContainerRegistry/registries/crtwo")),
      [ENDPOINT, endpoint(["registry"], undefined, REGISTRY)[1]],
    ],
    right: registry("Basic", {}, inGroup("Microsoft.ContainerRegistry/registries/crtwo")),
    wrong: registry("Basic"),
    message: "400 BadRequest: Registry has the private endpoint pep, and cannot be downgraded",
  },
};
