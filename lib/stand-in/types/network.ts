import type { ArmType, TypeContext } from "../arm-type";
import { type JsonObject, at, isObject, listAt, objectAt, textAt, withDefaults } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Resource } from "../store";
import { peerings } from "./peerings";

const VNETS = "Microsoft.Network/virtualNetworks";
const ZONES = "Microsoft.Network/privateDnsZones";
const ENDPOINTS = "Microsoft.Network/privateEndpoints";

export const network: readonly ArmType[] = [
  {
    type: VNETS,
    asynchronous: true,
    complete: (asked, { id }, { guid }) => withDefaults({ properties: { resourceGuid: guid(id) } }, asked),
    redacted: (vnet, { store }) => ({
      ...vnet.body,
      properties: {
        ...objectAt(vnet.body, "properties"),
        subnets: store
          .children(vnet.id, `${VNETS}/subnets`)
          .map(({ id, name, body }) => ({ id, name, ...body })),
      },
    }),
  },
  {
    type: `${VNETS}/subnets`,
    asynchronous: true,
    complete: (asked) =>
      withDefaults(
        {
          properties: {
            privateEndpointNetworkPolicies: "Disabled",
            privateLinkServiceNetworkPolicies: "Enabled",
          },
        },
        asked,
      ),
  },
  {
    type: "Microsoft.Network/networkSecurityGroups",
    asynchronous: true,
    redacted: (group, { store }) => ({
      ...group.body,
      properties: {
        ...objectAt(group.body, "properties"),
        securityRules: store
          .children(group.id, "Microsoft.Network/networkSecurityGroups/securityRules")
          .map(({ id, name, body }) => ({ id, name, ...body })),
      },
    }),
  },
  { type: "Microsoft.Network/networkSecurityGroups/securityRules", asynchronous: true },
  {
    type: ZONES,
    asynchronous: true,
    complete: (asked) =>
      withDefaults({ properties: { maxNumberOfRecordSets: 25_000, numberOfRecordSets: 1 } }, asked),
  },
  {
    type: `${ZONES}/SOA`,
    created: 200,
    noProvisioningState: true,
    always: ({ name }) => ({
      properties: {
        fqdn: `${name}.`,
        ttl: 3600,
        soaRecord: {
          email: "azureprivatedns-host.microsoft.com",
          expireTime: 2_419_200,
          host: "azureprivatedns.net",
          minimumTtl: 10,
          refreshTime: 3600,
          retryTime: 300,
          serialNumber: 1,
        },
      },
    }),
  },
  { type: `${ZONES}/A`, created: 201, noProvisioningState: true },
  {
    type: `${ZONES}/virtualNetworkLinks`,
    asynchronous: true,
    complete: (asked) =>
      withDefaults(
        { properties: { virtualNetworkLinkState: "Completed", resolutionPolicy: "Default" } },
        asked,
      ),
  },
  {
    type: ENDPOINTS,
    asynchronous: true,
    complete: completeEndpoint,
    afterPut: (endpoint, context) => {
      context.put(nicOf(endpoint), {
        location: endpoint.body["location"] ?? "",
        properties: {
          ipConfigurations: [
            {
              name: "privateEndpointIpConfig",
              properties: { privateIPAddress: addressOf(endpoint, context) },
            },
          ],
        },
      });
    },
    afterDelete: (endpoint, { store }) => {
      store.remove(nicOf(endpoint));
    },
  },
  {
    type: `${ENDPOINTS}/privateDnsZoneGroups`,
    asynchronous: true,
    complete: completeZoneGroup,
  },
  { type: "Microsoft.Network/networkInterfaces", asynchronous: true },
  {
    type: "Microsoft.Network/publicIPAddresses",
    asynchronous: true,
    complete: (asked) => withDefaults({ properties: { ipAddress: "203.0.113.10" } }, asked),
  },
  { type: "Microsoft.Network/routeTables", asynchronous: true },
  {
    type: "Microsoft.Network/natGateways",
    asynchronous: true,
    complete: (asked, { id }, { guid }) => withDefaults({ properties: { resourceGuid: guid(id) } }, asked),
  },
  // Azure makes one for each region of a subscription: learn.microsoft.com/azure/network-watcher/network-watcher-create
  { type: "Microsoft.Network/networkWatchers" },
  {
    type: "Microsoft.Network/networkWatchers/flowLogs",
    asynchronous: true,
    complete: (asked, { id }, { guid }) =>
      withDefaults({ properties: { targetResourceGuid: guid(`target of ${id}`) } }, asked),
  },
  ...peerings,
];

function completeEndpoint(
  asked: JsonObject,
  resource: Omit<Resource, "body">,
  context: TypeContext,
): JsonObject {
  const connections = listAt(asked, "properties.privateLinkServiceConnections").filter(isObject);
  const [first] = connections;
  const target = textAt(first, "properties.privateLinkServiceId");
  return {
    ...asked,
    properties: {
      ...objectAt(asked, "properties"),
      privateLinkServiceConnections: connections.map((connection) => ({
        ...connection,
        properties: {
          ...objectAt(connection, "properties"),
          provisioningState: "Succeeded",
          privateLinkServiceConnectionState: { status: "Approved", actionsRequired: "None", description: "" },
        },
      })),
      networkInterfaces: [{ id: nicOf(resource) }],
      customDnsConfigs: [
        {
          fqdn: `${target.split("/").at(-1) ?? ""}.stand-in`,
          ipAddresses: [addressOf(resource, context)],
        },
      ],
    },
  };
}

function nicOf({ id }: Pick<Resource, "id">): string {
  return id.replace(/\/privateEndpoints\/([^/]+)$/i, "/networkInterfaces/$1.nic");
}

/** One of the subnet's, by the existing addresses: stable within one run. */
function addressOf({ id }: Pick<Resource, "id">, { store }: TypeContext): string {
  const others = store.ofType(ENDPOINTS).map((each) => key(each.id));
  const index = others.includes(key(id)) ? others.indexOf(key(id)) : others.length;
  return `10.0.2.${index + 4}`;
}

function completeZoneGroup(
  asked: JsonObject,
  { id }: Omit<Resource, "body">,
  { store }: TypeContext,
): JsonObject {
  const endpoint = store.get(parseResourcePath(id)?.parent ?? "");
  const connection = at(endpoint?.body, "properties.privateLinkServiceConnections.0");
  const target = textAt(connection, "properties.privateLinkServiceId").split("/").at(-1) ?? "";
  const address = at(endpoint?.body, "properties.customDnsConfigs.0.ipAddresses.0") ?? "";
  return {
    ...asked,
    properties: {
      ...objectAt(asked, "properties"),
      privateDnsZoneConfigs: listAt(asked, "properties.privateDnsZoneConfigs")
        .filter(isObject)
        .map((config) => {
          const zone = textAt(config, "properties.privateDnsZoneId").split("/").at(-1) ?? "";
          return {
            ...config,
            properties: {
              ...objectAt(config, "properties"),
              recordSets: [
                {
                  fqdn: `${target}.${zone}`,
                  ipAddresses: [address],
                  recordSetName: target,
                  recordType: "A",
                  ttl: 10,
                  provisioningState: "Succeeded",
                },
              ],
            },
          };
        }),
    },
  };
}
