import type * as work from "../run/lock";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const lock = defineCommand({
  name: "lock",
  summary:
    "Writes the address, name and id of every resource that keeps data to resources.lock, which check compares.",
  details:
    "Commit the file. A line is never changed or removed because the options changed: such a change fails, as it does in check, until it is " +
    "undone, has a moved block, or is acknowledged in the file. Lines of environments that are not selected, or that the app does not define, stay.",
  options: {
    ...appOptions,
    ...environmentsOption,
    out: { value: "file", summary: "the file", otherwise: "resources.lock in the project's folder" },
    check: { summary: "writes nothing, and ends with exit code 2 if the file is not up to date" },
    settle: {
      summary:
        "also writes changes that are acknowledged, and removes their acknowledgements: once they are deployed",
    },
  },
  elsewhere: {
    command: "lock-providers",
    does: "writes the lock files of Terraform's providers",
    options: ["stack", "terraform", "platform", "mirror", "upgrade", "verbose"],
  },
  examples: [
    ["lock", "Guard what every environment keeps, and take up what is new"],
    ["lock --check", "Fail a pull request that adds a database, but not its line"],
    ["lock --environment prod --settle", "Write a change that was acknowledged, after it was deployed"],
  ],
  json: {
    file: "the file",
    addresses: "an array of `{ environment, stack, address, name, id }`, as the file has them",
    added: "addresses that are new, as `{ stack, address }`",
    isCurrent: "whether the file had all of it before",
    findings:
      "an array of `{ level, project, environment, path, message, origin, fix }`: what is acknowledged, unused or refused",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/lock") as typeof work).lock,
});
