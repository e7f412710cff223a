import { type JsonObject, at, listAt, objectAt, textAt } from "../../../lib/stand-in/json";
import { identity } from "../../../lib/stand-in/login";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import type { RecipeLife } from "../support/recipe-life";
import { groupId, make } from "./existing";
import { askedSites } from "./sites";

const NETWORK = "Microsoft.Network";
const VNETS = `${NETWORK}/virtualNetworks`;
const PEERINGS = `${VNETS}/virtualNetworkPeerings`;
const HUB = groupId("22222222-2222-2222-2222-222222222222", "rg-hub");
const HUB_ZONES = groupId("22222222-2222-2222-2222-222222222222", "rg-hub-dns");
const SPOKE_SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const SPOKE = groupId(SPOKE_SUBSCRIPTION, "rg-spoke-shop");
const SPOKE_VNET = `${SPOKE}/providers/${VNETS}/vnet-spoke-shop`;
const ZONES = [
  "privatelink.documents.azure.com",
  "privatelink.blob.core.windows.net",
  "privatelink.queue.core.windows.net",
  "privatelink.table.core.windows.net",
  "privatelink.vaultcore.azure.net",
];

/** Networks, and addresses that calls come from. */
export const network: Readonly<Record<string, readonly RecipeLife[]>> = {
  "static-outbound-ip": [
    {
      environment: "prod",
      asked: {
        "the subnet of the functions has the gateway, and that the address": ({ standIn }) => {
          const address = standIn.resource(`${NETWORK}/publicIPAddresses`).id;
          const gateway = standIn.resource(`${NETWORK}/natGateways`).id;
          expect(standIn.asked(`${NETWORK}/natGateways`)).toMatchObject({
            properties: { publicIpAddresses: [{ id: address }] },
          });
          const subnets = standIn.resources.filter(({ type }) => type === `${VNETS}/subnets`);
          const joined = subnets.filter(({ body }) => at(body, "properties.natGateway") !== undefined);
          expect(joined.map(({ name }) => name)).toEqual([expect.stringContaining("functions")]);
          expect(at(joined[0]?.body, "properties.natGateway.id")).toBe(gateway);
        },
        "the gateway is a standard one, and its address is static and in every zone": ({ standIn }) => {
          expect(standIn.asked(`${NETWORK}/natGateways`)).toMatchObject({
            sku: { name: "Standard" },
            properties: { idleTimeoutInMinutes: 4 },
          });
          const address = standIn.asked(`${NETWORK}/publicIPAddresses`);
          expect(address).toMatchObject({
            sku: { name: "Standard" },
            properties: { publicIPAllocationMethod: "Static" },
          });
          expect(listAt(address, "zones").map(String).sort()).toEqual(["1", "2", "3"]);
        },
      },
    },
  ],
  "flow-logs": [
    {
      environment: "prod",
      before(standIn) {
        // Azure makes it with the first network of a region.
        make(standIn, {
          group: groupId(identity.subscriptionId, "NetworkWatcherRG"),
          location: "eastus2",
          resources: { [`${NETWORK}/networkWatchers/NetworkWatcher_eastus2`]: {} },
        });
      },
      asked: {
        "the flow log is of the network, in an account with nothing else": ({ standIn }) => {
          const account = standIn.resources.find(({ name }) => name.startsWith("stflow"));
          expect(account?.body).toMatchObject({
            kind: "StorageV2",
            properties: { networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } },
          });
          expect(standIn.asked(`${NETWORK}/networkWatchers/flowLogs`)).toMatchObject({
            location: "eastus2",
            properties: {
              targetResourceId: standIn.resource(VNETS).id,
              storageId: account?.id,
              enabled: true,
              format: { version: 2 },
              retentionPolicy: { enabled: true, days: 180 },
            },
          });
        },
        "traffic analytics sends its summaries to the workspace each hour": ({ standIn }) => {
          const workspace = standIn.resource("Microsoft.OperationalInsights/workspaces");
          expect(
            at(
              standIn.asked(`${NETWORK}/networkWatchers/flowLogs`),
              "properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration",
            ),
          ).toEqual({
            enabled: true,
            trafficAnalyticsInterval: 60,
            workspaceId: textAt(workspace.body, "properties.customerId"),
            workspaceRegion: "eastus2",
            workspaceResourceId: workspace.id,
          });
        },
      },
    },
  ],
  "network-peering": [
    {
      environment: "prod",
      before(standIn) {
        make(standIn, {
          group: HUB,
          location: "westeurope",
          resources: {
            [`${VNETS}/vnet-hub`]: { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/22"] } } },
          },
        });
      },
      asked: {
        "the networks are peered in both directions": ({ standIn }) => {
          const hub = standIn.resource(VNETS, "vnet-hub").id;
          const own = standIn.resource(VNETS, "vnet-shop-prod").id;
          const peerings = standIn.resources.filter(({ type }) => type === PEERINGS);
          expect(peerings.map(({ name }) => name)).toEqual(["peer-shop-prod-hub", "peer-shop-prod-hub"]);
          const [ofHub, ofOwn] = [hub, own].map((vnet) =>
            peerings.find(({ id }) => id.startsWith(`${vnet}/`)),
          );
          expect(ofOwn?.body).toMatchObject({
            properties: {
              remoteVirtualNetwork: { id: hub },
              allowForwardedTraffic: true,
              useRemoteGateways: false,
            },
          });
          expect(ofHub?.body).toMatchObject({
            properties: { remoteVirtualNetwork: { id: own }, allowGatewayTransit: false },
          });
          expect(peerings.map(({ body }) => textAt(body, "properties.peeringState"))).toEqual([
            "Connected",
            "Connected",
          ]);
        },
        "the network resolves names by the servers of the hub": ({ standIn }) => {
          expect(at(standIn.asked(VNETS, "vnet-shop-prod"), "properties.dhcpOptions.dnsServers")).toEqual([
            "10.0.0.5",
            "10.0.0.6",
          ]);
        },
        "the subnet of the functions, and no other, sends everything but telemetry to the firewall": ({
          standIn,
        }) => {
          expect(standIn.asked(`${NETWORK}/routeTables`)).toMatchObject({
            properties: { disableBgpRoutePropagation: true },
          });
          const routes = listAt(standIn.asked(`${NETWORK}/routeTables`), "properties.routes");
          expect(
            routes
              .map((route) => [textAt(route, "name"), objectAt(route as JsonObject, "properties")])
              .sort(),
          ).toEqual([
            ["telemetry", { addressPrefix: "AzureMonitor", nextHopType: "Internet" }],
            [
              "to-firewall",
              { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0.4" },
            ],
          ]);
          const table = standIn.resource(`${NETWORK}/routeTables`).id;
          const routed = standIn.resources
            .filter(({ type }) => type === `${VNETS}/subnets`)
            .filter(({ body }) => textAt(body, "properties.routeTable.id") === table);
          expect(routed.map(({ name }) => name)).toEqual(["functions"]);
        },
      },
    },
  ],
  "existing-network-and-dns": [
    {
      environment: "prod",
      before: makeLandingZone,
      asked: {
        "the app and its slot are in the subnet of the spoke": ({ standIn }) => {
          for (const site of askedSites(standIn))
            expect(textAt(site, "properties.virtualNetworkSubnetId")).toBe(
              `${SPOKE_VNET}/subnets/snet-shop-functions`,
            );
        },
        "each private endpoint is in the other subnet, with a record in a zone of the hub": ({ standIn }) => {
          const endpoints = standIn.resources.filter(({ type }) => type === `${NETWORK}/privateEndpoints`);
          expect(endpoints.length).toBeGreaterThanOrEqual(ZONES.length);
          const zones = endpoints.flatMap(({ id, name, body }) => {
            expect(textAt(body, "properties.subnet.id")).toBe(`${SPOKE_VNET}/subnets/snet-shop-endpoints`);
            const [group] = standIn.resources.filter((each) => each.id.startsWith(`${id}/`));
            expect([name, group?.type]).toEqual([name, `${NETWORK}/privateEndpoints/privateDnsZoneGroups`]);
            return listAt(group?.body, "properties.privateDnsZoneConfigs").map((config) =>
              textAt(objectAt(config, "properties"), "privateDnsZoneId"),
            );
          });
          expect([...new Set(zones)].sort()).toEqual(
            ZONES.map((zone) => `${HUB_ZONES}/providers/${NETWORK}/privateDnsZones/${zone}`).sort(),
          );
        },
        "the network stack has its resource group only": ({ standIn }) => {
          const inGroup = standIn.resources.filter(({ id }) => id.includes("/rg-shop-prod-network/"));
          expect(inGroup).toEqual([]);
        },
      },
    },
  ],
};

function makeLandingZone(standIn: StandIn): void {
  standIn.register("Microsoft.Web", SPOKE_SUBSCRIPTION);
  make(standIn, {
    group: SPOKE,
    location: "westeurope",
    resources: {
      [`${VNETS}/vnet-spoke-shop`]: { properties: { addressSpace: { addressPrefixes: ["10.60.0.0/22"] } } },
      [`${VNETS}/vnet-spoke-shop/subnets/snet-shop-functions`]: {
        properties: {
          addressPrefix: "10.60.1.0/26",
          delegations: [{ name: "functions", properties: { serviceName: "Microsoft.Web/serverFarms" } }],
        },
      },
      [`${VNETS}/vnet-spoke-shop/subnets/snet-shop-endpoints`]: {
        properties: { addressPrefix: "10.60.2.0/26" },
      },
    },
  });
  const links = ZONES.flatMap((zone) => [
    [`${NETWORK}/privateDnsZones/${zone}`, {}] as const,
    [
      `${NETWORK}/privateDnsZones/${zone}/virtualNetworkLinks/vnet-spoke-shop`,
      { properties: { virtualNetwork: { id: SPOKE_VNET }, registrationEnabled: false } },
    ] as const,
  ]);
  make(standIn, { group: HUB_ZONES, location: "global", resources: Object.fromEntries(links) });
}
