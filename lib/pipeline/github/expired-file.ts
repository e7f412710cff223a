import type { PipelinePlan, PlannedPullRequests } from "../pipeline-plan";
import { expiredScript, verdictsScript } from "../pull-request-scripts";
import { SHARED_NAME } from "../pull-requests";
import type { Part } from "../regions";
import { TOOL, headOf } from "../words";
import { indented, lines } from "../yaml-text";
import { JOBS_BELOW, RUNS_ON, STEPS_BELOW, defaultsOf, engineStep, loginOf, scriptStep, setUp } from "./job";
import { onePullRequest } from "./pull-request-file";
import { isClosedFunction } from "./rest-scripts";

/**
 * What runs once a day: destroys environments of pull requests whose last day is over, or that are closed. GitHub starts no workflow for
 * a pull request with a conflict, also where it is closed.
 */
export function expiredFile(plan: PipelinePlan, pullRequests: PlannedPullRequests): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Destroys environments of pull requests that nobody has destroyed.")}
name: ${plan.name} expired`,
      below: { hint: "When it runs is yours to change.", depth: 0 },
    },
    {
      yours: `on:
  schedule:
    # In UTC.
    - cron: "41 4 * * *"
  workflow_dispatch:
`,
    },
    { generated: "find", text: lines(JOBS, findJob(plan, pullRequests)), below: STEPS_BELOW },
    { generated: "find/steps", text: findSteps(), below: JOBS_BELOW },
    { generated: "destroy", text: destroyJob(plan, pullRequests), below: STEPS_BELOW },
    { generated: "destroy/steps", text: destroySteps(), below: JOBS_BELOW },
  ];
}

const JOBS = `permissions: {}

defaults:
  run:
    shell: bash

jobs:`;

const RIGHTS = `    environment: ${SHARED_NAME}
    permissions:
      contents: read
      id-token: write
      pull-requests: read`;

function findJob(plan: PipelinePlan, { apply, ...place }: PlannedPullRequests): string {
  return lines(
    `  find:
    name: find
    ${RUNS_ON}
    timeout-minutes: 60
${RIGHTS}
    outputs:
      numbers: \${{ steps.find.outputs.numbers }}`,
    defaultsOf(plan),
    loginOf(plan, place, apply.clientId),
    "    steps:",
    setUp(plan),
  );
}

/** The token of GitHub is in a step that runs no code of the repository. */
function lookSteps(more: string): string {
  return lines(
    scriptStep("List the environments", expiredScript("$RUNNER_TEMP")),
    scriptStep(
      "Decide what to destroy",
      lines('cd "$RUNNER_TEMP"', verdictsScript(isClosedFunction), more),
      lines("id: find", "env:", "  GITHUB_TOKEN: ${{ github.token }}"),
    ),
  );
}

function findSteps(): string {
  return lookSteps(`numbers=$(cut -d " " -f 1 verdicts | paste -s -d , -)
echo "numbers=[$numbers]" >>"$GITHUB_OUTPUT"`);
}

const NUMBER = "${{ matrix.number }}";

/** A job for each, so that one that fails stops no other. */
function destroyJob(plan: PipelinePlan, { apply, ...place }: PlannedPullRequests): string {
  return lines(
    `  destroy:
    name: destroy pr-${NUMBER}
    needs: find
    if: needs.find.outputs.numbers != '[]'
    strategy:
      fail-fast: false
      max-parallel: 5
      matrix:
        number: \${{ fromJSON(needs.find.outputs.numbers) }}
    ${RUNS_ON}
    timeout-minutes: 120
${indented(onePullRequest(plan, NUMBER), 4)}
${RIGHTS}`,
    defaultsOf(plan),
    loginOf(plan, place, apply.clientId),
    `      NUMBER: ${NUMBER}`,
    "    steps:",
    setUp(plan),
    engineStep(plan),
  );
}

/** It may have waited for a deployment: what was decided before it counts no more. */
function destroySteps(): string {
  return lines(
    lookSteps(`read -r _ verdict why <<<"$(grep "^$NUMBER " verdicts || true)" || true
echo "verdict=$verdict" >>"$GITHUB_OUTPUT"
case "$verdict" in
  destroy) ;;
  "") echo "::notice::pr-$NUMBER stays: its last day is not over any more." ;;
  *)
    echo "::error::pr-$NUMBER stays: $why."
    exit 1
    ;;
esac`),
    scriptStep(
      "Destroy the environment",
      `${TOOL} destroy --environment "pr-$NUMBER"`,
      "if: steps.find.outputs.verdict == 'destroy'",
    ),
  );
}
