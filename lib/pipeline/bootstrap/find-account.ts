import type { DataObject } from "../../settings/data";
import { objectIn, textIn } from "../../settings/json-parts";
import { OWN_TAG, type StateAccountPlan } from "./bootstrap-plan";
import type { ResourceReader } from "./resource-reader";
import { RESOURCES_API, STORAGE_API } from "./read-versions";

/** The account as it is; undefined where it has to be created. */
export interface FoundAccount {
  /** As Azure writes it. */
  readonly id: string;
  readonly resourceGroup: string;
  readonly body: DataObject;
}

/** The name belongs to an account that this backend must not change. */
export class ForeignAccountError extends Error {}

const ACCOUNTS = "Microsoft.Storage/storageAccounts";

/**
 * Looks for the account by its name, in the whole subscription.
 *
 * @param resourceGroup - where it is wanted; anywhere where it is left out
 * @throws {@link ForeignAccountError} where the name is taken by an account of another subscription, group or owner
 */
export async function findAccount(
  reader: ResourceReader,
  { name, subscriptionId }: Pick<StateAccountPlan, "name" | "subscriptionId">,
  resourceGroup: string | undefined,
): Promise<FoundAccount | undefined> {
  const subscription = `/subscriptions/${subscriptionId}`;
  const filter = encodeURIComponent(`resourceType eq '${ACCOUNTS}'`);
  const listed = await reader.list(
    `${subscription}/resources`,
    `$filter=${filter}&api-version=${RESOURCES_API}`,
  );
  const id = listed.map((each) => textIn(each["id"])).find((each) => each.toLowerCase().endsWith(`/${name}`));
  const body = id === undefined ? undefined : await reader.get(id, STORAGE_API);
  if (id === undefined || body === undefined) {
    await checkFree(reader, subscription, name);
    return undefined;
  }
  const found = { id, resourceGroup: id.split("/")[4] ?? "", body };
  checkOwn(found, name, resourceGroup);
  return found;
}

async function checkFree(reader: ResourceReader, subscription: string, name: string): Promise<void> {
  const answer = await reader.post(
    `${subscription}/providers/Microsoft.Storage/checkNameAvailability?api-version=${STORAGE_API}`,
    { name, type: ACCOUNTS },
  );
  if (answer?.["nameAvailable"] !== false) return;
  throw new ForeignAccountError(
    `The storage account name "${name}" is taken, and this login sees no such account in ${subscription}. Names of storage accounts are unique in Azure.\n` +
      "fix: choose another state.storageAccountName. If the account is yours, set state.subscriptionId to its subscription",
  );
}

function checkOwn({ id, resourceGroup, body }: FoundAccount, name: string, wanted: string | undefined): void {
  if (wanted !== undefined && wanted.toLowerCase() !== resourceGroup.toLowerCase())
    throw new ForeignAccountError(
      `The storage account "${name}" is in the resource group ${resourceGroup}, not in ${wanted}.\n` +
        "fix: leave --resource-group out, or choose another state.storageAccountName",
    );
  const tags = objectIn(body["tags"]);
  if (tags[OWN_TAG.name] === OWN_TAG.value) return;
  throw new ForeignAccountError(
    `The storage account "${name}" exists already, and was not created by bootstrap: ${id} lacks the tag ` +
      `${OWN_TAG.name}=${OWN_TAG.value}. Bootstrap switches account keys and public blobs off, and sets versioning, soft delete and a lock.\n` +
      "fix: choose another state.storageAccountName. If the account is for Terraform state alone, hand it over: " +
      `az tag update --operation Merge --resource-id ${id} --tags ${OWN_TAG.name}=${OWN_TAG.value}`,
  );
}
