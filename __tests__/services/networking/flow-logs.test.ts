import { type BackendOptions, estimateCost } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const GROUP = "/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/rg-logs";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/stlogs`;
const WORKSPACE = `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-central`;
const WORKSPACE_ID = "11111111-2222-4333-8444-555555555555";
const VNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-spoke`;
const FLOW_LOG = "azurerm_network_watcher_flow_log";

const withLogs = (flowLogs: unknown, options: BackendOptions = {}): SynthesisedBackend =>
  synthBackend({
    environment: "prod",
    location: "eastus2",
    networking: { flowLogs } as BackendOptions["networking"],
    ...options,
  });

describe("flow logs", () => {
  const { platform, network, backend } = withLogs(true);

  test("the virtual network has a flow log in the network watcher that Azure creates for the region", () => {
    const { target_resource_id: target, ...flowLog } = platform.only(FLOW_LOG);
    expect(flowLog).toMatchObject({
      network_watcher_name: "NetworkWatcher_eastus2",
      resource_group_name: "NetworkWatcherRG",
      location: "eastus2",
      storage_account_id: "${azurerm_storage_account.flow_log_storage.id}",
      enabled: true,
      version: 2,
      retention_policy: { enabled: true, days: 90 },
      traffic_analytics: {
        enabled: true,
        interval_in_minutes: 60,
        workspace_id: "${azurerm_log_analytics_workspace.log_analytics.workspace_id}",
        workspace_region: "${azurerm_log_analytics_workspace.log_analytics.location}",
        workspace_resource_id: "${azurerm_log_analytics_workspace.log_analytics.id}",
      },
    });
    expect(target).toContain("networking_vnet_id");
    expect(network.all(FLOW_LOG)).toEqual({});
    expect(backend.flowLog).toBeDefined();
    expect(backend.flowLogStorage).toBeDefined();
  });

  test("the account of flow logs has keys, and is closed to everybody but trusted services of Azure", () => {
    expect(platform.all("azurerm_storage_account")["flow_log_storage"]).toMatchObject({
      account_kind: "StorageV2",
      account_tier: "Standard",
      shared_access_key_enabled: true,
      public_network_access_enabled: false,
      network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
    });
    expect(platform.all("azurerm_management_lock")).toHaveProperty("flow_log_storage_lock");
  });

  test("synth says that flows of the function app are not recorded", () => {
    expect(backend.plan.notes).toContainEqual({
      level: "note",
      path: "networking.flowLogs",
      message: expect.stringContaining("records nothing of the function app") as string,
    });
  });

  test("flow logs and traffic analytics are priced", () => {
    const priced = (flowLogs: unknown) =>
      estimateCost(withLogs(flowLogs).backend.plan)
        .lines.filter(({ item }) => /flow log|traffic analytics/.test(item))
        .map(({ item }) => item);
    expect(priced(true)).toEqual(["flow logs", "traffic analytics every 60 minutes"]);
    expect(priced({ intervalInMinutes: 10 })).toEqual(["flow logs", "traffic analytics every 10 minutes"]);
    expect(priced({ trafficAnalytics: false })).toEqual(["flow logs"]);
    expect(priced(false)).toEqual([]);
  });

  test("an account and a network watcher of your own are used, and no account is made", () => {
    const own = withLogs({
      storageAccountId: ACCOUNT,
      retentionInDays: 0,
      networkWatcher: { name: "nw-west", resourceGroupName: "rg-watchers" },
      trafficAnalytics: false,
    }).platform;
    const flowLog = own.only(FLOW_LOG);
    expect(flowLog).toMatchObject({
      storage_account_id: ACCOUNT,
      network_watcher_name: "nw-west",
      resource_group_name: "rg-watchers",
      retention_policy: { enabled: false, days: 0 },
    });
    expect(flowLog).not.toHaveProperty("traffic_analytics");
    expect(own.all("azurerm_storage_account")).not.toHaveProperty("flow_log_storage");
  });

  test("an existing workspace has traffic analytics once its workspace id and location are known", () => {
    const external = { logAnalytics: { id: WORKSPACE } };
    const without = withLogs(true, { external });
    expect(without.platform.only(FLOW_LOG)).not.toHaveProperty("traffic_analytics");
    expect(without.backend.plan.notes.map(({ path }) => path)).toContain(
      "networking.flowLogs.trafficAnalytics",
    );
    const workspace = { workspaceId: WORKSPACE_ID, location: "westeurope" };
    expect(withLogs({ workspace }, { external }).platform.only(FLOW_LOG)["traffic_analytics"]).toEqual({
      enabled: true,
      interval_in_minutes: 60,
      workspace_id: WORKSPACE_ID,
      workspace_region: "westeurope",
      workspace_resource_id: WORKSPACE,
    });
  });

  test("an environment switches flow logs off, and keeps what was said of them", () => {
    const { platform: other } = withLogs({ enabled: false, retentionInDays: 30 });
    expect(other.text).toBe(withLogs(false).platform.text);
  });

  test("flow logs ask for the network that was left open", () => {
    const { backend: dev } = withLogs(true, { environment: "dev" });
    expect(dev.plan.notes).toContainEqual({
      level: "adjusted",
      path: "networking.vnet",
      message: "true, because networking.flowLogs is set",
    });
  });
});

describe("flow logs are refused", () => {
  test.each<[string, unknown, BackendOptions, readonly (readonly [string, string])[]]>([
    [
      "without a network",
      true,
      { environment: "dev", networking: { vnet: false, flowLogs: true } },
      [["networking.flowLogs", "needs a virtual network, and there is none"]],
    ],
    [
      "of somebody else's network",
      true,
      { networking: { flowLogs: true, privateEndpoints: false }, external: { vnet: { id: VNET } } },
      [
        [
          "networking.flowLogs",
          "configures a virtual network, but external.vnet is an existing one, which the backend does not change",
        ],
      ],
    ],
    [
      "with an account that is no id",
      { storageAccountId: "stlogs" },
      {},
      [
        [
          "networking.flowLogs.storageAccountId",
          'must be the resource id of a storage account, got "stlogs"',
        ],
      ],
    ],
    [
      "with settings of traffic analytics that is off, all at once",
      {
        trafficAnalytics: false,
        intervalInMinutes: 10,
        workspace: { workspaceId: "central", location: "moon" },
      },
      {},
      [
        ["networking.flowLogs.intervalInMinutes", "is of traffic analytics, which is off"],
        ["networking.flowLogs.workspace", "is of traffic analytics, which is off"],
        ["networking.flowLogs.workspace", "is of an existing workspace, and the backend creates its own"],
        ["networking.flowLogs.workspace.location", 'must be a region of Azure, got "moon"'],
        ["networking.flowLogs.workspace.workspaceId", 'must be the workspace id, a GUID, got "central"'],
      ],
    ],
    [
      "with traffic analytics in an existing workspace of which only the resource id is known",
      { trafficAnalytics: true },
      { external: { logAnalytics: { id: WORKSPACE } } },
      [
        [
          "networking.flowLogs.trafficAnalytics",
          "needs the workspace id and the location of an existing workspace, which its resource id does not contain",
        ],
      ],
    ],
  ])("%s", (_name, flowLogs, options, expected) => {
    const networking = { flowLogs } as BackendOptions["networking"];
    const problems = problemsOf({ environment: "prod", networking, ...options });
    const found = problems.map(({ path, message }) => [path, message]);
    expect(found.sort()).toEqual([...expected].sort());
  });

  test.each(["vnetFlowLogs", "nsgFlowLogs", "networkWatcher"])(
    "the guessed name %s leads to the option",
    (name) => {
      expect(messageOf({ networking: { [name]: true } })).toContain("networking.flowLogs");
    },
  );
});
