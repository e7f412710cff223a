import { join } from "node:path";
import type { Result } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { type WriteGiven, keptStacks } from "./run-app";

/** Writes the stacks into the project's own folder, or into the one that is named. */
export async function synth(given: WriteGiven, surroundings: Surroundings): Promise<Result> {
  const kept = await keptStacks(given, surroundings);
  const folder = shownPath(surroundings, kept.outdir);
  const stacks = kept.stacks.map(({ id, dependencies }) => ({
    id,
    folder: join(folder, "stacks", id),
    dependencies,
  }));
  return {
    ended: "done",
    text: stacks.map((stack) => stack.folder).join("\n"),
    json: { out: folder, stacks },
  };
}
