import { existsSync } from "node:fs";
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

/** Writes the stacks with a test file in each. */
export async function testFiles(given: Given, surroundings: Surroundings): Promise<Result> {
  const { cwd } = surroundings;
  const project = projectFor(given, surroundings);
  const outdir = given.out === undefined ? join(project.folder, "cdktf.out") : resolve(cwd, given.out);
  const synthesis = await writeStacks(project, outdir, given.environment, surroundings, {
    CDKTF_AZURE_BACKEND_TEST_FILES: "1",
  });
  const files = selectStacks(synthesis, { environments: given.environment, stacks: given.stack })
    .map(({ id }) => join(outdir, "stacks", id, "tests", "backend.tftest.json"))
    .filter((file) => existsSync(file))
    .map((file) => shownPath(surroundings, file));
  return {
    ended: "done",
    text: [
      ...files,
      "",
      "Run them with Terraform 1.7 or later: terraform init -backend=false, then terraform test, in each stack's folder.",
    ].join("\n"),
    json: { out: shownPath(surroundings, outdir), files },
  };
}
