import { COMMENT_LIMIT, SHORTEST_REPORT } from "../review/markdown";
import type { PipelinePlan } from "./pipeline-plan";

/** The longest body of a comment or an issue of GitHub has 65,536 characters; one of Azure DevOps has more. */
export const BODY_LIMIT = 65_000;

/** What a comment says beside reviews and differences: its heading, and what became of each job. */
const OTHERS = 2_000;

const LONGEST_DIFFERENCE = 6_000;

/** How long the difference between two environments may be in a comment, in characters: all of them have a third of it. */
export function differenceLimit({ environments }: PipelinePlan): number {
  const promotions = environments.filter(({ after }) => after !== undefined).length;
  return Math.min(LONGEST_DIFFERENCE, Math.floor((COMMENT_LIMIT - OTHERS) / 3 / Math.max(1, promotions)));
}

/** How long the review of one environment may be, so that all of them fit into one comment. */
export function reviewLimit(plan: PipelinePlan): number {
  const { environments } = plan;
  const differences = environments.filter(({ after }) => after !== undefined).length * differenceLimit(plan);
  return Math.max(SHORTEST_REPORT, Math.floor((COMMENT_LIMIT - OTHERS - differences) / environments.length));
}

/** How long the report of one environment may be in an issue. */
export function driftLimit({ environments }: PipelinePlan): number {
  return Math.floor((COMMENT_LIMIT - OTHERS) / environments.length);
}
