import { isDataObject } from "../settings/data";
import type { NeededAction } from "./azure-action";

/** What else a request takes on what its body names. */
interface LinkedRule {
  /** Actions that write what names something else; `*` is any resource. */
  readonly on: readonly string[];
  /** Where the body names it by id: `[]` is each of a list, `{}` each key of an object. */
  readonly at: string;
  /** On what is named; the type of what is named in place of `{type}`. */
  readonly action: string;
  readonly source: string;
}

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets/write";
const SITES = ["Microsoft.Web/sites/write", "Microsoft.Web/sites/slots/write"];
const JOIN_SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";
const JOIN_ADDRESS = "Microsoft.Network/publicIPAddresses/join/action";

const SUBNET_RIGHTS = "learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#permissions";
const PRIVATE_LINK_RIGHTS = "learn.microsoft.com/azure/private-link/rbac-permissions";
const WEB_RIGHTS = "learn.microsoft.com/azure/role-based-access-control/permissions/web-and-mobile";
const NETWORK_RIGHTS = "learn.microsoft.com/azure/role-based-access-control/permissions/networking";

/**
 * Azure also asks for rights on other resources that a request names. A caller without them is refused with
 * `LinkedAuthorizationFailed`.
 */
export const linkedRules: readonly LinkedRule[] = [
  {
    on: [SUBNETS],
    at: "properties.networkSecurityGroup.id",
    action: "Microsoft.Network/networkSecurityGroups/join/action",
    source: SUBNET_RIGHTS,
  },
  {
    on: [SUBNETS],
    at: "properties.natGateway.id",
    action: "Microsoft.Network/natGateways/join/action",
    source: NETWORK_RIGHTS,
  },
  {
    on: [SUBNETS],
    at: "properties.routeTable.id",
    action: "Microsoft.Network/routeTables/join/action",
    source: SUBNET_RIGHTS,
  },
  {
    on: ["Microsoft.Network/natGateways/write"],
    at: "properties.publicIpAddresses[].id",
    action: JOIN_ADDRESS,
    source: NETWORK_RIGHTS,
  },
  {
    on: ["Microsoft.Network/natGateways/write"],
    at: "properties.publicIpPrefixes[].id",
    action: "Microsoft.Network/publicIPPrefixes/join/action",
    source: NETWORK_RIGHTS,
  },
  {
    on: ["Microsoft.Network/privateDnsZones/virtualNetworkLinks/write"],
    at: "properties.virtualNetwork.id",
    action: "Microsoft.Network/virtualNetworks/join/action",
    source: "learn.microsoft.com/azure/role-based-access-control/built-in-roles/networking",
  },
  {
    on: ["Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write"],
    at: "properties.remoteVirtualNetwork.id",
    action: "Microsoft.Network/virtualNetworks/peer/action",
    source: "learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#permissions",
  },
  {
    on: ["Microsoft.Network/privateEndpoints/write"],
    at: "properties.subnet.id",
    action: JOIN_SUBNET,
    source: PRIVATE_LINK_RIGHTS,
  },
  {
    on: ["Microsoft.Network/privateEndpoints/write"],
    at: "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
    action: "{type}/privateEndpointConnectionsApproval/action",
    source: PRIVATE_LINK_RIGHTS,
  },
  {
    on: ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write"],
    at: "properties.privateDnsZoneConfigs[].properties.privateDnsZoneId",
    action: "Microsoft.Network/privateDnsZones/join/action",
    source: NETWORK_RIGHTS,
  },
  {
    on: SITES,
    at: "properties.serverFarmId",
    action: "Microsoft.Web/serverFarms/join/action",
    source: WEB_RIGHTS,
  },
  {
    on: SITES,
    at: "properties.virtualNetworkSubnetId",
    action: JOIN_SUBNET,
    source: "learn.microsoft.com/azure/app-service/overview-vnet-integration#permissions",
  },
  {
    on: ["Microsoft.ApiManagement/service/write"],
    at: "properties.virtualNetworkConfiguration.subnetResourceId",
    action: JOIN_SUBNET,
    source: NETWORK_RIGHTS,
  },
  {
    on: ["Microsoft.ApiManagement/service/write"],
    at: "properties.publicIpAddressId",
    action: JOIN_ADDRESS,
    source: NETWORK_RIGHTS,
  },
  {
    on: ["Microsoft.ContainerInstance/containerGroups/write"],
    at: "properties.subnetIds[].id",
    action: JOIN_SUBNET,
    source: NETWORK_RIGHTS,
  },
  ...["properties.networkAcls.virtualNetworkRules[].id", "properties.virtualNetworkRules[].id"].map((at) => ({
    on: ["*"],
    at,
    action: "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
    source: NETWORK_RIGHTS,
  })),
  {
    on: ["*"],
    at: "identity.userAssignedIdentities{}",
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    source:
      "learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-manage-user-assigned-managed-identities",
  },
  {
    on: ["Microsoft.Insights/diagnosticSettings/write"],
    at: "properties.workspaceId",
    action: "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
    source: "learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings",
  },
  {
    on: ["Microsoft.Insights/diagnosticSettings/write"],
    at: "properties.storageAccountId",
    action: "Microsoft.Storage/storageAccounts/listKeys/action",
    source: "learn.microsoft.com/azure/azure-monitor/roles-permissions-security",
  },
];

/** What a request takes beside its own action, on other resources. */
export function linkedActions({ action }: NeededAction, body: unknown): readonly NeededAction[] {
  if (!action.toLowerCase().endsWith("/write")) return [];
  return linkedRules
    .filter(({ on }) => on.some((each) => each === "*" || each.toLowerCase() === action.toLowerCase()))
    .flatMap((rule) =>
      idsAt(body, rule.at).map((scope) => ({
        action: rule.action.replace("{type}", typeOfId(scope)),
        scope,
      })),
    );
}

/** `…/providers/Microsoft.Storage/storageAccounts/st` is of the type `Microsoft.Storage/storageAccounts`. */
function typeOfId(id: string): string {
  const [, after = ""] = /^.*\/providers\/(.*)$/i.exec(id) ?? [];
  const [namespace = "", ...segments] = after.split("/");
  return [namespace, ...segments.filter((_segment, index) => index % 2 === 0)].join("/");
}

function idsAt(body: unknown, path: string): readonly string[] {
  const found = path.split(".").reduce<readonly unknown[]>(
    (values, step) => {
      const name = step.replace(/\[\]|\{\}/, "");
      const inside = values.flatMap((value) => (isDataObject(value) ? [value[name]] : []));
      if (step.endsWith("[]"))
        return inside.flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : []));
      if (step.endsWith("{}")) return inside.flatMap((each) => (isDataObject(each) ? Object.keys(each) : []));
      return inside;
    },
    [body],
  );
  return found.filter((each): each is string => typeof each === "string" && each.startsWith("/"));
}
