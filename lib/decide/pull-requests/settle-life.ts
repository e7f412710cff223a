import { isDay } from "../../azure/calendar-day";
import { EXPIRES_TAG, PULL_REQUEST_TAG, pullRequestOf } from "../../azure/names/pull-request";
import type { Tags } from "../../azure/names/tags";
import type { Report } from "../../services/contract/existing-resource";
import { redacted } from "../../settings/redacted";
import type { MergedCall } from "../merge-call";
import type { Call } from "../read-call";

/** How long an environment is for, and for what. */
export interface Life {
  /** The number of the pull request that it is of. */
  readonly pullRequest?: number;
  /** Its last day, `2026-12-07`. */
  readonly expires?: string;
  /** Tags of every resource that say both. */
  readonly tags: Tags;
}

/** Settles the last day of an environment, and reports what is no day and tags that contradict it. */
export function settleLife(
  { environment, ambient }: Pick<Call, "environment" | "ambient">,
  { common }: Pick<MergedCall, "common">,
  problem: Report,
): Life {
  const pullRequest = typeof environment === "string" ? pullRequestOf(environment) : undefined;
  // A context for all backends of a repository would be the end of dev and prod too.
  const expires = common.expires ?? (pullRequest === undefined ? undefined : ambient.expires);
  if (expires !== undefined && !isDay(expires))
    problem("expires", `must be a day, got ${redacted(expires)}`, 'write it like "2026-12-07"');
  const tags = {
    ...(pullRequest === undefined ? {} : { [PULL_REQUEST_TAG]: String(pullRequest) }),
    ...(expires === undefined ? {} : { [EXPIRES_TAG]: expires }),
  };
  checkOwnTags(common.tags ?? {}, tags, pullRequest !== undefined, problem);
  return {
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(expires === undefined ? {} : { expires }),
    tags,
  };
}

/** The command `expired` reads these tags: nobody may say something else by them. */
function checkOwnTags(own: Tags, settled: Tags, isPullRequest: boolean, problem: Report): void {
  for (const [name, value] of Object.entries(own)) {
    const tag = [PULL_REQUEST_TAG, EXPIRES_TAG].find((each) => each === name.toLowerCase());
    if (tag === undefined || settled[tag] === value) continue;
    if (settled[tag] !== undefined)
      problem(
        `tags.${name}`,
        `is set to ${redacted(settled[tag])} by the ${tag === EXPIRES_TAG ? "option expires" : "name of the environment"}, got ${redacted(value)}`,
        "remove this tag",
      );
    else if (isPullRequest)
      problem(
        `tags.${name}`,
        "is the last day of an environment of a pull request, which has an option of its own",
        `set expires instead of this tag`,
      );
  }
}
