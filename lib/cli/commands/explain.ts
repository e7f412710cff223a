import type * as work from "../run/explain";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const explain = defineCommand({
  name: "explain",
  summary: "Shows every decision about an environment: the value, and which option or default decided it.",
  argument: {
    name: "topic",
    summary: "an option group (cosmos), an option (cosmos.mode), names, external, grants, notes",
    required: false,
  },
  options: { ...appOptions, ...environmentsOption },
  examples: [
    ["explain cosmos --environment prod", "Show the decisions about Cosmos DB"],
    ["explain notes", "Show adjustments, notes and warnings"],
  ],
  json: { environments: "an array of `{ project, environment, lines }`" },
  endings: ["done"],
  load: () => (require("../run/explain") as typeof work).explain,
});
