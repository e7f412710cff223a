import { relative } from "node:path";
import { COMMENT_LIMIT, reviewMarkdown } from "../../review/markdown";
import { titleOf } from "../../review/report-words";
import type { Severity } from "../../review/finding";
import type { Review } from "../../review/review";
import { reviewText } from "../../review/text";
import { appFile } from "../../terraform/project";
import type { Finding } from "../check/finding";
import type { Level } from "../check/finding-levels";
import { asGithub } from "../check/github";
import { asSarif } from "../check/sarif";
import { type Result, jsonText } from "../command";
import type { Surroundings } from "../surroundings";
import { type AppGiven, projectFor } from "./run-app";

export const reviewFormats = ["text", "markdown", "json", "sarif", "github"] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

/** Reviews in one format. */
export function reviewReport(
  format: ReviewFormat,
  reviews: readonly Review[],
  json: Result["json"],
  given: AppGiven & { readonly limit: string | undefined },
  surroundings: Surroundings,
): string {
  switch (format) {
    case "text":
      return reviewText(reviews);
    case "markdown":
      return reviewMarkdown(reviews, given.limit === undefined ? COMMENT_LIMIT : Number(given.limit));
    case "json":
      return jsonText("review", json);
    case "github":
      return asGithub(findingsOf(reviews));
    case "sarif": {
      const file = relative(surroundings.cwd, appFile(projectFor(given, surroundings)));
      const findings = findingsOf(reviews);
      const titles = findings.map(({ check = "" }) => [check, titleOf({ rule: check })] as const);
      return asSarif(findings, file.replaceAll("\\", "/"), Object.fromEntries(titles));
    }
  }
}

const LEVELS: Readonly<Record<Severity, Level>> = { high: "problem", medium: "warning", low: "note" };

function findingsOf(reviews: readonly Review[]): readonly Finding[] {
  return reviews.flatMap(({ environment, findings }) =>
    findings.map((finding): Finding => {
      const { rule, severity, address, what, why, fix, causes } = finding;
      return {
        level: LEVELS[severity],
        environment,
        path: address,
        message: `${titleOf(finding)}: ${what}. ${why}`,
        origin: causes,
        fix,
        check: rule,
      };
    }),
  );
}
