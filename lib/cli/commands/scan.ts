import type * as work from "../run/scan";
import { defineCommand } from "../command";

export const scan = defineCommand({
  name: "scan",
  summary: "Finds secrets in plans, states and stacks, and says which of them give access to something.",
  details:
    "It only reads files: it calls neither Azure nor Terraform. It knows which attributes azurerm fills with keys, and which of " +
    "these open nothing because the resource refuses keys. No secret is printed.",
  argument: {
    name: "path",
    summary: "a file or a folder; cdktf.out, state and plans of the project where it is left out",
    required: false,
  },
  options: {
    "fail-on": {
      value: "verdict",
      choices: ["usable", "unknown"],
      summary: "ends with exit code 3 if a secret is usable, or if nothing is known of one",
      otherwise: "usable",
    },
  },
  examples: [
    ["scan", "Scan the stacks of the project, and the states and plans beside them"],
    ["scan plan.json --fail-on unknown", "Fail before a plan is kept as an artifact of a pipeline"],
  ],
  json: {
    files: "how many files were read",
    found:
      'an array of `{ verdict, file, address, attribute, opens, closedBy, fix }`, without what is not known. `verdict` is "usable", ' +
      '"unknown" or "closed"',
    counts: "how many there are of each verdict",
    notes: "files that could not be looked into, and why",
  },
  endings: ["done", "threshold"],
  load: () => (require("../run/scan") as typeof work).scan,
});
