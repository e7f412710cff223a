import {
  BY_ENDPOINTS,
  type Caller,
  type Decision,
  NOTHING_NEEDED,
  type Reachable,
  networkOf,
  reachableOfOwner,
} from "../contract/reachable";
import type { StoragePlan } from "./plan";

const HOST_NAME = "host storage account";

/** From where the accounts are reached, and who needs no role on them. */
export function storageReachable(plan: StoragePlan): readonly Reachable[] {
  const { account, existing, host, packages, flowLogs } = plan;
  const data = {
    id: "data",
    name: "storage account",
    // The host uses the account of the data where it has none of its own.
    scopes: host === undefined ? ["data", "host"] : ["data"],
  };
  const byKey = keyCallers(account?.allowSharedKeyAccess, {
    path: "storage.allowSharedKeyAccess",
    fix: "set storage.allowSharedKeyAccess and keyVault.connectionStrings to false",
  });
  const callers = [...publicContainerCallers(plan), ...byKey];
  return [
    ...(existing === undefined ? [] : [{ ...reachableOfOwner(existing.option, data), callers }]),
    ...(account === undefined
      ? []
      : [{ ...data, network: networkOf(account), decision: BY_ENDPOINTS, callers }]),
    ...(host === undefined
      ? []
      : [
          {
            id: "host",
            name: HOST_NAME,
            scopes: ["host"],
            network: networkOf(host),
            decision: BY_ENDPOINTS,
            callers: keyCallers(host.allowSharedKeyAccess, {
              path: "functionApp.package",
              fix: 'set functionApp.package to "identity"',
            }),
          },
        ]),
    ...(packages === undefined
      ? []
      : [
          {
            id: "packages",
            name: "package storage account",
            scopes: ["packages"],
            network: networkOf(packages),
            decision: BY_PACKAGE_ACCOUNT,
          },
        ]),
    ...(flowLogs === undefined
      ? []
      : [
          {
            id: "flow-logs",
            name: "flow log storage account",
            scopes: [],
            network: networkOf(flowLogs),
            decision: BY_FLOW_LOGS,
            callers: keyCallers(flowLogs.allowSharedKeyAccess, BY_FLOW_LOGS),
          },
        ]),
  ];
}

const BY_FLOW_LOGS: Decision = {
  path: "networking.flowLogs",
  fix: "set networking.flowLogs to false, or name an account of your own in networking.flowLogs.storageAccountId",
};

const BY_PACKAGE_ACCOUNT: Decision = {
  path: "storage.packageAccount",
  fix: 'set storage.packageAccount to "private", and release from within the network',
};

function publicContainerCallers({ children }: StoragePlan): readonly Caller[] {
  return children.containers
    .filter(({ publicAccess }) => publicAccess === "Blob")
    .map(({ name }) => ({
      what: `container ${name}`,
      may: "read every blob",
      needs: NOTHING_NEEDED,
      decision: {
        path: `storage.containers.${name}.publicAccess`,
        fix: `set storage.containers.${name}.publicAccess to "None"`,
      },
    }));
}

function keyCallers(takesKeys: boolean | undefined, decision: Decision): readonly Caller[] {
  if (takesKeys !== true) return [];
  return [{ what: "account", may: "read and write everything", needs: { keys: ["account key"] }, decision }];
}
