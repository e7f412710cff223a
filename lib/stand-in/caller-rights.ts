import { builtInRole, builtInRoleName } from "../access/built-in-roles";
import type { NeededAction } from "../rights/azure-action";
import { type Permission, isAllowed } from "../rights/permission";
import { requestActions } from "../rights/request-actions";
import { Refusal, type Request, type Response, ok } from "./exchange";
import { isObject, listAt, textAt } from "./json";
import { identity } from "./login";
import { key } from "./resource-path";
import type { Store } from "./store";

/** What a caller may do on a scope and below. */
export interface GivenRole {
  /** `/subscriptions/…`, a resource group or a resource. */
  readonly scope: string;
  readonly permission: Permission & { readonly dataActions?: readonly string[] };
  /** Of the assignment: which role assignments it may write and delete, or which container the blobs are in. */
  readonly condition?: string;
}

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const DEFINITIONS = "Microsoft.Authorization/roleDefinitions";

/** learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource */
export class CallerRights {
  /** Who is not in it may do everything, as an Owner does. */
  private readonly limited = new Map<string, readonly GivenRole[]>();

  constructor(private readonly store: Store) {}

  /** Lets a caller do what it is given here and by role assignments, and nothing else from now on. */
  limit(principalId: string, given: readonly GivenRole[]): void {
    this.limited.set(key(principalId), given);
  }

  /** Lets a caller do everything again. */
  free(principalId: string): void {
    this.limited.delete(key(principalId));
  }

  /** What a limited caller has beside its role assignments. */
  givenTo(caller: string): readonly GivenRole[] {
    return this.limited.get(key(caller)) ?? [];
  }

  /** Whether a caller may do something that no request to Azure Resource Manager asks for. */
  allows(caller: string, needed: NeededAction): boolean {
    return !this.limited.has(key(caller)) || this.may(caller, needed);
  }

  /** What a limited caller has on a scope: learn.microsoft.com/rest/api/authorization/permissions */
  answerPermissions({ method, path }: Request, caller: string): Response | undefined {
    const [, scope] = /^(.*)\/providers\/microsoft\.authorization\/permissions$/.exec(key(path)) ?? [];
    if (method !== "GET" || scope === undefined || !this.limited.has(key(caller))) return undefined;
    // A group that is not there yet has none of its own.
    if (scope.split("/").length === 5 && this.store.get(scope) === undefined) return undefined;
    const value = this.given(caller)
      .filter((each) => isWithin(scope, each.scope))
      .map(({ permission: { actions = [], notActions = [] } }) => ({
        actions,
        notActions,
        dataActions: [],
        notDataActions: [],
      }));
    return ok({ value });
  }

  /** @throws {@link Refusal} where a request takes a right that its caller does not have */
  check(request: Request, caller: string): void {
    if (!this.limited.has(key(caller))) return;
    // How far an operation is: of the stand-in's own, no right of Azure's.
    if (key(request.path).includes("/providers/microsoft.standin/")) return;
    const needed = requestActions(request);
    if (needed === undefined) return;
    const { own, deployed, linked } = needed;
    if (!this.may(caller, own)) throw refusal(caller, own);
    if (!this.fulfils(caller, request, own)) throw unfulfilled(caller, own);
    for (const each of deployed) if (!this.may(caller, each)) throw notDeployed(caller, each);
    const missing = linked.filter((each) => !this.may(caller, each));
    if (missing.length > 0) throw notLinked(caller, own, missing);
  }

  private may(caller: string, { action, scope }: NeededAction): boolean {
    return isAllowed(this.permissionsOn(caller, scope), action);
  }

  private permissionsOn(caller: string, scope: string): readonly Permission[] {
    return this.given(caller)
      .filter((each) => isWithin(scope, each.scope))
      .map(({ permission }) => permission);
  }

  /** Of several assignments that allow it, one without a condition or with a fulfilled one is enough. */
  private fulfils(caller: string, request: Request, { action, scope }: NeededAction): boolean {
    const [, verb] = /^microsoft\.authorization\/roleassignments\/(write|delete)$/i.exec(action) ?? [];
    if (verb === undefined) return true;
    const role =
      verb === "write"
        ? textAt(request.body, "properties.roleDefinitionId")
        : textAt(this.store.get(request.path)?.body, "properties.roleDefinitionId");
    return this.given(caller)
      .filter((each) => isWithin(scope, each.scope) && isAllowed([each.permission], action))
      .some(({ condition }) => condition === undefined || fulfilled(condition, verb, role));
  }

  private given(caller: string): readonly GivenRole[] {
    const assigned = this.store
      .ofType(ASSIGNMENTS)
      .filter(({ body }) => key(textAt(body, "properties.principalId")) === key(caller))
      .map(({ id, body }): GivenRole => {
        const condition = textAt(body, "properties.condition");
        return {
          scope: id.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/i, ""),
          permission: this.permissionOf(textAt(body, "properties.roleDefinitionId")),
          ...(condition === "" ? {} : { condition }),
        };
      });
    return [...this.givenTo(caller), ...assigned];
  }

  /** Of a custom role that is there, or of Azure's own. */
  private permissionOf(roleDefinitionId: string): Permission {
    const name = key(roleDefinitionId).split("/").at(-1) ?? "";
    const custom = this.store.ofType(DEFINITIONS).find((each) => key(each.name) === name);
    const [permission] = listAt(custom?.body, "properties.permissions").filter(isObject);
    if (permission !== undefined)
      return {
        actions: listAt(permission, "actions").map(String),
        notActions: listAt(permission, "notActions").map(String),
      };
    const builtIn = builtInRole(builtInRoleName(name) ?? "");
    if (builtIn === undefined) throw new Error(`the stand-in does not know what the role ${name} allows`);
    return builtIn;
  }
}

/** The id itself, or anything below. */
function isWithin(id: string, scope: string): boolean {
  return key(scope) === "/" || key(id) === key(scope) || key(id).startsWith(`${key(scope)}/`);
}

/**
 * Whether a condition lets a role be given or taken: it names the roles by their ids, for each of both.
 * learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples#example-constrain-roles
 */
function fulfilled(condition: string, verb: string, roleDefinitionId: string): boolean {
  const source = verb === "write" ? "Request" : "Resource";
  const [, ids] =
    new RegExp(
      `ActionMatches\\{'Microsoft\\.Authorization/roleAssignments/${verb}'\\}\\)\\) OR ` +
        `\\(@${source}\\[Microsoft\\.Authorization/roleAssignments:RoleDefinitionId\\] ` +
        "ForAnyOfAnyValues:GuidEquals \\{([^}]*)\\}",
    ).exec(condition) ?? [];
  if (ids === undefined)
    throw new Error(`the stand-in knows conditions on roles alone, and this is another one: ${condition}`);
  const role = key(roleDefinitionId).split("/").at(-1) ?? "";
  return ids.split(",").some((id) => key(id.trim()) === role);
}

function client(caller: string): string {
  return `The client '${identity.clientId}' with object id '${caller}'`;
}

/** learn.microsoft.com/azure/role-based-access-control/troubleshooting */
function refusal(caller: string, { action, scope }: NeededAction): Refusal {
  return forbidden(
    "AuthorizationFailed",
    `${client(caller)} does not have authorization to perform action '${action}' over scope '${scope}' or the scope is ` +
      "invalid. If access was recently granted, please refresh your credentials.",
  );
}

/** As Azure has it in github.com/Azure/enterprise-azure-policy-as-code, Scripts/Helpers/RestMethods */
function unfulfilled(caller: string, { action, scope }: NeededAction): Refusal {
  return forbidden(
    "AuthorizationFailed",
    `${client(caller)} has an authorization with ABAC condition that is not fulfilled to perform action '${action}' over ` +
      `scope '${scope}'.`,
  );
}

/** learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-template */
function notDeployed(caller: string, { action, scope }: NeededAction): Refusal {
  const type = action.split("/").slice(0, -1).join("/");
  return forbidden(
    "InvalidTemplateDeployment",
    `Deployment failed with multiple errors: 'Authorization failed for template resource of type '${type}'. ` +
      `${client(caller)} does not have permission to perform action '${action}' at scope '${scope}'.'`,
  );
}

/** learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/linkedauthorizationfailed-error */
function notLinked(caller: string, own: NeededAction, missing: readonly NeededAction[]): Refusal {
  const list = (values: readonly string[]): string => [...new Set(values)].join(",");
  return forbidden(
    "LinkedAuthorizationFailed",
    `${client(caller)} has permission to perform action '${own.action}' on scope '${own.scope}'; however, it does not have ` +
      `permission to perform action(s) '${list(missing.map(({ action }) => action))}' on the linked scope(s) ` +
      `'${list(missing.map(({ scope }) => scope))}' (respectively) or the linked scope(s) are invalid.`,
  );
}

function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, code, message);
}
