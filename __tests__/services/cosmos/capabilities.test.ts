import { type BackendOptions, planBackend } from "../../../lib";
import { problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const VECTOR = "EnableNoSQLVectorSearch";
const DELETING = "DeleteAllItemsByPartitionKey";

const written = (options: BackendOptions): unknown =>
  synthBackend(options).platform.only("azurerm_cosmosdb_account")["capabilities"];
const warnings = (options: BackendOptions) =>
  planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options }).notes.filter(
    ({ path }) => path === "cosmos.capabilities",
  );

describe("capabilities of the account", () => {
  test.each<[string, BackendOptions, unknown]>([
    ["dev without any", {}, [{ name: "EnableServerless" }]],
    ["dev", { cosmos: { capabilities: [VECTOR] } }, [{ name: "EnableServerless" }, { name: VECTOR }]],
    ["prod without any", { environment: "prod" }, undefined],
    ["prod with an empty list", { environment: "prod", cosmos: { capabilities: [] } }, undefined],
    [
      "prod, each once",
      { environment: "prod", cosmos: { capabilities: [VECTOR, DELETING, VECTOR] } },
      [{ name: VECTOR }, { name: DELETING }],
    ],
  ])("the account has them beside serverless: %s", (_what, options, expected) => {
    expect(written(options)).toEqual(expected);
  });

  test("those that azurerm cannot add to an account are warned of, and no others", () => {
    expect(warnings({ cosmos: { capabilities: [DELETING] } })).toEqual([]);
    expect(warnings({ cosmos: { capabilities: [VECTOR, "EnableNoSQLFullTextSearch", DELETING] } })).toEqual([
      expect.objectContaining({
        level: "warning",
        message: expect.stringMatching(
          /^EnableNoSQLVectorSearch, EnableNoSQLFullTextSearch: azurerm replaces an account/,
        ) as string,
      }),
    ]);
  });

  test.each<[string, string]>([
    ["EnableServerless", 'cosmos.mode: "Serverless" sets it'],
    ["EnableTable", "it belongs to another API than NoSQL"],
    ["EnableMongo", "it belongs to another API than NoSQL"],
    ["EnableNoSqlVectorSearch", `Did you mean "${VECTOR}"?`],
  ])("a capability that the option does not take is refused with the reason: %s", (name, why) => {
    const [found, ...others] = problemsOf({ cosmos: { capabilities: [VECTOR, name] } });
    expect(others).toEqual([]);
    expect(found?.path).toMatch(/^cosmos\.capabilities/);
    expect(found?.message).toContain(why);
    expect(found?.fix).toContain(VECTOR);
  });

  test("an existing account has its own", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/db";
    const options = { external: { cosmos: { id } }, cosmos: { capabilities: [VECTOR] } };
    expect(problemsOf(options).map(({ path }) => path)).toContain("cosmos.capabilities");
  });
});
