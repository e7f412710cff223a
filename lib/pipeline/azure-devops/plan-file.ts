import { reviewLimit } from "../budget";
import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { commentScript, differenceScript, planScript, reviewScript } from "../scripts";
import { TOOL, headOf, markerOf, writtenBy } from "../words";
import { lines } from "../yaml-text";
import {
  JOBS_BELOW,
  POOL,
  TEMP,
  downloadStep,
  engineStep,
  identifier,
  keepStep,
  lastAttempt,
  loginStep,
  quoted,
  scriptStep,
  setUp,
  stepsAt,
  stepsBelow,
  summaryOf,
} from "./job";
import { IS_FORK, POST_COMMENT } from "./pull-request";

/** What runs for a pull request: it reads, and changes nothing. */
export function planFile(plan: PipelinePlan, branch: string): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Plans a pull request and reviews the plans, in one comment.")}
trigger: none`,
      below: { hint: "When it runs, and on which machine, is yours to change.", depth: 0 },
    },
    {
      yours: `# In Azure Repos, a build validation policy of the branch starts it in place of this.
pr:
  branches:
    include: [${quoted(branch)}]
${POOL}`,
    },
    { generated: "check", text: checkJob(plan), below: stepsBelow(6) },
    { generated: "check/steps", text: checkSteps(plan), below: JOBS_BELOW },
    ...plan.environments.flatMap((environment): readonly Part[] => [
      { generated: `plan-${environment.name}`, text: planJob(plan, environment), below: stepsBelow(6) },
      { generated: `plan-${environment.name}/steps`, text: planSteps(plan, environment), below: JOBS_BELOW },
    ]),
    { generated: "comment", text: commentJob(plan), below: JOBS_BELOW },
    { generated: "fork", text: forkJob(), below: JOBS_BELOW },
  ];
}

function checkJob(plan: PipelinePlan): string {
  return lines(
    `jobs:
  - job: check
    displayName: check
    timeoutInMinutes: 30
    steps:`,
    stepsAt(6, setUp(plan)),
  );
}

function checkSteps(plan: PipelinePlan): string {
  const { folder, engine } = plan.facts;
  const more = engine.isOpenTofu ? "env:\n  TERRAFORM_BINARY_NAME: tofu" : "";
  return stepsAt(
    6,
    scriptStep("Check the options", `${TOOL} check`, { folder, more }),
    scriptStep("Check that these pipelines are current", `npx ${writtenBy(plan)} --check`, { folder, more }),
  );
}

function planJob(plan: PipelinePlan, { name }: PlannedEnvironment): string {
  return lines(
    `  - job: plan_${identifier(name)}
    displayName: plan ${name}
    dependsOn: check
    # The code of a fork runs without a login.
    condition: and(succeeded(), ne(${IS_FORK}))
    timeoutInMinutes: 60
    steps:`,
    // The merge commit, and the base that it is compared with.
    stepsAt(6, setUp(plan, 2), engineStep(plan)),
  );
}

function planSteps(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name, after } = environment;
  const { folder } = plan.facts;
  const login = { environment, login: environment.plan };
  return stepsAt(
    6,
    loginStep(`Plan ${name}`, planScript(name, TEMP), plan, login),
    ...(after === undefined
      ? []
      : [scriptStep(`Compare with ${after}`, differenceScript(environment, TEMP), { folder })]),
    scriptStep("Review the plans", reviewScript(name, TEMP, reviewLimit(plan), summaryOf("review")), {
      folder,
    }),
    keepStep(`${plan.name}-review-${name}`, "$(Agent.TempDirectory)/review", "not(canceled())"),
  );
}

function commentJob(plan: PipelinePlan): string {
  const names = plan.environments.map(({ name }) => name);
  const reviews = `${plan.name}-review`;
  return lines(
    `  - job: comment
    displayName: comment
    dependsOn:
      - check`,
    ...names.map((name) => `      - plan_${identifier(name)}`),
    `    condition: and(not(canceled()), eq(variables['Build.Reason'], 'PullRequest'), ne(${IS_FORK}))
    timeoutInMinutes: 10
    variables:`,
    ...names.map(
      (name) => `      result_${identifier(name)}: $[ dependencies.plan_${identifier(name)}.result ]`,
    ),
    "    steps:",
    stepsAt(
      6,
      "- checkout: none",
      // Without any, each plan job has failed: the comment says so.
      downloadStep(reviews, ["  continueOnError: true"]),
      scriptStep(
        "Write the comment, or update it",
        lines(
          `cd "${TEMP}"`,
          "mkdir -p reviews",
          ...names.flatMap((name) => [
            lastAttempt("folder", `${reviews}-${name}`),
            'if [ -d "$folder" ]; then cp "$folder"/* reviews/; fi',
          ]),
          commentScript(plan),
          POST_COMMENT,
        ),
        {
          more: lines(
            "env:",
            "  COMMIT: $(System.PullRequest.SourceCommitId)",
            `  MARKER: ${quoted(markerOf("plan", plan.name))}`,
            "  RESULTS: |",
            ...names.map((name) => `    ${name}=$(result_${identifier(name)})`),
            "  RUN_URL: $(System.CollectionUri)$(System.TeamProject)/_build/results?buildId=$(Build.BuildId)",
            "  SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
          ),
        },
      ),
    ),
  );
}

function forkJob(): string {
  return lines(
    `  - job: fork
    displayName: a pull request from a fork is not planned
    condition: eq(${IS_FORK})
    timeoutInMinutes: 5
    steps:`,
    stepsAt(
      6,
      "- checkout: none",
      scriptStep(
        "Say so",
        `cd "${TEMP}"
{
  echo "## Not planned"
  echo
  echo "This pull request comes from a fork. Its jobs do not log in to Azure: otherwise its code would run with the rights of this"
  echo "project. The checks without a login have run. To plan it, review the code, and push it to a branch of this repository."
} >fork.md
echo "##vso[task.uploadsummary]$PWD/fork.md"
echo "##vso[task.logissue type=warning]A pull request from a fork is not planned: see the summary of this run."`,
      ),
    ),
  );
}
