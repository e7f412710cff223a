import type * as work from "../run/secret-list";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const secretList = defineCommand({
  name: "secret list",
  summary: "Lists the secrets of each environment: where their values come from, and who reads them.",
  details:
    "It never reads a value. With --online it asks Azure which secrets have one, and whether the app sees them; the login is that of " +
    "Terraform, or az login, with the role Reader.",
  options: {
    ...appOptions,
    ...environmentsOption,
    online: { summary: "also asks Azure which secrets have a value" },
  },
  examples: [
    ["secret list", "See what has to be set"],
    ["secret list --environment prod --online", "See what is set"],
  ],
  json: {
    environments:
      "an array of `{ project, environment, vault, secrets }`; each secret has `name`, `source`, `readers` and, with --online, `state` " +
      '("set", "not set", "disabled" or "unknown"), `updated`, `expires` and `references`, the status of each app setting by app',
  },
  endings: ["done"],
  load: () => (require("../run/secret-list") as typeof work).secretList,
});
