import type { RegionName } from "../../azure/regions";
import type { Tags } from "../../azure/names/tags";
import type { ProviderPlan } from "../../provider/provider-plan";
import type { AssignedRole } from "../../rights/least-rights";
import type { LoginJob } from "../pull-requests";

/** A job of a pipeline logs in as an identity of its own. */
export type Job = LoginJob;

/** The storage account that keeps states and saved plans, for all environments that name it. */
export interface StateAccountPlan {
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `ZRS`, of a new account; an existing one keeps its own. */
  readonly replication: string;
  /** Of a new account and resource group. */
  readonly tags: Tags;
}

/** Tokens that an identity logs in with. */
export interface CredentialPlan {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

export interface IdentityPlan {
  readonly name: string;
  readonly credential: CredentialPlan;
}

/** A custom role. */
export interface RolePlan {
  /** Its id in Terraform. */
  readonly id: string;
  /** Unique in the tenant. */
  readonly name: string;
  readonly description: string;
  /** Where it can be assigned. */
  readonly subscriptionId: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
}

/** What an assignment is on. */
export type AssignmentScope = "subscription" | "state container" | "plans container";

/** A role of one identity on one scope. */
export interface AssignmentPlan {
  /** Its id in Terraform. */
  readonly id: string;
  readonly job: Job;
  readonly scope: AssignmentScope;
  /** The `id` of a custom role, or a built-in one. */
  readonly role: string | AssignedRole;
  readonly condition?: string;
  /** What a built-in role gives beside what is needed. */
  readonly tooMuch: readonly string[];
}

/** Something of each job that the environment has: pull requests have no jobs that plan. */
export interface PerJob<T> {
  readonly plan?: T;
  readonly apply: T;
}

/** The jobs that have something. */
export function jobsIn(each: PerJob<unknown>): readonly Job[] {
  return each.plan === undefined ? ["apply"] : ["plan", "apply"];
}

/** That of one job. @throws Error for a job that the environment does not have */
export function ofJob<T>(each: PerJob<T>, job: Job): T {
  const found = each[job];
  if (found === undefined) throw new Error(`internal error: no job ${job}`);
  return found;
}

/** Everything that `bootstrap` creates for one environment, as plain data. */
export interface BootstrapPlan {
  readonly project: string;
  /** As `pipeline.json` names it: `prod`, or `pr-*` for those of all pull requests. */
  readonly environment: string;
  readonly provider: ProviderPlan;
  readonly tenantId: string;
  /** Of the environment: what the pipeline deploys to. */
  readonly subscriptionId: string;
  /** What the environment uses, to be registered in its subscription: the pipeline may not register any. */
  readonly resourceProviders: readonly string[];
  readonly location: RegionName;
  readonly account: StateAccountPlan;
  /** Without jobs that plan, no plans are saved. */
  readonly containers: { readonly state: string; readonly plans?: string };
  readonly identities: PerJob<IdentityPlan>;
  /** Of the identities. */
  readonly tags: Tags;
  readonly roles: readonly RolePlan[];
  readonly assignments: readonly AssignmentPlan[];
  /** Warnings for the person who assigns these rights. */
  readonly notes: readonly string[];
}

/**
 * Days after which a saved plan is deleted. A job on GitHub waits 30 days at most for its approval:
 * docs.github.com/actions/reference/limits
 */
export const PLAN_DAYS = 30;

/** What the account and the identities are of. */
export const ACCOUNT_PROVIDERS = ["Microsoft.ManagedIdentity", "Microsoft.Storage"];

/** Days for which what was deleted or replaced in the account can be restored. */
export const RESTORE_DAYS = 30;

/** The tag by which a later run knows an account or a group as its own. */
export const OWN_TAG = { name: "bootstrap", value: "cdktf-azure-backend" } as const;

export const accountIdOf = ({ account }: Pick<BootstrapPlan, "account">): string =>
  `${groupIdOf({ account })}/providers/Microsoft.Storage/storageAccounts/${account.name}`;

export const groupIdOf = ({ account }: Pick<BootstrapPlan, "account">): string =>
  `/subscriptions/${account.subscriptionId}/resourceGroups/${account.resourceGroup}`;

export const containerIdOf = (plan: Pick<BootstrapPlan, "account">, name: string): string =>
  `${accountIdOf(plan)}/blobServices/default/containers/${name}`;

export const identityIdOf = (
  { account, identities }: Pick<BootstrapPlan, "account" | "identities">,
  job: Job,
): string =>
  `${groupIdOf({ account })}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${ofJob(identities, job).name}`;

/** Whether the account is in another subscription than what is deployed. */
export function isApart({ account, subscriptionId }: BootstrapPlan): boolean {
  return account.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase();
}

/** The Azure id of what an assignment is on. */
export function scopeIdOf(plan: BootstrapPlan, scope: AssignmentScope): string {
  switch (scope) {
    case "subscription":
      return `/subscriptions/${plan.subscriptionId}`;
    case "state container":
      return containerIdOf(plan, plan.containers.state);
    case "plans container":
      return containerIdOf(plan, plan.containers.plans ?? "");
  }
}

/** As Azure writes it where a role is assigned in a subscription. */
export function roleIdIn(subscriptionId: string, guid: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** The name of the lifecycle rule that deletes saved plans of one container. */
export function ruleNameOf(plansContainer: string): string {
  return `delete-${plansContainer}`;
}
