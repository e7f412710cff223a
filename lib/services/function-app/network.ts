import type { AllSettings } from "../words";
import type { PortFlow } from "../networking/port-flow";

/** Names of rules that the backend makes itself, so that a user's rule takes another one. */
export const CONTENT_RULES = ["allow_content_share"] as const;

/**
 * Flows into the subnet of private endpoints: the share that the code is in is mounted, over SMB.
 * learn.microsoft.com/azure/app-service/overview-vnet-integration#content-share
 */
export function contentFlows({
  functionApp,
  networking,
}: Pick<AllSettings, "functionApp" | "networking">): readonly PortFlow[] {
  if (functionApp.package !== "content-share" || !networking.privateEndpoints) return [];
  return [
    {
      name: CONTENT_RULES[0],
      port: "445",
      description: "The function app mounts the share that its code is in",
      priority: 180,
    },
  ];
}
