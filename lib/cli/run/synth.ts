import { join, resolve } from "node:path";
import { selectStacks } from "../../terraform/select-stacks";
import type { Result } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { projectFor, writeStacks } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly out: string | undefined;
}

/** Writes the stacks into the project's own folder, or into the one that is named. */
export async function synth(given: Given, surroundings: Surroundings): Promise<Result> {
  const project = projectFor(given, surroundings);
  const outdir =
    given.out === undefined ? join(project.folder, "cdktf.out") : resolve(surroundings.cwd, given.out);
  const synthesis = await writeStacks(project, outdir, given.environment, surroundings);
  const folder = shownPath(surroundings, outdir);
  const stacks = selectStacks(synthesis, { environments: given.environment, stacks: given.stack }).map(
    ({ id, dependencies }) => ({ id, folder: join(folder, "stacks", id), dependencies }),
  );
  return {
    ended: "done",
    text: stacks.map((stack) => stack.folder).join("\n"),
    json: { out: folder, stacks },
  };
}
