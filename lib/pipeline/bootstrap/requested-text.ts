import { LOCK_NAME } from "../../stacks/protection";
import {
  ACCOUNT_PROVIDERS,
  type AssignmentPlan,
  type BootstrapPlan,
  type Job,
  OWN_TAG,
  PLAN_DAYS,
  RESTORE_DAYS,
  type RolePlan,
  accountIdOf,
  jobsIn,
  ofJob,
  ruleNameOf,
  scopeIdOf,
} from "./bootstrap-plan";

/** A role as `az role definition create` takes it. */
export interface RequestedRole {
  readonly Name: string;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

/** One role of one identity on one scope. */
export interface RequestedAssignment {
  readonly identity: string;
  readonly role: string;
  readonly scope: string;
  readonly condition?: string;
  /** What the role gives beside what is needed. */
  readonly tooMuch: readonly string[];
}

/** What somebody with the rights is asked for, complete. */
export interface Requested {
  readonly resources: readonly string[];
  /** By the name of the file that a command reads it from. */
  readonly roles: Readonly<Record<string, RequestedRole>>;
  readonly assignments: readonly RequestedAssignment[];
  readonly commands: readonly string[];
}

/** What a plan asks for, as text and commands of Azure CLI. */
export function requested(plan: BootstrapPlan): Requested {
  return {
    resources: resourcesOf(plan),
    roles: Object.fromEntries(plan.roles.map((role) => [fileOf(role), definitionOf(role)])),
    assignments: plan.assignments.map((each) => assignmentOf(plan, each)),
    commands: [
      ...registrations(plan),
      ...accountCommands(plan),
      ...jobsIn(plan.identities).flatMap((job) => identityCommands(plan, job)),
      ...roleCommands(plan),
      lockCommand(plan),
    ],
  };
}

function resourcesOf(plan: BootstrapPlan): readonly string[] {
  const { account, containers, location, identities } = plan;
  return [
    `resource group ${account.resourceGroup} in ${location}, subscription ${account.subscriptionId}`,
    `storage account ${account.name}: Standard_${account.replication}, no account keys, no public blobs, TLS 1.2, ` +
      `versions, soft delete of blobs and containers for ${RESTORE_DAYS} days`,
    `blob container ${containers.state}: the state of ${plan.environment}`,
    ...(containers.plans === undefined
      ? []
      : [
          `blob container ${containers.plans}: saved plans, deleted after ${PLAN_DAYS} days by the lifecycle rule ${ruleNameOf(containers.plans)}`,
        ]),
    ...jobsIn(identities).map((job) => {
      const { name, credential } = ofJob(identities, job);
      return `identity ${name}: jobs that ${job}, with tokens of ${credential.issuer}, subject ${credential.subject}, audience ${credential.audience}`;
    }),
    `lock ${LOCK_NAME} (CanNotDelete) on the storage account`,
  ];
}

function fileOf({ id }: RolePlan): string {
  return `${id}.json`;
}

function definitionOf({ name, description, subscriptionId, ...role }: RolePlan): RequestedRole {
  return {
    Name: name,
    Description: description,
    Actions: role.actions,
    NotActions: role.notActions,
    DataActions: role.dataActions,
    AssignableScopes: [`/subscriptions/${subscriptionId}`],
  };
}

function roleNameOf(plan: BootstrapPlan, { role }: AssignmentPlan): string {
  if (typeof role !== "string") return role.name;
  return plan.roles.find(({ id }) => id === role)?.name ?? role;
}

function assignmentOf(plan: BootstrapPlan, assignment: AssignmentPlan): RequestedAssignment {
  const { job, scope, condition, tooMuch } = assignment;
  return {
    identity: ofJob(plan.identities, job).name,
    role: roleNameOf(plan, assignment),
    scope: scopeIdOf(plan, scope),
    ...(condition === undefined ? {} : { condition }),
    tooMuch,
  };
}

/** For a shell: nothing in it is read by the shell. */
function quoted(text: string): string {
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command with one option in each line. */
function command(begin: string, options: Readonly<Record<string, string>>): string {
  const lines = Object.entries(options).map(([name, value]) => `  --${name} ${value}`);
  return [begin, ...lines].join(" \\\n");
}

/** The pipeline may register none. */
function registrations(plan: BootstrapPlan): readonly string[] {
  const { account, subscriptionId, resourceProviders } = plan;
  const wanted = [
    ...ACCOUNT_PROVIDERS.map((each) => [account.subscriptionId, each] as const),
    ...resourceProviders.map((each) => [subscriptionId, each] as const),
  ];
  const lines = wanted.map(
    ([subscription, each]) =>
      `az provider register --namespace ${each} --subscription ${quoted(subscription)}`,
  );
  return [...new Set(lines)].sort();
}

function accountCommands(plan: BootstrapPlan): readonly string[] {
  const { account, containers, location } = plan;
  const subscription = quoted(account.subscriptionId);
  const tags = quoted(`${OWN_TAG.name}=${OWN_TAG.value}`);
  const group = quoted(account.resourceGroup);
  const at = { "account-name": quoted(account.name), "resource-group": group, subscription };
  return [
    command("az group create", { name: group, location, subscription, tags }),
    command("az storage account create", {
      name: quoted(account.name),
      "resource-group": group,
      location,
      subscription,
      kind: "StorageV2",
      sku: `Standard_${account.replication}`,
      "min-tls-version": "TLS1_2",
      "https-only": "true",
      "allow-shared-key-access": "false",
      "allow-blob-public-access": "false",
      "allow-cross-tenant-replication": "false",
      "require-infrastructure-encryption": "true",
      tags,
    }),
    command("az storage account blob-service-properties update", {
      ...at,
      "enable-versioning": "true",
      "enable-delete-retention": "true",
      "delete-retention-days": String(RESTORE_DAYS),
      "enable-container-delete-retention": "true",
      "container-delete-retention-days": String(RESTORE_DAYS),
    }),
    ...[containers.state, ...(containers.plans === undefined ? [] : [containers.plans])].map((name) =>
      command("az storage container-rm create", {
        name: quoted(name),
        "storage-account": quoted(account.name),
        "resource-group": group,
        subscription,
      }),
    ),
    // Azure CLI replaces the whole policy: other environments have their rules in it.
    ...(containers.plans === undefined
      ? []
      : [
          command("az storage account management-policy create", {
            ...at,
            policy: quoted(policyOf(containers.plans)),
          }),
        ]),
  ];
}

/** Of an account without other rules. */
function policyOf(plansContainer: string): string {
  return JSON.stringify({
    rules: [
      {
        name: ruleNameOf(plansContainer),
        type: "Lifecycle",
        enabled: true,
        definition: {
          filters: { blobTypes: ["blockBlob"], prefixMatch: [`${plansContainer}/`] },
          actions: {
            baseBlob: { delete: { daysAfterModificationGreaterThan: PLAN_DAYS } },
            version: { delete: { daysAfterCreationGreaterThan: 1 } },
          },
        },
      },
    ],
  });
}

function identityCommands({ account, identities, location }: BootstrapPlan, job: Job): readonly string[] {
  const { name, credential } = ofJob(identities, job);
  const place = {
    "resource-group": quoted(account.resourceGroup),
    subscription: quoted(account.subscriptionId),
  };
  return [
    command("az identity create", { name, ...place, location }),
    command("az identity federated-credential create", {
      name: credential.name,
      "identity-name": name,
      ...place,
      issuer: quoted(credential.issuer),
      subject: quoted(credential.subject),
      audiences: quoted(credential.audience),
    }),
  ];
}

function roleCommands(plan: BootstrapPlan): readonly string[] {
  const { account, identities } = plan;
  return [
    ...plan.roles.map((role) =>
      command("az role definition create", { "role-definition": `@${fileOf(role)}` }),
    ),
    ...plan.assignments.map((assignment) => {
      const { job, scope, condition } = assignment;
      const principal = `az identity show --name ${ofJob(identities, job).name} --resource-group ${quoted(account.resourceGroup)} --subscription ${quoted(account.subscriptionId)} --query principalId --output tsv`;
      return command("az role assignment create", {
        "assignee-object-id": `"$(${principal})"`,
        "assignee-principal-type": "ServicePrincipal",
        role: quoted(roleNameOf(plan, assignment)),
        scope: quoted(scopeIdOf(plan, scope)),
        ...(condition === undefined ? {} : { condition: quoted(condition), "condition-version": "2.0" }),
      });
    }),
  ];
}

function lockCommand(plan: BootstrapPlan): string {
  return command("az lock create", {
    name: LOCK_NAME,
    "lock-type": "CanNotDelete",
    resource: quoted(accountIdOf(plan)),
  });
}

/** For people, with everything that they copy. */
export function requestedText(plan: BootstrapPlan): string {
  const { resources, roles, assignments, commands } = requested(plan);
  const tooMuch = assignments.flatMap(({ identity, role, tooMuch: all }) =>
    all.map((each) => `- ${role} of ${identity}: ${each}`),
  );
  return [
    `For ${plan.project} (${plan.environment}), what exists already stays as it is:`,
    ...resources.map((each) => `- ${each}`),
    ...Object.entries(roles).flatMap(([file, role]) => [
      "",
      `Role definition, ${file}:`,
      JSON.stringify(role, undefined, 2),
    ]),
    "",
    "Role assignments:",
    ...assignments.map(
      ({ identity, role, scope, condition }) =>
        `- ${identity}: ${role} on ${scope}${condition === undefined ? "" : `, with the condition ${condition}`}`,
    ),
    ...(tooMuch.length === 0 ? [] : ["", "Built-in roles give more than is needed:", ...tooMuch]),
    ...plan.notes.flatMap((note) => ["", note]),
    "",
    "The same with Azure CLI, for a subscription where none of it exists:",
    ...commands,
  ].join("\n");
}
