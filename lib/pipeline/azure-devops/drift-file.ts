import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { driftScript } from "../scripts";
import { headOf } from "../words";
import { lines } from "../yaml-text";
import {
  JOBS_BELOW,
  POOL,
  TEMP,
  engineStep,
  identifier,
  keepStep,
  loginStep,
  quoted,
  setUp,
  stepsAt,
  stepsBelow,
  summaryOf,
} from "./job";

/**
 * What runs once a day. With drift, the run fails, and its summary has the report: a work item would need the right to edit them, and its
 * type is another one in each process of Azure Boards.
 *
 * @param branch - the one whose code is deployed, where the file is new
 */
export function driftFile(plan: PipelinePlan, branch: string): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Looks for drift. A run with drift fails, and its summary says what differs.")}
trigger: none
pr: none`,
      below: { hint: "When it runs, and on which machine, is yours to change.", depth: 0 },
    },
    {
      yours: `schedules:
  # In UTC.
  - cron: "23 4 * * *"
    displayName: drift
    always: true
    branches:
      include: [${quoted(branch)}]
${POOL}`,
    },
    { generated: "jobs", text: "jobs:", below: { hint: "Jobs of your own can follow.", depth: 2 } },
    ...plan.environments.flatMap((environment): readonly Part[] => [
      { generated: `drift-${environment.name}`, text: driftJob(plan, environment), below: stepsBelow(6) },
      {
        generated: `drift-${environment.name}/steps`,
        text: driftSteps(plan, environment),
        below: JOBS_BELOW,
      },
    ]),
  ];
}

function driftJob(plan: PipelinePlan, { name }: PlannedEnvironment): string {
  return lines(
    `  - job: drift_${identifier(name)}
    displayName: drift of ${name}
    timeoutInMinutes: 60
    steps:`,
    stepsAt(6, setUp(plan), engineStep(plan)),
  );
}

function driftSteps(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  return stepsAt(
    6,
    loginStep(
      `Look for drift in ${name}`,
      lines(
        driftScript(name, TEMP, summaryOf("report")),
        'if [ "$code" -eq 2 ]; then',
        `  echo "##vso[task.logissue type=error]There is drift in ${name}: see the summary of this run."`,
        "fi",
        'exit "$code"',
      ),
      plan,
      { environment, login: environment.plan },
    ),
    keepStep(`${plan.name}-drift-${name}`, "$(Agent.TempDirectory)/drift", "not(canceled())"),
  );
}
