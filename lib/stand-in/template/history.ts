import type { TypeContext } from "../arm-type";
import { key } from "../resource-path";
import type { Resource, Store } from "../store";

export const DEPLOYMENTS = "Microsoft.Resources/deployments";
const LOCKS = "Microsoft.Authorization/locks";
const KEPT = 700;
const LEFT = 600;

/**
 * Above 700 records Azure deletes the oldest down to 600, unless a lock keeps the group; a record that is written again is the
 * newest: learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions
 */
export function tidyHistory(deployment: Resource, { store }: Pick<TypeContext, "store">): void {
  store.remove(deployment.id);
  store.put(deployment);
  const group = groupOf(deployment.id);
  const records = deploymentsIn(group, store);
  if (records.length <= KEPT || isLocked(group, store)) return;
  for (const { id } of records.slice(0, records.length - LEFT)) store.remove(id);
}

/** Deployments of a group, the oldest first. */
export function deploymentsIn(group: string, store: Store): readonly Resource[] {
  const below = `${key(group)}/providers/`;
  return store.ofType(DEPLOYMENTS).filter(({ id }) => key(id).startsWith(below));
}

export function groupOf(id: string): string {
  return key(id).split("/providers/")[0] ?? "";
}

/** A lock of the group, or of the subscription. */
function isLocked(group: string, store: Store): boolean {
  return store.ofType(LOCKS).some(({ id }) => `${key(group)}/`.startsWith(`${groupOf(id)}/`));
}
