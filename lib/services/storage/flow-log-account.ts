import type { PlanContext } from "../contract/service";
import type { AllSettings } from "../words";

/** The service of networks uses this one: its settings are known by the words of all. */
type FlowLogsSettings = Exclude<AllSettings["networking"]["flowLogs"], boolean>;

/** What was said of flow logs; undefined where there are none. */
export function flowLogsOf({
  networking: { flowLogs },
}: Pick<AllSettings, "networking">): FlowLogsSettings | undefined {
  if (typeof flowLogs === "boolean") return flowLogs ? {} : undefined;
  return flowLogs.enabled === false ? undefined : flowLogs;
}

/** Whether the account of flow logs is one that the backend makes. */
export function makesFlowLogAccount(settings: Pick<AllSettings, "networking">): boolean {
  const given = flowLogsOf(settings);
  return settings.networking.vnet && given !== undefined && given.storageAccountId === undefined;
}

/** Network Watcher writes it, and sets its lifecycle rule: nothing else is in it. */
export function planFlowLogAccount({ settings }: PlanContext, name: string) {
  const { sku, softDeleteRetentionInDays } = settings.storage;
  return {
    name,
    replication: sku.name.replace("Standard_", ""),
    accessTier: "Hot" as const,
    softDeleteRetentionInDays,
    // Flow logs stop when the keys of the account change: learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#storage-account
    // azurerm cannot give them an identity: github.com/hashicorp/terraform-provider-azurerm/issues/30219
    allowSharedKeyAccess: true,
    allowPublicBlobs: false,
    containers: [],
    queues: [],
    tables: [],
    shares: [],
    // Network Watcher is a trusted service: learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services
    closed: true,
  };
}
