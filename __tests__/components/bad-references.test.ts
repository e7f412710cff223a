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
  const give = "give a string, secret(name) or a reference, or leave it out";

  test.each<[unknown, string, string]>([
    [
      "https://${backend.cosmos.endpoint}/",
      "${backend.cosmos.endpoint} is text here, which nobody fills in",
      "use reference, such as reference.cosmos.endpoint; keys and connection strings are not given out",
    ],
    [
      "${azure.subscriptionId}",
      "${azure.subscriptionId} is text here, which nobody fills in",
      "use reference, such as reference.cosmos.endpoint; keys and connection strings are not given out",
    ],
    [
      "@Microsoft.KeyVault(VaultName=kv;SecretName=jwt-secret)",
      "refers to a key vault in a text, by which nobody knows the secret that the function app may read",
      "use secret(name); what is in another vault goes into functionApp.settings",
    ],
    [undefined, "is undefined, as a variable of process.env that is not set would be", give],
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
        'takes settings by name, got ["fast"]',
        'write it like { MODE: "fast" }',
      ),
    ]);
  });
});
