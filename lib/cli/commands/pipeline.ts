import type * as work from "../run/pipeline";
import { defineCommand } from "../command";
import { appOptions, terraformOption } from "./app-options";

export const pipeline = defineCommand({
  name: "pipeline",
  summary:
    "Writes the pipeline into your repository: plans of pull requests, deployments with approval, drift.",
  details:
    "It reads pipeline.json beside cdktf.json, and the app. Written again, it replaces what it has generated and keeps what you added " +
    "outside of it. Generated parts that were edited are shown, and nothing is written. No secret is stored: each job logs in with a token " +
    "of its own.",
  argument: {
    name: "system",
    summary: "github or azure-devops (default: system in pipeline.json)",
    required: false,
  },
  options: {
    ...appOptions,
    ...terraformOption,
    name: {
      value: "name",
      summary: "the first part of the names of the files, for a repository with several apps",
      otherwise: "backend",
    },
    check: { summary: "writes nothing: ends with exit code 2 if a file is not as it would be written" },
    force: { summary: "also replaces generated parts that were edited; other text is kept all the same" },
  },
  examples: [
    ["pipeline github", "Write the workflows of GitHub Actions to .github/workflows"],
    ["pipeline azure-devops", "Write the pipelines of Azure DevOps to azure-pipelines"],
    ["pipeline --check", "Find out whether the files are current, in a pull request"],
  ],
  json: {
    system: '"github" or "azure-devops"',
    files:
      'an array of `{ path, change }`, from the top of the repository. `change` is "new", "updated" or "none"',
    environments: "the names of the environments, in the order of deployment",
    pullRequests: "whether each pull request has an environment of its own",
    leftOut: "the environments of the app that are not in pipeline.json",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/pipeline") as typeof work).pipeline,
});
