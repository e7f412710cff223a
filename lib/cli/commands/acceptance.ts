import type * as work from "../run/acceptance";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption } from "./app-options";

export const acceptance = defineCommand({
  name: "acceptance",
  summary:
    "Deploys an environment to a real subscription, plans it again, releases code to it, destroys it and writes a report.",
  details: "The created resources cost money until they are destroyed. It does not run in CI.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...terraformOption,
    subscription: {
      value: "id",
      summary: "the subscription; az account show --query id prints the subscription of the login",
    },
    package: {
      value: "folder",
      summary: "the output folder of the package command; no code is released without it",
    },
    probe: {
      value: "requests",
      many: true,
      summary: 'requests that the released app must answer, such as "GET /api/orders", separated by commas',
    },
    image: {
      value: "image",
      summary: "the container image that releases in a closed network",
      otherwise: "mcr.microsoft.com/azure-functions/node:4-node22",
    },
    keep: { summary: "does not destroy the environment; its state is in acceptance/state" },
  },
  examples: [
    [
      "acceptance --environment dev --subscription 00000000-0000-0000-0000-000000000000",
      "Try dev on your own subscription",
    ],
  ],
  json: {
    accepted: "whether every step succeeded",
    report: "the file of the report",
    kept: "whether the environment still exists",
  },
  endings: ["done"],
  load: () => (require("../run/acceptance") as typeof work).acceptance,
});
