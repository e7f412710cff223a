import type * as work from "../run/plan";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const plan = defineCommand({
  name: "plan",
  summary:
    "Plans the stacks with Terraform; for a new environment also without a login, on a stand-in for Azure.",
  details:
    "It reads the state and Azure, and changes neither. A stack that reads another one that was never deployed is planned with " +
    "the outputs that are expected of it. With --out the plans are saved, for deploy --plan. With --stand-in it plans what a " +
    "first deployment of one environment makes, against a stand-in for Azure that this package brings.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    out: {
      value: "folder",
      summary:
        "also writes <stack>.txt and <stack>.json into this folder, and <stack>.tfplan for deploy --plan",
    },
    "read-only": { summary: "locks no state: for a login that may only read it" },
    "stand-in": { summary: "plans a new environment on the stand-in, without a login and without a state" },
    ...verboseOption,
  },
  examples: [
    ["plan --environment dev", "Show what a deployment of dev would change"],
    ["plan --environment prod --out plans", "Save the plans of prod, to review and deploy them"],
    ["plan --environment dev --stand-in", "Show what a first deployment of dev makes, without Azure"],
  ],
  json: { stacks: "Terraform's JSON plan of each stack, by the stack's id" },
  endings: ["done", "changes"],
  load: () => (require("../run/plan") as typeof work).plan,
});
