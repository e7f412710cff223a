import type * as work from "../run/release";
import { defineCommand } from "../command";

export const release = defineCommand({
  name: "release",
  summary: "Releases a package into the function app of an environment, or goes back to the one before.",
  details:
    "It runs the release.cjs that the package command has written: a pipeline can do so with Node alone, without this package.",
  argument: { name: "environment", summary: "the environment", required: true },
  options: {
    package: {
      value: "folder",
      summary: "what the package command has written",
      otherwise: "dist/functions",
    },
    back: { summary: "goes back to the package that ran before" },
  },
  examples: [
    ["release dev", "Release what was packaged into dev"],
    ["release prod --back", "Go back to the package that ran before"],
  ],
  json: { environment: "the environment", lines: "what the release has said" },
  endings: ["done"],
  load: () => (require("../run/release") as typeof work).release,
});
