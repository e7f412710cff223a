import type * as work from "../run/secret-set";
import { defineCommand } from "../command";
import { appOptions, environmentOption } from "./app-options";

export const secretSet = defineCommand({
  name: "secret set",
  summary: "Puts a value of your own into the key vault, and has the app read it.",
  details:
    "It asks for the value without showing it, or reads it from standard input; the value is never an argument. The login is that of " +
    "Terraform, or az login.",
  argument: {
    name: "secret",
    summary: 'the name of the secret in keyVault.secrets, which has value: "given"',
    required: true,
  },
  options: {
    ...appOptions,
    ...environmentOption,
    expires: {
      value: "day",
      summary: "when the value ends, a day (2027-06-30) or a time (2027-06-30T12:00:00Z)",
      otherwise: "never",
    },
    via: {
      value: "way",
      choices: ["vault", "resource-manager"],
      summary:
        "how the value gets there: through the vault itself, or by a template deployment, which reaches a vault that is closed to this machine",
      otherwise: "vault",
    },
    "skip-refresh": {
      summary: "leaves the app alone, which reads the value within 24 hours",
    },
  },
  examples: [
    ["secret set stripe-key --environment dev", "Type or paste the value"],
    ["secret set stripe-key --environment dev < stripe-key.txt", "Read the value from a file"],
    [
      "secret set stripe-key --environment prod --via resource-manager",
      "Reach a vault that only its network reaches",
    ],
  ],
  json: {
    environment: "its name",
    vault: "the name of the key vault",
    secret: "the name of the secret",
    via: '"vault" or "resource-manager"',
    apps: 'an array of `{ site, state, message }` for the app and its slots; `state` is "refreshed", "not deployed" or "failed"',
  },
  endings: ["done"],
  load: () => (require("../run/secret-set") as typeof work).secretSet,
});
