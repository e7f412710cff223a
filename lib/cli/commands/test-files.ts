import type * as work from "../run/test-files";
import { defineCommand } from "../command";
import { appOptions, environmentsOption, stackOption } from "./app-options";

export const testFiles = defineCommand({
  name: "test-files",
  summary: "Writes the stacks, each with a file for `terraform test`, which needs no login and no state.",
  details:
    "Each file applies its stack with mocked providers. Assertions of your own are added in the app: docs/guides/terraform-test.md.",
  options: {
    ...appOptions,
    ...environmentsOption,
    ...stackOption,
    out: { value: "folder", summary: "the output folder", otherwise: "cdktf.out" },
  },
  examples: [["test-files --environment dev", "Write the stacks of dev with their tests"]],
  json: {
    out: "the folder, relative to the working folder",
    files: "the files, relative to the working folder",
  },
  endings: ["done"],
  load: () => (require("../run/test-files") as typeof work).testFiles,
});
