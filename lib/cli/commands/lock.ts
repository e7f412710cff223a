import type * as work from "../run/lock";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const lock = defineCommand({
  name: "lock",
  summary:
    "Writes the lock files of Terraform into terraform-locks: which providers are installed, for which platforms.",
  details:
    "Commit them: in CI, deploy and plan install exactly these. There is one file for each set of providers, since most stacks " +
    "require the same.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    platform: {
      value: "platforms",
      many: true,
      summary: "of everybody who deploys, linux_amd64, darwin_arm64, windows_amd64, …, several with commas",
      otherwise: "this machine's and linux_amd64",
    },
    mirror: {
      value: "where",
      summary: "a folder or an https address that has the providers, where the registry is not reached",
    },
    upgrade: { summary: "takes the newest versions that the stacks allow, instead of those that are locked" },
    ...verboseOption,
  },
  examples: [
    ["lock --platform linux_amd64,darwin_arm64", "Lock for CI on Linux and for a Mac"],
    ["lock --mirror https://mirror.acme.example/providers/", "Take the providers from a mirror of your own"],
  ],
  json: { files: "an array of `{ file, stacks, written }`; `written` is false where nothing was new" },
  endings: ["done"],
  load: () => (require("../run/lock") as typeof work).lock,
});
