import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoredPlanNotes } from "../../pipeline/applied-plans";
import { BlobContainer } from "../../pipeline/blob-container";
import { deletePlans, fetchPlans, savedPlanOf } from "../../pipeline/fetch-plans";
import { plansContainerOf } from "../../pipeline/plans-container";
import { storePlans } from "../../pipeline/store-plans";
import { type BackendWithAccount, backendOf, checkPlace, placeOf } from "../../pipeline/stored-place";
import {
  type StoredPlan,
  type StoredPlans,
  keyFault,
  storedPlans,
  writeStoredPlans,
} from "../../pipeline/stored-plans";
import { terraformCloud, terraformConnection } from "../../pipeline/terraform-login";
import { RELEASE_PACKAGES } from "../../packaging/needed-packages";
import { missingPackages } from "../../peers/installed";
import { severities } from "../../review/finding";
import { messageOf } from "../../settings/message-of";
import type { Deployed } from "../../terraform/deployment/deploy";
import { deploySaved } from "../../terraform/deployment/deploy-saved";
import { type PlanToSave, STORED_FILE, readSavedPlans } from "../../terraform/deployment/saved-plans";
import { changesAnything } from "../../terraform/planned-changes";
import { UsageError } from "../command";
import { installLine } from "../doctor/packages";
import { type Surroundings, step } from "../surroundings";
import type { PreparedDeployment } from "./deployment";

/** What `plan` was told about storing. */
interface StoreGiven {
  readonly out: string | undefined;
  readonly store: string | undefined;
}

/** @throws {@link UsageError} for options that say nothing together, before the app runs */
export function checkStoreOptions({ out, store }: StoreGiven): void {
  if (store === undefined) return;
  if (out === undefined)
    throw new UsageError(
      `--store writes ${STORED_FILE}, which deploy --stored reads: set a folder for it with --out.`,
    );
  const fault = keyFault(store);
  if (fault !== undefined) throw new UsageError(`--store ${fault}, got "${store}".`);
  checkLoginPackages("plan --store");
}

/** @throws Error with the command that installs what is missing, before minutes of planning */
export function checkLoginPackages(command: string): void {
  const missing = missingPackages([__dirname], RELEASE_PACKAGES);
  if (missing.length > 0)
    throw new Error(
      `${command} needs ${missing.join(" and ")}, not installed: ${installLine(missing, true)}.`,
    );
}

/** Uploads plans that were saved into a folder, and says there which ones they are. */
export async function storeSaved(
  key: string,
  folder: string,
  plans: readonly PlanToSave[],
  prepared: PreparedDeployment,
  surroundings: Surroundings,
): Promise<void> {
  const backend = backendOfPrepared(prepared);
  const stored = storedPlans({
    key,
    ...placeOf(backend, prepared.terraform, surroundings.variables),
    stacks: Object.fromEntries(storedOf(folder, plans, prepared)),
  });
  const container = containersOf(backend, surroundings).plans;
  await step(
    surroundings,
    `store the plans as ${key}`,
    () => storePlans(container, stored, folder),
    () => `in ${stored.containerName} of ${stored.storageAccountName}`,
  );
  writeStoredPlans(join(folder, STORED_FILE), stored);
}

/** The backend of what was prepared: a plan that cannot be stored is not made. */
export function backendOfPrepared({ synthesis, deployment }: PreparedDeployment): BackendWithAccount {
  return backendOf(synthesis.backends, deployment.stacks);
}

function storedOf(
  folder: string,
  plans: readonly PlanToSave[],
  { deployment, lockFiles }: PreparedDeployment,
): readonly (readonly [stack: string, plan: StoredPlan])[] {
  const byStack = new Map(plans.map((plan) => [plan.stack, plan]));
  return readSavedPlans(folder, folder).map(({ stack, plan, json, configuration, state, expects }) => {
    const made = byStack.get(stack);
    const counts: Record<string, number> = {};
    for (const { action } of made?.changes ?? []) counts[action] = (counts[action] ?? 0) + 1;
    const stored: StoredPlan = {
      sha256: plan,
      json,
      configuration,
      lockFile: lockFiles.hashOf(deployment.commands.stackFolder(stack)),
      state,
      expects,
      counts,
      changesAnything: made !== undefined && changesAnything(made.json),
    };
    return [stack, stored];
  });
}

interface Containers {
  readonly plans: BlobContainer;
  readonly state: BlobContainer;
}

function containersOf({ state }: BackendWithAccount, { variables }: Surroundings): Containers {
  const cloud = terraformCloud(variables);
  const connection = terraformConnection(variables, state.tenantId);
  return {
    plans: new BlobContainer(connection, plansContainerOf(state), cloud),
    state: new BlobContainer(connection, state, cloud),
  };
}

/** What became of stored plans. */
export interface DeployedStored {
  readonly deployed: Deployed;
  /** False where they could not be: the container's rule does it later. */
  readonly deleted: boolean;
}

/** Applies stored plans: exactly those that were reviewed, where everything that they were made on is the same. */
export async function deployStored(
  stored: StoredPlans,
  prepared: PreparedDeployment,
  surroundings: Surroundings,
): Promise<DeployedStored> {
  const { deployment, lockFiles, terraform } = prepared;
  const backend = backendOfPrepared(prepared);
  const stacks = deployment.stacks.map(({ id }) => id);
  checkPlace(stored, placeOf(backend, terraform, surroundings.variables), {
    stacks,
    lockFile: (stack) => {
      const folder = deployment.commands.stackFolder(stack);
      return { path: lockFiles.pathOf(folder), hash: lockFiles.hashOf(folder) };
    },
  });
  for (const line of shownStored(stored, stacks)) surroundings.say(line);
  const containers = containersOf(backend, surroundings);
  const applied = new StoredPlanNotes(containers.state, stored, surroundings.say);
  const plans = stacks.flatMap((stack) => {
    const plan = stored.stacks[stack];
    return plan === undefined ? [] : [savedPlanOf(stack, plan)];
  });
  const folder = mkdtempSync(join(tmpdir(), "stored-plans-"));
  try {
    await step(surroundings, `download the plans stored as ${stored.key}`, async () => {
      const left: string[] = [];
      for (const plan of plans) if ((await applied.find(plan))?.applied === undefined) left.push(plan.stack);
      await fetchPlans(containers.plans, stored, left, folder);
    });
    const deployed = await deploySaved(deployment, {
      folder,
      plans,
      applied,
      changesAnything: (stack) => stored.stacks[stack]?.changesAnything ?? true,
    });
    return { deployed, deleted: await deleteApplied(containers.plans, stored, stacks, surroundings) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** They are of no use any more, and hold what the state holds. */
async function deleteApplied(
  container: BlobContainer,
  stored: StoredPlans,
  stacks: readonly string[],
  { say }: Surroundings,
): Promise<boolean> {
  try {
    await deletePlans(container, stored, stacks);
    return true;
  } catch (error) {
    say(
      `The plans are applied, but could not be deleted: ${messageOf(error)} They contain what the state contains. ` +
        `If ${stored.containerName} has a lifecycle rule, it deletes them; else delete ${stored.key} there.`,
    );
    return false;
  }
}

/** What was reviewed, for those who read the log of a deployment. */
function shownStored(stored: StoredPlans, stacks: readonly string[]): readonly string[] {
  const { verdict, findings } = stored;
  const counted = severities.flatMap((each) => {
    const count = findings?.[each] ?? 0;
    return count === 0 ? [] : [`${count} ${each}`];
  });
  const reviewed =
    verdict === undefined
      ? "not reviewed"
      : `verdict of the review: ${verdict} (${counted.length === 0 ? "no findings" : counted.join(", ")})`;
  return [
    `plans stored as ${stored.key}: ${reviewed}`,
    ...stacks.map((stack) => {
      const counts = Object.entries(stored.stacks[stack]?.counts ?? {}).map(
        ([action, count]) => `${count} ${action}`,
      );
      return `  ${stack}: ${counts.length === 0 ? "no changes of resources" : counts.join(", ")}`;
    }),
  ];
}
