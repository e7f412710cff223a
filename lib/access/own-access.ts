import { COSMOS_ROLES } from "../services/cosmos/data-roles";
import type { RoleActions } from "../services/contract/role-actions";
import { builtInRole, builtInRoleName } from "./built-in-roles";
import { ASSIGNMENT_TYPES } from "./library-assignments";
import { allowEverythingOf } from "./right-order";

/** A resource of Terraform's plan, as far as it is read here. */
export interface AssignmentChange {
  /** `azurerm_role_assignment.auditors` */
  readonly address: string;
  readonly mode: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** What a construct of the user's own gives or takes. */
export interface OwnAccess {
  readonly address: string;
  readonly change: "gained" | "lost" | "changed";
  /** The id of the principal, in Entra. */
  readonly who: string;
  readonly may: readonly string[];
  readonly on: string;
  readonly grows: boolean;
  /** Set where the library does not know what it allows: `custom role: not judged`. */
  readonly notJudged?: string;
}

/** What is given on one side of a change. */
interface Side {
  readonly who: string;
  readonly may: readonly string[];
  readonly on: string;
  readonly allows?: RoleActions;
  /** Nothing is left out where there is none. */
  readonly condition?: string;
}

const UNKNOWN = "known after apply";

/**
 * What changes of the access that the user's own constructs give, which no plan of the library knows.
 *
 * @param changes - `resource_changes` of Terraform's plan of a stack, as JSON
 * @param known - addresses of the library's own assignments, `libraryAssignments`
 */
export function ownAccess(
  changes: readonly AssignmentChange[],
  known: ReadonlySet<string>,
): readonly OwnAccess[] {
  return changes
    .filter(({ address, mode }) => mode === "managed" && !known.has(address))
    .flatMap(({ address, change }) => {
      const read = READERS[typeOf(address)];
      if (read === undefined || change.actions.every((action) => ["no-op", "read"].includes(action)))
        return [];
      return ownChange(
        address,
        change.before === null ? undefined : read(change.before),
        change.after === null ? undefined : read(change.after),
      );
    })
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}

function ownChange(address: string, before: Side | undefined, after: Side | undefined): readonly OwnAccess[] {
  const side = after ?? before;
  if (side === undefined) return [];
  const { who, may, on, allows } = side;
  const change = before === undefined ? "gained" : after === undefined ? "lost" : "changed";
  return [
    {
      address,
      change,
      who,
      may,
      on,
      grows: after !== undefined && !(before !== undefined && isWithin(after, before)),
      ...(allows === undefined ? { notJudged: "custom role: not judged" } : {}),
    },
  ];
}

/** Whether the same principal may do no more than before, on the same thing or below it. */
function isWithin(after: Side, before: Side): boolean {
  const isKnown = [after.who, after.on, ...after.may].every((each) => each !== UNKNOWN);
  const sameRole = JSON.stringify(after.may) === JSON.stringify(before.may);
  const narrower =
    after.allows !== undefined &&
    before.allows !== undefined &&
    allowEverythingOf([before.allows], after.allows);
  return (
    isKnown &&
    after.who === before.who &&
    `${after.on}/`.toLowerCase().startsWith(`${before.on}/`.toLowerCase()) &&
    (before.condition === undefined || before.condition === after.condition) &&
    (sameRole || narrower)
  );
}

/** Of `module.shared.azurerm_role_assignment.auditors[0]` the type. */
function typeOf(address: string): string {
  const [type = ""] = address.replace(/^(module\.[^.]+\.)*/, "").split(".");
  return type;
}

type Attributes = Readonly<Record<string, unknown>>;

const READERS: Readonly<Partial<Record<string, (attributes: Attributes) => Side>>> = {
  [ASSIGNMENT_TYPES.azure]: (attributes) => {
    const id = textOf(attributes, "role_definition_id");
    const name =
      typeof attributes["role_definition_name"] === "string"
        ? attributes["role_definition_name"]
        : (builtInRoleName(id) ?? id);
    const { condition } = attributes;
    return {
      who: textOf(attributes, "principal_id"),
      may: [name],
      on: textOf(attributes, "scope"),
      ...allowed(builtInRole(name)),
      ...(typeof condition === "string" && condition !== "" ? { condition } : {}),
    };
  },
  [ASSIGNMENT_TYPES.cosmos]: (attributes) => {
    const id = textOf(attributes, "role_definition_id");
    const found = Object.entries(COSMOS_ROLES).find(([, role]) => id.toLowerCase().endsWith(`/${role.id}`));
    return {
      who: textOf(attributes, "principal_id"),
      may: [found?.[0] ?? id],
      on: textOf(attributes, "scope"),
      ...allowed(found?.[1]),
    };
  },
  [ASSIGNMENT_TYPES.keyVault]: (attributes) => {
    const may = ["certificate", "key", "secret", "storage"].flatMap((kind) =>
      listOf(attributes, `${kind}_permissions`).map((permission) => `${kind} ${permission.toLowerCase()}`),
    );
    return {
      who: textOf(attributes, "object_id"),
      may,
      on: textOf(attributes, "key_vault_id"),
      allows: { actions: [], notActions: [], dataActions: may, notDataActions: [] },
    };
  },
};

function allowed(role: RoleActions | undefined): { readonly allows?: RoleActions } {
  return role === undefined ? {} : { allows: role };
}

function textOf(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? value : UNKNOWN;
}

function listOf(attributes: Attributes, name: string): readonly string[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").sort() : [];
}
