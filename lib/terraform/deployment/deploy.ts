import { messageOf } from "../../settings/message-of";
import { NO_CHANGES, changeCount } from "../planned-changes";
import { applyPlan, removePlan } from "./apply-plan";
import { type Deployment, counted, initialiseAll } from "./deployment";
import { type PlanOptions, type StackPlan, planStack } from "./plan-stack";

/** What became of each stack, by its id: `3 added, 0 changed, 0 destroyed`. */
export type Deployed = Readonly<Record<string, string>>;

/** Saved plans hold no longer: running the same command again does not help. */
export class NewPlanNeeded extends Error {}

/** A stack that stopped a deployment, with what was done before. */
export class DeploymentFailure extends Error {
  /** Where it stopped, and how to go on. */
  readonly where: string;

  constructor(reason: unknown, failed: string, done: readonly string[], left: readonly string[]) {
    const next = reason instanceof NewPlanNeeded ? "" : ": fix the cause, and run the command again";
    const where =
      `Stopped at ${failed}. Completed: ${listed(done)}. Not started: ${listed(left)}. ` +
      `The state contains all created resources${next}.`;
    super(`${messageOf(reason)}\n\n${where}`, { cause: reason });
    this.where = where;
  }
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? "none" : ids.join(", ");
}

/** Plans and applies the stacks, each after those that it reads. */
export async function deploy(deployment: Deployment): Promise<Deployed> {
  await initialiseAll(deployment);
  await ensureStates(deployment);
  return eachStack(deployment, async ({ id }, shown) => {
    const plan = await planTold(deployment, id, shown);
    try {
      checkReadStates(plan);
      return await applyTold(deployment, plan, shown);
    } finally {
      removePlan(plan);
    }
  });
}

/** That each state can be locked and written shows before anything is made, and other stacks can read it at once. */
async function ensureStates({ states, stacks, say }: Deployment): Promise<void> {
  for (const { id } of stacks)
    if (await states.ensure(id)) say(`${id} had no state: an empty one was written`);
}

/** Calls `work` for one stack after the other. @throws {@link DeploymentFailure} with what was done before */
export async function eachStack(
  { stacks }: Pick<Deployment, "stacks">,
  work: (stack: Deployment["stacks"][number], shown: string) => Promise<string>,
): Promise<Deployed> {
  const done: Record<string, string> = {};
  for (const [stack, shown] of counted(stacks))
    try {
      done[stack.id] = await work(stack, shown);
    } catch (error) {
      const ids = stacks.map(({ id }) => id);
      throw new DeploymentFailure(error, stack.id, Object.keys(done), ids.slice(ids.indexOf(stack.id) + 1));
    }
  return done;
}

/** Values that are only expected may be planned with, and not applied. */
function checkReadStates({ stack, expects }: StackPlan): void {
  if (expects.length > 0)
    throw new Error(
      `${stack} reads outputs of ${expects.join(", ")}, which is not deployed: deploy it first.`,
    );
}

/** Plans one stack, as a step of its own. */
export async function planTold(
  deployment: Deployment,
  stack: string,
  shown: string,
  options?: PlanOptions,
): Promise<StackPlan> {
  return deployment.step(
    `plan ${shown}`,
    () => planStack(deployment, stack, options),
    ({ changes }) => changeCount(changes),
  );
}

/** Applies a plan, as a step of its own. */
export async function applyTold(
  deployment: Deployment,
  plan: Parameters<typeof applyPlan>[1],
  shown: string,
): Promise<string> {
  const applied = await deployment.step(
    `apply ${shown}`,
    () => applyPlan(deployment, plan),
    (result) => result,
  );
  if (applied !== NO_CHANGES) deployment.states.noteApplied(plan.stack);
  return applied;
}
