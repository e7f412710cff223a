import { at, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

const FLOW_LOGS = "Microsoft.Network/networkWatchers/flowLogs";
const GROUPS = "Microsoft.Network/networkSecurityGroups";
const PAGE = "learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview";
const ANALYTICS = "properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";

export const flowLogs: readonly Rule[] = [
  {
    says: "a new flow log is of a virtual network that exists, and not of a network security group",
    source: "learn.microsoft.com/azure/network-watcher/nsg-flow-logs-migrate",
    on: [FLOW_LOGS],
    refuse(asked, { store, earlier }) {
      const target = textAt(asked, "properties.targetResourceId");
      if (earlier === undefined && key(parseResourcePath(target)?.type ?? "") === key(GROUPS))
        return "Creation of new NSG flow logs is not supported";
      const network = target.replace(/\/subnets\/[^/]+$/i, "");
      return store.get(network) === undefined ? `Resource ${target} was not found` : undefined;
    },
  },
  {
    says: "the storage account of flow logs is a standard one in the region of the network",
    source: `${PAGE}#storage-account`,
    on: [FLOW_LOGS],
    refuse(asked, { store }) {
      const id = textAt(asked, "properties.storageId");
      const account = store.get(id);
      if (account === undefined) return `Storage account ${id} was not found`;
      if (!textAt(account.body, "sku.name").startsWith("Standard_"))
        return `Storage account ${account.name} is a premium one`;
      const network = store.get(textAt(asked, "properties.targetResourceId"));
      const region = network && key(textAt(network.body, "location"));
      return region !== undefined && key(textAt(account.body, "location")) !== region
        ? `Storage account ${account.name} is not in the region of the network, ${region}`
        : undefined;
    },
  },
  {
    says: "the storage account of flow logs has keys, and Network Watcher passes its firewall",
    source: `${PAGE}#storage-account`,
    on: [FLOW_LOGS],
    refuse(asked, { store }) {
      const account = store.get(textAt(asked, "properties.storageId"));
      if (account === undefined) return undefined;
      if (at(account.body, "properties.allowSharedKeyAccess") === false)
        return `Storage account ${account.name} does not accept its keys`;
      const denies = textAt(account.body, "properties.networkAcls.defaultAction") === "Deny";
      const bypass = textAt(account.body, "properties.networkAcls.bypass");
      return denies && !bypass.includes("AzureServices")
        ? `Storage account ${account.name} denies trusted services`
        : undefined;
    },
  },
  {
    says: "retention of flow logs needs a general-purpose v2 account, and is 365 days at most",
    source: "learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview",
    on: [FLOW_LOGS],
    refuse(asked, { store }) {
      if (at(asked, "properties.retentionPolicy.enabled") !== true) return undefined;
      const days = Number(at(asked, "properties.retentionPolicy.days"));
      if (days < 1 || days > 365) return `The retention of ${days} days is not supported`;
      const account = store.get(textAt(asked, "properties.storageId"));
      return account !== undefined && textAt(account.body, "kind") !== "StorageV2"
        ? `Storage account ${account.name} is not a general-purpose v2 account`
        : undefined;
    },
  },
  {
    says: "traffic analytics names its workspace by both ids, and an interval of 10 or 60 minutes",
    source: "learn.microsoft.com/azure/network-watcher/traffic-analytics",
    on: [FLOW_LOGS],
    refuse(asked, { store }) {
      if (at(asked, `${ANALYTICS}.enabled`) !== true) return undefined;
      const workspace = store.get(textAt(asked, `${ANALYTICS}.workspaceResourceId`));
      if (workspace === undefined) return "The workspace of traffic analytics was not found";
      if (
        key(textAt(workspace.body, "properties.customerId")) !==
        key(textAt(asked, `${ANALYTICS}.workspaceId`))
      )
        return `Workspace ${workspace.name} has another workspace id`;
      const minutes = Number(at(asked, `${ANALYTICS}.trafficAnalyticsInterval`));
      return minutes === 10 || minutes === 60
        ? undefined
        : `An interval of ${minutes} minutes is not supported`;
    },
  },
];
