import type * as work from "../run/plan";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption } from "./app-options";

export const plan = defineCommand({
  name: "plan",
  summary: "Plans every stack of a new environment with Terraform and azurerm, without a login.",
  details:
    "It runs against a stand-in for Azure that this package brings, with an empty state: it shows what a first deployment " +
    "makes, and applies nothing.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...terraformOption,
    out: { value: "folder", summary: "also writes <stack>.txt and <stack>.json into this folder" },
    verbose: { summary: "shows what Terraform says while it runs" },
  },
  examples: [
    ["plan --environment dev", "Show what a first deployment of dev makes"],
    ["plan --environment prod --out plans", "Keep the plans of prod as text and as JSON"],
  ],
  json: { stacks: "Terraform's JSON plan of each stack, by the stack's id" },
  endings: ["done", "changes"],
  load: () => (require("../run/plan") as typeof work).plan,
});
