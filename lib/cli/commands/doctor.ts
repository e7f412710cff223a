import type * as work from "../run/doctor";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "../../release/clouds";
import { defineCommand } from "../command";
import { appOptions, terraformOption } from "./app-options";

export const doctor = defineCommand({
  name: "doctor",
  summary: "Looks at the machine and the project: what is installed, which versions, and what is missing.",
  details:
    "It reaches nothing outside of the machine without --provider or --online, and changes nothing anywhere. " +
    "--online needs @azure/identity and @azure/core-rest-pipeline in the project.",
  options: {
    ...appOptions,
    ...terraformOption,
    provider: { summary: "also tries whether terraform init can install the provider" },
    online: {
      summary:
        "also asks Azure for the login, the subscription, its resource providers, the rights of the login, and whether names are free",
    },
    subscription: {
      value: "id",
      summary: "the subscription for --online",
      otherwise: "subscriptionId of the app, then ARM_SUBSCRIPTION_ID, then AZURE_SUBSCRIPTION_ID",
    },
    cloud: {
      value: "name",
      choices: Object.keys(CLOUDS) as readonly AzureCloud[],
      summary: "the cloud for --online, as az cloud list names it",
      otherwise: DEFAULT_CLOUD,
    },
  },
  examples: [
    ["doctor", "See whether everything is there"],
    ["doctor --provider", "See whether the registry, or a mirror, can be reached as well"],
    ["doctor --online", "See whether login, subscription, rights and names are ready as well"],
  ],
  json: {
    examined: 'an array of `{ what, state, found, fix }`; `state` is "ok", "warning" or "problem"',
    install: "an array of npm commands that install what is missing",
  },
  endings: ["done"],
  load: () => (require("../run/doctor") as typeof work).doctor,
});
