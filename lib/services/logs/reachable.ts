import { type Caller, type Reachable, reachableOfOwner } from "../contract/reachable";
import type { LogsPlan } from "./logs-plan";

/** learn.microsoft.com/azure/azure-monitor/logs/private-link-security */
const FIX =
  "it takes an Azure Monitor Private Link Scope, which the backend does not create: create one, and turn public access off with " +
  "transform.appInsights and transform.logAnalytics";

const BY_KEY: Caller = {
  what: "telemetry",
  may: "send telemetry",
  needs: { keys: ["connection string"] },
  decision: {
    path: "optional.apim.logging",
    fix: "set optional.apim.logging.applicationInsights to false, or provider.version to 4.81.0 or later",
  },
};

/** Telemetry is sent and logs are read by public addresses, with roles. */
export function logsReachable({ workspace, takesKeys }: LogsPlan): readonly Reachable[] {
  const open = { network: { from: "internet" }, decision: { path: "logs", fix: FIX } } as const;
  const place = { id: "workspace", name: "Log Analytics workspace", scopes: ["workspace"] };
  return [
    {
      id: "insights",
      name: "Application Insights",
      scopes: ["insights"],
      ...open,
      callers: takesKeys ? [BY_KEY] : [],
    },
    "existing" in workspace ? reachableOfOwner(workspace.existing.option, place) : { ...place, ...open },
  ];
}
