import { textAt } from "../../../lib/stand-in/json";
import type { RecipeLife } from "../support/recipe-life";
import { YOURS, groupId, make } from "./existing";
import { SITES, settingOf } from "./sites";

const VAULTS = "Microsoft.KeyVault/vaults";
const SECRETS = `${VAULTS}/secrets`;
const ROLES = "Microsoft.Authorization/roleAssignments";
const USER = "4633458b-17de-408a-b874-0445c86b69e6"; // gitleaks:allow -- Key Vault Secrets User
const THEIRS = groupId(YOURS, "rg-secrets");

/** A Key Vault reference to the newest version of a secret. */
const reference = (secret: string): RegExp => new RegExp(`SecretUri=https://[^/]+/secrets/${secret}/?\\)$`);

/** Secrets of the backend's vault, and of another. */
export const secrets: Readonly<Record<string, readonly RecipeLife[]>> = {
  "rotate-a-secret": [
    {
      environment: "prod",
      asked: {
        "the deployment of the rotated key is named for its rotation and its end": ({ standIn }) => {
          const deployment = standIn.asked(
            "Microsoft.Resources/deployments",
            "secret-signing-key-b-2-20271231T000000Z",
          );
          expect(JSON.stringify(deployment)).toContain("signing-key-b");
          expect(standIn.resource(SECRETS, "signing-key-b").body).toMatchObject({
            properties: { attributes: { exp: Date.parse("2027-12-31T00:00:00Z") / 1000 } },
          });
        },
        "the app reads the newest version of both keys": ({ standIn }) => {
          for (const key of ["A", "B"])
            expect(settingOf(standIn, SITES, `SIGNING_KEY_${key}`)).toMatch(
              reference(`signing-key-${key.toLowerCase()}`),
            );
        },
      },
    },
  ],
  "your-own-secret-value": [
    {
      environment: "prod",
      deployed: {
        "the next deployment keeps the value that somebody sets": async ({ standIn, rehearsal }) => {
          expect(standIn.resources.filter(({ id }) => id.endsWith("/secrets/stripe-key"))).toEqual([]);
          standIn.make(`${standIn.resource(VAULTS).id}/secrets/stripe-key`, {
            properties: { value: "sk-own" },
          });
          await rehearsal.deploy();
          expect(textAt(standIn.resource(SECRETS, "stripe-key").body, "properties.value")).toBe("sk-own");
        },
      },
      asked: {
        "the app reads the secret, by a role on the vault": ({ standIn }) => {
          expect(settingOf(standIn, SITES, "STRIPE_KEY")).toMatch(reference("stripe-key"));
          const roles = standIn.resources.filter(({ type }) => type === ROLES);
          const onVault = roles.filter(({ id }) =>
            id.startsWith(`${standIn.resource(VAULTS).id}/providers/`),
          );
          expect(onVault.map(({ body }) => textAt(body, "properties.roleDefinitionId"))).toContainEqual(
            expect.stringContaining(USER),
          );
        },
      },
    },
    {
      environment: "prod",
      subscriptionId: YOURS,
      // The backend creates no secret.
      drawsSecrets: false,
      before(standIn) {
        const vault = `${VAULTS}/kv-shop-secrets`;
        make(standIn, {
          group: THEIRS,
          location: "eastus2",
          resources: {
            [vault]: {
              properties: { enableRbacAuthorization: true, sku: { family: "A", name: "standard" } },
            },
            [`${vault}/secrets/stripe-key`]: { properties: { value: "sk-theirs" } },
            [`${vault}/secrets/jwt-secret`]: { properties: { value: "jwt-theirs" } },
          },
        });
      },
      asked: {
        "the app reads the secret of the existing vault, by a role on this secret alone": ({ standIn }) => {
          const vault = standIn.resource(VAULTS, "kv-shop-secrets").id;
          expect(standIn.resource(VAULTS).id).toBe(vault);
          expect(settingOf(standIn, SITES, "STRIPE_KEY")).toMatch(reference("stripe-key"));
          const roles = standIn.resources.filter(({ id, type }) => type === ROLES && id.startsWith(vault));
          expect(roles.length).toBeGreaterThan(0);
          for (const { id, body } of roles) {
            expect(id).toMatch(/\/secrets\/(stripe-key|jwt-secret)\/providers\//);
            expect(textAt(body, "properties.roleDefinitionId")).toContain(USER);
          }
        },
      },
    },
  ],
};
