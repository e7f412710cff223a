import type { PipelinePlan, PlannedPullRequests } from "../pipeline-plan";
import { deployScript, deployedText } from "../pull-request-scripts";
import { SHARED_NAME } from "../pull-requests";
import type { Part } from "../regions";
import { TOOL, headOf, markerOf } from "../words";
import { indented, lines } from "../yaml-text";
import { deploymentJob } from "./deploy-file";
import {
  POOL,
  TEMP,
  downloadStep,
  engineStep,
  keepStep,
  lastAttempt,
  loginStep,
  quoted,
  scriptStep,
  setUp,
  stagesBelow,
  stepsAt,
  stepsBelow,
} from "./job";
import { IS_FORK, POST_COMMENT } from "./pull-request";

/**
 * What runs for a pull request: an environment of its own. Azure Pipelines starts nothing when it is closed: see expired-file.ts.
 *
 * @param branch - the one that is merged to, where the file is new
 */
export function pullRequestFile(
  plan: PipelinePlan,
  pullRequests: PlannedPullRequests,
  branch: string,
): readonly Part[] {
  return [
    {
      generated: "head",
      text: `${headOf(plan, "Deploys each pull request into an environment of its own.")}
trigger: none`,
      below: { hint: "For which pull requests it runs, and on which machine, is yours to change.", depth: 0 },
    },
    {
      yours: `# In Azure Repos, a build validation policy of the branch starts it in place of this.
pr:
  # A deployment that is cancelled leaves a locked state.
  autoCancel: false
  branches:
    include: [${quoted(branch)}]
${POOL}`,
    },
    { generated: "deploy", text: deployStage(plan), below: stepsBelow(16) },
    { generated: "deploy/steps", text: deploySteps(plan, pullRequests), below: stepsBelow(16) },
    { generated: "comment", text: commentJob(plan, pullRequests), below: stagesBelow(10) },
  ];
}

function deployStage(plan: PipelinePlan): string {
  return lines(
    `stages:
  - stage: deploy
    displayName: deploy
    # The code of a fork runs without a login.
    condition: and(eq(variables['Build.Reason'], 'PullRequest'), ne(${IS_FORK}))
    # With an exclusive lock on the environment, one after the other.
    lockBehavior: sequential`,
    deploymentJob("deploy", "deploy", SHARED_NAME, 120),
    stepsAt(16, setUp(plan), engineStep(plan)),
  );
}

/** A repository elsewhere has numbers of its own beside the ids of Azure DevOps. */
const ENVIRONMENT =
  'export BACKEND_ENVIRONMENT="pr-${SYSTEM_PULLREQUEST_PULLREQUESTNUMBER:-$SYSTEM_PULLREQUEST_PULLREQUESTID}"';

function deploySteps(plan: PipelinePlan, pullRequests: PlannedPullRequests): string {
  const { name, facts } = plan;
  const { takesPackage, apply } = pullRequests;
  const login = { environment: pullRequests, login: apply };
  const step = (title: string, script: string): string =>
    loginStep(title, lines(ENVIRONMENT, script), plan, login);
  return stepsAt(
    16,
    ...(takesPackage
      ? [
          scriptStep(
            "Package the code",
            lines(
              ENVIRONMENT,
              facts.hasPackageScript
                ? "npm run package"
                : `${TOOL} package --environment "$BACKEND_ENVIRONMENT"`,
            ),
            { folder: facts.folder },
          ),
        ]
      : []),
    step(
      "Deploy the environment",
      `mkdir -p "${TEMP}/environment"
${deployScript(pullRequests, TEMP)}
echo "$address" >"${TEMP}/environment/address"`,
    ),
    ...(takesPackage ? [step("Release the code", `${TOOL} release "$BACKEND_ENVIRONMENT"`)] : []),
    keepStep(`${name}-environment`, "$(Agent.TempDirectory)/environment"),
  );
}

function commentJob({ name }: PipelinePlan, pullRequests: PlannedPullRequests): string {
  const artifact = `${name}-environment`;
  return lines(
    `      - job: comment
        displayName: comment
        dependsOn: deploy
        condition: not(canceled())
        timeoutInMinutes: 10
        variables:
          result: $[ dependencies.deploy.result ]
        steps:`,
    stepsAt(
      10,
      "- checkout: none",
      // Without it, the deployment has failed: the comment says so.
      downloadStep(artifact, ["  continueOnError: true"]),
      scriptStep(
        "Write the comment, or update it",
        lines(
          `cd "${TEMP}"`,
          ENVIRONMENT,
          lastAttempt("folder", artifact),
          'ADDRESS=$(cat "$folder/address" 2>/dev/null || true)',
          `{
  echo "$MARKER"
${indented(deployedText(pullRequests), 2)}
} >comment.md`,
          POST_COMMENT,
        ),
        {
          more: lines(
            "env:",
            "  COMMIT: $(System.PullRequest.SourceCommitId)",
            `  MARKER: ${quoted(markerOf("environment", name))}`,
            "  RESULT: $(result)",
            "  RUN_URL: $(System.CollectionUri)$(System.TeamProject)/_build/results?buildId=$(Build.BuildId)",
            "  SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
          ),
        },
      ),
    ),
  );
}
