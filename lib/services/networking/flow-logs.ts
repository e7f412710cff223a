import { parseAzureId } from "../../azure/azure-id";
import { regionNamed } from "../../azure/regions";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { ExistingResource } from "../contract/existing-resource";
import type { PlanContext } from "../contract/service";
import { flowLogsOf } from "../storage";
import type { FlowLogsSettings, FlowLogsWorkspaceSettings } from "./settings";

/** Where the summaries of traffic analytics go. */
export interface TrafficAnalyticsPlan {
  readonly intervalInMinutes: number;
  /** An existing workspace; left out where the backend makes it. */
  readonly existing?: FlowLogsWorkspaceSettings & { readonly workspace: ExistingResource };
}

/** The flow log of the virtual network that will be made. */
export interface FlowLogPlan {
  readonly name: string;
  readonly networkWatcherName: string;
  readonly networkWatcherGroup: string;
  readonly retentionInDays: number;
  /** The account of the user's own; left out where one is made. */
  readonly storageAccountId?: string;
  readonly analytics?: TrafficAnalyticsPlan;
}

/** The option, as messages name it. */
export const FLOW_LOGS = "networking.flowLogs";

const ACCOUNT_TYPE = "Microsoft.Storage/storageAccounts";
const DAYS = 90;
const MINUTES = 60;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether flows can be logged as they were said to be. */
export function decideFlowLogs(draft: Draft): void {
  const given = flowLogsOf(draft.settings);
  if (given === undefined) return;
  checkAccount(draft, given);
  checkAnalytics(draft, given);
  checkWorkspace(draft, given);
  // learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#incompatible-services
  draft.note(
    FLOW_LOGS,
    "records nothing of the function app: Azure has no flow logs of Azure Functions and App Service. It records what else is in the network, such as API Management",
  );
  if (draft.existing.logAnalytics !== undefined && given.workspace === undefined && !wantsAnalytics(given))
    draft.note(
      `${FLOW_LOGS}.trafficAnalytics`,
      `false, because external.logAnalytics is an existing workspace: set ${FLOW_LOGS}.workspace to its workspace id and location`,
    );
}

function checkAccount(draft: Draft, { storageAccountId: id }: FlowLogsSettings): void {
  if (id !== undefined && parseAzureId(id, ACCOUNT_TYPE) === undefined)
    draft.problem(
      `${FLOW_LOGS}.storageAccountId`,
      `must be the resource id of a storage account, got ${redacted(id)}`,
      `write it like /subscriptions/…/resourceGroups/…/providers/${ACCOUNT_TYPE}/…`,
    );
}

/** Something of traffic analytics was said, so that it has to be. */
function wantsAnalytics({ trafficAnalytics, intervalInMinutes }: FlowLogsSettings): boolean {
  return trafficAnalytics === true || (trafficAnalytics === undefined && intervalInMinutes !== undefined);
}

function checkAnalytics(draft: Draft, given: FlowLogsSettings): void {
  for (const option of ["intervalInMinutes", "workspace"] as const)
    if (given.trafficAnalytics === false && given[option] !== undefined)
      draft.problem(
        `${FLOW_LOGS}.${option}`,
        "is of traffic analytics, which is off",
        `remove it, or set ${FLOW_LOGS}.trafficAnalytics to true`,
        `${FLOW_LOGS}.trafficAnalytics`,
      );
  if (draft.existing.logAnalytics !== undefined && given.workspace === undefined && wantsAnalytics(given))
    draft.problem(
      `${FLOW_LOGS}.trafficAnalytics`,
      "needs the workspace id and the location of an existing workspace, which its resource id does not contain",
      `set ${FLOW_LOGS}.workspace`,
      "external.logAnalytics",
    );
}

function checkWorkspace(draft: Draft, { workspace }: FlowLogsSettings): void {
  if (workspace === undefined) return;
  const path = `${FLOW_LOGS}.workspace` as const;
  if (draft.existing.logAnalytics === undefined)
    draft.problem(
      path,
      "is of an existing workspace, and the backend creates its own",
      "remove it, or set external.logAnalytics",
    );
  if (!GUID.test(workspace.workspaceId))
    draft.problem(
      `${path}.workspaceId`,
      `must be the workspace id, a GUID, got ${redacted(workspace.workspaceId)}`,
      "copy it from the overview of the workspace in the portal",
    );
  if (regionNamed(workspace.location) === undefined)
    draft.problem(
      `${path}.location`,
      `must be a region of Azure, got ${redacted(workspace.location)}`,
      'write it like "westeurope"',
    );
}

export function planFlowLog(context: PlanContext): FlowLogPlan | undefined {
  const { settings, location, name } = context;
  const given = flowLogsOf(settings);
  if (given === undefined) return undefined;
  const { storageAccountId, networkWatcher = {} } = given;
  const analytics = planAnalytics(context, given);
  return {
    name: name("flowLog"),
    // learn.microsoft.com/azure/network-watcher/network-watcher-create
    networkWatcherName: networkWatcher.name ?? `NetworkWatcher_${location}`,
    networkWatcherGroup: networkWatcher.resourceGroupName ?? "NetworkWatcherRG",
    retentionInDays: given.retentionInDays ?? DAYS,
    ...(storageAccountId === undefined ? {} : { storageAccountId }),
    ...(analytics === undefined ? {} : { analytics }),
  };
}

function planAnalytics(
  { existing: { logAnalytics } }: PlanContext,
  { trafficAnalytics, intervalInMinutes = MINUTES, workspace }: FlowLogsSettings,
): TrafficAnalyticsPlan | undefined {
  if (trafficAnalytics === false) return undefined;
  if (logAnalytics === undefined) return { intervalInMinutes };
  return workspace && { intervalInMinutes, existing: { ...workspace, workspace: logAnalytics } };
}
