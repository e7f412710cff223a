import type * as work from "../run/plan";
import { defineCommand } from "../command";
import {
  appOptions,
  environmentsOption,
  expiresOption,
  stackOption,
  terraformOption,
  verboseOption,
} from "./app-options";

export const plan = defineCommand({
  name: "plan",
  summary:
    "Plans the stacks with Terraform; for a new environment also without a login, on a stand-in for Azure.",
  details:
    "It reads the state and Azure, and changes neither. A stack that reads outputs of a stack that is not deployed is planned with " +
    "expected outputs. With --out the plans are saved for deploy --plan; with --store they are also uploaded beside the state, for " +
    "deploy --stored. With --stand-in it plans the " +
    "first deployment of one environment, against a stand-in for Azure that is part of this package.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    out: {
      value: "folder",
      summary:
        "also writes <stack>.txt and <stack>.json to this folder, and <stack>.tfplan for deploy --plan",
    },
    store: {
      value: "key",
      summary:
        "also uploads the plans under this key, and writes stored-plans.json to the folder of --out, for deploy --stored",
    },
    "read-only": { summary: "does not lock the state: for a login with read access only" },
    "stand-in": { summary: "plans a new environment on the stand-in, without a login and without a state" },
    ...expiresOption,
    ...verboseOption,
  },
  examples: [
    ["plan --environment dev", "Show what a deployment of dev would change"],
    ["plan --environment prod --out plans", "Save the plans of prod, to review and deploy them"],
    [
      "plan --environment prod --read-only --out plans --store 1f0c2ab-17-1",
      "Store the plans of prod, for deploy --stored after the approval",
    ],
    ["plan --environment dev --stand-in", "Show what a first deployment of dev creates, without Azure"],
  ],
  json: {
    stacks: "Terraform's JSON plan of each stack, by the stack's id",
    stored: "`{ key, file }`, with --store",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/plan") as typeof work).plan,
});
