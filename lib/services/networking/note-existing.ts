import type { Draft } from "../contract/draft";
import type { NetworkingPlan } from "./plan";
import type { ExternalPath } from "../option-path";

/** Notes what the backend makes beside an existing network, and what it counts on inside of it. */
export function noteExisting(plan: NetworkingPlan, draft: Draft): void {
  if (!plan.vnet || plan.existing === undefined) return;
  noteMadeZones(plan.existing.option, plan.zones, draft);
  if (plan.existing.createChildren) return;
  const further = plan.privateEndpoints
    ? ", and one for private endpoints"
    : ", with the service endpoint Microsoft.KeyVault";
  draft.note(
    plan.existing.option,
    `must already contain: a subnet for the function app, delegated to its plan${further}`,
  );
}

/** A network is linked to one zone of a name: learn.microsoft.com/azure/dns/private-dns-virtual-network-links */
function noteMadeZones(
  option: ExternalPath,
  zones: Extract<NetworkingPlan, { vnet: true }>["zones"],
  draft: Draft,
): void {
  if (zones === "policy") return;
  const made = zones.filter(({ existing }) => existing === undefined).map(({ name }) => name);
  if (made.length > 0)
    draft.note(
      option,
      `is linked to zones that this backend creates: ${made.join(", ")}. Azure refuses this if the network is already linked to zones with these names: set those in external.privateDnsZones`,
    );
}
