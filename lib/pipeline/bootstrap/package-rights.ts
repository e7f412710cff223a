import { builtInRoles } from "../../access/built-in-roles";
import { containerCondition } from "../../rights/container-condition";
import { PACKAGE_CONTAINER } from "../../services/storage/package-container";
import { plainName } from "../pull-requests";
import type { AssignmentPlan, RolePlan } from "./bootstrap-plan";
import { dataRoles } from "./data-roles";

const ID = "package_writer_role";

/** What the role is named and scoped by: see plan-roles.ts. */
interface PackageRightsInput {
  readonly project: string;
  /** As `pipeline.json` names it. */
  readonly environment: string;
  readonly accountName: string;
  /** Of the environment. */
  readonly subscriptionId: string;
}

/** A role that reads and writes packages, for one environment. */
export function packageRole({
  project,
  environment,
  accountName,
  subscriptionId,
}: PackageRightsInput): RolePlan {
  const { name, description, dataActions } = dataRoles.packageWriter;
  return {
    id: ID,
    // Of one environment: another one may be in another subscription, and names are unique in the tenant.
    name: `${name} ${project} ${plainName(environment)} (${accountName})`,
    description,
    subscriptionId,
    actions: [],
    notActions: [],
    dataActions,
  };
}

/** That role for the identity that applies. */
export const packageAssignment = assigned(ID, dataRoles.packageWriter.dataActions, []);

/** The built-in role in its place. */
export function builtInPackageAssignment(): AssignmentPlan {
  const { name, tooMuch } = dataRoles.packageWriter.builtIn;
  const { id, dataActions } = builtInRoles[name];
  return assigned({ name, id }, dataActions, tooMuch);
}

/**
 * What a release needs for its packages, beside the rights on the app. The account of packages is not there yet, so the role is
 * assigned on the subscription: the condition leaves every other container out.
 */
function assigned(
  role: AssignmentPlan["role"],
  dataActions: readonly string[],
  tooMuch: readonly string[],
): AssignmentPlan {
  return {
    id: "apply_on_packages",
    job: "apply",
    scope: "subscription",
    role,
    condition: containerCondition(PACKAGE_CONTAINER, dataActions),
    tooMuch,
  };
}
