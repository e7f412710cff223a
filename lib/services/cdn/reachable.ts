import { type Decision, NOTHING_NEEDED, type Reachable, networkOf } from "../contract/reachable";
import { type CdnPlan, PUBLIC_ACCESS } from "./plan";

/** What everybody reads through Front Door, and from the account of public assets behind it. */
export function cdnReachable(plan: CdnPlan): readonly Reachable[] {
  if (!plan.enabled) return [];
  const decision: Decision = { path: "optional.cdn.enabled", fix: "set optional.cdn to false" };
  return [
    {
      id: "assets",
      name: "storage account of public assets",
      scopes: ["public"],
      network: networkOf(PUBLIC_ACCESS),
      decision,
    },
    {
      id: "front_door",
      name: "Front Door",
      scopes: [],
      network: { from: "internet" },
      decision,
      callers: plan.endpoints.map(({ endpoint }) => ({
        what: `container ${endpoint}`,
        may: "read every blob",
        needs: NOTHING_NEEDED,
        decision: {
          path: `optional.cdn.endpoints.${endpoint}`,
          fix: `set optional.cdn.endpoints.${endpoint} to false, and keep private blobs in a container of storage.containers`,
        },
      })),
    },
  ];
}
