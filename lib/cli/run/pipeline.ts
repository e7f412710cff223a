import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EVERY_PULL_REQUEST } from "../../azure/names/pull-request";
import type { BackendPlan } from "../../decide/backend-plan";
import { type PipelineFile, pipelineFiles } from "../../pipeline/pipeline-files";
import { type PipelinePlan, planPipeline } from "../../pipeline/pipeline-plan";
import { SAMPLES, SHARED_NAME } from "../../pipeline/pull-requests";
import { repositoryFacts } from "../../pipeline/repository-facts";
import { PIPELINE_FILE, type PipelineSettings, readPipelineSettings } from "../../pipeline/settings";
import { DEFAULT_NAME } from "../../pipeline/words";
import { run } from "../../terraform/command";
import { selectEnvironments } from "../../terraform/select-stacks";
import { type Result, UsageError } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { oneProject } from "./one-project";
import { definedBackends, projectFor } from "./run-app";
import { programFor } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly terraform: string | undefined;
  readonly name: string | undefined;
  readonly check: boolean;
  readonly force: boolean;
}

/** Writes the files of the pipeline, all of them or none. */
export async function pipeline(given: Given, surroundings: Surroundings, system?: string): Promise<Result> {
  const name = checkedName(given);
  const { folder } = projectFor(given, surroundings);
  const top = topOf(folder, surroundings);
  const settings = settingsIn(folder, system, surroundings);
  const facts = repositoryFacts(top, folder, programFor(given, surroundings));
  const { backends } = await definedBackends({ app: given.app, environment: [] }, surroundings);
  const plans = oneProject(backends).map(({ plan }) => plan);
  const plan = planPipeline(name, settings, plans, facts, await pullRequestIn(given, settings, surroundings));
  const files = pipelineFiles(
    plan,
    await branchOf(top, surroundings),
    (path) => textOf(join(top, path)),
    given.force,
  );
  if (!given.check) for (const file of files) write(top, file);
  const leftOut = plans
    .map(({ environment }) => environment)
    .filter((environment) => !(environment in settings.environments));
  return resultOf(plan, files, leftOut, given.check);
}

/** One environment of a pull request: they differ by number alone. */
async function pullRequestIn(
  { app }: Given,
  { pullRequests }: PipelineSettings,
  surroundings: Surroundings,
): Promise<BackendPlan | undefined> {
  if (pullRequests === undefined) return undefined;
  const [sample] = SAMPLES;
  const synthesis = await definedBackends({ app, environment: [sample] }, surroundings);
  const [backend] = oneProject(selectEnvironments(synthesis, [sample]));
  return backend.plan;
}

/** Part of names of files, jobs and artifacts. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function checkedName({ name = DEFAULT_NAME, check, force }: Given): string {
  if (check && force) throw new UsageError("--check writes nothing, and --force does: use one of them.");
  if (NAME.test(name)) return name;
  throw new UsageError(
    `--name has lower-case letters, digits and single hyphens, and begins with a letter, got ${JSON.stringify(name)}.`,
  );
}

/** The folder that both systems look for their files in. */
function topOf(folder: string, surroundings: Surroundings): string {
  for (let top = folder; ; top = dirname(top)) {
    if (existsSync(join(top, ".git"))) return top;
    if (dirname(top) === top)
      throw new Error(
        `${shownPath(surroundings, folder)} is in no git repository: pipelines are files at its top. Run git init first.`,
      );
  }
}

function settingsIn(
  folder: string,
  system: string | undefined,
  surroundings: Surroundings,
): PipelineSettings {
  if (system !== undefined && system !== "github" && system !== "azure-devops")
    throw new UsageError(`The system is github or azure-devops, got ${JSON.stringify(system)}.`);
  const path = join(folder, PIPELINE_FILE);
  const text = textOf(path);
  if (text === undefined)
    throw new Error(
      `${shownPath(surroundings, path)} does not exist: it says how jobs log in to each environment. docs/guides/pipelines.md has an ` +
        "example to start from.",
    );
  const settings = readPipelineSettings(text);
  if (system === undefined || system === settings.system) return settings;
  throw new Error(
    `${shownPath(surroundings, path)} is for ${settings.system}, and the call is for ${system}: set system to "${system}" with the logins ` +
      `of that system, or call pipeline ${settings.system}.`,
  );
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** The branch that everything is merged to, as far as the clone knows. */
async function branchOf(top: string, { signal }: Surroundings): Promise<string> {
  const args = ["symbolic-ref", "--short", "refs/remotes/origin/HEAD"];
  const { status, stdout } = await run("git", args, { cwd: top, signal }).catch(() => ({
    status: 1,
    stdout: "",
  }));
  return (status === 0 ? stdout.trim().replace(/^origin\//, "") : "") || "main";
}

/** By way of another file, so that none is ever half written. */
function write(top: string, { path, text, change }: PipelineFile): void {
  if (change === "none") return;
  const file = join(top, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function resultOf(
  plan: PipelinePlan,
  files: readonly PipelineFile[],
  leftOut: readonly string[],
  isCheck: boolean,
): Result {
  const isChanged = files.some(({ change }) => change !== "none");
  return {
    ended: isCheck && isChanged ? "changes" : "done",
    text: [
      ...files.map(({ path, change }) => `${path}: ${(isCheck ? FOUND : DONE)[change]}`),
      ...[...plan.environments, ...pullRequestsOf(plan)].flatMap(({ name, notReleased }) =>
        notReleased === undefined
          ? []
          : [
              `${name} is deployed without its code, because ${notReleased}. Release it with steps of your own, after its deployment.`,
            ],
      ),
      ...leftOut.map((name) => `${name} is not in ${PIPELINE_FILE}: nothing plans or deploys it.`),
      ...(isCheck && isChanged ? ["Run the same command without --check, and commit the files."] : []),
      ...(isCheck ? [] : ["", ...byHand(plan)]),
    ].join("\n"),
    json: {
      system: plan.system,
      files: files.map(({ path, change }) => ({ path, change })),
      environments: plan.environments.map(({ name }) => name),
      pullRequests: plan.pullRequests !== undefined,
      leftOut,
    },
  };
}

/** With the name that `pipeline.json` has. */
function pullRequestsOf({ pullRequests }: PipelinePlan) {
  return pullRequests === undefined ? [] : [{ ...pullRequests, name: EVERY_PULL_REQUEST }];
}

const DONE = { new: "written", updated: "updated", none: "current" } as const;
const FOUND = { new: "missing", updated: "not current", none: "current" } as const;

/** What no file of a repository can set. */
function byHand({ system, environments, pullRequests }: PipelinePlan): readonly string[] {
  const names = environments.map(({ name }) => name);
  const list =
    system === "github"
      ? [
          `  - environments ${names.map((name) => `${name}-plan`).join(", ")}: which branches may plan`,
          `  - environments ${names.join(", ")}: who approves, and which branches may deploy`,
          ...(pullRequests === undefined
            ? []
            : [
                `  - environment ${SHARED_NAME}: branches refs/pull/*/merge and the main branch, no reviewers`,
              ]),
        ]
      : [
          "  - a pipeline for each file, and a build validation policy with that of the plans",
          `  - environments ${names.join(", ")}: who approves, and an exclusive lock`,
          ...(pullRequests === undefined
            ? []
            : [
                `  - environment ${SHARED_NAME}: an exclusive lock, and a build validation policy with the pipeline of pull requests`,
              ]),
          "  - the build service: may contribute to pull requests",
        ];
  return ["To configure by hand (docs/guides/pipelines.md):", ...list];
}
