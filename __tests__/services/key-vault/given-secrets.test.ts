import { defineFunction, planBackend, secret } from "../../../lib";
import { messageOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const pay = defineFunction({
  name: "pay",
  entry: "./pay.ts",
  trigger: { type: "http" },
  environment: { STRIPE_KEY: secret("stripe-key") },
});
const given = { "stripe-key": { value: "given" } } as const;
const DEPLOYMENT = "azurerm_resource_group_template_deployment";

test("a secret with a value of one's own is referred to, and no deployment makes it", () => {
  const { platform, workloads, backend } = synthBackend({ keyVault: { secrets: given } }, { pay });
  expect(Object.keys(platform.all(DEPLOYMENT))).not.toContain("key_vault_secret_stripe-key");
  expect(Object.keys(platform.all(DEPLOYMENT))).toContain("key_vault_secret_jwt-secret");
  expect(workloads.only("azurerm_windows_function_app")["app_settings"]).toMatchObject({
    STRIPE_KEY: expect.stringMatching(/^@Microsoft.KeyVault\(SecretUri=.*secrets\/stripe-key\)$/) as string,
  });
  expect(backend.explain("notes")).toContain("no deployment sets its value: put it into the vault");
});

describe("a role on a secret that is not there yet", () => {
  const rolesOf = (options: object): readonly object[] =>
    planBackend({ pay }, { project: "feedback", location: "eastus2", environment: "dev", ...options })
      .grants.filter(({ role }) => role === "Key Vault Secrets User")
      .map(({ below, to }) => ({ below, to }));

  test("is not assigned where the app reads the whole vault", () => {
    expect(rolesOf({ keyVault: { secrets: given } })).toEqual([{}]);
    expect(rolesOf({ keyVault: { secrets: { "stripe-key": {} } } })).toEqual([
      {},
      { below: "/secrets/stripe-key" },
    ]);
  });

  test("is not assigned to the host's identity either, which reads the vault instead", () => {
    const roles = rolesOf({ keyVault: { secrets: given }, functionApp: { package: "content-share" } });
    expect(roles).toContainEqual({ to: "host-identity" });
    expect(roles).not.toContainEqual(expect.objectContaining({ below: "/secrets/stripe-key" }));
  });

  test("is assigned with declared access, and the note says what comes first", () => {
    const keyVault = { access: "declared", secrets: given } as const;
    expect(rolesOf({ keyVault })).toEqual([{ below: "/secrets/stripe-key" }]);
    expect(synthBackend({ keyVault }, { pay }).backend.explain("notes")).toContain(
      "deploy the platform stack, run npx cdktf-azure-backend secret set stripe-key, and then deploy the workloads stack",
    );
  });
});

test("a value of one's own by environment stands beside a random one in another", () => {
  const environments = { test: { extends: "dev", keyVault: { secrets: given } } } as const;
  const options = { keyVault: { secrets: { "stripe-key": {} } }, environments };
  const made = (environment: string): boolean =>
    Object.keys(synthBackend({ ...options, environment }, { pay }).platform.all(DEPLOYMENT)).includes(
      "key_vault_secret_stripe-key",
    );
  expect([made("dev"), made("test")]).toEqual([true, false]);
});

test.each<[string, object, string]>([
  [
    "a rotation",
    { secrets: { "stripe-key": { value: "given", rotation: 2 } } },
    "keyVault.secrets.stripe-key.rotation: generates a new value, and this secret has a value of your own",
  ],
  [
    "an end",
    { secrets: { "stripe-key": { value: "given", expires: "2027-06-30" } } },
    "keyVault.secrets.stripe-key.expires: is set by the deployment that makes a secret",
  ],
  [
    "the name of a connection string",
    { connectionStrings: true, secrets: { "cosmos-connection-string": { value: "given" } } },
    "keyVault.secrets.cosmos-connection-string.value: is a connection string, which a deployment makes",
  ],
  [
    "another word",
    { secrets: { "stripe-key": { value: "sk_live_1" } } },
    "keyVault.secrets.stripe-key.value",
  ],
])("a value of one's own with %s is refused", (_what, keyVault, message) => {
  expect(messageOf({ keyVault })).toContain(message);
  expect(messageOf({ keyVault })).not.toContain("sk_live_1");
});
