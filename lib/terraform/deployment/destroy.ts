import type { DataObject } from "../../settings/merge";
import { LOCK_NAME } from "../../stacks/protection";
import { type StateVersion, hasResources } from "../states";
import { LOCKS, hasSafeguards } from "../without-safeguards";
import { applyPlan, removePlan } from "./apply-plan";
import { changeCount } from "../planned-changes";
import { type Deployed, eachStack } from "./deploy";
import { type Deployment, initialiseAll } from "./deployment";
import type { Stack } from "../stacks";

/**
 * Destroys the stacks, the last first.
 *
 * @param all - every stack of the app, in the order of deployment
 * @throws Error before anything is destroyed, where safeguards are on or another stack still reads one
 */
export async function destroy(deployment: Deployment, all: readonly Stack[]): Promise<Deployed> {
  checkSafeguards(deployment);
  await initialiseAll(deployment);
  const before = await versionsOf(deployment, deployment.stacks);
  checkLocks(before);
  await checkReaders(deployment, all);
  const stacks = [...deployment.stacks].reverse();
  return eachStack({ stacks }, async ({ id }, shown) => {
    if (!hasResources(before.get(id))) return NOTHING_THERE;
    const plan = await deployment.step(
      `plan to destroy ${shown}`,
      () => deployment.commands.plan(id, ["-destroy"], deployment.signal),
      ({ changes }) => changeCount(changes),
    );
    try {
      return await deployment.step(
        `destroy ${shown}`,
        () => applyPlan(deployment, { stack: id, ...plan }),
        (result) => result,
      );
    } finally {
      removePlan(plan);
    }
  });
}

const NOTHING_THERE = "nothing to destroy";

/** Terraform and Azure would refuse in the middle of it. */
function checkSafeguards({ commands, stacks }: Deployment): void {
  const guarded = stacks.filter(({ id }) =>
    hasSafeguards(JSON.parse(commands.synthesised(id)) as DataObject),
  );
  if (guarded.length === 0) return;
  throw new Error(
    `${guarded.map(({ id }) => id).join(", ")} ${guarded.length === 1 ? "has" : "have"} safeguards, and nothing was destroyed. ` +
      "Set safeguards: { locks: false, preventDestroy: false } for this environment, deploy it, then destroy it.",
  );
}

type Versions = ReadonlyMap<string, StateVersion | undefined>;

async function versionsOf({ states }: Deployment, stacks: readonly Stack[]): Promise<Versions> {
  const versions = new Map<string, StateVersion | undefined>();
  for (const { id } of stacks) versions.set(id, await states.version(id));
  return versions;
}

function idsOf(
  versions: Versions,
  isMeant: (version: StateVersion | undefined) => boolean,
): readonly string[] {
  return [...versions].filter(([, version]) => isMeant(version)).map(([id]) => id);
}

/** Azure refuses to delete role assignments below a lock, so that the stack with the locks cannot come last. */
function checkLocks(versions: Versions): void {
  const locked = idsOf(versions, hasLocks);
  if (locked.length > 0)
    throw new Error(
      `${locked.join(", ")} still ${locked.length === 1 ? "has" : "have"} locks in Azure, and nothing was destroyed: ` +
        "the options have no locks any more, so deploy the environment first, which deletes them.",
    );
}

function hasLocks(state: StateVersion | undefined): boolean {
  return (
    state?.resources.some(
      ({ type, instances = [] }) =>
        type === LOCKS && instances.some(({ attributes }) => attributes?.name === LOCK_NAME),
    ) ?? false
  );
}

/** A stack that reads one of these could be neither planned nor destroyed any more. */
async function checkReaders(deployment: Deployment, all: readonly Stack[]): Promise<void> {
  const ids = deployment.stacks.map(({ id }) => id);
  const readers = all.filter(
    ({ id, dependencies }) =>
      !ids.includes(id) && dependencies.some((dependency) => ids.includes(dependency)),
  );
  const deployed = idsOf(await versionsOf(deployment, readers), hasResources);
  if (deployed.length > 0)
    throw new Error(
      `${deployed.join(", ")} ${deployed.length === 1 ? "reads" : "read"} outputs of stacks that would be destroyed, and nothing was destroyed: ` +
        "add it with --stack, so that it is destroyed first.",
    );
}
