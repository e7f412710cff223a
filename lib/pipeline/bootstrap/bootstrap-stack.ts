import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { App, LocalBackend, type TerraformResource, TerraformStack } from "cdktf";
import { importResource } from "../../kit/imported-resource";
import { withCurrentArguments } from "../../provider/current-arguments";
import { providerCan } from "../../provider/since";
import { TERRAFORM_VERSION } from "../../provider/version";
import { type Json, withResources } from "../../provider/written-resources";
import { LOCK_NAME } from "../../stacks/protection";
import { buildProvider } from "../../stacks/provider";
import { plainName } from "../pull-requests";
import { accountConfig, tagsOf } from "./account-config";
import {
  ACCOUNT_PROVIDERS,
  type AssignmentPlan,
  type BootstrapPlan,
  type Job,
  type RolePlan,
  accountIdOf,
  containerIdOf,
  groupIdOf,
  identityIdOf,
  isApart,
  ofJob,
  roleIdIn,
} from "./bootstrap-plan";
import { type Existing, isOwn, lifecycleRulesIn } from "./find-existing";
import { lifecycleRules } from "./lifecycle-rules";

/** The id of the stack of one environment. */
export function stackIdOf({ project, environment }: BootstrapPlan): string {
  return `${project}-${plainName(environment)}-bootstrap`;
}

const LOCK_NOTES =
  "Keeps Terraform state of every environment. Delete this lock before you delete anything in this account.";

/** What a pipeline needs of Azure before its first run. Existing resources are imported, so that no state has to be kept. */
export class BootstrapStack extends TerraformStack {
  private readonly inEnvironment: AzurermProvider | undefined;

  constructor(
    scope: App,
    private readonly plan: BootstrapPlan,
    private readonly existing: Existing,
  ) {
    super(scope, stackIdOf(plan));
    this.inEnvironment = this.providers();
    this.addOverride("terraform.required_providers.azurerm.version", plan.provider.version);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    // In the folder of the stack, which is deleted after the run.
    new LocalBackend(this, { path: "bootstrap.tfstate" });
    const group = this.group();
    const storage = this.account(group);
    const state = this.container("state", plan.containers.state, storage);
    const saved = this.savedPlans(storage);
    const identities = {
      ...(plan.identities.plan === undefined ? {} : { plan: this.identity("plan", group) }),
      apply: this.identity("apply", group),
    };
    const roles = new Map(plan.roles.map((role) => [role.id, this.role(role)]));
    const scopes = {
      "state container": state,
      ...(saved === undefined ? {} : { "plans container": saved.container }),
    };
    const assignments = plan.assignments.map((assignment) =>
      this.assignment(assignment, ofJob(identities, assignment.job), roles, scopes),
    );
    this.lock(storage, [state, ...Object.values(saved ?? {}), ...assignments]);
  }

  /** Registers what the pipeline will use. @returns the provider of the environment's subscription, where that is another one */
  private providers(): AzurermProvider | undefined {
    const { account, tenantId, subscriptionId, resourceProviders } = this.plan;
    const apart = isApart(this.plan);
    const registered = [...ACCOUNT_PROVIDERS, ...(apart ? [] : resourceProviders)];
    buildProvider(this, {
      subscriptionId: account.subscriptionId,
      tenantId,
      resourceProviders: [...new Set(registered)].sort(),
    });
    if (!apart) return undefined;
    return buildProvider(this, { alias: "environment", subscriptionId, tenantId, resourceProviders });
  }

  /** With the names that the required provider has. */
  override toTerraform(): Json {
    const written = super.toTerraform() as Json;
    const { lowest } = this.plan.provider;
    return withCurrentArguments(withCredentialIdentity(written, lowest), lowest);
  }

  /** A group of somebody else's is used, and not changed. */
  private group(): ResourceGroup | undefined {
    const { group } = this.existing;
    if (group !== undefined && !isOwn(group)) return undefined;
    const { account, location } = this.plan;
    const built = new ResourceGroup(this, "resource_group", {
      name: account.resourceGroup,
      location,
      tags: group === undefined ? account.tags : tagsOf(group),
      lifecycle: { preventDestroy: true, ignoreChanges: ["location", "managed_by"] },
    });
    if (group !== undefined) importResource(built, groupIdOf(this.plan));
    return built;
  }

  private nameOf(group: ResourceGroup | undefined): string {
    return group?.name ?? this.plan.account.resourceGroup;
  }

  private account(group: ResourceGroup | undefined): StorageAccount {
    const config = accountConfig(this.plan, this.existing, this.nameOf(group));
    const built = new StorageAccount(this, "storage", config);
    if (this.existing.account !== undefined) importResource(built, accountIdOf(this.plan));
    return built;
  }

  /** Where plans are saved, and the rule that deletes them. Rules of others need none of this where no plan is saved. */
  private savedPlans(
    account: StorageAccount,
  ): { readonly container: StorageContainer; readonly lifecycle: StorageManagementPolicy } | undefined {
    const { plans } = this.plan.containers;
    if (plans === undefined) return undefined;
    return { container: this.container("plans", plans, account), lifecycle: this.lifecycle(plans, account) };
  }

  private container(which: "state" | "plans", name: string, account: StorageAccount): StorageContainer {
    const built = new StorageContainer(this, which, {
      name,
      storageAccountId: account.id,
      containerAccessType: "private",
      lifecycle: { preventDestroy: true },
    });
    if (this.existing.containers[which]) importResource(built, containerIdOf(this.plan, name));
    return built;
  }

  private lifecycle(plansContainer: string, account: StorageAccount): StorageManagementPolicy {
    const rules = lifecycleRules(plansContainer, lifecycleRulesIn(this.existing.lifecycle));
    const built = new StorageManagementPolicy(this, "lifecycle", { storageAccountId: account.id });
    // Rules of others are read from Azure: they have no names of the bindings.
    built.addOverride("rule", rules);
    if (this.existing.lifecycle !== undefined)
      importResource(built, `${accountIdOf(this.plan)}/managementPolicies/default`);
    return built;
  }

  private identity(job: Job, group: ResourceGroup | undefined): UserAssignedIdentity {
    const { name, credential } = ofJob(this.plan.identities, job);
    const there = this.existing.identities[job];
    const id = identityIdOf(this.plan, job);
    const built = new UserAssignedIdentity(this, `${job}_identity`, {
      name,
      resourceGroupName: this.nameOf(group),
      location: this.plan.location,
      tags: { ...this.plan.tags, ...(there === undefined ? {} : tagsOf(there.body)) },
      lifecycle: { ignoreChanges: ["location"] },
    });
    if (there !== undefined) importResource(built, id);
    const login = new FederatedIdentityCredential(this, `${job}_login`, {
      name: there?.credential ?? credential.name,
      parentId: built.id,
      resourceGroupName: this.nameOf(group),
      issuer: credential.issuer,
      subject: credential.subject,
      audience: [credential.audience],
    });
    if (there?.credential !== undefined)
      importResource(login, `${id}/federatedIdentityCredentials/${there.credential}`);
    return built;
  }

  /** What is in the environment's subscription is made by its provider, which registers what is used there. */
  private providerOf(subscriptionId: string): { readonly provider?: AzurermProvider } {
    const provider = subscriptionId === this.plan.subscriptionId ? this.inEnvironment : undefined;
    return provider === undefined ? {} : { provider };
  }

  private role({ id, name, description, subscriptionId, ...permissions }: RolePlan): RoleDefinition {
    const scope = `/subscriptions/${subscriptionId}`;
    const built = new RoleDefinition(this, id, {
      ...this.providerOf(subscriptionId),
      name,
      description,
      scope,
      assignableScopes: [scope],
      permissions: [
        {
          ...(permissions.actions.length === 0 ? {} : { actions: [...permissions.actions] }),
          ...(permissions.notActions.length === 0 ? {} : { notActions: [...permissions.notActions] }),
          ...(permissions.dataActions.length === 0 ? {} : { dataActions: [...permissions.dataActions] }),
        },
      ],
    });
    const there = this.existing.roles[id];
    if (there !== undefined)
      importResource(built, `${roleIdIn(subscriptionId, there.split("/").at(-1) ?? "")}|${scope}`);
    return built;
  }

  private assignment(
    { id, role, scope, condition }: AssignmentPlan,
    identity: UserAssignedIdentity,
    roles: ReadonlyMap<string, RoleDefinition>,
    containers: Readonly<Record<string, StorageContainer>>,
  ): RoleAssignment {
    const { plan } = this;
    const subscriptionId = scope === "subscription" ? plan.subscriptionId : plan.account.subscriptionId;
    const custom = typeof role === "string" ? roles.get(role) : undefined;
    const built = new RoleAssignment(this, id, {
      ...this.providerOf(subscriptionId),
      scope: containers[scope]?.id ?? `/subscriptions/${subscriptionId}`,
      roleDefinitionId:
        custom?.roleDefinitionResourceId ?? roleIdIn(subscriptionId, typeof role === "string" ? "" : role.id),
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
      ...(condition === undefined ? {} : { condition, conditionVersion: "2.0" }),
      // Another text would be another assignment, and one that somebody else has made has none.
      lifecycle: { ignoreChanges: ["description", "skip_service_principal_aad_check"] },
    });
    const there = this.existing.assignments[id];
    if (there !== undefined) importResource(built, there);
    return built;
  }

  /** Comes last: nothing under it can be deleted any more. */
  private lock(account: StorageAccount, before: readonly TerraformResource[]): void {
    const built = new ManagementLock(this, "lock", {
      name: LOCK_NAME,
      scope: account.id,
      lockLevel: "CanNotDelete",
      notes: LOCK_NOTES,
      dependsOn: [...before],
      lifecycle: { ignoreChanges: ["notes"] },
    });
    if (this.existing.isLocked)
      importResource(built, `${accountIdOf(this.plan)}/providers/Microsoft.Authorization/locks/${LOCK_NAME}`);
  }
}

/** The bindings know the identity of a credential by its older name alone. */
function withCredentialIdentity(stack: Json, version: string): Json {
  if (!providerCan("credentialIdentity", version)) return stack;
  return withResources(stack, (type, body) => {
    if (type !== "azurerm_federated_identity_credential") return body;
    const { parent_id: identity, resource_group_name: _group, ...rest } = body;
    return { ...rest, user_assigned_identity_id: identity };
  });
}

/** Writes the stack into a folder. @returns its id */
export function writeBootstrap(plan: BootstrapPlan, existing: Existing, outdir: string): string {
  const app = new App({ outdir });
  new BootstrapStack(app, plan, existing);
  app.synth();
  return stackIdOf(plan);
}

/** What there is in a subscription where nothing was created yet. */
export const NOTHING: Existing = {
  group: undefined,
  account: undefined,
  blobService: undefined,
  lifecycle: undefined,
  isLocked: false,
  containers: { state: false, plans: false },
  identities: { plan: undefined, apply: undefined },
  roles: {},
  assignments: {},
};
