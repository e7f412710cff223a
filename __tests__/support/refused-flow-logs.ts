import { NSG, STORAGE, VNET, WORKSPACE, type Asked, type Row } from "./asked";
import type { JsonObject } from "../../lib/stand-in/json";
import { inGroup } from "./manager";

const WATCHER = inGroup("Microsoft.Network/networkWatchers/NetworkWatcher_eastus2");
const watcher: Asked = [WATCHER, { location: "eastus2" }];
const network: Asked = [
  VNET,
  { location: "eastus2", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } },
];
const account = (properties: JsonObject = {}, rest: JsonObject = {}): Asked => [
  STORAGE,
  { location: "eastus2", kind: "StorageV2", sku: { name: "Standard_LRS" }, properties, ...rest },
];
const flowLog = (properties: JsonObject = {}): Asked => [
  `${WATCHER}/flowLogs/fl`,
  {
    location: "eastus2",
    properties: { targetResourceId: VNET, storageId: STORAGE, enabled: true, ...properties },
  },
];
const given = [watcher, network, account()];
const retained = (days: number): Asked => flowLog({ retentionPolicy: { enabled: true, days } });

/** One row that is wrong in what is there, and not in what is asked. */
const withAccount = (properties: JsonObject, rest: JsonObject, message: string): Row => ({
  given: [watcher, network, account(properties, rest), [`${STORAGE}two`, account()[1]]],
  right: flowLog({ storageId: `${STORAGE}two` }),
  wrong: flowLog(),
  message,
});

/** What Network Watcher refuses. */
export const refusedFlowLogs: Readonly<Record<string, Row | readonly Row[]>> = {
  "a new flow log is of a virtual network that exists, and not of a network security group": [
    {
      given: [...given, [NSG, { location: "eastus2" }]],
      right: flowLog(),
      wrong: flowLog({ targetResourceId: NSG }),
      message: "400 BadRequest: Creation of new NSG flow logs is not supported",
    },
    {
      given,
      right: flowLog(),
      wrong: flowLog({ targetResourceId: `${VNET}-two` }),
      message: `400 BadRequest: Resource ${VNET}-two was not found`,
    },
  ],
  "the storage account of flow logs is a standard one in the region of the network": [
    withAccount(
      {},
      { location: "westus" },
      "400 BadRequest: Storage account stone is not in the region of the network, eastus2",
    ),
    withAccount(
      {},
      { sku: { name: "Premium_LRS" } },
      "400 BadRequest: Storage account stone is a premium one",
    ),
  ],
  "the storage account of flow logs has keys, and Network Watcher passes its firewall": [
    withAccount(
      { allowSharedKeyAccess: false },
      {},
      "400 BadRequest: Storage account stone does not accept its keys",
    ),
    withAccount(
      { networkAcls: { defaultAction: "Deny", bypass: "None" } },
      {},
      "400 BadRequest: Storage account stone denies trusted services",
    ),
  ],
  "retention of flow logs needs a general-purpose v2 account, and is 365 days at most": {
    given,
    right: retained(365),
    wrong: retained(366),
    message: "400 BadRequest: The retention of 366 days is not supported",
  },
  "traffic analytics names its workspace by both ids, and an interval of 10 or 60 minutes": {
    given: [...given, [WORKSPACE, { location: "eastus2" }]],
    right: flowLog(),
    wrong: flowLog({
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          workspaceId: "00000000-0000-4000-8000-000000000009",
          workspaceResourceId: WORKSPACE,
          workspaceRegion: "eastus2",
          trafficAnalyticsInterval: 60,
        },
      },
    }),
    message: "400 BadRequest: Workspace log-one has another workspace id",
  },
};
