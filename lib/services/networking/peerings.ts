import { azureId, parseAzureId } from "../../azure/azure-id";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import type { PlanContext } from "../contract/service";
import type { AllSettings } from "../words";
import type { PeeringSettings } from "./settings";

/** One peering that will be made. */
export interface PeeringPlan {
  /** As its option calls it, `hub`. */
  readonly key: string;
  /** In Azure, in both networks. */
  readonly name: string;
  readonly remote: {
    readonly id: string;
    readonly subscriptionId: string;
    readonly resourceGroupName: string;
    readonly name: string;
  };
  readonly allowForwardedTraffic: boolean;
  readonly useRemoteGateways: boolean;
  /** The other network is peered with this one here too. */
  readonly reverse: boolean;
}

/** The option, as messages name it. */
export const PEERINGS = "networking.peerings";

const VNETS = "Microsoft.Network/virtualNetworks";
const KEY = /^[A-Za-z0-9]([A-Za-z0-9-]{0,18}[A-Za-z0-9])?$/;

/** Those that are not switched off, by name. */
export function peeringsOf({ networking }: AllSettings): readonly (readonly [string, PeeringSettings])[] {
  return keptEntries(networking.peerings);
}

/** Whether Azure takes the peerings together. */
export function decidePeerings(draft: Draft): void {
  const peerings = peeringsOf(draft.settings);
  reportNamesDifferingInCase(draft, (key) => `${PEERINGS}.${key}`, Object.fromEntries(peerings));
  const seen = new Map<string, string>();
  for (const [key, peering] of peerings) decidePeering(draft, key, peering, seen);
  reportGateways(draft, peerings);
  if (peerings.length > 0 && !draft.chosen("networking.addressSpace") && draft.existing.vnet === undefined)
    draft.note(
      "networking.addressSpace",
      "is the default, and Azure refuses a peering of networks whose ranges overlap: choose a range before the first deployment",
    );
}

function decidePeering(
  draft: Draft,
  key: string,
  { id, reverse = true }: PeeringSettings,
  seen: Map<string, string>,
): void {
  const path = `${PEERINGS}.${key}` as const;
  if (!KEY.test(key))
    draft.problem(
      path,
      "the name of a peering must have up to 20 letters, digits and hyphens",
      "choose another name",
    );
  // Layers may share a peering out.
  if ((id as unknown) === undefined) {
    if (!draft.refused(`${path}.id`))
      draft.problem(path, "id is missing", "add the resource id of the other network");
    return;
  }
  const parts = parseAzureId(id, VNETS);
  if (parts === undefined) {
    draft.problem(
      `${path}.id`,
      `must be the resource id of a virtual network, got ${redacted(id)}`,
      `write it like /subscriptions/…/resourceGroups/…/providers/${VNETS}/…`,
    );
    return;
  }
  const twin = seen.get(id.toLowerCase());
  if (twin !== undefined)
    draft.problem(`${path}.id`, `${PEERINGS}.${twin} has the same network`, "remove one of the two");
  seen.set(id.toLowerCase(), key);
  noteRights(draft, key, parts, reverse);
}

function noteRights(
  draft: Draft,
  key: string,
  { subscriptionId, name }: { readonly subscriptionId: string; readonly name: string },
  reverse: boolean,
): void {
  draft.note(
    `${PEERINGS}.${key}`,
    reverse
      ? `changes ${name} in subscription ${subscriptionId}: the deployer needs Network Contributor on that network`
      : `passes no traffic until the owner of ${name} peers it with this network. The deployer needs the action Microsoft.Network/virtualNetworks/peer/action on it`,
  );
}

/** learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#requirements-and-constraints */
function reportGateways(draft: Draft, peerings: readonly (readonly [string, PeeringSettings])[]): void {
  const [first, ...others] = peerings.filter(([, { useRemoteGateways }]) => useRemoteGateways === true);
  if (first === undefined) return;
  for (const [key] of others)
    draft.problem(
      `${PEERINGS}.${key}.useRemoteGateways`,
      "a network uses the gateway of one other network",
      "set it to false in all peerings but one",
      `${PEERINGS}.${first[0]}.useRemoteGateways`,
    );
}

export function planPeerings({ settings, name }: PlanContext): readonly PeeringPlan[] {
  return peeringsOf(settings).flatMap(([key, peering]): readonly PeeringPlan[] => {
    const parts = parseAzureId(peering.id, VNETS);
    if (parts === undefined) return [];
    const { allowForwardedTraffic = false, useRemoteGateways = false, reverse = true } = peering;
    return [
      {
        key,
        name: name("virtualNetworkPeering", key),
        remote: { id: azureId(VNETS, parts), ...parts },
        allowForwardedTraffic,
        useRemoteGateways,
        reverse,
      },
    ];
  });
}
