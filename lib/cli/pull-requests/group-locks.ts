import type { Data } from "../../settings/data";
import { objectIn, textIn } from "../../settings/json-parts";
import type { Manager } from "../doctor/manager";

/** A lock that prevents a destroy. */
export interface GroupLock {
  readonly id: string;
  readonly name: string;
  /** `CanNotDelete` or `ReadOnly`. */
  readonly level: string;
  /** What it locks, with all below it. */
  readonly scope: string;
}

/**
 * The locks on a subscription, its resource groups and what they hold; undefined where the login may not read them.
 *
 * Source: learn.microsoft.com/rest/api/resources/management-locks/list-at-subscription-level
 */
export async function locksIn(
  manager: Manager,
  subscriptionId: string,
): Promise<readonly GroupLock[] | undefined> {
  const { items } = await manager.list(
    `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`,
  );
  return items?.map((item) => {
    const lock = objectIn(item as Data);
    const id = textIn(lock["id"]);
    return {
      id,
      name: textIn(lock["name"]),
      level: textIn(objectIn(lock["properties"])["level"]),
      scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]*$/i, ""),
    };
  });
}

/** Those that are on a group, on something in it, or on what it is in. */
export function locksOf(
  locks: readonly GroupLock[],
  subscriptionId: string,
  groups: readonly string[],
): readonly GroupLock[] {
  const scopes = groups.map((name) =>
    `/subscriptions/${subscriptionId}/resourceGroups/${name}`.toLowerCase(),
  );
  return locks.filter(({ scope }) => {
    const locked = scope.toLowerCase();
    return scopes.some(
      (group) => `${locked}/`.startsWith(`${group}/`) || `${group}/`.startsWith(`${locked}/`),
    );
  });
}
