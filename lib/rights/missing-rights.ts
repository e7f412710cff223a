import { isAllowed } from "./permission";
import { pipelineRoles } from "./pipeline-roles";

const ASSIGNMENT = /^Microsoft\.Authorization\/roleAssignments\/(?:write|delete)$/i;

/** Says which actions a login lacks, and who gives them. */
export function missingRights(missing: readonly string[]): string {
  return `The login lacks ${missing.join(", ")}: ${fixFor(missing)}. See docs/guides/permissions.md.`;
}

function fixFor(missing: readonly string[]): string {
  const { planner, applier, pullRequestApplier } = pipelineRoles();
  if (missing.some((action) => ASSIGNMENT.test(action)))
    return (
      "it may assign and remove only the roles in the condition of its own role. Of a pipeline, bootstrap updates role and " +
      "condition; another role has to be assigned by another identity"
    );
  if (missing.every((action) => isAllowed([planner], action)))
    return "the roles that pipelineRoles computes have it; of a pipeline, bootstrap updates them";
  if (missing.every((action) => isAllowed([applier], action)))
    return "the role of the identity that applies has it, and that of the one that plans does not; of a pipeline, bootstrap updates them";
  if (missing.every((action) => isAllowed([pullRequestApplier], action)))
    return "the role of the identity that deploys pull requests has it: bootstrap --environment 'pr-*' creates both";
  return "no role that pipelineRoles computes has it, since the library creates nothing that takes it: give the login a role with it";
}
