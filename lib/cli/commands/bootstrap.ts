import type * as work from "../run/bootstrap";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption, verboseOption } from "./app-options";

export const bootstrap = defineCommand({
  name: "bootstrap",
  summary:
    "Creates what the pipeline of one environment needs: the storage account of its state, its identities and their roles.",
  details:
    "It reads the account from the option state, and the logins from pipeline.json. Existing resources are kept, and a second run changes " +
    "nothing. It keeps no state of its own. pr-* is for the environments of all pull requests: they share one container and one identity. " +
    "It logs in as Terraform does: by its environment variables, or by az login. It needs @azure/identity and @azure/core-rest-pipeline in the " +
    "project, except with --dry-run.",
  options: {
    ...appOptions,
    ...environmentOption,
    "dry-run": {
      summary:
        "prints resources, roles, assignments and Azure CLI commands to ask somebody else for; uses no login and no network",
    },
    "built-in": {
      summary: "assigns built-in roles in place of custom ones, and prints what they give too much",
    },
    "resource-group": {
      value: "name",
      summary: "the resource group of a new storage account",
      otherwise: "rg-<account>",
    },
    subscription: {
      value: "id",
      summary: "the subscription of the environment",
      otherwise:
        "subscriptionId in pipeline.json, then that of the app, then ARM_SUBSCRIPTION_ID, then AZURE_SUBSCRIPTION_ID",
    },
    ...terraformOption,
    ...verboseOption,
  },
  examples: [
    ["bootstrap --environment prod --dry-run", "Print what is needed, without any rights"],
    ["bootstrap --environment prod", "Create it, as an owner of the subscription"],
    ["bootstrap --environment 'pr-*'", "The same for the environments of all pull requests"],
  ],
  json: {
    environment: "its name",
    requested:
      "with --dry-run: `{ resources, roles, assignments, commands }`; `roles` by file name, as Azure CLI takes them",
    missing: "with --dry-run: an array of `{ path, fix }`, what pipeline.json lacks",
    changes: "an array of `{ address, action }`, what was created or updated",
    identities: "`{ plan, apply }`, of `pr-*` without `plan`; each `{ name, clientId, principalId }`",
    states:
      'an array of `{ stack, state }` for the initial states, of `pr-*` empty; `state` is "present", "missing" or "unknown"',
  },
  endings: ["done"],
  load: () => (require("../run/bootstrap") as typeof work).bootstrap,
});
