import type * as work from "../run/roles";
import { defineCommand } from "../command";

export const roles = defineCommand({
  name: "roles",
  summary:
    "Prints the roles of the identities of a pipeline, as Azure CLI takes them: to plan, to apply, and to deploy pull requests.",
  details:
    "The custom roles hold what Terraform asks of Azure for everything that the library can create, and what a release asks of it: they are the " +
    "same for every app, and change with releases of the library only. The appliers assign roles under a condition. Rights on blobs, of the " +
    "state and of packages, are not in them. It needs no app and no login.",
  options: {
    subscription: {
      value: "id",
      summary: "where the roles can be assigned",
      otherwise: "ARM_SUBSCRIPTION_ID or AZURE_SUBSCRIPTION_ID",
    },
    out: {
      value: "folder",
      summary:
        "writes planner.json, applier.json, pull-request-applier.json and condition.txt to this folder",
    },
    "built-in": { summary: "names built-in roles instead, and what each gives too much" },
  },
  examples: [
    ["roles --subscription <id> --out roles", "Write the roles, for az role definition create"],
    ["roles --built-in", "See what to assign where you cannot create roles"],
  ],
  json: {
    planner:
      "`{ actions, notActions, dataActions }`; with --built-in an array of `{ name, id, conditional, tooMuch }`",
    applier: "the same",
    pullRequestApplier: "the same, of environments of pull requests: it also purges deleted key vaults",
    assignableRoles: "an array of `{ name, id }`: the roles that the applier may assign and remove",
    condition: "the condition for the assignment of an applier's role, version 2.0",
  },
  endings: ["done"],
  load: () => (require("../run/roles") as typeof work).roles,
});
