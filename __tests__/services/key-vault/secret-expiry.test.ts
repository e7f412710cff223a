import fc from "fast-check";
import type { BackendOptions } from "../../../lib";
import { compactMoment, secondsOf } from "../../../lib/services/key-vault/expiry";
import { problemsOf } from "../../support/problems";
import { type JsonObject, synthBackend } from "../../support/synth";

const DEPLOYMENT = "azurerm_resource_group_template_deployment";

function secret(
  name: string,
  options: BackendOptions,
): { readonly name: unknown; readonly resource: JsonObject } {
  const deployment = synthBackend(options).platform.all(DEPLOYMENT)[`key_vault_secret_${name}`];
  const template = JSON.parse(deployment?.["template_content"] as string) as {
    readonly resources: readonly JsonObject[];
  };
  return { name: deployment?.["name"], resource: template.resources[0] ?? {} };
}

const ends = (expires: string, name = "jwt-secret"): BackendOptions => ({
  keyVault: { secrets: { [name]: { expires } } },
});

describe("a secret that expires", () => {
  test.each([
    ["2027-06-30", "20270630T000000Z"],
    ["2027-06-30T12:30:00Z", "20270630T123000Z"],
    ["2027-06-30T12:30:00+02:00", "20270630T103000Z"],
    ["2028-02-29", "20280229T000000Z"],
  ])(
    "a secret that expires has %s in its template, in seconds, and in its deployment's name",
    (expires, moment) => {
      const { name, resource } = secret("jwt-secret", ends(expires));
      expect(resource["properties"]).toMatchObject({ attributes: { exp: Date.parse(expires) / 1000 } });
      expect(name).toBe(`secret-jwt-secret-1-${moment}`);
    },
  );

  test("a secret with another expiry is another deployment, since a deployment never changes", () => {
    expect(secret("mail-key", ends("2027-06-30", "mail-key")).name).not.toBe(
      secret("mail-key", ends("2028-06-30", "mail-key")).name,
    );
  });

  test("a secret without expiry keeps the name and the template that it always had", () => {
    const { name, resource } = secret("jwt-secret", {});
    expect(name).toBe("secret-jwt-secret-1");
    expect(resource["properties"]).not.toHaveProperty("attributes");
  });

  test("a connection string can expire", () => {
    const { resource } = secret("cosmos-connection-string", {
      keyVault: {
        connectionStrings: true,
        secrets: { "cosmos-connection-string": { rotation: 2, expires: "2027-06-30" } },
      },
    });
    expect(resource["properties"]).toMatchObject({ attributes: { exp: 1814313600 } });
  });

  test.each([
    "2027-02-30",
    "2027-13-01",
    "2027-06-31",
    "30.06.2027",
    "2027-06-30T12:00",
    "2027",
    "soon",
    "",
    "2027-06-30T25:00:00Z",
  ])("the expiry of a secret is not %j", (expires) => {
    expect(problemsOf(ends(expires)).map(({ path, message }) => ({ path, message }))).toEqual([
      {
        path: "keyVault.secrets.jwt-secret.expires",
        message: expect.stringContaining("must be a valid date or date and time") as unknown,
      },
    ]);
  });

  test("the expiry of a secret in an existing vault is left to the vault's owner", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers/Microsoft.KeyVault/vaults/kv-shared";
    const problems = problemsOf({
      ...ends("2027-06-30"),
      subscriptionId: "00000000-0000-0000-0000-000000000000",
      external: { keyVault: { id } },
    });
    expect(problems.map(({ path }) => path)).toContain("keyVault.secrets.jwt-secret.expires");
  });
});

test("every day of the calendar is read, and gives a deployment name that Azure accepts", () => {
  const days = fc.date({ min: new Date("2025-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      const seconds = secondsOf(day) ?? 0;
      expect(new Date(seconds * 1000).toISOString()).toBe(`${day}T00:00:00.000Z`);
      expect(compactMoment(seconds)).toMatch(/^\d{8}T000000Z$/);
    }),
  );
});
