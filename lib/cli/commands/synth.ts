import type * as work from "../run/synth";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption } from "./app-options";

export const synth = defineCommand({
  name: "synth",
  summary: "Writes the Terraform stacks of the app.",
  details:
    "It writes the same files as `cdktf synth`. They replace the old files when all of them are written; state in the folder is kept.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    out: { value: "folder", summary: "the output folder", otherwise: "cdktf.out" },
  },
  examples: [
    ["synth", "Write the stacks of all environments into cdktf.out"],
    ["synth --app infrastructure/main.ts --out build/stacks", "Use another app and another folder"],
  ],
  json: {
    out: "the folder, relative to the working folder",
    stacks: "an array of `{ id, folder, dependencies }`, in the order of deployment",
  },
  endings: ["done"],
  load: () => (require("../run/synth") as typeof work).synth,
});
