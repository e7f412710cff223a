import type * as work from "../run/init";
import { defineCommand } from "../command";
import { templateNames } from "../templates/template";

export const init = defineCommand({
  name: "init",
  summary: "Writes a new project: components with their code, tests, and all files that it needs.",
  details: "Existing files are not overwritten: if one of the files exists, nothing is written.",
  argument: {
    name: "folder",
    summary: "the folder of the project; its other files are kept",
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
      summary: "the name of the project, which is part of every name in Azure",
      otherwise: "the name of the folder, converted to a valid name",
    },
    location: { value: "region", summary: "the Azure region", otherwise: "eastus2" },
  },
  examples: [
    ["init shop", "Write a project with one HTTP function to the folder shop"],
    ["init shop --template api --location westeurope", "Write a project with a CRUD API, in another region"],
    ["init . --project shop", "Write a project with another name than the folder's, to this folder"],
  ],
  json: {
    folder: "the folder, relative to the working folder",
    project: "the project's name",
    location: "the name of the Azure region",
    template: "the template's name",
    files: "the files that were written, relative to the folder",
  },
  endings: ["done"],
  load: () => (require("../run/init") as typeof work).init,
});
