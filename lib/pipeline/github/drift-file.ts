import { driftLimit } from "../budget";
import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { driftScript, shortenedFunction } from "../scripts";
import { headOf, markerOf } from "../words";
import { block, indented, lines } from "../yaml-text";
import {
  JOBS_BELOW,
  RUNS_ON,
  STEPS_BELOW,
  actionStep,
  defaultsOf,
  engineStep,
  keepStep,
  loginOf,
  nodeStep,
  quoted,
  scriptStep,
  setUp,
  summaryOf,
} from "./job";
import { writeIssue } from "./rest-scripts";

/** What runs once a day: what Azure has beside what was deployed, as one issue. */
export function driftFile(plan: PipelinePlan): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Looks for drift, and opens, updates or closes one issue.")}
name: ${plan.name} drift`,
      below: { hint: "When it runs is yours to change.", depth: 0 },
    },
    {
      yours: `on:
  schedule:
    # In UTC.
    - cron: "23 4 * * *"
  workflow_dispatch:
`,
    },
    { generated: "jobs", text: jobsHead(plan), below: { hint: "Jobs of your own can follow.", depth: 2 } },
    ...plan.environments.flatMap((environment): readonly Part[] => [
      { generated: `drift-${environment.name}`, text: driftJob(plan, environment), below: STEPS_BELOW },
      {
        generated: `drift-${environment.name}/steps`,
        text: driftSteps(plan, environment),
        below: JOBS_BELOW,
      },
    ]),
    { generated: "issue", text: issueJob(plan), below: JOBS_BELOW },
  ];
}

function jobsHead({ name }: PipelinePlan): string {
  return `permissions: {}

concurrency:
  group: ${name}-drift
  cancel-in-progress: false

defaults:
  run:
    shell: bash

jobs:`;
}

function driftJob(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  return lines(
    `  drift-${name}:
    name: drift of ${name}
    ${RUNS_ON}
    timeout-minutes: 60
    environment: ${name}-plan
    permissions:
      contents: read
      id-token: write`,
    defaultsOf(plan),
    loginOf(plan, environment, environment.plan.clientId),
    "    steps:",
    setUp(plan),
    engineStep(plan),
  );
}

function driftSteps(plan: PipelinePlan, { name }: PlannedEnvironment): string {
  return lines(
    scriptStep(
      `Look for drift in ${name}`,
      lines(
        driftScript(name, "$RUNNER_TEMP", summaryOf("report")),
        "# 2: there is drift, which the issue says. Anything else is a failure of the check.",
        'if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi',
      ),
    ),
    keepStep(`${plan.name}-drift-${name}`, "${{ runner.temp }}/drift", { more: "if: ${{ !cancelled() }}" }),
  );
}

function issueJob(plan: PipelinePlan): string {
  const names = plan.environments.map(({ name }) => name);
  return lines(
    `  issue:
    name: issue
    needs: [${names.map((name) => `drift-${name}`).join(", ")}]
    if: \${{ !cancelled() }}
    ${RUNS_ON}
    timeout-minutes: 10
    permissions:
      issues: write
    steps:`,
    nodeStep(plan),
    actionStep("actions/download-artifact", {
      pattern: `${plan.name}-drift-*`,
      path: "${{ runner.temp }}/reports",
      "merge-multiple": "true",
    }),
    indented(
      lines(
        "- name: Open, update or close the issue",
        "  env:",
        `    ENVIRONMENTS: ${names.join(" ")}`,
        "    GITHUB_TOKEN: ${{ github.token }}",
        `    MARKER: ${quoted(markerOf("drift", plan.name))}`,
        "    RUN_URL: ${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
        `  run: ${block(issueScript(driftLimit(plan)), 4)}`,
      ),
      6,
    ),
  );
}

/** An environment that could not be checked neither opens the issue nor closes it: its own job has failed. */
function issueScript(limit: number): string {
  return `cd "$RUNNER_TEMP"
${shortenedFunction}
drifted=""
unknown=""
for environment in $ENVIRONMENTS; do
  case "$(cat "reports/$environment.code" 2>/dev/null || true)" in
    0) ;;
    2) drifted="$drifted $environment" ;;
    *) unknown="$unknown $environment" ;;
  esac
done
if [ -n "$drifted" ]; then
  {
    echo "$MARKER"
    echo "Azure differs from what was deployed. [Log]($RUN_URL)."
    for environment in $drifted; do
      echo
      echo "# $environment"
      echo
      shortened "reports/$environment.drift.md" ${limit}
    done
    for environment in $unknown; do
      echo
      echo "**$environment could not be checked.**"
    done
  } >issue.md
  title="Drift in\${drifted// /, }"
  export TITLE="\${title/in,/in}"
elif [ -n "$unknown" ]; then
  echo "::warning::Could not be checked:$unknown. An open issue stays as it is."
  exit 0
fi
${writeIssue}`;
}
