import type * as work from "../run/destroy";
import { defineCommand } from "../command";
import { appOptions, stackOption, terraformOption, verboseOption } from "./app-options";

export const destroy = defineCommand({
  name: "destroy",
  summary: "Destroys an environment with Terraform: its stacks in reverse order.",
  details:
    "It does not ask for confirmation, so --environment is required, and only the stacks of that environment are destroyed. It stops if " +
    "safeguards protect data, or if another stack of the app reads outputs of one of these stacks. Of the environment of a pull request " +
    "(pr-12) nothing stays: what Azure keeps after it is deleted is purged, and the states are removed. If it is interrupted or fails, run " +
    "it again.",
  options: {
    ...appOptions,
    environment: { value: "name", summary: "the environment, with its full name" },
    ...stackOption,
    ...terraformOption,
    ...verboseOption,
  },
  examples: [["destroy --environment pr-42", "Destroy the environment of a pull request"]],
  json: {
    environment: "its name",
    stacks: "an array of `{ id, result }`, in the order of destruction",
    names:
      'of the environment of a pull request, an array of `{ what, result, problem }`: names that Azure may keep. `result` is "free", ' +
      '"purged" or "taken", with the `problem`',
    states: "of the environment of a pull request, where the removed states were",
    problems: "of the environment of a pull request, what is still there",
  },
  endings: ["done"],
  load: () => (require("../run/destroy") as typeof work).destroy,
});
