import type * as work from "../run/doctor";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "../../release/clouds";
import { defineCommand } from "../command";
import { appOptions, terraformOption } from "./app-options";

export const doctor = defineCommand({
  name: "doctor",
  summary: "Checks the machine and the project: installed tools, their versions, and what is missing.",
  details:
    "It uses no network without --provider or --online, and changes nothing. " +
    "--online needs @azure/identity and @azure/core-rest-pipeline in the project.",
  options: {
    ...appOptions,
    ...terraformOption,
    provider: { summary: "also checks that terraform init can install the provider" },
    online: {
      summary:
        "also checks in Azure: the login, the subscription, its resource providers, the permissions of the login, and whether names are free",
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
    ["doctor", "Check the machine and the project"],
    ["doctor --provider", "Check also that the registry or a mirror is reachable"],
    ["doctor --online", "Check also the login, the subscription, permissions and names"],
  ],
  json: {
    examined: 'an array of `{ what, state, found, fix }`; `state` is "ok", "warning" or "problem"',
    install: "an array of npm commands that install what is missing",
  },
  endings: ["done"],
  load: () => (require("../run/doctor") as typeof work).doctor,
});
