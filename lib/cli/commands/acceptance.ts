import type * as work from "../run/acceptance";
import { defineCommand } from "../command";
import { appOptions, environmentOption, terraformOption } from "./app-options";

export const acceptance = defineCommand({
  name: "acceptance",
  summary:
    "Deploys an environment to a real subscription, plans it again, releases code into it, destroys it and writes a report.",
  details: "What it makes costs money until it is destroyed. It never runs in CI.",
  options: {
    ...appOptions,
    ...environmentOption,
    ...terraformOption,
    subscription: {
      value: "id",
      summary: "the subscription; az account show --query id prints that of the login",
    },
    package: {
      value: "folder",
      summary: "what the package command has written; no code is released without it",
    },
    probe: {
      value: "requests",
      many: true,
      summary: 'what the released app has to answer, "GET /api/orders", several with commas',
    },
    image: {
      value: "image",
      summary: "the container image that releases into a closed network",
      otherwise: "mcr.microsoft.com/azure-functions/node:4-node22",
    },
    keep: { summary: "leaves it there; its state is then in acceptance/state" },
  },
  examples: [
    [
      "acceptance --environment dev --subscription 00000000-0000-0000-0000-000000000000",
      "Try dev on a subscription of your own",
    ],
  ],
  json: {
    accepted: "whether all of it went well",
    report: "the file of the report",
    kept: "whether it is still there",
  },
  endings: ["done"],
  load: () => (require("../run/acceptance") as typeof work).acceptance,
});
