import type * as work from "../run/review";
import { severities } from "../../review/finding";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const review = defineCommand({
  name: "review",
  summary:
    "Reviews the plans of a change: what is destroyed, opened, refused or irreversible, who gains access, what it costs.",
  details:
    "It reads the plans that plan --out has written, or plans what is deployed: it changes nothing. With --against it also compares the " +
    "app with that of a commit, and names the option that caused a change. No value is shown that may be secret.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    plans: {
      value: "folder",
      summary: "reads <stack>.json from this folder: what plan --out or terraform show -json has written",
      otherwise: "plans what is deployed",
    },
    against: {
      value: "ref",
      summary: "compares options, permissions and cost with those of this commit, branch or tag",
    },
    accepted: {
      value: "file",
      summary: "the findings that are accepted, each with a reason and an end date, as JSON",
      otherwise: "accepted-findings.json, where it exists",
    },
    usage: { value: "file", summary: "the expected usage, as JSON: see docs/guides/costs.md" },
    format: {
      value: "format",
      choices: ["text", "markdown", "json", "sarif", "github"],
      summary: "text, markdown for a pull request, json, sarif for code scanning, or github for annotations",
      otherwise: "text",
    },
    limit: {
      value: "characters",
      summary: "the longest report as markdown: rows that do not fit are counted",
      otherwise: "60000",
    },
    out: { value: "file", summary: "also writes the report to this file, in the same format" },
    stored: {
      value: "file",
      summary:
        "also writes the verdict into this stored-plans.json of plan --store, if --plans has its plans",
    },
    "fail-on": {
      value: "severity",
      choices: severities,
      summary: "ends with exit code 3 if a finding that is not accepted is of this severity or above",
    },
    rehearse: {
      summary:
        "also applies the base and then the change on a stand-in for Azure, and plans again: takes minutes",
    },
    ...verboseOption,
  },
  examples: [
    ["review --environment prod", "Plan prod, and review the plans"],
    [
      "review --plans plans --against origin/main --format markdown --out review.md",
      "Write the comment of a pull request from saved plans",
    ],
    [
      "review --plans plans --stored plans/stored-plans.json",
      "Hand the verdict to those who approve the stored plans",
    ],
    ["review --plans plans --against origin/main --rehearse", "Find out whether apply works, without Azure"],
    ["review --plans plans --fail-on high", "Fail a pipeline before it destroys data"],
  ],
  json: {
    against: "`{ ref, commit }`, with --against",
    notes: "what is not as it was at the commit, with --against",
    verdict: '"low", "medium" or "high": the most severe finding that is not accepted',
    reviews:
      "an array of `{ environment, verdict, findings, accepted, stacks, changes, difference, notChecked }`. A finding is " +
      "`{ rule, severity, stack, address, what, why, fix, causes, source }`",
  },
  endings: ["done", "threshold"],
  load: () => (require("../run/review") as typeof work).review,
});
