import { type BuiltInRole, builtInRole } from "../access/built-in-roles";
import type { AssignedRole } from "./least-rights";
import { type Permission, isAllowed } from "./permission";

/** A built-in role in place of a custom one. */
export interface NearestRole extends AssignedRole {
  /** Whether it has to be assigned with the condition: it lets roles be assigned. */
  readonly conditional: boolean;
  /** What it gives beside what is needed, as lines to print. */
  readonly tooMuch: readonly string[];
}

/** learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const LOCKS_CONTRIBUTOR: BuiltInRole = {
  id: "28bf596f-4eb7-45ce-b5bc-6cf482fec137",
  actions: [
    "Microsoft.Authorization/locks/read",
    "Microsoft.Authorization/locks/write",
    "Microsoft.Authorization/locks/delete",
  ],
  notActions: [],
  dataActions: [],
  notDataActions: [],
};

/** From the narrowest to the broadest: each is taken where it gives what those before it do not. */
const CANDIDATES = [
  "Reader",
  "Locks Contributor",
  "Role Based Access Control Administrator",
  "Contributor",
] as const;

/**
 * The built-in roles that together allow the actions. Less than Contributor is no set of fewer than seven roles that each change a
 * service: Azure has no built-in role that only reads settings and keys of all of them.
 */
export function nearestRoles(needed: readonly string[]): readonly NearestRole[] {
  const taken: Named[] = [];
  for (const candidate of CANDIDATES.map(named)) {
    const missing = needed.filter((action) => !isAllowed(taken, action));
    if (missing.some((action) => isAllowed([candidate], action))) taken.push(candidate);
  }
  const missing = needed.filter((action) => !isAllowed(taken, action));
  if (missing.length > 0) throw new Error(`no built-in role allows ${missing.join(", ")}`);
  return withoutImplied(taken, needed).map(({ name, id, actions, notActions }) => ({
    name,
    id,
    conditional: isAllowed([{ actions, notActions }], "Microsoft.Authorization/roleAssignments/write"),
    tooMuch: tooMuch({ actions, notActions }, needed),
  }));
}

interface Named extends BuiltInRole {
  readonly name: string;
}

function named(name: (typeof CANDIDATES)[number]): Named {
  const role = name === "Locks Contributor" ? LOCKS_CONTRIBUTOR : builtInRole(name);
  if (role === undefined) throw new Error(`the built-in role ${name} is not known`);
  return { name, ...role };
}

/** A role goes whose every needed action another one allows. */
function withoutImplied(taken: readonly Named[], needed: readonly string[]): readonly Named[] {
  return taken.reduce<readonly Named[]>((left, role) => {
    const others = left.filter((each) => each !== role);
    return needed.every((action) => !isAllowed([role], action) || isAllowed(others, action)) ? others : left;
  }, taken);
}

/** One line for each pattern of a role that allows more than is needed. */
function tooMuch(
  { actions = [], notActions = [] }: Permission,
  needed: readonly string[],
): readonly string[] {
  const asked = new Set(needed.map((action) => action.toLowerCase()));
  return actions
    .filter((pattern) => pattern.includes("*") || !asked.has(pattern.toLowerCase()))
    .flatMap((pattern) => inWords(pattern, notActions));
}

function inWords(pattern: string, notActions: readonly string[]): readonly string[] {
  switch (pattern) {
    case "*":
      return [
        "creates, changes and deletes resources of every type, in every resource group below its scope",
        "reads keys and secrets of every resource that lists them",
        ...(notActions.length > 0 ? [`everything but ${notActions.join(", ")}`] : []),
      ];
    case "*/read":
      return ["reads every resource, of every type"];
    case "Microsoft.Support/*":
      return ["creates and changes support requests"];
    default:
      return [pattern.includes("*") ? `all of ${pattern}` : pattern];
  }
}
