import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Data, type DataObject, isDataObject } from "../settings/merge";
import { LOCK_NAME } from "../stacks/protection";
import { withoutPreventDestroy } from "../terraform-tests/destroyable";

/** The type of a lock in Terraform. */
export const LOCKS = "azurerm_management_lock";

/**
 * Takes the safeguards off synthesised stacks, as `safeguards: { locks: false, preventDestroy: false }` would: a command that
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

/** Whether a stack has any that is on. */
export function hasSafeguards({ resource }: DataObject): boolean {
  if (!isDataObject(resource)) return false;
  return Object.entries(resource).some(
    ([type, named]) =>
      isDataObject(named) &&
      Object.values(named).some((block) => isNotDestroyed(block) || (type === LOCKS && isKeepingData(block))),
  );
}

function isNotDestroyed(block: Data): boolean {
  return (
    isDataObject(block) && isDataObject(block["lifecycle"]) && block["lifecycle"]["prevent_destroy"] === true
  );
}

/** One of ours; others are their owner's. */
function isKeepingData(block: Data): boolean {
  return isDataObject(block) && block["name"] === LOCK_NAME;
}

/** One stack without them. */
export function withoutSafeguards(stack: DataObject): DataObject {
  const open = withoutPreventDestroy(stack);
  const { resource } = open;
  if (!isDataObject(resource)) return open;
  const { [LOCKS]: locks, ...others } = resource;
  if (!isDataObject(locks)) return open;
  const kept = Object.entries(locks).filter(([, lock]) => !isKeepingData(lock));
  return {
    ...open,
    resource: { ...others, ...(kept.length === 0 ? {} : { [LOCKS]: Object.fromEntries(kept) }) },
  };
}
