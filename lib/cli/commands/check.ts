import { levels } from "../check/finding-levels";
import type * as work from "../run/check";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const check = defineCommand({
  name: "check",
  summary: "Reports problems and warnings, in a second or two and without Terraform.",
  details:
    "It runs the app. If the app stops with a problem, only the problems of that environment are reported: fix them and check again. " +
    "It also says if the calendar of retirements or the price book is more than 90 days old.",
  options: {
    ...appOptions,
    ...environmentsOption,
    "lock-file": {
      value: "file",
      summary: "the file that lock wrote: changes of what it guards are problems",
      otherwise: "resources.lock in the project's folder, if it exists",
    },
    policies: { summary: "also reports the findings of checkov and trivy that are accepted on purpose" },
    format: {
      value: "format",
      choices: ["text", "json", "sarif", "github"],
      summary: "text, json, sarif for code scanning, or github for annotations",
      otherwise: "text",
    },
    out: { value: "file", summary: "also writes the report to this file, in the same format" },
    "fail-on": {
      value: "level",
      choices: levels,
      summary: "ends with exit code 3 if there is a finding of this level or above; problems always fail",
      otherwise: "problem",
    },
  },
  examples: [
    ["check", "Check every environment"],
    ["check --format json", "Report findings to a program, with patches"],
    ["check --fail-on warning --format github", "Annotate a pull request, and fail on warnings"],
    ["check --policies --format sarif --out check.sarif", "Write a file for code scanning"],
  ],
  json: {
    findings:
      "an array of `{ level, project, environment, path, message, value, origin, fix, security, patch, check }`, without " +
      'what is not known. `level` is "problem", "warning", "adjusted" or "note". `patch` is `{ op: "remove", path }` or ' +
      '`{ op: "set", path, value }`, an edit of the options of the call, where it is certain',
    counts: "how many findings there are of each level",
    stopped: "true where the app stopped, so that other environments are not checked",
  },
  endings: ["done", "threshold"],
  load: () => (require("../run/check") as typeof work).check,
});
