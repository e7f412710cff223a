import type * as work from "../run/grants";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const grants = defineCommand({
  name: "grants",
  summary: "Lists every role assignment with the component that needs it, as Markdown to commit.",
  options: {
    ...appOptions,
    ...environmentsOption,
    out: { value: "file", summary: "writes the list to this file" },
    check: { summary: "writes nothing, and ends with exit code 2 if the file of --out is not up to date" },
  },
  examples: [
    ["grants --out grants.md", "Write the list"],
    ["grants --out grants.md --check", "Fail a pull request that changes permissions but not the list"],
  ],
  json: { environments: "an array of `{ project, environment, grants }`, the grants as the plan has them" },
  endings: ["done", "changes"],
  load: () => (require("../run/grants") as typeof work).grants,
});
