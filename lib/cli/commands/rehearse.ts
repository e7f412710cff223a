import type * as work from "../run/rehearse";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption } from "./app-options";

export const rehearse = defineCommand({
  name: "rehearse",
  summary: "Deploys an environment to a stand-in for Azure, plans it again and destroys it, without a login.",
  details:
    "It runs the real Terraform and azurerm. It ends with exit code 2 if the second plan is not empty or resources are left behind.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...terraformOption,
    verbose: { summary: "shows the output of Terraform while it runs" },
  },
  examples: [["rehearse --environment dev", "Deploy, plan and destroy dev on the stand-in"]],
  json: {
    environment: "the environment's name",
    steps: "an array of `{ name, result, seconds }`",
    differences: "an array of `{ address, action, attributes }`: what the second plan would change",
    leftBehind: "the ids of resources that were not destroyed",
    requests: "the number of requests to the stand-in",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/rehearse") as typeof work).rehearse,
});
