import type { EngineFacts } from "../repository-facts";
import type { PipelinePlan, PlannedEnvironment, PlannedLogin } from "../pipeline-plan";
import type { Below } from "../regions";
import { block, indented, lines } from "../yaml-text";

/** Where a job may keep what nobody else reads: the agent empties it after the job. */
export const TEMP = "$AGENT_TEMPDIRECTORY";

/** The machine of a job, which is the user's to change. */
export const POOL = `pool:
  vmImage: ubuntu-24.04
`;

/** Always in quotes: ids and versions would be numbers otherwise. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The name of an environment where Azure Pipelines takes letters, digits and underscores. */
export function identifier(name: string): string {
  return name.replaceAll("-", "_");
}

/** A line of a step or a task, if the app is not at the top of the repository. */
function workingDirectory(folder: string): string | undefined {
  return folder === "." ? undefined : `workingDirectory: ${quoted(folder)}`;
}

/** One step that runs a script without a login. */
export function scriptStep(
  name: string,
  script: string,
  { folder = ".", more = "" }: { readonly folder?: string; readonly more?: string } = {},
): string {
  const body = script.includes("\n") ? block(`set -euo pipefail\n${script}`, 4) : script;
  const where = workingDirectory(folder);
  return lines(
    `- bash: ${body}`,
    `  displayName: ${name}`,
    ...(where === undefined ? [] : [`  ${where}`]),
    ...(more === "" ? [] : [indented(more, 2)]),
  );
}

/**
 * One step that runs a script with a login. The task names the service connection, which Azure Pipelines asks for; Terraform and this
 * package then get tokens of their own, for as long as the job runs.
 */
export function loginStep(
  name: string,
  script: string,
  plan: PipelinePlan,
  {
    environment,
    login,
  }: {
    readonly environment: Pick<PlannedEnvironment, "subscriptionId" | "tenantId">;
    readonly login: PlannedLogin;
  },
  more: readonly string[] = [],
): string {
  const { folder, engine } = plan.facts;
  const where = workingDirectory(folder);
  const { name: connection = "", id = "" } = login.connection ?? {};
  return lines(
    "- task: AzureCLI@2",
    `  displayName: ${name}`,
    "  inputs:",
    `    azureSubscription: ${quoted(connection)}`,
    "    scriptType: bash",
    "    scriptLocation: inlineScript",
    ...(where === undefined ? [] : [`    ${where}`]),
    `    inlineScript: ${block(`set -euo pipefail\n${script}`, 6)}`,
    "  env:",
    `    ARM_CLIENT_ID: ${quoted(login.clientId)}`,
    `    ARM_TENANT_ID: ${quoted(environment.tenantId)}`,
    `    ARM_SUBSCRIPTION_ID: ${quoted(environment.subscriptionId)}`,
    `    ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: ${quoted(id)}`,
    '    ARM_USE_CLI: "false"',
    '    ARM_USE_OIDC: "true"',
    "    SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
    ...(engine.isOpenTofu ? ["    TERRAFORM_BINARY_NAME: tofu"] : []),
    ...more.map((line) => `    ${line}`),
  );
}

/** What each job begins with that runs this package. @param depth - how many commits are read */
export function setUp({ facts }: PipelinePlan, depth = 1): string {
  const { lockFolder = ".", node } = facts;
  return lines(
    `- checkout: self
  fetchDepth: ${depth}
  persistCredentials: false
- task: NodeTool@0
  displayName: Install Node.js
  inputs:`,
    ...("file" in node
      ? ["    versionSource: fromFile", `    versionFilePath: ${quoted(node.file)}`]
      : [`    versionSpec: ${quoted(`${node.version}.x`)}`]),
    scriptStep("Install exactly what the lock file lists", "npm ci", { folder: lockFolder }),
  );
}

/** The program that plans, in one version for all jobs: hosted agents have none, or any. */
export function engineStep({ facts: { engine } }: PipelinePlan): string {
  const { program, archive, sums, from } = download(engine);
  return scriptStep(
    `Install ${engine.isOpenTofu ? "OpenTofu" : "Terraform"}`,
    `cd "${TEMP}"
for file in ${archive} ${sums}; do
  curl --fail --silent --show-error --location --retry 3 --output "$file" "${from}/$file"
done
grep "  ${archive}$" ${sums} | sha256sum --check --strict -
unzip -q -o ${archive} ${program} -d bin
echo "##vso[task.prependpath]${TEMP}/bin"`,
  );
}

function download({ isOpenTofu, version }: EngineFacts) {
  const program = isOpenTofu ? "tofu" : "terraform";
  return {
    program,
    archive: `${program}_${version}_linux_amd64.zip`,
    sums: `${program}_${version}_SHA256SUMS`,
    from: isOpenTofu
      ? `https://github.com/opentofu/opentofu/releases/download/v${version}`
      : `https://releases.hashicorp.com/terraform/${version}`,
  };
}

/** Tells a second attempt of a job from the first: an artifact is never replaced. */
export const ATTEMPT = "$(System.StageAttempt)-$(System.JobAttempt)";

/** Keeps a folder or a file for other jobs and for people. No name of an environment has a dot, so that none begins another artifact. */
export function keepStep(name: string, path: string, condition?: string): string {
  return lines(
    `- publish: ${path}`,
    `  artifact: ${name}.${ATTEMPT}`,
    `  displayName: Keep ${name}`,
    ...(condition === undefined ? [] : [`  condition: ${condition}`]),
  );
}

/** Downloads what earlier jobs have kept, each attempt in a folder of its own. */
export function downloadStep(name: string, more: readonly string[] = []): string {
  return lines(
    "- download: current",
    `  displayName: Download ${name}`,
    `  patterns: ${quoted(`${name}*.*/**`)}`,
    ...more,
  );
}

/** A line of a script: the folder of the last attempt. */
export function lastAttempt(variable: string, name: string): string {
  return `${variable}=$(printf "%s\\n" "$PIPELINE_WORKSPACE/${name}".[0-9]* | sort --version-sort | tail -n 1)`;
}

/** Shows a file in the run. */
export function summaryOf(variable: string): string {
  return `echo "##vso[task.uploadsummary]$${variable}"`;
}

/** Where the user's own steps can stand, of a job that is this deep. */
export function stepsBelow(depth: number): Below {
  return { hint: "Steps of your own can follow.", depth };
}

/** Where the user's own steps, then jobs, can stand. */
export const JOBS_BELOW: Below = { hint: "Steps and jobs of your own can follow.", depth: 6 };

/** Where the user's own steps, then stages, can stand, of a job that is this deep. */
export function stagesBelow(depth: number): Below {
  return { hint: "Steps and stages of your own can follow.", depth };
}

/** The steps of a job, in their place. */
export function stepsAt(depth: number, ...steps: readonly string[]): string {
  return indented(lines(...steps), depth);
}
