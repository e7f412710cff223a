import type * as work from "../run/lock-providers";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption, terraformOption, verboseOption } from "./app-options";

export const lockProviders = defineCommand({
  name: "lock-providers",
  summary:
    "Writes the lock files of Terraform to terraform-locks: provider versions and their hashes, for each platform.",
  details:
    "Commit them: in CI, deploy and plan install exactly these versions. There is one file for each set of providers, because most stacks " +
    "require the same providers.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    ...terraformOption,
    platform: {
      value: "platforms",
      many: true,
      summary:
        "the platforms of everyone who deploys, such as linux_amd64, darwin_arm64, windows_amd64, separated by commas",
      otherwise: "the platform of this machine, and linux_amd64",
    },
    mirror: {
      value: "where",
      summary: "a folder or an https address with the providers, if the registry is not reachable",
    },
    upgrade: { summary: "uses the newest versions that the stacks allow, instead of the locked versions" },
    ...verboseOption,
  },
  examples: [
    ["lock-providers --platform linux_amd64,darwin_arm64", "Lock for CI on Linux and for a Mac"],
    [
      "lock-providers --mirror https://mirror.acme.example/providers/",
      "Use the providers of your own mirror",
    ],
  ],
  json: { files: "an array of `{ file, stacks, written }`; `written` is false if nothing was new" },
  endings: ["done"],
  load: () => (require("../run/lock-providers") as typeof work).lockProviders,
});
