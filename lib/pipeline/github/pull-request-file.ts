import type { PipelinePlan, PlannedPullRequests } from "../pipeline-plan";
import { deployScript, deployedText } from "../pull-request-scripts";
import { SHARED_NAME } from "../pull-requests";
import type { Part } from "../regions";
import { TOOL, headOf, markerOf } from "../words";
import { block, indented, lines } from "../yaml-text";
import {
  JOBS_BELOW,
  OWN_PULL_REQUEST,
  RUNS_ON,
  STEPS_BELOW,
  defaultsOf,
  engineStep,
  loginOf,
  nodeStep,
  quoted,
  scriptStep,
  setUp,
} from "./job";
import { writeComment } from "./rest-scripts";

/** What runs for a pull request: an environment of its own, until it is closed. */
export function pullRequestFile(plan: PipelinePlan, pullRequests: PlannedPullRequests): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Deploys each pull request into an environment of its own, and destroys it when the pull request is closed.")}
name: ${plan.name} pull request`,
      below: { hint: "For which pull requests it runs is yours to change.", depth: 0 },
    },
    {
      yours: `# Never pull_request_target: it would run the code of a fork with the rights of this repository.
on:
  pull_request:
    types: [opened, synchronize, reopened, closed]
`,
    },
    {
      generated: "deploy",
      text: lines(jobsHead(plan), deployJob(plan, pullRequests)),
      below: STEPS_BELOW,
    },
    { generated: "deploy/steps", text: deploySteps(plan, pullRequests), below: JOBS_BELOW },
    { generated: "destroy", text: destroyJob(plan, pullRequests), below: STEPS_BELOW },
    { generated: "destroy/steps", text: DESTROY, below: JOBS_BELOW },
    { generated: "comment", text: commentJob(plan, pullRequests), below: JOBS_BELOW },
  ];
}

/** Of one pull request, in whichever file. A newer run takes the place of one that waits, and none that runs is cancelled. */
export function onePullRequest({ name }: PipelinePlan, number: string): string {
  return `concurrency:
  group: ${name}-pr-${number}
  cancel-in-progress: false`;
}

const NUMBER = "${{ github.event.pull_request.number }}";

function jobsHead(plan: PipelinePlan): string {
  return `permissions: {}

# A run that closes waits for one that deploys.
${onePullRequest(plan, NUMBER)}

defaults:
  run:
    shell: bash

jobs:`;
}

/** Nobody has read the new versions that Dependabot proposes, and their code would run with the rights to deploy. */
const READ_BY_SOMEBODY = "github.event.pull_request.user.login != 'dependabot[bot]'";

function loginJob(
  plan: PipelinePlan,
  { apply, ...place }: PlannedPullRequests,
  job: "deploy" | "destroy",
  outputs?: string,
): string {
  return lines(
    `  ${job}:
    name: ${job} pr-${NUMBER}
    if: github.event.action ${job === "deploy" ? "!=" : "=="} 'closed' && ${OWN_PULL_REQUEST} && ${READ_BY_SOMEBODY}
    ${RUNS_ON}
    timeout-minutes: 120
    # Which branches may deploy is decided by the rules of this environment.
    environment: ${SHARED_NAME}
    permissions:
      contents: read
      id-token: write`,
    outputs,
    defaultsOf(plan),
    loginOf(plan, place, apply.clientId),
    `      BACKEND_ENVIRONMENT: pr-${NUMBER}`,
    "    steps:",
    setUp(plan),
    engineStep(plan),
  );
}

function deployJob(plan: PipelinePlan, pullRequests: PlannedPullRequests): string {
  const outputs = "    outputs:\n      address: ${{ steps.deploy.outputs.address }}";
  return loginJob(plan, pullRequests, "deploy", outputs);
}

function deploySteps({ facts }: PipelinePlan, pullRequests: PlannedPullRequests): string {
  const { takesPackage } = pullRequests;
  return lines(
    ...(takesPackage
      ? [
          scriptStep(
            "Package the code",
            facts.hasPackageScript
              ? "npm run package"
              : `${TOOL} package --environment "$BACKEND_ENVIRONMENT"`,
          ),
        ]
      : []),
    scriptStep(
      "Deploy the environment",
      lines(deployScript(pullRequests, "$RUNNER_TEMP"), 'echo "address=$address" >>"$GITHUB_OUTPUT"'),
      "id: deploy",
    ),
    ...(takesPackage ? [scriptStep("Release the code", `${TOOL} release "$BACKEND_ENVIRONMENT"`)] : []),
  );
}

function destroyJob(plan: PipelinePlan, pullRequests: PlannedPullRequests): string {
  return loginJob(plan, pullRequests, "destroy");
}

const DESTROY = scriptStep("Destroy the environment", `${TOOL} destroy --environment "$BACKEND_ENVIRONMENT"`);

function commentJob(plan: PipelinePlan, pullRequests: PlannedPullRequests): string {
  return lines(
    `  comment:
    name: comment
    needs: [deploy, destroy]
    if: \${{ !cancelled() && ${OWN_PULL_REQUEST} && (needs.deploy.result != 'skipped' || needs.destroy.result != 'skipped') }}
    ${RUNS_ON}
    timeout-minutes: 10
    # The one job that can write to the pull request runs no code of it.
    permissions:
      pull-requests: write
    steps:`,
    nodeStep(plan),
    indented(
      lines(
        "- name: Write the comment, or update it",
        "  env:",
        "    ADDRESS: ${{ needs.deploy.outputs.address }}",
        `    BACKEND_ENVIRONMENT: pr-${NUMBER}`,
        "    COMMIT: ${{ github.event.pull_request.head.sha }}",
        "    DESTROYED: ${{ needs.destroy.result }}",
        "    GITHUB_TOKEN: ${{ github.token }}",
        `    MARKER: ${quoted(markerOf("environment", plan.name))}`,
        `    NUMBER: ${NUMBER}`,
        "    RESULT: ${{ needs.deploy.result }}",
        "    RUN_URL: ${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
        `  run: ${block(lines(commentText(pullRequests), writeComment), 4)}`,
      ),
      6,
    ),
  );
}

function commentText(pullRequests: PlannedPullRequests): string {
  return `cd "$RUNNER_TEMP"
{
  echo "$MARKER"
  case "$DESTROYED" in
    success) echo "**$BACKEND_ENVIRONMENT** is destroyed: [log]($RUN_URL)." ;;
    skipped)
${indented(deployedText(pullRequests), 6)}
      ;;
    *) echo "**$BACKEND_ENVIRONMENT is not destroyed: the job ended with \\"$DESTROYED\\". [Log]($RUN_URL).**" ;;
  esac
} >comment.md
cat comment.md >>"$GITHUB_STEP_SUMMARY"`;
}
