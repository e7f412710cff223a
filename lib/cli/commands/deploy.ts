import type * as work from "../run/deploy";
import { defineCommand } from "../command";
import { appOptions, environmentOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const deploy = defineCommand({
  name: "deploy",
  summary: "Deploys an environment with Terraform: plans and applies its stacks in their order.",
  details:
    "It never asks: review the plan before, and deploy it with --plan. State is where the options have it; a stack that has " +
    "none gets an empty one first, never over one that is there. The versions of providers are locked in terraform-locks, " +
    "to be committed; in CI these files are used as they are.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...stackOption,
    ...terraformOption,
    plan: {
      value: "folder",
      summary: "applies what plan --out has saved there, and refuses if anything has changed since",
    },
    ...verboseOption,
  },
  examples: [
    ["deploy --environment dev", "Deploy dev"],
    [
      "deploy --environment prod --plan plans",
      "Deploy what was reviewed: plan --environment prod --out plans",
    ],
  ],
  json: {
    environment: "its name",
    stacks:
      "an array of `{ id, result, outputs }` in the order of deployment; `outputs` by name, without those that are sensitive",
  },
  endings: ["done"],
  load: () => (require("../run/deploy") as typeof work).deploy,
});
