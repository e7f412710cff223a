import type { RoleActions } from "../services/contract/role-actions";
import table from "./built-in-roles.json";

/** A role of Azure's own, with the id that it has in every tenant. */
export interface BuiltInRole extends RoleActions {
  readonly id: string;
}

type BuiltInRoleName = keyof typeof table.roles;

/** Every role that the library assigns, and others that are often assigned beside a backend. */
export const builtInRoles: Readonly<Record<BuiltInRoleName, BuiltInRole>> = table.roles;

/** Undefined for a role that is not in the table, such as a custom one. */
export function builtInRole(name: string): BuiltInRole | undefined {
  return Object.hasOwn(builtInRoles, name) ? builtInRoles[name as BuiltInRoleName] : undefined;
}

/** The name of a built-in role by its id, which may follow its scope. */
export function builtInRoleName(id: string): string | undefined {
  const last = id.slice(id.lastIndexOf("/") + 1).toLowerCase();
  return Object.entries(builtInRoles).find(([, role]) => role.id === last)?.[0];
}
