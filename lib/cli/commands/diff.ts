import type * as work from "../run/diff";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const diff = defineCommand({
  name: "diff",
  summary:
    "Compares two environments, or each environment with a git ref: options, resources, role assignments, cost.",
  details:
    "It runs the app and compares what it writes: nothing is read from Azure or from a state. Of two environments, differences in names " +
    "are left out. With --against, the app of that commit runs with the packages that are installed now; your working tree is not changed.",
  options: {
    ...appOptions,
    ...environmentsOption,
    against: { value: "ref", summary: "compares each environment with itself at this commit, branch or tag" },
    usage: { value: "file", summary: "the expected usage, as JSON: see docs/guides/costs.md" },
    format: {
      value: "format",
      choices: ["text", "markdown"],
      summary: "text, or markdown for a pull request",
      otherwise: "text",
    },
  },
  examples: [
    ["diff --environment dev,prod", "Show what dev lacks, and what prod adds"],
    ["diff --against origin/main --format markdown", "Describe a change for its reviewer"],
  ],
  json: {
    against: "`{ ref, commit }`, with --against",
    comparisons:
      "an array of `{ first, second, options, resources, grants, costs, total }`. `first` and `second` name the sides; a difference has " +
      "the value of each side that has one, or `only`",
    added: "environments that the commit lacks, with --against",
    removed: "environments that only the commit has, with --against",
    notes: "what is not as it was at the commit",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/diff") as typeof work).diff,
});
