import type { PipelinePlan } from "../pipeline-plan";
import type { Part } from "../regions";
import { deployFile } from "./deploy-file";
import { driftFile } from "./drift-file";
import { environmentFile } from "./environment-file";
import { expiredFile } from "./expired-file";
import { planFile } from "./plan-file";
import { pullRequestFile } from "./pull-request-file";

/** The workflows of GitHub Actions, by path from the top of the repository. */
export function githubFiles(plan: PipelinePlan, branch: string): Readonly<Record<string, readonly Part[]>> {
  const path = (what: string): string => `.github/workflows/${plan.name}-${what}.yml`;
  const { pullRequests } = plan;
  return {
    [path("plan")]: planFile(plan),
    [path("deploy")]: deployFile(plan, branch),
    [path("environment")]: environmentFile(plan),
    [path("drift")]: driftFile(plan),
    ...(pullRequests === undefined
      ? {}
      : {
          [path("pull-request")]: pullRequestFile(plan, pullRequests),
          [path("expired")]: expiredFile(plan, pullRequests),
        }),
  };
}
