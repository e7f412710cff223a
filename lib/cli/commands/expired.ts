import type * as work from "../run/expired";
import { defineCommand } from "../command";
import { appOptions } from "./app-options";

export const expired = defineCommand({
  name: "expired",
  summary: "Lists environments whose last day is over, what they cost, and the command that destroys each.",
  details:
    "It reads tags of resource groups in Azure, and changes nothing: the option expires, or deploy --expires, sets the last day. Environments of " +
    "pull requests without one are listed too. It destroys nothing: anybody who may write tags can write these, and destroy needs the rights and " +
    "the approval of each environment.",
  options: {
    ...appOptions,
    subscription: {
      value: "ids",
      many: true,
      summary: "the subscriptions to look in, several with commas",
      otherwise: "those of the app, then ARM_SUBSCRIPTION_ID",
    },
  },
  examples: [
    ["expired", "List what nobody has destroyed in time; exit code 2 if there is any"],
    ["expired --json", "The same, for the job of a pipeline that runs once a day"],
  ],
  json: {
    environments:
      "an array of `{ environment, subscriptionId, standing, expires, pullRequest, groups, locks, cost, costProblem, command }`. " +
      '`standing` is "expired", "no last day" or "not a day"; `locks` is an array of `{ id, name, level, scope }`, or null if they ' +
      "could not be read; `cost` is `{ low, high }` in US dollars a month, or null with the reason in `costProblem`",
    current: "the names of environments whose last day is not over",
  },
  endings: ["done", "changes"],
  load: () => (require("../run/expired") as typeof work).expired,
});
