import * as existing from "../../../examples/opt-out/existing";
import { identity } from "../../../lib/stand-in/login";
import type { StandIn } from "../../../lib/stand-in/stand-in";

const location = "eastus2";
/** The group of another team, in the subscription that the stand-in has. */
export const sharedGroup = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-shared`;

function idOf({ id }: { readonly id: string }): string {
  return sharedGroup + id.slice(id.indexOf("/providers/"));
}

/** What the example opt-out uses and does not make. */
export function makeShared(standIn: StandIn): void {
  const cosmosAccount = idOf(existing.existingCosmosAccount);
  const storageAccount = idOf(existing.existingStorageAccount);
  standIn.make(sharedGroup, { location });
  standIn.make(cosmosAccount, { location, properties: {} });
  standIn.make(`${cosmosAccount}/sqlDatabases/feedback-db`, { properties: {} });
  standIn.make(storageAccount, { location, properties: {} });
  standIn.make(`${storageAccount}/blobServices/default/containers/function-packages`, { properties: {} });
  standIn.make(idOf(existing.existingKeyVault), { location, properties: {} });
}
