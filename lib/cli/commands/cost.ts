import type * as work from "../run/cost";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const cost = defineCommand({
  name: "cost",
  summary: "Estimates the monthly cost of each environment.",
  options: {
    ...appOptions,
    ...environmentsOption,
    usage: { value: "file", summary: "the expected usage, as JSON: see docs/guides/costs.md" },
    "fail-above": {
      value: "dollars",
      summary:
        "ends with exit code 3 if the estimate of an environment may be above this amount, in US dollars a month",
    },
  },
  examples: [
    ["cost", "Show the cost of every environment"],
    ["cost --environment prod --usage usage.json --fail-above 5000", "Keep prod within a budget"],
  ],
  json: {
    estimates: "an array of estimates, one for each environment",
    above: "the environments whose estimate is above --fail-above",
  },
  endings: ["done", "threshold"],
  load: () => (require("../run/cost") as typeof work).cost,
});
