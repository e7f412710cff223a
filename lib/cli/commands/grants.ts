import type * as work from "../run/grants";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const grants = defineCommand({
  name: "grants",
  summary: "Lists every role assignment as Markdown to commit, or compares who may do what with a git ref.",
  details:
    "With --against, it compares each environment with itself at that commit: roles, keys, callers and networks. It marks what grows, and " +
    "lists what becomes reachable from the internet or usable without credentials. It runs the app at both, with the packages that are " +
    "installed now; your working tree is not changed, and nothing is read from Azure or from a state.",
  options: {
    ...appOptions,
    ...environmentsOption,
    out: { value: "file", summary: "writes the list to this file" },
    against: { value: "ref", summary: "compares who may do what with this commit, branch or tag" },
    format: {
      value: "format",
      choices: ["text", "markdown"],
      summary: "of the comparison: text, or markdown for a pull request",
      otherwise: "text",
    },
    check: { summary: "writes nothing, and ends with exit code 2 if the file of --out is not up to date" },
  },
  examples: [
    ["grants --out grants.md", "Write the list"],
    ["grants --out grants.md --check", "Fail a pull request that changes permissions but not the list"],
    ["grants --against origin/main --format markdown", "Show a reviewer who may do more"],
  ],
  json: {
    environments: "an array of `{ project, environment, grants }`, the grants as the plan has them",
    against: "`{ ref, commit }`, with --against",
    differences:
      "with --against, an array of `{ project, environment, only, gained, lost, changed, exposed, notJudged }`: `only` says which side has " +
      "an environment that is new (`after`) or gone (`before`), a role has its actions, and an exposure the option that decided it",
    notes: "what is not as it was at the commit, with --against",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/grants") as typeof work).grants,
});
