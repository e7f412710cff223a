import type * as work from "../run/init";
import { defineCommand } from "../command";
import { engines, templateNames } from "../templates/template";

export const init = defineCommand({
  name: "init",
  summary: "Writes a new project: components with their code, tests, and everything that it needs.",
  details: "Nothing that is there is overwritten: where one of the files exists, nothing is written.",
  argument: {
    name: "folder",
    summary: "the folder of the project; others of its files stay",
    required: true,
  },
  options: {
    template: {
      value: "name",
      choices: templateNames,
      summary:
        "minimal: an HTTP function; api: a CRUD API in Cosmos DB; events: uploads, by Event Grid and a queue; " +
        "production: all of them, with API Management and Service Bus in prod",
      otherwise: "minimal",
    },
    project: {
      value: "name",
      summary: "what every name on Azure begins with",
      otherwise: "the folder's name, made valid",
    },
    location: { value: "region", summary: "the Azure region", otherwise: "eastus2" },
    engine: {
      value: "name",
      choices: engines,
      summary: "what writes Terraform: see docs/guides/engines.md",
      otherwise: "cdktf",
    },
  },
  examples: [
    ["init shop", "Write a project with one HTTP function into the folder shop"],
    ["init shop --template api --location westeurope", "Write one with a CRUD API, in another region"],
    ["init . --project shop --engine cdktn", "Write it into this folder, on the maintained engine"],
  ],
  json: {
    folder: "the folder, relative to the working folder",
    project: "the project's name",
    location: "the region, as Azure writes it",
    engine: "`cdktf` or `cdktn`",
    template: "the template's name",
    files: "the files that were written, relative to the folder",
  },
  endings: ["done"],
  load: () => (require("../run/init") as typeof work).init,
});
