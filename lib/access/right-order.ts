import type { RoleActions } from "../services/contract/role-actions";
import { wildcard } from "../settings/wildcard";

/**
 * Actions that do what another one does as well, which a role may have in its place.
 * learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-calling-data-operations
 */
const INCLUDED_IN: Readonly<Record<string, string>> = {
  "/queues/messages/add/action": "/queues/messages/write",
  "/containers/blobs/add/action": "/containers/blobs/write",
  "/tables/entities/add/action": "/tables/entities/write",
  "/tables/entities/update/action": "/tables/entities/write",
};

/** Whether roles allow everything that a role allows, each of its actions as a whole by one of them. */
export function allowEverythingOf(roles: readonly RoleActions[], role: RoleActions): boolean {
  const plane = (each: RoleActions) => ({ allowed: each.actions, except: each.notActions });
  const dataPlane = (each: RoleActions) => ({ allowed: each.dataActions, except: each.notDataActions });
  return [plane, dataPlane].every((of) => {
    const { allowed, except } = of(role);
    return allowed.every((action) =>
      sameAs(action).some((each) => roles.some((other) => allows(of(other), each, except))),
    );
  });
}

interface Patterns {
  readonly allowed: readonly string[];
  readonly except: readonly string[];
}

/** @param without - what is not asked for */
function allows({ allowed, except }: Patterns, action: string, without: readonly string[]): boolean {
  return (
    allowed.some((pattern) => covers(pattern, action)) &&
    except.every((pattern) => !overlap(pattern, action) || without.some((each) => covers(each, pattern)))
  );
}

function sameAs(action: string): readonly string[] {
  const ending = Object.keys(INCLUDED_IN).find((each) => action.toLowerCase().endsWith(each));
  if (ending === undefined) return [action];
  return [action, action.slice(0, -ending.length) + (INCLUDED_IN[ending] ?? "")];
}

/** Everything that `narrow` matches, `wide` matches too: a wildcard of the one is text to the other. */
function covers(wide: string, narrow: string): boolean {
  return wildcard(wide, "i").test(narrow);
}

/** Whether there may be an action that both patterns match. */
function overlap(one: string, other: string): boolean {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  if (first === "" || second === "") return /^\**$/.test(first + second);
  if (first.startsWith("*")) return overlap(first.slice(1), second) || overlap(first, second.slice(1));
  if (second.startsWith("*")) return overlap(second, first);
  return second.startsWith(first.charAt(0)) && overlap(first.slice(1), second.slice(1));
}
