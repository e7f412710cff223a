import { RoleAssignment, type RoleAssignmentConfig } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";

/** Who is granted something: an app, one of its slots, or people. */
export interface Principal {
  /** Begins the address of the assignments. */
  readonly id: string;
  readonly principalId: string;
  /** @default "ServicePrincipal", which a managed identity is */
  readonly type?: "ServicePrincipal" | "Group" | "User";
}

/** The role that a principal is given, and why. */
interface RoleGrant {
  /** Ends the address of the assignment. */
  readonly id: string;
  /** The role's built-in name. */
  readonly role: string;
  /** Whose resource it is on. */
  readonly service: string;
  readonly reason: string;
}

/** Applies the user's `transform` to an assignment. */
type TransformedRole = (
  name: "roleAssignments",
  id: string,
  config: RoleAssignmentConfig,
) => RoleAssignmentConfig;

/** An Azure role on one resource. */
export function buildRoleAssignment(
  scope: Construct,
  principal: Principal,
  grant: RoleGrant,
  resourceId: string,
  transformed: TransformedRole,
): RoleAssignment {
  const id = `${principal.id}_${grant.id}`;
  return new RoleAssignment(
    scope,
    id,
    transformed("roleAssignments", id, {
      scope: resourceId,
      roleDefinitionName: grant.role,
      principalId: principal.principalId,
      principalType: principal.type ?? "ServicePrincipal",
      description: `${grant.service}: ${grant.reason}`,
      // Another text would be another assignment: taken away and given again, which Azure takes minutes to spread.
      lifecycle: { ignoreChanges: ["description"] },
    }),
  );
}
