import type * as work from "../run/release";
import { defineCommand } from "../command";

export const release = defineCommand({
  name: "release",
  summary: "Releases a package to the function app of an environment, or goes back to the previous package.",
  details:
    "It runs release.cjs, which the package command writes: a pipeline can also run that file, with Node and without this package.",
  argument: { name: "environment", summary: "the environment", required: true },
  options: {
    package: {
      value: "folder",
      summary: "the output folder of the package command",
      otherwise: "dist/functions",
    },
    back: { summary: "goes back to the previous package" },
    image: {
      value: "image",
      summary: "the image with the code, for an app that runs images: registry.example.com/feedback:1.4.2",
    },
  },
  examples: [
    ["release dev", "Release the package to dev"],
    ["release prod --back", "Go back to the previous package"],
    [
      "release prod --image ghcr.io/acme/feedback:1.4.2",
      "Release an image, which the registry of prod imports",
    ],
  ],
  json: { environment: "the environment", lines: "the output of the release" },
  endings: ["done"],
  load: () => (require("../run/release") as typeof work).release,
});
