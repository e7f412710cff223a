import type { Need } from "../../components/needs";
import type { Origin } from "../../components/requirements";
import type { ExistingResource } from "./existing-resource";
import { constructId } from "../../kit/construct-id";
import type { Grant } from "./grant";

/** Where the grants of one kind of thing are, and what each action needs. */
export interface GrantRules<Action extends string, Scope extends string> {
  /** The built-in roles that an action needs, and no more. */
  readonly roles: Readonly<Record<Action, readonly string[]>>;
  /** One of the service's scopes. */
  readonly on: Scope;
  /** The rest of the id of the thing of that name. */
  readonly below: (name: string) => string;
}

/**
 * What components may do, each grant on the one thing that was declared: two that need the same of it share a grant,
 * since Azure has one assignment for an identity, a role and a scope.
 */
export function componentGrants<Action extends string, Scope extends string>(
  requirements: readonly (Need<Action> & Origin)[],
  { roles, on, below }: GrantRules<Action, Scope>,
): readonly Grant<Scope>[] {
  const grants = new Map<string, Grant<Scope>>();
  // In one order, however the components are passed.
  const ordered = [...requirements].sort(
    ({ component: one }, { component: other }) => Number(one > other) - Number(one < other),
  );
  for (const { name, action, reason, component, by } of ordered)
    for (const role of roles[action]) {
      const id = constructId(role.replace("DB Built-in ", "").replaceAll(" ", "_").toLowerCase(), name);
      const known = grants.get(id);
      const uses = [...(known?.uses ?? []), { component, path: by, reason }];
      grants.set(id, { id, role, on, below: below(name), uses, reason: reasonOf(uses) });
    }
  return [...grants.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Grants on an existing resource: its owner may give them instead. */
export function leftToOwner<Scope extends string>(
  existing: ExistingResource | undefined,
  grants: readonly Grant<Scope>[],
): readonly Grant<Scope>[] {
  return existing?.roleAssignments === false
    ? grants.map((grant) => ({ ...grant, leftToOwnerOf: existing.option }))
    : grants;
}

/** Azure keeps 1,024 characters of a description; the rest is in the report of grants. */
const LONGEST_REASON = 500;

function reasonOf(uses: NonNullable<Grant["uses"]>): string {
  const given = uses.map(({ component, reason }) => `${component} ${reason}`);
  let text = given[0] ?? "";
  for (const [index, next] of given.slice(1).entries()) {
    const longer = `${text}; ${next}`;
    if (longer.length > LONGEST_REASON) return `${text}; and ${given.length - index - 1} more`;
    text = longer;
  }
  return text;
}
