import type { BackendOptions } from "../../lib";
import { listAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";
const VECTOR = "EnableNoSQLVectorSearch";
const TEXT = "EnableNoSQLFullTextSearch";
const PLATFORM = "feedback-dev-platform";

const having = (...capabilities: NonNullable<NonNullable<BackendOptions["cosmos"]>["capabilities"]>) =>
  ({
    environment: "dev",
    tags: { costCenter: "4711" },
    requiredTags: ["CostCenter", "project", "stack"],
    cosmos: { capabilities },
  }) satisfies BackendOptions;

livesThrough("dev with vector search, and tags that are required", {
  environment: "dev",
  options: having(VECTOR),
  deployed: {
    "what Azure gave the account before is no change for Terraform, and what it lacks replaces it": async (
      on,
    ) => {
      const given = JSON.stringify(having(VECTOR, TEXT));
      const planned = async (): Promise<readonly string[]> =>
        ((await on.rehearsal.plan())[PLATFORM]?.changes ?? []).map(
          ({ action, address }) => `${action} ${address}`,
        );
      await on.rehearsal.synth({ TEST_BACKEND_OPTIONS: given });
      expect(await planned()).toContain("replace azurerm_cosmosdb_account.cosmos");
      const { body } = on.standIn.resource(ACCOUNTS);
      const properties = body["properties"] as { capabilities: unknown };
      const before = properties.capabilities;
      Object.assign(properties, {
        capabilities: [...listAt(body, "properties.capabilities"), { name: TEXT }],
      });
      expect(await planned()).toEqual([]);
      Object.assign(properties, { capabilities: before });
      await on.rehearsal.synth();
    },
  },
  asked: {
    "the account is serverless and searches vectors": ({ standIn }) => {
      expect(standIn.asked(ACCOUNTS)).toMatchObject({
        tags: { costCenter: "4711" },
        properties: {
          capabilities: expect.arrayContaining([{ name: "EnableServerless" }, { name: VECTOR }]) as unknown,
        },
      });
    },
  },
});
