import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ReleasePackageOptions, packageRelease } from "../../packaging/package-release";
import type { Result } from "../command";
import { type Surroundings, shownPath, step } from "../surroundings";
import { definedBackends } from "./run-app";
import { componentsOf, oneProject } from "./one-project";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly out: string | undefined;
  readonly options: string | undefined;
}

/** Packages the code of the app's components. */
export async function packageCode(given: Given, surroundings: Surroundings): Promise<Result> {
  const { cwd } = surroundings;
  const options = given.options === undefined ? {} : optionsIn(given.options, cwd);
  const backends = oneProject(await definedBackends(given, surroundings), given.environment);
  const [{ plan, root }] = backends;
  const made = await step(surroundings, "package", () =>
    packageRelease(
      componentsOf(plan),
      backends.map((backend) => backend.plan),
      { root, ...options, ...(given.out === undefined ? {} : { outDir: resolve(cwd, given.out) }) },
    ),
  );
  const file = shownPath(surroundings, made.file);
  const command = shownPath(surroundings, made.command);
  const { sha256, functions, warnings } = made;
  return {
    ended: "done",
    text: [file, `node ${command} <environment>`].join("\n"),
    json: { file, sha256, functions, warnings, command },
  };
}

/** What is in it is checked with the components. */
function optionsIn(file: string, cwd: string): ReleasePackageOptions {
  try {
    return JSON.parse(readFileSync(resolve(cwd, file), "utf8")) as ReleasePackageOptions;
  } catch (error) {
    throw new Error(`${file} holds no options: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
