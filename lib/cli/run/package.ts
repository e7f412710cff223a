import { resolve } from "node:path";
import { type ReleasePackageOptions, packageRelease } from "../../packaging/package-release";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Result } from "../command";
import { type Surroundings, shownPath, step } from "../surroundings";
import { definedBackends } from "./run-app";
import { readJson } from "./json-file";
import { componentsOf, oneProject } from "./one-project";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly out: string | undefined;
  readonly options: string | undefined;
}

/** Packages the code of the app's components. */
export async function packageCode(given: Given, surroundings: Surroundings): Promise<Result> {
  const { cwd, signal } = surroundings;
  const options =
    given.options === undefined
      ? {}
      : (readJson(given.options, "options", surroundings) as ReleasePackageOptions);
  const backends = oneProject(
    selectEnvironments(await definedBackends(given, surroundings), given.environment),
  );
  const [{ plan, root }] = backends;
  const made = await step(surroundings, "package", () =>
    packageRelease(
      componentsOf(plan),
      backends.map((backend) => backend.plan),
      { root, signal, ...options, ...(given.out === undefined ? {} : { outDir: resolve(cwd, given.out) }) },
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
