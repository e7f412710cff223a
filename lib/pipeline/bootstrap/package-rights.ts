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

interface PackageRights {
  readonly roles: readonly RolePlan[];
  readonly assignments: readonly AssignmentPlan[];
}

/**
 * What a release needs for its packages, beside the rights on the app. The account of packages is not there yet, so the role is
 * assigned on the subscription: the condition leaves every other container out.
 */
export function packageRights({
  project,
  environment,
  accountName,
  subscriptionId,
}: PackageRightsInput): PackageRights {
  const { name, description, dataActions } = dataRoles.packageWriter;
  const role: RolePlan = {
    id: ID,
    // Of one environment: another one may be in another subscription, and names are unique in the tenant.
    name: `${name} ${project} ${plainName(environment)} (${accountName})`,
    description,
    subscriptionId,
    actions: [],
    notActions: [],
    dataActions,
  };
  return { roles: [role], assignments: [assigned(ID, dataActions, [])] };
}

/** The built-in role in its place. */
export function builtInPackageRights(): PackageRights {
  const { name, tooMuch } = dataRoles.packageWriter.builtIn;
  const { id, dataActions } = builtInRoles[name];
  return { roles: [], assignments: [assigned({ name, id }, dataActions, tooMuch)] };
}

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
