import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "../../terraform/command";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";

interface Given {
  readonly package: string | undefined;
  readonly back: boolean;
  readonly image: string | undefined;
}

/** The code that the release command ends with where it was called wrongly. */
const CALLED_WRONGLY = 2;

/** Runs the release command of a package. */
export async function release(
  given: Given,
  { cwd, signal, pass }: Surroundings,
  environment = "",
): Promise<Result> {
  const folder = given.package ?? join("dist", "functions");
  const command = resolve(cwd, folder, "release.cjs");
  if (given.back && given.image !== undefined)
    throw new UsageError("--back goes back to the image that ran before: remove --image.");
  if (!existsSync(command))
    throw new UsageError(
      `${folder} has no release.cjs: package the code first ("package"), or set its folder with --package.`,
    );
  const { status, stdout } = await run(
    process.execPath,
    [
      command,
      environment,
      ...(given.back ? ["--back"] : []),
      ...(given.image === undefined ? [] : ["--image", given.image]),
    ],
    { cwd, signal, onOutput: pass },
  );
  signal.throwIfAborted();
  if (status === CALLED_WRONGLY)
    throw new UsageError(`There is no environment "${environment}" in ${folder}.`);
  if (status !== 0) throw new Error(`The release to ${environment} failed: see the last line above.`);
  const lines = stdout.trimEnd().split("\n");
  return { ended: "done", text: lines.at(-1) ?? "", json: { environment, lines } };
}
