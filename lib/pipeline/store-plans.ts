import { readFileSync } from "node:fs";
import { STORED_FILE, fileOf } from "../terraform/deployment/saved-plans";
import type { BlobContainer, Created } from "./blob-container";
import { type StoredPlans, blobNames, folderOf, storedText } from "./stored-plans";

/**
 * Uploads saved plans under a key, by a login that may only create blobs. Nothing that is there is written over: a plan is named by
 * its content, and the list of the plans of a key is created last, and once.
 *
 * @param folder - holds the plans, as `savePlans` has written them
 * @throws Error where the key has other plans
 */
export async function storePlans(
  container: Pick<BlobContainer, "create">,
  stored: StoredPlans,
  folder: string,
): Promise<void> {
  const place = folderOf(stored);
  const created: Created[] = [];
  for (const [stack, plan] of Object.entries(stored.stacks)) {
    const names = blobNames(stack, plan);
    for (const kind of ["tfplan", "json"] as const) {
      const content = readFileSync(fileOf(folder, stack, kind));
      created.push(await container.create(`${place}/${names[kind]}`, content));
    }
  }
  const list = await container.create(`${place}/${STORED_FILE}`, storedText(stored));
  // Who stored these plans before has stored each of them.
  if (list === "there" && created.includes("created"))
    throw new Error(
      `The key ${stored.key} has other plans of ${stored.environment} already, and nothing that is stored is overwritten: ` +
        "use a key of this run alone, such as the commit with the number of the run and of the attempt.",
    );
}
