import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const declared = (parts: object): object => ({
  feedbackApi,
  it: {
    kind: "function",
    name: "it",
    entry: "./src/handler.ts",
    trigger: { type: "timer", schedule: "0 0 4 * * *" },
    ...parts,
  },
});
describe("a setting", () => {
  const three = "must be a string, secret(name) or a reference";
  const give = "give a string, secret(name) or a reference, or remove it";

  test.each<[unknown, string, string]>([
    [
      "https://${backend.cosmos.endpoint}/",
      "${backend.cosmos.endpoint} is not replaced: placeholders are not supported",
      "use a reference, such as reference.cosmos.endpoint; keys and connection strings have none",
    ],
    [
      "${azure.subscriptionId}",
      "${azure.subscriptionId} is not replaced: placeholders are not supported",
      "use a reference, such as reference.cosmos.endpoint; keys and connection strings have none",
    ],
    [
      "@Microsoft.KeyVault(VaultName=kv;SecretName=jwt-secret)",
      "is a Key Vault reference written as a string, which gives the function app no permission to read the secret",
      "use secret(name); references to another key vault belong in functionApp.settings",
    ],
    [undefined, "is undefined: is an environment variable missing?", give],
    [5, three, give],
    [{ kind: "secret" }, three, give],
    [{ kind: "output", service: "storage", output: "primaryAccessKey" }, three, give],
    [{ kind: "fact", fact: "password" }, three, give],
  ])("a setting cannot be %j", (value, message, fix) => {
    const [found, ...others] = problemsOf({}, declared({ environment: { VALUE: value } }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ path: "components.it.environment.VALUE", fix });
    expect(found?.message).toContain(message);
  });

  test("a setting is an entry of a record", () => {
    expect(problemsOf({}, declared({ environment: ["fast"] }))).toEqual([
      bad(
        "components.it.environment",
        'must be an object with app settings by name, got ["fast"]',
        'write it like { MODE: "fast" }',
      ),
    ]);
  });
});
