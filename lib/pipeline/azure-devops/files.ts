import type { PipelinePlan } from "../pipeline-plan";
import type { Part } from "../regions";
import { deployFile } from "./deploy-file";
import { driftFile } from "./drift-file";
import { expiredFile } from "./expired-file";
import { planFile } from "./plan-file";
import { pullRequestFile } from "./pull-request-file";

/** The pipelines of Azure DevOps, by path from the top of the repository. */
export function azureDevOpsFiles(
  plan: PipelinePlan,
  branch: string,
): Readonly<Record<string, readonly Part[]>> {
  const path = (what: string): string => `azure-pipelines/${plan.name}-${what}.yml`;
  const { pullRequests } = plan;
  return {
    [path("plan")]: planFile(plan, branch),
    [path("deploy")]: deployFile(plan, branch),
    [path("drift")]: driftFile(plan, branch),
    ...(pullRequests === undefined
      ? {}
      : {
          [path("pull-request")]: pullRequestFile(plan, pullRequests, branch),
          [path("expired")]: expiredFile(plan, pullRequests, branch),
        }),
  };
}
