import type * as work from "../run/eject";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption } from "./app-options";

export const eject = defineCommand({
  name: "eject",
  summary: "Writes the stacks as Terraform that needs neither this library nor CDKTF.",
  details:
    "Addresses and state stay, so that the next plan shows no changes. HCL is read back, compared with the synthesized stacks and " +
    "validated before anything is written. If several environments are ejected, values that differ between them are variables.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    syntax: {
      value: "syntax",
      choices: ["hcl", "json"],
      summary: "hcl: files by service, with the reason of each resource; json: one file for each stack",
      otherwise: "hcl",
    },
    out: {
      value: "folder",
      summary: "the output folder, in which each stack gets a folder",
      otherwise: "terraform",
    },
  },
  examples: [
    ["eject --environment prod", "Write the stacks of prod as HCL into terraform/<stack>"],
    ["eject --syntax json --out plain", "Write all stacks as JSON, without the providers' schemas"],
  ],
  json: {
    out: "the folder, relative to the working folder",
    syntax: "`hcl` or `json`",
    stacks: "an array of `{ id, folder, files }`, in the order of deployment",
  },
  endings: ["done"],
  load: () => (require("../run/eject") as typeof work).eject,
});
