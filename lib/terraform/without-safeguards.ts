import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDataObject, type DataObject } from "../settings/merge";
import { LOCK_NAME } from "../stacks/locks";
import { withoutPreventDestroy } from "../terraform-tests/destroyable";

const LOCKS = "azurerm_management_lock";

/**
 * Takes the safeguards off synthesised stacks, as `safeguards: { locks: false, preventDestroy: false }` would: whoever
 * rehearses a backend of somebody else's cannot set options.
 *
 * @param outdir - holds `stacks/<id>/cdk.tf.json`
 * @returns the stacks that had some, which are to be applied before they are destroyed
 */
export function takeSafeguardsOff(outdir: string, stacks: readonly string[]): readonly string[] {
  return stacks.filter((id) => {
    const file = join(outdir, "stacks", id, "cdk.tf.json");
    const guarded = JSON.parse(readFileSync(file, "utf8")) as DataObject;
    const open = withoutSafeguards(guarded);
    if (JSON.stringify(open) === JSON.stringify(guarded)) return false;
    writeFileSync(file, JSON.stringify(open, null, 2));
    return true;
  });
}

/** One stack without them. */
export function withoutSafeguards(stack: DataObject): DataObject {
  const open = withoutPreventDestroy(stack);
  const { resource } = open;
  if (!isDataObject(resource)) return open;
  const { [LOCKS]: locks, ...others } = resource;
  if (!isDataObject(locks)) return open;
  const kept = Object.entries(locks).filter(([, lock]) => !isDataObject(lock) || lock["name"] !== LOCK_NAME);
  return {
    ...open,
    resource: { ...others, ...(kept.length === 0 ? {} : { [LOCKS]: Object.fromEntries(kept) }) },
  };
}
