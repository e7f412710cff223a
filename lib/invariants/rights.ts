import { appIdentities, isGranted } from "../services/function-app/app-identities";
import { escapeTerraform } from "../kit/escape";
import type { GrantPlan } from "../services/contract/grant-plan";
import type { BackendPlan } from "../decide/backend-plan";
import type { Fault, Invariant, Subject } from "./invariant";
import type { WrittenBlock } from "./written-stack";

/** Types that give an identity a role. */
const ASSIGNMENT = /^azurerm_(?:role_assignment|cosmosdb_sql_role_assignment)$/;

export const roleAssignmentsOnce: Invariant = {
  holds: "No role is given twice to one identity at one scope",
  check: ({ own }) => {
    const seen = new Map<string, string>();
    return Object.values(own).flatMap((stack) =>
      stack.resources
        .filter(({ type }) => ASSIGNMENT.test(type))
        .flatMap(({ address, type, body }): readonly Fault[] => {
          const { scope, principal_id: principal } = body;
          const role = body["role_definition_name"] ?? body["role_definition_id"];
          const key = JSON.stringify([stack.id, type, scope, role, principal]).toLowerCase();
          const first = seen.get(key);
          if (first === undefined) {
            seen.set(key, address);
            return [];
          }
          return [
            {
              stack: stack.id,
              address,
              what: `gives the same role at the same scope to the same identity as ${first}`,
              fix: "remove one of them: Azure refuses the second with 409 RoleAssignmentExists",
            },
          ];
        }),
    );
  },
};

export const rolesInPlan: Invariant = {
  holds:
    "The identities of the app and its slots have the roles that the plan grants, and the library assigns them no other",
  check: (subject) => {
    const { workloads } = subject.own;
    const assigned = workloads.resources.filter(({ type }) => ASSIGNMENT.test(type));
    const stack = workloads.id;
    return principalsOf(subject).flatMap((principal, _index, all) => {
      const grants = grantsOf(subject.backend.plan, principal);
      const own = assigned.filter(
        (each) => longest(all, nameOf(each))?.id === principal.id && nameOf(each) !== principal.id,
      );
      const wrong = own.flatMap((each) => {
        const grant = grants.find(({ id }) => nameOf(each) === `${principal.id}_${id}`);
        return faultsOf(each, grant, principal).map((fault) => ({ stack, address: each.address, ...fault }));
      });
      const given = new Set(own.map(nameOf));
      const missing = grants
        .filter(({ id, plane }) => PLANES.has(plane) && !given.has(`${principal.id}_${id}`))
        .map(({ role }) => ({
          stack,
          address: principal.address,
          what: `is not given the role ${role}, which the plan grants`,
          fix: "take out the override that removes its role assignment",
        }));
      return [...wrong, ...missing];
    });
  },
};

/** What is a resource of the types above. */
const PLANES: ReadonlySet<string> = new Set(["azure", "cosmos"]);

interface AppPrincipal {
  /** Begins the names of its role assignments. */
  readonly id: string;
  readonly address: string;
}

const APP = /^azurerm_(?:(?:windows|linux)_function_app(?:_slot)?|function_app_flex_consumption)$/;

/** The function app and its slots. */
function principalsOf({ own }: Subject): readonly AppPrincipal[] {
  return own.workloads.resources
    .filter((each) => APP.test(each.type) && /^(?:function_app(?:_|$)|further_app_)/.test(nameOf(each)))
    .map((each) => ({ id: nameOf(each), address: each.address }));
}

function grantsOf(
  { grants, services: { functionApp } }: BackendPlan,
  { id }: AppPrincipal,
): readonly GrantPlan[] {
  const identity = appIdentities(functionApp).find((each) => each.id === id);
  return grants.filter(
    (grant) => grant.to === undefined && (identity === undefined || isGranted(functionApp, identity, grant)),
  );
}

/** A slot's assignments begin with the name of the app's too. */
function longest(all: readonly AppPrincipal[], name: string): AppPrincipal | undefined {
  const fitting = all.filter(({ id }) => name.startsWith(`${id}_`));
  return fitting.reduce<AppPrincipal | undefined>(
    (best, each) => (best !== undefined && best.id.length > each.id.length ? best : each),
    undefined,
  );
}

function nameOf({ address }: WrittenBlock): string {
  return address.slice(address.indexOf(".") + 1);
}

function faultsOf(
  { body }: WrittenBlock,
  grant: GrantPlan | undefined,
  principal: AppPrincipal,
): readonly Pick<Fault, "what" | "fix">[] {
  if (grant === undefined)
    return [
      {
        what: "gives the app a role that the plan does not grant",
        fix: "let a component ask for it with access, or give your construct an id that does not begin with function_app_",
      },
    ];
  const fix = "take the change out of the transform or override of roleAssignments";
  const { role_definition_name: role, principal_id: to, scope } = body;
  return [
    ...(role !== undefined && role !== grant.role
      ? [{ what: `gives ${JSON.stringify(role)}, and the plan grants ${JSON.stringify(grant.role)}`, fix }]
      : []),
    ...(typeof to === "string" && !to.includes(`${principal.address}.`)
      ? [{ what: `gives the role to ${to}, and not to ${principal.address}`, fix }]
      : []),
    ...(typeof scope === "string" && !scope.endsWith(escapeTerraform(grant.below ?? ""))
      ? [{ what: `is at the scope ${scope}, and the plan grants it on ${grant.on}${grant.below ?? ""}`, fix }]
      : []),
  ];
}
