import type { Data, DataObject } from "../../settings/data";
import { objectIn, objectsIn, textIn } from "../../settings/json-parts";
import { LOCK_NAME } from "../../stacks/protection";
import {
  type AssignmentPlan,
  type BootstrapPlan,
  type Job,
  OWN_TAG,
  accountIdOf,
  containerIdOf,
  groupIdOf,
  identityIdOf,
  ofJob,
  scopeIdOf,
} from "./bootstrap-plan";
import { AUTHORIZATION_API, IDENTITY_API, LOCKS_API, RESOURCES_API, STORAGE_API } from "./read-versions";
import type { ResourceReader } from "./resource-reader";

/** What there is already of what one environment needs, each as Azure has it; undefined where it has to be created. */
export interface Existing {
  readonly group: DataObject | undefined;
  readonly account: DataObject | undefined;
  readonly blobService: DataObject | undefined;
  readonly lifecycle: DataObject | undefined;
  readonly isLocked: boolean;
  readonly containers: { readonly state: boolean; readonly plans: boolean };
  readonly identities: Readonly<Record<Job, ExistingIdentity | undefined>>;
  /** The id of a custom role in Azure, by its id in the plan. */
  readonly roles: Readonly<Record<string, string>>;
  /** The id of an assignment in Azure, by its id in the plan. */
  readonly assignments: Readonly<Record<string, string>>;
}

/** An identity that is there, and the credential that is the plan's. */
export interface ExistingIdentity {
  readonly body: DataObject;
  readonly principalId: string;
  readonly clientId: string;
  /** The name of its credential: of the same name, or for the same tokens. */
  readonly credential: string | undefined;
}

/** Reads everything by Azure Resource Manager, so that it works for an account that is closed to the network. */
export async function findExisting(reader: ResourceReader, plan: BootstrapPlan): Promise<Existing> {
  const account = accountIdOf(plan);
  const [group, body] = await Promise.all([
    reader.get(groupIdOf(plan), RESOURCES_API),
    reader.get(account, STORAGE_API),
  ]);
  const [identities, roles] = await Promise.all([findIdentities(reader, plan), findRoles(reader, plan)]);
  return {
    group,
    account: body,
    ...(body === undefined ? NOTHING_IN_ACCOUNT : await findInAccount(reader, plan, account)),
    identities,
    roles,
    assignments: await findAssignments(reader, plan, { identities, roles }),
  };
}

const NOTHING_IN_ACCOUNT = {
  blobService: undefined,
  lifecycle: undefined,
  isLocked: false,
  containers: { state: false, plans: false },
};

async function findInAccount(
  reader: ResourceReader,
  plan: BootstrapPlan,
  account: string,
): Promise<Pick<Existing, keyof typeof NOTHING_IN_ACCOUNT>> {
  const [blobService, lifecycle, lock, state, plans] = await Promise.all([
    reader.get(`${account}/blobServices/default`, STORAGE_API),
    reader.get(`${account}/managementPolicies/default`, STORAGE_API),
    reader.get(`${account}/providers/Microsoft.Authorization/locks/${LOCK_NAME}`, LOCKS_API),
    reader.get(containerIdOf(plan, plan.containers.state), STORAGE_API),
    plan.containers.plans === undefined
      ? undefined
      : reader.get(containerIdOf(plan, plan.containers.plans), STORAGE_API),
  ]);
  return {
    blobService,
    lifecycle,
    isLocked: lock !== undefined,
    containers: { state: state !== undefined, plans: plans !== undefined },
  };
}

async function findIdentities(reader: ResourceReader, plan: BootstrapPlan): Promise<Existing["identities"]> {
  const [plans, applies] = await Promise.all([
    plan.identities.plan === undefined ? undefined : findIdentity(reader, plan, "plan"),
    findIdentity(reader, plan, "apply"),
  ]);
  return { plan: plans, apply: applies };
}

/** What Azure has of one identity; undefined where it is not there. */
export async function findIdentity(
  reader: ResourceReader,
  plan: BootstrapPlan,
  job: Job,
): Promise<ExistingIdentity | undefined> {
  const id = identityIdOf(plan, job);
  const body = await reader.get(id, IDENTITY_API);
  if (body === undefined) return undefined;
  const credentials = await reader.list(`${id}/federatedIdentityCredentials`, `api-version=${IDENTITY_API}`);
  const { name, issuer, subject } = ofJob(plan.identities, job).credential;
  const same =
    credentials.find((each) => {
      const { issuer: theirs, subject: whose } = objectIn(each["properties"]);
      return theirs === issuer && whose === subject;
    }) ?? credentials.find((each) => textIn(each["name"]) === name);
  const { principalId, clientId } = objectIn(body["properties"]);
  return {
    body,
    principalId: textIn(principalId),
    clientId: textIn(clientId),
    credential: same === undefined ? undefined : textIn(same["name"]),
  };
}

async function findRoles(reader: ResourceReader, { roles }: BootstrapPlan): Promise<Existing["roles"]> {
  const found = await Promise.all(
    roles.map(async ({ id, name, subscriptionId }) => {
      const filter = encodeURIComponent(`roleName eq '${name}'`);
      const listed = await reader.list(
        `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`,
        `$filter=${filter}&api-version=${AUTHORIZATION_API}`,
      );
      return [id, textIn(listed[0]?.["id"])] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, azureId]) => azureId !== ""));
}

/** An assignment is the one that gives the same role to the same identity on the same scope, whatever its name is. */
async function findAssignments(
  reader: ResourceReader,
  plan: BootstrapPlan,
  { identities, roles }: Pick<Existing, "identities" | "roles">,
): Promise<Existing["assignments"]> {
  const found = await Promise.all(
    plan.assignments.map(async (assignment) => {
      const principalId = identities[assignment.job]?.principalId;
      const role = typeof assignment.role === "string" ? roles[assignment.role] : assignment.role.id;
      if (principalId === undefined || role === undefined) return [assignment.id, ""] as const;
      const wanted = { scope: scopeIdOf(plan, assignment.scope), principalId, role };
      return [assignment.id, await findAssignment(reader, assignment, wanted)] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, azureId]) => azureId !== ""));
}

interface Wanted {
  readonly scope: string;
  readonly principalId: string;
  readonly role: string;
}

async function findAssignment(
  reader: ResourceReader,
  { condition }: AssignmentPlan,
  { scope, principalId, role }: Wanted,
): Promise<string> {
  const filter = encodeURIComponent(`principalId eq '${principalId}'`);
  const listed = await reader.list(
    `${scope}/providers/Microsoft.Authorization/roleAssignments`,
    `$filter=${filter}&api-version=${AUTHORIZATION_API}`,
  );
  const same = listed.filter((each) => {
    const properties = objectIn(each["properties"]);
    return (
      isSame(properties["scope"], scope) &&
      isSame(properties["principalId"], principalId) &&
      isSame(lastOf(properties["roleDefinitionId"]), lastOf(role))
    );
  });
  const best = same.find((each) => objectIn(each["properties"])["condition"] === condition) ?? same[0];
  return textIn(best?.["id"]);
}

function isSame(one: Data, other: string): boolean {
  return textIn(one).toLowerCase() === other.toLowerCase();
}

function lastOf(id: Data): string {
  return textIn(id).split("/").at(-1) ?? "";
}

/** Whether an earlier run has created something. */
export function isOwn(body: DataObject | undefined): boolean {
  return objectIn(body?.["tags"])[OWN_TAG.name] === OWN_TAG.value;
}

/** The rules of the lifecycle policy of an account; none where it has no policy. */
export function lifecycleRulesIn(policy: DataObject | undefined): readonly DataObject[] {
  const { policy: content } = objectIn(policy?.["properties"]);
  return objectsIn(objectIn(content)["rules"]);
}
