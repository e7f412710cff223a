import type * as work from "../run/drift";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const drift = defineCommand({
  name: "drift",
  summary: "Finds what was changed or deleted in Azure since the last deployment.",
  details:
    "It makes a refresh-only plan of each stack. It only reads: no state is written or locked, and a login that may plan is enough. " +
    "Differences that nobody has to act on are counted by rule, with the reason. No secret is printed. A stack that cannot be read is " +
    "reported after the others, and the command fails.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    format: {
      value: "format",
      choices: ["text", "markdown", "json", "github"],
      summary: "text, markdown for an issue, json, or github for annotations",
      otherwise: "text",
    },
    out: { value: "file", summary: "also writes the report to this file, in the same format" },
    ...verboseOption,
  },
  examples: [
    ["drift", "Check every environment that is deployed"],
    ["drift --environment prod --format markdown --out drift.md", "Write a report for an issue"],
  ],
  json: {
    stacks:
      'an array of `{ stack, status, findings, dangerous, ignored, outputs, reason }`. `status` is "drift", "no drift", "not deployed" ' +
      'or "failed", with the `reason`; `outputs` are the names of outputs that would have another value',
    findings:
      "an array of `{ stack, address, what, dangers, attributes, within, setBy, fix }`, the dangerous first. `what` is " +
      '"changed" or "deleted"; `dangers` is an array of `{ kind, why }`; `attributes` is an array of `{ path, before, after }`; `within` ' +
      "has the deleted resources that were part of it",
    ignored:
      "an array of `{ rule, reason, source, differences }`. `differences` is an array of `{ stack, address, attribute }`",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/drift") as typeof work).drift,
});
