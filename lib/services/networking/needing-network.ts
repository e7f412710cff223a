import type { Draft } from "../contract/draft";
import type { SettingPath } from "../option-path";
import { flowLogsOf } from "../storage";
import { FLOW_LOGS } from "./flow-logs";
import { NAT_GATEWAY, natGatewayOf } from "./nat-gateway";
import { PEERINGS, peeringsOf } from "./peerings";
import { routingOptions } from "./routes";

const VNET = "networking.vnet";

/** Options of the network that are set, and that there is a network for. */
export function needingNetwork({ settings }: Draft): readonly SettingPath[] {
  const rows: readonly (readonly [SettingPath, boolean])[] = [
    ...routingOptions(settings).map((option) => [option, true] as const),
    [NAT_GATEWAY, natGatewayOf(settings) !== undefined],
    [PEERINGS, peeringsOf(settings).length > 0],
    [FLOW_LOGS, flowLogsOf(settings) !== undefined],
  ];
  return rows.flatMap(([option, isSet]) => (isSet ? [option] : []));
}

/** What is only in a network asks for one. */
export function decideNeededNetwork(draft: Draft): void {
  if (draft.settings.networking.vnet) return;
  const [first, ...others] = needingNetwork(draft);
  if (first === undefined) return;
  if (!draft.chosen(VNET)) {
    draft.adjust(VNET, true, `${first} is set`);
    return;
  }
  for (const path of [first, ...others])
    draft.problem(
      path,
      "needs a virtual network, and there is none",
      `set ${VNET} to true, or remove ${path}`,
      VNET,
    );
}
