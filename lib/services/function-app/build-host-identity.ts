import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import { buildRoleAssignment } from "../../kit/role-assignment";
import type { GrantPlan } from "../contract/grant-plan";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import { HOST_IDENTITY } from "./resources";

/** The identity by which an app reads the connection string of its host, and what it has to wait for. */
export interface HostIdentity {
  readonly identity: UserAssignedIdentity;
  readonly after: readonly TerraformResource[];
}

/** The app reads the secret while it is made, when its own identity has no rights yet. */
export function buildHostIdentity(
  scope: Construct,
  place: Place,
  name: string,
  vault: { readonly id: string; readonly grants: readonly GrantPlan[] },
  transformed: Transformed,
): HostIdentity {
  const identity = new UserAssignedIdentity(
    scope,
    HOST_IDENTITY,
    transformed("hostIdentity", HOST_IDENTITY, { ...place, name }),
  );
  const principal = { id: HOST_IDENTITY, principalId: identity.principalId };
  const after = vault.grants.map((grant) => {
    const resourceId = `${vault.id}${escapeTerraform(grant.below ?? "")}`;
    return buildRoleAssignment(scope, principal, grant, resourceId, transformed);
  });
  return { identity, after };
}
