import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { onStandIn } from "../../terraform/on-stand-in";
import type { PlanResult } from "../../terraform/workspace";
import type { Result } from "../command";
import type { Surroundings } from "../surroundings";
import { type StandInGiven, standInOptions } from "./stand-in-options";

interface Given extends StandInGiven {
  readonly out: string | undefined;
}

/** Plans every stack of a new environment against the stand-in: nothing is applied. */
export async function plan(given: Given, surroundings: Surroundings): Promise<Result> {
  const plans = await onStandIn(
    standInOptions(given, surroundings),
    async ({ rehearsal, workspace }): Promise<Readonly<Record<string, PlanResult>>> => {
      for (const stack of rehearsal.stacks) workspace.writeEmptyState(stack);
      return rehearsal.plan();
    },
  );
  if (given.out !== undefined) write(resolve(surroundings.cwd, given.out), plans);
  const all = Object.entries(plans);
  return {
    ended: all.every(([, { changes }]) => changes.length === 0) ? "done" : "changes",
    text: all.map(([stack, { text }]) => `# ${stack}\n\n${text}`).join("\n"),
    json: {
      stacks: Object.fromEntries(all.map(([stack, { json }]) => [stack, JSON.parse(json) as unknown])),
    },
  };
}

function write(folder: string, plans: Readonly<Record<string, PlanResult>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [stack, { text, json }] of Object.entries(plans)) {
    writeFileSync(join(folder, `${stack}.txt`), text);
    writeFileSync(join(folder, `${stack}.json`), json);
  }
}
