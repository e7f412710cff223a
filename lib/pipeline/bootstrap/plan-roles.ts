import { builtInRoles } from "../../access/built-in-roles";
import type { NearestRole } from "../../rights/nearest-roles";
import { type PipelineRole, pipelineRoles } from "../../rights/pipeline-roles";
import { type AssignmentPlan, type AssignmentScope, type Job, type RolePlan, jobs } from "./bootstrap-plan";
import { type DataRoleKey, dataRoles } from "./data-roles";

/** What the roles are named and scoped by. */
export interface RolesInput {
  readonly project: string;
  readonly environment: string;
  readonly accountName: string;
  /** Of the environment, and of the account. */
  readonly subscriptionId: string;
  readonly accountSubscriptionId: string;
}

export interface PlannedRoles {
  readonly roles: readonly RolePlan[];
  readonly assignments: readonly AssignmentPlan[];
}

/** Which data role each identity has on which container. */
const DATA: readonly { readonly job: Job; readonly scope: AssignmentScope; readonly role: DataRoleKey }[] = [
  { job: "plan", scope: "state container", role: "stateReader" },
  { job: "plan", scope: "plans container", role: "planWriter" },
  { job: "apply", scope: "state container", role: "stateWriter" },
  { job: "apply", scope: "plans container", role: "planReader" },
];

const DESCRIPTIONS: Readonly<Record<Job, string>> = {
  plan: "Plans a backend of cdktf-azure-backend: reads Azure, and changes nothing.",
  apply: "Deploys a backend of cdktf-azure-backend.",
};

/** Custom roles with the least rights that work, and who has them on what. */
export function customRoles(input: RolesInput): PlannedRoles {
  const { project, environment, accountName, subscriptionId, accountSubscriptionId } = input;
  const { planner, applier, condition } = pipelineRoles();
  const own: Readonly<Record<Job, PipelineRole>> = { plan: planner, apply: applier };
  const ofJobs = jobs.map((job): RolePlan => {
    const { actions, notActions, dataActions } = own[job];
    // Unique in the tenant: names of storage accounts are unique in Azure.
    const name = `Backend ${job} ${project} ${environment} (${accountName})`;
    return {
      id: `${job}_role`,
      name,
      description: DESCRIPTIONS[job],
      subscriptionId,
      actions,
      notActions,
      dataActions,
    };
  });
  const ofData = DATA.map(({ role }): RolePlan => {
    const { name, description, dataActions } = dataRoles[role];
    return {
      id: idOf(role),
      name: `${name} (${accountName})`,
      description,
      subscriptionId: accountSubscriptionId,
      actions: [],
      notActions: [],
      dataActions,
    };
  });
  return {
    roles: [...ofJobs, ...ofData],
    assignments: [
      ...jobs.map((job): AssignmentPlan => ({
        id: `${job}_on_subscription`,
        job,
        scope: "subscription",
        role: `${job}_role`,
        ...(job === "apply" ? { condition } : {}),
        tooMuch: [],
      })),
      ...DATA.map(({ job, scope, role }): AssignmentPlan => ({
        id: dataIdOf(job, scope),
        job,
        scope,
        role: idOf(role),
        tooMuch: [],
      })),
    ],
  };
}

/** The nearest built-in roles, where custom roles may not be created. */
export function builtInRolesInstead(): PlannedRoles {
  const { planner, applier, condition } = pipelineRoles({ builtIn: true });
  const own: Readonly<Record<Job, readonly NearestRole[]>> = { plan: planner, apply: applier };
  return {
    roles: [],
    assignments: [
      ...jobs.flatMap((job) =>
        own[job].map(({ name, id, conditional, tooMuch }): AssignmentPlan => ({
          id: `${job}_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`,
          job,
          scope: "subscription",
          role: { name, id },
          ...(conditional ? { condition } : {}),
          tooMuch,
        })),
      ),
      ...DATA.map(({ job, scope, role }): AssignmentPlan => {
        const { name, tooMuch } = dataRoles[role].builtIn;
        return { id: dataIdOf(job, scope), job, scope, role: { name, id: builtInRoles[name].id }, tooMuch };
      }),
    ],
  };
}

/** `stateReader` as Terraform names it. */
function idOf(role: DataRoleKey): string {
  return `${role.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}_role`;
}

function dataIdOf(job: Job, scope: AssignmentScope): string {
  return `${job}_on_${scope === "state container" ? "state" : "plans"}`;
}
