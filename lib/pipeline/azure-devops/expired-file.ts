import type { PipelinePlan, PlannedPullRequests } from "../pipeline-plan";
import { expiredScript, verdictsScript } from "../pull-request-scripts";
import { SHARED_NAME } from "../pull-requests";
import type { Part } from "../regions";
import { TOOL, headOf } from "../words";
import { lines } from "../yaml-text";
import { deploymentJob } from "./deploy-file";
import {
  POOL,
  TEMP,
  engineStep,
  loginStep,
  quoted,
  scriptStep,
  setUp,
  stagesBelow,
  stepsAt,
  stepsBelow,
} from "./job";
import { isClosedFunction } from "./pull-request";

/**
 * What runs after each merge and once a day: destroys environments of pull requests that are closed, or whose last day is over. Azure
 * Pipelines has no trigger for a pull request that is closed: learn.microsoft.com/azure/devops/pipelines/build/triggers
 *
 * @param branch - the one that is merged to, where the file is new
 */
export function expiredFile(
  plan: PipelinePlan,
  pullRequests: PlannedPullRequests,
  branch: string,
): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Destroys environments of pull requests that are closed, or whose last day is over.")}
pr: none`,
      below: { hint: "When it runs, and on which machine, is yours to change.", depth: 0 },
    },
    {
      yours: `trigger:
  branches:
    include: [${quoted(branch)}]
schedules:
  # In UTC.
  - cron: "41 4 * * *"
    displayName: expired
    always: true
    branches:
      include: [${quoted(branch)}]
${POOL}`,
    },
    { generated: "destroy", text: destroyStage(plan), below: stepsBelow(16) },
    { generated: "destroy/steps", text: destroySteps(plan, pullRequests), below: stagesBelow(16) },
  ];
}

function destroyStage(plan: PipelinePlan): string {
  return lines(
    `stages:
  - stage: destroy
    displayName: destroy
    lockBehavior: sequential`,
    deploymentJob("destroy", "destroy", SHARED_NAME, 360),
    stepsAt(16, setUp(plan), engineStep(plan)),
  );
}

function destroySteps(plan: PipelinePlan, pullRequests: PlannedPullRequests): string {
  const login = { environment: pullRequests, login: pullRequests.apply };
  return stepsAt(
    16,
    loginStep("List the environments", expiredScript(TEMP), plan, login),
    scriptStep("Decide what to destroy", lines(`cd "${TEMP}"`, verdictsScript(isClosedFunction)), {
      more: lines("env:", "  SYSTEM_ACCESSTOKEN: $(System.AccessToken)"),
    }),
    loginStep("Destroy the environments", DESTROY, plan, login),
  );
}

/** One that fails stops no other. */
const DESTROY = `failed=""
while read -r number verdict why; do
  if [ "$verdict" = destroy ]; then
    echo "pr-$number: $why"
    ${TOOL} destroy --environment "pr-$number" </dev/null || failed="$failed pr-$number"
  else
    echo "##vso[task.logissue type=error]pr-$number stays: $why."
    failed="$failed pr-$number"
  fi
done <"${TEMP}/verdicts"
if [ -n "$failed" ]; then
  echo "##vso[task.logissue type=error]Not destroyed:$failed."
  exit 1
fi`;
