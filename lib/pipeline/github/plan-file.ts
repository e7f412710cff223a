import { reviewLimit } from "../budget";
import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { commentScript, differenceScript, planScript, reviewScript } from "../scripts";
import { TOOL, headOf, markerOf, writtenBy } from "../words";
import { block, indented, lines } from "../yaml-text";
import {
  JOBS_BELOW,
  OWN_PULL_REQUEST,
  RUNS_ON,
  STEPS_BELOW,
  actionStep,
  defaultsOf,
  engineStep,
  keepStep,
  loginOf,
  nodeStep,
  programLine,
  quoted,
  scriptStep,
  setUp,
  summaryOf,
} from "./job";
import { writeComment } from "./rest-scripts";

/** What runs for a pull request: it reads, and changes nothing. */
export function planFile(plan: PipelinePlan): readonly Part[] {
  return [
    { generated: "head", text: head(plan), below: { hint: "When it runs is yours to change.", depth: 0 } },
    {
      yours: `# Never pull_request_target: it would run the code of a fork with the rights of this repository.
on:
  pull_request:
`,
    },
    { generated: "check", text: checkJob(plan), below: STEPS_BELOW },
    { generated: "check/steps", text: checkSteps(plan), below: JOBS_BELOW },
    ...plan.environments.flatMap((environment): readonly Part[] => [
      { generated: `plan-${environment.name}`, text: planJob(plan, environment), below: STEPS_BELOW },
      { generated: `plan-${environment.name}/steps`, text: planSteps(plan, environment), below: JOBS_BELOW },
    ]),
    { generated: "comment", text: commentJob(plan), below: JOBS_BELOW },
    { generated: "fork", text: forkJob(), below: JOBS_BELOW },
  ];
}

function head(plan: PipelinePlan): string {
  return `${headOf(plan, "Plans a pull request and reviews the plans, in one comment.")}
name: ${plan.name} plan`;
}

function checkJob(plan: PipelinePlan): string {
  return lines(
    `permissions: {}

concurrency:
  group: ${plan.name}-plan-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

defaults:
  run:
    shell: bash

jobs:
  check:
    name: check
    ${RUNS_ON}
    timeout-minutes: 30
    permissions:
      contents: read`,
    defaultsOf(plan),
    ...(plan.facts.engine.isOpenTofu ? ["    env:", programLine(plan)] : []),
    "    steps:",
    setUp(plan),
  );
}

function checkSteps(plan: PipelinePlan): string {
  return lines(
    scriptStep("Check the options", `${TOOL} check --format github`),
    scriptStep("Check that these workflows are current", `npx ${writtenBy(plan)} --check`),
  );
}

function planJob(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  return lines(
    `  plan-${name}:
    name: plan ${name}
    needs: check
    if: ${OWN_PULL_REQUEST}
    ${RUNS_ON}
    timeout-minutes: 60
    # Which branches may plan is decided by the rules of this environment.
    environment: ${name}-plan
    permissions:
      contents: read
      id-token: write`,
    defaultsOf(plan),
    loginOf(plan, environment, environment.plan.clientId),
    "    steps:",
    // The merge commit, and the base that it is compared with.
    setUp(plan, 2),
    engineStep(plan),
  );
}

function planSteps(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name, after } = environment;
  return lines(
    scriptStep(`Plan ${name}`, planScript(name, "$RUNNER_TEMP")),
    ...(after === undefined
      ? []
      : [scriptStep(`Compare with ${after}`, differenceScript(environment, "$RUNNER_TEMP"))]),
    scriptStep(
      "Review the plans",
      reviewScript(name, "$RUNNER_TEMP", reviewLimit(plan), summaryOf("review")),
      lines("env:", "  BACKEND_FAIL_ON: ${{ vars.BACKEND_FAIL_ON }}"),
    ),
    keepStep(`${plan.name}-review-${name}`, "${{ runner.temp }}/review", {
      days: 7,
      more: "if: ${{ !cancelled() }}",
    }),
  );
}

function commentJob(plan: PipelinePlan): string {
  const names = plan.environments.map(({ name }) => name);
  return lines(
    `  comment:
    name: comment
    needs: [${["check", ...names.map((name) => `plan-${name}`)].join(", ")}]
    if: \${{ !cancelled() && ${OWN_PULL_REQUEST} }}
    ${RUNS_ON}
    timeout-minutes: 10
    # The one job that can write to the pull request runs no code of it.
    permissions:
      pull-requests: write
    steps:`,
    nodeStep(plan),
    actionStep("actions/download-artifact", {
      pattern: `${plan.name}-review-*`,
      path: "${{ runner.temp }}/reviews",
      "merge-multiple": "true",
    }),
    indented(
      lines(
        "- name: Write the comment, or update it",
        "  env:",
        "    COMMIT: ${{ github.event.pull_request.head.sha }}",
        "    GITHUB_TOKEN: ${{ github.token }}",
        `    MARKER: ${quoted(markerOf("plan", plan.name))}`,
        "    NUMBER: ${{ github.event.pull_request.number }}",
        "    RESULTS: |",
        ...names.map((name) => `      ${name}=\${{ needs.plan-${name}.result }}`),
        "    RUN_URL: ${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
        `  run: ${block(lines('cd "$RUNNER_TEMP"', commentScript(plan), writeComment), 4)}`,
      ),
      6,
    ),
  );
}

function forkJob(): string {
  return lines(
    `  fork:
    name: a pull request from a fork is not planned
    if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository
    ${RUNS_ON}
    timeout-minutes: 5
    permissions: {}
    steps:`,
    scriptStep(
      "Say so",
      `{
  echo "## Not planned"
  echo
  echo "This pull request comes from a fork. Its jobs get no token to log in to Azure, and none to write a comment:"
  echo "otherwise its code would run with the rights of this repository. The checks without a login have run."
  echo "To plan it, review the code, and push it to a branch of this repository."
} >>"$GITHUB_STEP_SUMMARY"
echo "::notice title=Not planned::A pull request from a fork is not planned: see the summary of this run."`,
    ),
  );
}
