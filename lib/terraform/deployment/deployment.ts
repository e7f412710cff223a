import { join, relative } from "node:path";
import type { Outcome } from "../command";
import { CommandFailure } from "../command-failure";
import type { StackCommands } from "../stack-commands";
import type { Stack } from "../stacks";
import type { States } from "../states";

/** Runs one step, told on the way: its name when it begins, its result when it is over. */
export type RunStep = <T>(name: string, work: () => Promise<T>, result: (value: T) => string) => Promise<T>;

/** What is deployed, planned or destroyed, and what receives its progress. */
export interface Deployment {
  readonly commands: StackCommands;
  readonly states: States;
  /** In the order of deployment. */
  readonly stacks: readonly Stack[];
  /** The ids of every stack of the app. */
  readonly all: readonly string[];
  readonly step: RunStep;
  /** Says a line on the way. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Each stack with where it stands, `shop-dev-network (1 of 3)`. */
export function counted(stacks: readonly Stack[]): readonly (readonly [stack: Stack, shown: string])[] {
  return stacks.map((stack, index) => [stack, `${stack.id} (${index + 1} of ${stacks.length})`]);
}

/** Initialises all of them first: what is wrong with one is found before anything is changed. */
export async function initialiseAll(deployment: Deployment): Promise<void> {
  for (const [{ id }, shown] of counted(deployment.stacks)) await initialise(deployment, id, shown);
}

/** Initialises one stack, as a step of its own. */
export async function initialise(
  { commands, step, signal }: Pick<Deployment, "commands" | "step" | "signal">,
  id: string,
  shown: string,
): Promise<void> {
  await step(
    `initialise ${shown}`,
    async () => {
      const outcome = await commands.initialise(id, signal);
      if (outcome !== undefined && outcome.status !== 0) throw initFailure(commands, id, outcome);
    },
    () => "done",
  );
}

function initFailure(commands: StackCommands, stack: string, outcome: Outcome): Error {
  const failure = new CommandFailure(`init of ${stack}`, outcome);
  const said = outcome.stdout + outcome.stderr;
  const folder = relative(process.cwd(), commands.stackFolder(stack));
  const fix = FIXES.find(([pattern]) => pattern.test(said))?.[1](folder, commands.program);
  return fix === undefined
    ? failure
    : new Error(`${failure.message.trimEnd()}\n\n${fix}`, { cause: failure });
}

/** What helps, in terms of this tool; Terraform's own advice is about a folder that it thinks is committed. */
const FIXES: readonly (readonly [said: RegExp, fix: (folder: string, program: string) => string])[] = [
  [
    /Backend configuration changed|Backend type changed|Backend initialization required/,
    (folder, program) =>
      `The state was in another place when ${folder} was last initialised. To move it, run ${program} -chdir=${folder} init ` +
      `-migrate-state. If the new place already has the state, delete ${join(folder, ".terraform")} and run the command again.`,
  ],
  [
    /lock file|checksums/i,
    () =>
      'The committed lock file does not match: run "npx cdktf-azure-backend lock-providers" with the platforms that deploy, ' +
      "and commit what it writes.",
  ],
];
