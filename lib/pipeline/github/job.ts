import { pinned } from "../pinned-actions";
import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Below } from "../regions";
import { DEFAULT_VERSIONS } from "../repository-facts";
import { block, indented, lines } from "../yaml-text";

/** Ubuntu of GitHub, or the label of another runner in a variable of the repository. */
export const RUNS_ON = "runs-on: ${{ vars.BACKEND_RUNNER || 'ubuntu-24.04' }}";

/** A pull request from the repository itself: a fork gets no token to log in with. */
export const OWN_PULL_REQUEST = "github.event.pull_request.head.repo.full_name == github.repository";

/** Where the steps of a job run, if the app is not at the top of the repository. */
export function defaultsOf({ facts: { folder } }: PipelinePlan): string | undefined {
  return folder === "."
    ? undefined
    : lines("    defaults:", "      run:", `        working-directory: ${quoted(folder)}`);
}

/** How a job logs in, and which program it runs. */
export function loginOf(
  plan: PipelinePlan,
  { tenantId, subscriptionId }: Pick<PlannedEnvironment, "tenantId" | "subscriptionId">,
  clientId: string,
): string {
  return lines(
    "    env:",
    `      ARM_CLIENT_ID: ${quoted(clientId)}`,
    `      ARM_TENANT_ID: ${quoted(tenantId)}`,
    `      ARM_SUBSCRIPTION_ID: ${quoted(subscriptionId)}`,
    '      ARM_USE_CLI: "false"',
    '      ARM_USE_OIDC: "true"',
    programLine(plan),
  );
}

/** A line of `env`, where the program is not Terraform. */
export function programLine({ facts: { engine } }: PipelinePlan): string | undefined {
  return engine.isOpenTofu ? "      TERRAFORM_BINARY_NAME: tofu" : undefined;
}

/** Whether the code of any environment comes as an image. */
export function takesImages({ environments }: PipelinePlan): boolean {
  return environments.some(({ takesImage }) => takesImage);
}

/** Always in quotes: ids and versions would be numbers otherwise. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A name, in quotes where YAML would take it for something else. */
export function scalar(name: string): string {
  return /^(?:true|false|null|yes|no|on|off|y|n)$/.test(name) ? quoted(name) : name;
}

/** One step that runs a script. @param more - further lines of the step */
export function scriptStep(name: string, script: string, more = ""): string {
  const run = script.includes("\n") ? block(script, 4) : script;
  return indented(lines(`- name: ${name}`, ...(more === "" ? [] : [indented(more, 2)]), `  run: ${run}`), 6);
}

/** One step that runs an action. */
export function actionStep(
  action: Parameters<typeof pinned>[0],
  inputs: Readonly<Record<string, string>>,
  more = "",
): string {
  const given = Object.entries(inputs).map(([name, value]) => `    ${name}: ${value}`);
  return indented(
    lines(`- uses: ${pinned(action)}`, ...(more === "" ? [] : [indented(more, 2)]), "  with:", ...given),
    6,
  );
}

/** Node.js. A job without the code of the repository has no file that names the version. */
export function nodeStep({ facts: { node } }: PipelinePlan, hasCode = false): string {
  return actionStep("actions/setup-node", {
    ...("file" in node && hasCode
      ? { "node-version-file": quoted(node.file) }
      : { "node-version": quoted("version" in node ? node.version : DEFAULT_VERSIONS.node) }),
    // A cache can be written by other jobs than those that log in.
    "package-manager-cache": "false",
  });
}

/** @param depth - how many commits are read */
export function checkoutStep(depth = 1): string {
  return actionStep("actions/checkout", {
    "persist-credentials": "false",
    ...(depth === 1 ? {} : { "fetch-depth": String(depth) }),
  });
}

/** What each job begins with that runs this package. @param depth - how many commits are read */
export function setUp(plan: PipelinePlan, depth = 1): string {
  const { folder, lockFolder = "." } = plan.facts;
  const where = lockFolder === folder ? "" : `working-directory: ${quoted(lockFolder)}`;
  return lines(
    checkoutStep(depth),
    nodeStep(plan, true),
    scriptStep("Install exactly what the lock file lists", "npm ci", where),
  );
}

/** The program that plans, in one version for all jobs. Its wrapper would change exit codes. */
export function engineStep({ facts: { engine } }: PipelinePlan): string {
  return engine.isOpenTofu
    ? actionStep("opentofu/setup-opentofu", { tofu_version: quoted(engine.version), tofu_wrapper: "false" })
    : actionStep("hashicorp/setup-terraform", {
        terraform_version: quoted(engine.version),
        terraform_wrapper: "false",
      });
}

/** Keeps a folder for other jobs and for people; what is kept again replaces it. */
export function keepStep(name: string, path: string, { days = 30, more = "" } = {}): string {
  return actionStep(
    "actions/upload-artifact",
    {
      name,
      path,
      "if-no-files-found": more === "" ? "error" : "ignore",
      "retention-days": String(days),
      overwrite: "true",
    },
    more,
  );
}

/** Where the user's own steps can stand. */
export const STEPS_BELOW: Below = { hint: "Steps of your own can follow.", depth: 6 };
/** Where the user's own steps, then jobs, can stand. */
export const JOBS_BELOW: Below = { hint: "Steps and jobs of your own can follow.", depth: 6 };

/** Shows a file in the run. */
export function summaryOf(variable: string): string {
  return `cat "$${variable}" >>"$GITHUB_STEP_SUMMARY"`;
}
