import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { type WriteGiven, keptStacks } from "./run-app";

/** Writes the stacks with a test file in each. */
export async function testFiles(given: WriteGiven, surroundings: Surroundings): Promise<Result> {
  const { outdir, stacks } = await keptStacks(given, surroundings, { CDKTF_AZURE_BACKEND_TEST_FILES: "1" });
  const files = stacks
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
