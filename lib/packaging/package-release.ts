import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { projectFolder } from "../decide/options/ambient";
import type { Components } from "../components/component";
import type { BackendPlan } from "../decide/backend-plan";
import { BackendConfigError, type Problem } from "../settings/problems";
import type { AzureCloud } from "../release/clouds";
import { RELEASE_FILE, type ReleaseFile } from "../release/command";
import { releaseTargets } from "../release/target";
import { bundleCommand } from "./bundle-command";
import { type CodePackage, makeCode, writeCode } from "./package-code";
import { RELEASE_PACKAGES, checkNeededPackages } from "./needed-packages";
import type { PackageOptions } from "./package-options";

/** The command that releases the package. */
export const RELEASE_COMMAND = "release.cjs";

/** A package, and how it is released. */
export interface ReleasePackage extends CodePackage {
  /** `release.cjs` in the output folder, which Node runs without anything installed. */
  readonly command: string;
  /** `release.json` beside it: the package and every environment, as plain data. */
  readonly releaseFile: string;
}

/** How {@link packageRelease} packages. */
export interface ReleasePackageOptions extends PackageOptions {
  /**
   * The cloud that every environment is in.
   * @default "AzureCloud"
   */
  readonly cloud?: AzureCloud;
}

/**
 * Packages the code of all components once, for every environment, and writes the command that releases it beside it. The output
 * folder is everything that a pipeline has to keep: `node release.cjs <environment>` releases, with `--back` it goes back.
 * It needs `@azure/identity` and `@azure/core-rest-pipeline` in your project, which go into the command.
 *
 * @param components - those of `defineBackend`
 * @param plans - one for each environment: `backend.plan`, or what `planBackend` returns
 * @throws {@link BackendConfigError} with every problem at once, before anything is written
 */
export async function packageRelease(
  components: Components,
  plans: readonly BackendPlan[],
  options: ReleasePackageOptions = {},
): Promise<ReleasePackage> {
  const problems = problemsOf(components, plans);
  if (problems.length > 0) throw new BackendConfigError("package", problems);
  const { cloud, ...packaging } = options;
  const { root = projectFolder(), outDir = "dist/functions" } = packaging;
  checkNeededPackages(components, resolve(root), RELEASE_PACKAGES);
  const command = await bundleCommand(resolve(root));
  const made = await makeCode(components, packaging, plans);
  packaging.signal?.throwIfAborted();
  const code = writeCode(made, packaging);
  const file: ReleaseFile = {
    package: { file: basename(code.file), sha256: code.sha256, functions: code.functions },
    targets: plans.flatMap((plan) => releaseTargets(plan, cloud === undefined ? {} : { cloud })),
  };
  const folder = resolve(root, outDir);
  const written = {
    command: join(folder, RELEASE_COMMAND),
    releaseFile: join(folder, RELEASE_FILE),
  };
  mkdirSync(dirname(written.command), { recursive: true });
  writeFileSync(written.command, command);
  writeFileSync(written.releaseFile, `${JSON.stringify(file, undefined, 2)}\n`);
  return { ...code, ...written };
}

function problemsOf(components: Components, plans: readonly BackendPlan[]): readonly Problem[] {
  const problem = (message: string, fix: string): Problem => ({
    path: "plans",
    message,
    from: ["your options"],
    fix,
  });
  if (plans.length === 0) return [problem("there is no environment to release to", "give at least one plan")];
  const environments = plans.map(({ environment }) => environment);
  const twice = environments.filter((each, index) => environments.indexOf(each) !== index);
  const own = namesOf(Object.values(components));
  return [
    ...twice.map((each) =>
      problem(`two plans have the environment "${each}"`, "give one plan for each environment"),
    ),
    ...plans
      .filter(
        ({ requirements }) => namesOf(requirements.components.map(({ component }) => component)) !== own,
      )
      .map(({ environment }) =>
        problem(
          `the plan of "${environment}" has other components than the package`,
          "plan each environment with the components that are packaged",
        ),
      ),
  ];
}

function namesOf(components: readonly { readonly name: string }[]): string {
  return components
    .map(({ name }) => name)
    .sort()
    .join(", ");
}
