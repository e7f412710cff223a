import { StateServer } from "../../support/state-server";
import type { RecipeLife } from "../support/recipe-life";
import { SITES, settingOf } from "./sites";

/** Of this process alone: the variables of an example are known before anything listens. */
const PORT = 20_000 + (process.pid % 20_000);

let server: StateServer | undefined;

/** States elsewhere than in Azure. */
export const states: Readonly<Record<string, readonly RecipeLife[]>> = {
  "state-elsewhere": [
    {
      environment: "dev",
      variables: { CI_API_V4_URL: `http://127.0.0.1:${PORT}/api/v4`, CI_PROJECT_ID: "7" },
      before() {
        server = StateServer.at(PORT);
      },
      asked: {
        "each stack has a state of its own on the server, and was locked": () => {
          const paths = ["network", "platform", "workloads"].map(
            (role) => `/api/v4/projects/7/terraform/state/shop-dev-${role}`,
          );
          expect([...(server?.states.keys() ?? [])].sort()).toEqual(paths);
          expect(server?.asked).toEqual(
            expect.arrayContaining(paths.flatMap((path) => [`POST ${path}/lock`, `DELETE ${path}/lock`])),
          );
        },
        "the app has what the platform's state says": ({ standIn }) => {
          const vault = standIn.resource("Microsoft.KeyVault/vaults");
          expect(settingOf(standIn, SITES, "KEY_VAULT_URI")).toBe(`https://${vault.name}.vault.azure.net/`);
        },
      },
    },
    {
      environment: "dev",
      subscriptionId: "11111111-1111-1111-1111-111111111111",
      asked: {
        "the app has what the platform will be called, without a state of it": ({ standIn, workspace }) => {
          const vault = standIn.resource("Microsoft.KeyVault/vaults");
          expect(settingOf(standIn, SITES, "KEY_VAULT_URI")).toBe(`https://${vault.name}.vault.azure.net/`);
          expect(workspace.synthesised("shop-dev-workloads")).not.toContain("terraform_remote_state");
        },
      },
    },
  ],
};
