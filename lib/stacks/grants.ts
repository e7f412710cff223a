import { escapeTerraform } from "../kit/escape";
import { buildRoleAssignment } from "../kit/role-assignment";
import { serviceNamed } from "../services";
import { appsOf } from "./apps";
import { type WorkloadsBuild, contextOf } from "./workloads-context";

/** Every grant for the app and for each slot, which is a principal of its own. */
export function buildGrants(build: WorkloadsBuild): void {
  const { stack, plan, built, transformed } = build;
  const apps = appsOf(built);
  // The host's identity has its roles before there is an app.
  for (const grant of plan.grants.filter(({ to }) => to === undefined)) {
    const service = serviceNamed(grant.service);
    const context = contextOf(build, grant.service);
    const scope = service.scopes?.(context)[grant.on];
    if (scope === undefined) throw new Error(`${grant.service} has no scope "${grant.on}"`);
    const resourceId = `${scope}${escapeTerraform(grant.below ?? "")}`;
    for (const principal of apps)
      if (service.ownRoles === undefined)
        buildRoleAssignment(stack, principal, grant, resourceId, transformed);
      else service.ownRoles.assign(context, grant, principal, resourceId);
  }
}
