import { escapeTerraform } from "../kit/escape";
import { type Principal, buildRoleAssignment } from "../kit/role-assignment";
import { serviceNamed } from "../services";
import type { GrantPlan } from "../services/contract/grant-plan";
import { appsOf } from "./apps";
import { type WorkloadsBuild, contextOf } from "./workloads-context";

/** Every grant for the app, for each slot, which is a principal of its own, and for people. */
export function buildGrants(build: WorkloadsBuild): void {
  const apps = appsOf(build);
  // The host's identity has its roles before there is an app.
  for (const grant of build.plan.grants.filter(({ to }) => to === undefined))
    buildGrant(
      build,
      grant,
      apps.filter((app) => app.has(grant)),
    );
  for (const { scope, roleId, role, reason, plane, principal } of build.plan.services.people.grants)
    buildGrant(build, { ...scope, id: roleId, role, reason, plane }, [principal]);
}

function buildGrant(build: WorkloadsBuild, grant: GrantPlan, principals: readonly Principal[]): void {
  const service = serviceNamed(grant.service);
  const context = contextOf(build, grant.service);
  const scope = service.scopes?.(context)[grant.on];
  if (scope === undefined) throw new Error(`${grant.service} has no scope "${grant.on}"`);
  const resourceId = `${scope}${escapeTerraform(grant.below ?? "")}`;
  for (const principal of principals)
    if (service.ownRoles === undefined)
      buildRoleAssignment(build.stack, principal, grant, resourceId, build.transformed);
    else service.ownRoles.assign(context, grant, principal, resourceId);
}
