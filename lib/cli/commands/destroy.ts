import type * as work from "../run/destroy";
import { defineCommand } from "../command";
import { appOptions, stackOption, terraformOption, verboseOption } from "./app-options";

export const destroy = defineCommand({
  name: "destroy",
  summary: "Destroys an environment with Terraform: its stacks in the opposite order.",
  details:
    "It never asks, so that the environment has to be named, and nothing but its own stacks is destroyed. It refuses while " +
    "safeguards keep data, and while another stack of the app reads one of these.",
  options: {
    ...appOptions,
    environment: { value: "name", summary: "the environment; it has to be named in full" },
    ...stackOption,
    ...terraformOption,
    ...verboseOption,
  },
  examples: [["destroy --environment pr-42", "Destroy the environment of a pull request"]],
  json: { environment: "its name", stacks: "an array of `{ id, result }`, in the order of destruction" },
  endings: ["done"],
  load: () => (require("../run/destroy") as typeof work).destroy,
});
