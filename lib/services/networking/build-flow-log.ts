import type { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import {
  NetworkWatcherFlowLog,
  type NetworkWatcherFlowLogTrafficAnalytics,
} from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import type { PlatformContext } from "../contract/service";
import { logs } from "../logs";
import { storage } from "../storage";
import type { FlowLogPlan, TrafficAnalyticsPlan } from "./flow-logs";
import type { NetworkingShape } from "./shape";

type Context = PlatformContext<NetworkingShape>;

/** The flow log of the virtual network, in the network watcher of its region. */
export function buildFlowLog(context: Context, plan: FlowLogPlan, vnetId: string): NetworkWatcherFlowLog {
  const { scope, place, transformed } = context;
  const { retentionInDays: days, analytics } = plan;
  const id = "flow_log";
  return new NetworkWatcherFlowLog(
    scope,
    id,
    transformed("flowLog", id, {
      name: plan.name,
      networkWatcherName: plan.networkWatcherName,
      resourceGroupName: plan.networkWatcherGroup,
      // Left out, azurerm would read the network watcher.
      location: place.location,
      targetResourceId: vnetId,
      storageAccountId: accountOf(context, plan),
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: days > 0, days },
      ...(analytics === undefined ? {} : { trafficAnalytics: analyticsOf(context, analytics) }),
    }),
  );
}

function accountOf({ built }: Context, { storageAccountId }: FlowLogPlan): string {
  const id = storageAccountId ?? built(storage).flowLogStorage?.id;
  if (id === undefined) throw new Error("there is no storage account for flow logs");
  return id;
}

function analyticsOf(
  { built, reference }: Context,
  { intervalInMinutes, existing }: TrafficAnalyticsPlan,
): NetworkWatcherFlowLogTrafficAnalytics {
  const workspace =
    existing === undefined
      ? ofOwn(built(logs).logAnalytics)
      : {
          workspaceId: existing.workspaceId,
          workspaceRegion: existing.location,
          workspaceResourceId: reference(existing.workspace).id,
        };
  return { enabled: true, intervalInMinutes, ...workspace };
}

function ofOwn(workspace: LogAnalyticsWorkspace | undefined) {
  if (workspace === undefined) throw new Error("there is no workspace for traffic analytics");
  return {
    workspaceId: workspace.workspaceId,
    workspaceRegion: workspace.location,
    workspaceResourceId: workspace.id,
  };
}
