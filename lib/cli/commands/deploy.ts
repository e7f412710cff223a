import type * as work from "../run/deploy";
import { defineCommand } from "../command";
import {
  appOptions,
  environmentOption,
  expiresOption,
  stackOption,
  terraformOption,
  verboseOption,
} from "./app-options";

export const deploy = defineCommand({
  name: "deploy",
  summary: "Deploys an environment with Terraform: plans and applies its stacks in their order.",
  details:
    "It does not ask for confirmation: review the plan first, and deploy it with --plan or --stored. The option state sets where state is. A stack without " +
    "state gets an empty one first; existing state is not overwritten. Provider versions are locked in terraform-locks: " +
    "commit these files; in CI they are not changed. The environment of a pull request, such as pr-12, needs a last day.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...stackOption,
    ...terraformOption,
    plan: {
      value: "folder",
      summary:
        "applies the plans saved by plan --out in this folder, and stops if anything has changed since",
    },
    stored: {
      value: "file",
      summary:
        "downloads and applies the plans of this stored-plans.json of plan --store, and stops if anything has changed since",
    },
    ...expiresOption,
    ...verboseOption,
  },
  examples: [
    ["deploy --environment dev", "Deploy dev"],
    ["deploy --environment pr-12 --expires 7d", "Deploy the environment of a pull request, for a week"],
    [
      "deploy --environment prod --plan plans",
      "Deploy the plans reviewed after plan --environment prod --out plans",
    ],
    [
      "deploy --stored stored-plans.json",
      "Deploy the plans that another job has stored, once they are approved",
    ],
  ],
  json: {
    environment: "its name",
    stacks:
      "an array of `{ id, result, outputs }` in the order of deployment; `outputs` by name, without those that are sensitive",
    stored: "`{ key, verdict, deleted }`, with --stored; `verdict` if the plans were reviewed",
  },
  endings: ["done"],
  load: () => (require("../run/deploy") as typeof work).deploy,
});
