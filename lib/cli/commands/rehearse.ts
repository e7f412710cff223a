import type * as work from "../run/rehearse";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption } from "./app-options";

export const rehearse = defineCommand({
  name: "rehearse",
  summary: "Deploys an environment to a stand-in for Azure, plans it again and destroys it, without a login.",
  details:
    "It runs Terraform and azurerm for real. It ends with changes where the second plan is not empty, or something is left behind.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...terraformOption,
    verbose: { summary: "shows what Terraform says while it runs" },
  },
  examples: [["rehearse --environment dev", "Go through the whole life of dev"]],
  json: {
    environment: "the environment's name",
    steps: "an array of `{ name, result, seconds }`",
    differences: "an array of `{ address, action, attributes }`: what the second plan would change",
    leftBehind: "the ids of resources that were not destroyed",
    requests: "how many requests the stand-in has answered",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/rehearse") as typeof work).rehearse,
});
