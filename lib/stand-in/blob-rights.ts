import { wildcard } from "../settings/wildcard";
import type { GivenRole } from "./caller-rights";
import { resourceAt } from "./data-plane-hosts";
import { textAt } from "./json";
import { key } from "./resource-path";
import { dataActionsOf, roleName } from "./role-definitions";
import type { Store } from "./store";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

export const READ = [`${BLOBS}/read`];
export const WRITE = [`${BLOBS}/write`];
export const DELETE = [`${BLOBS}/delete`];
/** A role may let somebody create blobs, and not write over one that is there. */
export const CREATE = [...WRITE, `${BLOBS}/add/action`];

/** Whether an identity may read the blob at a URL; where no account of the subscription is there, others decide. */
export function mayRead(principalId: string, url: string, store: Store): boolean {
  if (!URL.canParse(url)) return true;
  const { host, pathname } = new URL(url);
  const account = resourceAt(host, store);
  if (account === undefined) return true;
  const [, container = ""] = pathname.split("/");
  return mayDo(principalId, READ, `${account.id}/blobServices/default/containers/${container}`, store);
}

/** Whether an identity may write blobs into a container. */
export function mayWrite(principalId: string, containerId: string, store: Store): boolean {
  return mayDo(principalId, WRITE, containerId, store);
}

/**
 * The identity has a role with one of these data actions on the container, or on something above it, whose condition is fulfilled.
 * learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 *
 * @param given - what it has beside its role assignments
 */
export function mayDo(
  principalId: string,
  actions: readonly string[],
  containerId: string,
  store: Store,
  given: readonly GivenRole[] = [],
): boolean {
  const container = containerId.split("/").at(-1) ?? "";
  return [...given.map(dataRoleOf), ...assignedTo(principalId, store)]
    .filter(({ scope }) => isWithin(containerId, scope))
    .some(({ dataActions, condition }) =>
      actions
        .filter((action) => dataActions.some((each) => wildcard(each, "i").test(action)))
        .some((action) => condition === "" || isFulfilled(condition, action, container)),
    );
}

/** The identity has a role of this name on a resource, or on something above it. */
export function hasRole(principalId: string, name: string, resourceId: string, store: Store): boolean {
  return assignedTo(principalId, store).some(
    ({ role, scope }) => roleName(role) === name && isWithin(resourceId, scope),
  );
}

interface DataRole {
  readonly scope: string;
  readonly dataActions: readonly string[];
  /** Empty where there is none. */
  readonly condition: string;
}

function dataRoleOf({ scope, permission, condition = "" }: GivenRole): DataRole {
  return { scope, dataActions: permission.dataActions ?? [], condition };
}

function assignedTo(principalId: string, store: Store): readonly (DataRole & { readonly role: string })[] {
  return store
    .ofType("Microsoft.Authorization/roleAssignments")
    .filter(({ body }) => textAt(body, "properties.principalId") === principalId)
    .map(({ body }) => {
      const role = textAt(body, "properties.roleDefinitionId").split("/").at(-1) ?? "";
      return {
        role,
        scope: textAt(body, "properties.scope"),
        dataActions: dataActionsOf(role, store),
        condition: textAt(body, "properties.condition"),
      };
    });
}

function isWithin(id: string, scope: string): boolean {
  return `${key(id)}/`.startsWith(`${key(scope)}/`);
}

const ACTION = String.raw`!\( ?ActionMatches\{'([^']+)'\} ?\)`;
const NAMED_CONTAINER = new RegExp(
  String.raw`^\( ?\( ?${ACTION}(?: AND ${ACTION})* ?\) OR ` +
    String.raw`\( ?@Resource\[Microsoft\.Storage/storageAccounts/blobServices/containers:name\] StringEquals '([^']*)' ?\) ?\)$`,
);

/**
 * Whether a condition lets an action be done in a container: it names actions and the one container that they may be done in, and
 * limits no other action. Case counts in the name.
 * learn.microsoft.com/azure/storage/blobs/storage-auth-abac-examples#example-read-write-or-delete-blobs-in-named-containers
 */
function isFulfilled(condition: string, action: string, container: string): boolean {
  const text = condition.replaceAll(/\s+/g, " ").trim();
  const name = NAMED_CONTAINER.exec(text)?.at(-1);
  if (name === undefined)
    throw new Error(`of conditions on blobs the stand-in knows those on the container, not ${condition}`);
  const named = [...text.matchAll(new RegExp(ACTION, "g"))].map(([, each = ""]) => each);
  return !named.some((each) => wildcard(each, "i").test(action)) || name === container;
}
