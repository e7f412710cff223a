import { builtInRoles } from "../../access/built-in-roles";
import { EVERY_PULL_REQUEST } from "../../azure/names/pull-request";
import { pipelineRoles } from "../../rights/pipeline-roles";
import { jobsOf, plainName } from "../pull-requests";
import type { AssignmentPlan, AssignmentScope, Job, RolePlan } from "./bootstrap-plan";
import { type DataRoleKey, dataRoles } from "./data-roles";
import { builtInPackageAssignment, packageAssignment, packageRole } from "./package-rights";

/** What the roles are named and scoped by. */
export interface RolesInput {
  readonly project: string;
  /** As `pipeline.json` names it. */
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

interface DataAssignment {
  readonly job: Job;
  readonly scope: AssignmentScope;
  readonly role: DataRoleKey;
}

/** Which data role each identity has on which container. */
const DATA: readonly DataAssignment[] = [
  { job: "plan", scope: "state container", role: "stateReader" },
  { job: "plan", scope: "plans container", role: "planWriter" },
  { job: "apply", scope: "state container", role: "stateWriter" },
  { job: "apply", scope: "plans container", role: "planReader" },
];

/** No plan is saved, and a state is deleted with its environment. */
const DATA_OF_PULL_REQUESTS: readonly DataAssignment[] = [
  { job: "apply", scope: "state container", role: "stateOwner" },
];

function dataOf(environment: string): readonly DataAssignment[] {
  return environment === EVERY_PULL_REQUEST ? DATA_OF_PULL_REQUESTS : DATA;
}

/** What the identity of a job has on the subscription, of those that are computed. */
function rightsOf<T>(
  environment: string,
  job: Job,
  { planner, applier, pullRequestApplier }: Readonly<Record<"applier" | "planner" | "pullRequestApplier", T>>,
): T {
  if (job === "plan") return planner;
  return environment === EVERY_PULL_REQUEST ? pullRequestApplier : applier;
}

function descriptionOf(environment: string, job: Job): string {
  if (job === "plan") return "Plans a backend of cdktf-azure-backend: reads Azure, and changes nothing.";
  return environment === EVERY_PULL_REQUEST
    ? "Deploys, releases and destroys pull requests of a backend of cdktf-azure-backend, and purges deleted key vaults."
    : "Deploys a backend of cdktf-azure-backend, and releases its code.";
}

/** Custom roles with the least rights that work, and who has them on what. */
export function customRoles(input: RolesInput): PlannedRoles {
  const { project, environment, accountName, subscriptionId, accountSubscriptionId } = input;
  const computed = pipelineRoles();
  const { condition } = computed;
  const jobs = jobsOf(environment);
  const data = dataOf(environment);
  const ofJobs = jobs.map((job): RolePlan => {
    const { actions, notActions, dataActions } = rightsOf(environment, job, computed);
    // Unique in the tenant: names of storage accounts are unique in Azure.
    const name = `Backend ${job} ${project} ${plainName(environment)} (${accountName})`;
    return {
      id: `${job}_role`,
      name,
      description: descriptionOf(environment, job),
      subscriptionId,
      actions,
      notActions,
      dataActions,
    };
  });
  const ofData = data.map(({ role }): RolePlan => {
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
    roles: [...ofJobs, ...ofData, packageRole(input)],
    assignments: [
      ...jobs.map((job): AssignmentPlan => ({
        id: `${job}_on_subscription`,
        job,
        scope: "subscription",
        role: `${job}_role`,
        ...(job === "apply" ? { condition } : {}),
        tooMuch: [],
      })),
      ...data.map(({ job, scope, role }): AssignmentPlan => ({
        id: dataIdOf(job, scope),
        job,
        scope,
        role: idOf(role),
        tooMuch: [],
      })),
      packageAssignment,
    ],
  };
}

/** The nearest built-in roles, where custom roles may not be created. */
export function builtInRolesInstead({ environment }: Pick<RolesInput, "environment">): PlannedRoles {
  const computed = pipelineRoles({ builtIn: true });
  const { condition } = computed;
  return {
    roles: [],
    assignments: [
      ...jobsOf(environment).flatMap((job) =>
        rightsOf(environment, job, computed).map(({ name, id, conditional, tooMuch }): AssignmentPlan => ({
          id: `${job}_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`,
          job,
          scope: "subscription",
          role: { name, id },
          ...(conditional ? { condition } : {}),
          tooMuch,
        })),
      ),
      ...dataOf(environment).map(({ job, scope, role }): AssignmentPlan => {
        const { name, tooMuch } = dataRoles[role].builtIn;
        return { id: dataIdOf(job, scope), job, scope, role: { name, id: builtInRoles[name].id }, tooMuch };
      }),
      builtInPackageAssignment(),
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
