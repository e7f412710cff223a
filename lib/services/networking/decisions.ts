import type { Draft } from "../contract/draft";
import type { SubnetNeed } from "../contract/network-needs";
import { decideAddresses } from "./address-space";
import { checkRules } from "./check-rules";
import { checkExistingSubnets } from "./existing-subnets";
import { checkNewSubnets } from "./new-subnets";
import { decideNatGateway } from "./nat-gateway";
import { decideFlowLogs } from "./flow-logs";
import { decideNeededNetwork, needingNetwork } from "./needing-network";
import { decideOutbound } from "./outbound";
import { decidePeerings } from "./peerings";
import { decideRoutes } from "./routes";

const VNET = "networking.vnet";
const ENDPOINTS = "networking.privateEndpoints";

/** Every rule that a combination of `networking` options can break. */
export function decideNetworking(draft: Draft): void {
  decideExisting(draft);
  decideNeededNetwork(draft);
  decideNetwork(draft);
  for (const need of draft.networkNeeds.subnets) decideOutsider(draft, need);
  decideEndpoints(draft);
  noteUnused(draft);
  decideOutbound(draft);
  decideNatGateway(draft);
  decidePeerings(draft);
  decideRoutes(draft);
  decideFlowLogs(draft);
  if (!draft.settings.networking.vnet) return;
  const { vnet } = draft.existing;
  if (vnet === undefined) decideAddresses(draft);
  else {
    checkExistingSubnets(draft, vnet);
    if (vnet.createChildren) checkNewSubnets(draft, vnet);
  }
  checkRules(draft);
}

/** An existing network is one. */
function decideExisting(draft: Draft): void {
  if (draft.existing.vnet === undefined || draft.settings.networking.vnet) return;
  if (!draft.chosen(VNET)) draft.adjust(VNET, true, "external.vnet is an existing network");
  else
    draft.problem(
      VNET,
      "external.vnet is an existing network, but networking.vnet is false",
      "remove external.vnet, or set networking.vnet to true",
      "external.vnet",
    );
}

/** What is said to be in a network has one; where that cannot be, its own service says so. */
function decideNetwork(draft: Draft): void {
  for (const { asksForNetwork } of draft.networkNeeds.subnets)
    if (asksForNetwork !== undefined && !draft.given.networking.vnet && !draft.chosen(VNET))
      draft.adjust(VNET, true, asksForNetwork);
}

/** Endpoints live in a network. */
function decideEndpoints(draft: Draft): void {
  const { vnet, privateEndpoints } = draft.settings.networking;
  if (vnet || !privateEndpoints) return;
  if (!draft.chosen(ENDPOINTS)) draft.adjust(ENDPOINTS, false, "there is no virtual network for them");
  else if (!draft.chosen(VNET)) draft.adjust(VNET, true, "private endpoints need a virtual network");
  else
    draft.problem(
      ENDPOINTS,
      "private endpoints need a virtual network, and there is none",
      "set networking.vnet to true, or networking.privateEndpoints to false",
      VNET,
    );
}

/** What takes no part in a network is another, or there is no network. */
function decideOutsider(draft: Draft, { staysOutside }: SubnetNeed): void {
  const wanted =
    ([VNET, ENDPOINTS] as const).find(
      (path) => draft.chosen(path) && draft.settings.networking[path === VNET ? "vnet" : "privateEndpoints"],
    ) ?? needingNetwork(draft)[0];
  const { vnet } = draft.settings.networking;
  if (staysOutside === undefined || (!vnet && wanted === undefined)) return;
  const { option, why, instead } = staysOutside;
  if (!draft.chosen(option)) {
    const asking = wanted ?? (draft.existing.vnet ? "external.vnet" : VNET);
    draft.adjust(option, instead, `${asking} is set: ${why}`);
    return;
  }
  const from = wanted ?? (draft.existing.vnet === undefined ? undefined : "external.vnet");
  if (from === undefined) {
    draft.adjust(VNET, false, why);
    draft.warnOfAccess(VNET, `all resources are open to the internet: ${why}, and ${option} is set`);
    return;
  }
  draft.problem(option, why, `set ${option} to "${instead}", or remove ${from}`, from);
  // Said once: that the endpoints then have no network is no second problem.
  if (!vnet) draft.derive(VNET, true, "it is needed");
}

/** What was said of parts that are not there. */
function noteUnused(draft: Draft): void {
  const { vnet, privateEndpoints } = draft.settings.networking;
  const { privateDnsZones } = draft.existing;
  for (const path of ["networking.addressSpace", "networking.subnets"] as const)
    if (!vnet && draft.chosen(path)) draft.note(path, "not used: there is no virtual network");
  if (!privateEndpoints && (privateDnsZones === "policy" || Object.keys(privateDnsZones).length > 0))
    draft.note("external.privateDnsZones", "not used: there are no private endpoints");
}
