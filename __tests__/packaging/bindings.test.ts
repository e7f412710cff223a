import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineFunction } from "../../lib";
import { packageCode } from "../../lib/packaging";
import { startPackage } from "../../lib/stand-in/functions-host";
import { userProject } from "../support/user-project";

const scratch = mkdtempSync(join(tmpdir(), "packaging-bindings-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

test("inputs that are read before a function runs, and outputs that are written after it, are registered by name", async () => {
  const tidy = defineFunction({
    name: "tidy",
    entry: "./src/tidy.js",
    trigger: { type: "timer", schedule: "0 0 4 * * *" },
    bindings: [
      { type: "blob", direction: "in", name: "page", path: "pages/{id}.html" },
      { type: "table", direction: "in", name: "rates", table: "rates", partitionKey: "eur", take: 5 },
      { type: "cosmosDB", direction: "in", name: "order", container: "orders", id: "{id}", partition: "{c}" },
      { type: "blob", direction: "out", name: "report", path: "reports/{rand-guid}.json" },
      { type: "table", direction: "out", name: "log", table: "logs", partitionKey: "tidy" },
      { type: "queue", direction: "out", name: "mails", queue: "mails" },
      { type: "cosmosDB", direction: "out", name: "audit", container: "audit" },
    ],
  });
  const root = userProject(join(scratch, "bound"), { "src/tidy.js": "module.exports = () => undefined;\n" });
  const { file } = await packageCode({ tidy }, { root });
  const [registered] = startPackage(readFileSync(file));
  const storage = { connection: "TIDY_STORAGE" };
  const cosmos = { connection: "TIDY_COSMOS", databaseName: "%TIDY_COSMOS_DATABASE%" };
  const { page, rates, order, report, log, mails, audit, ...trigger } = registered?.bindings ?? {};
  expect(Object.values(trigger)).toEqual([expect.objectContaining({ type: "timerTrigger" })]);
  expect({ page, rates, order, report, log, mails, audit }).toMatchObject({
    page: { connection: "TIDY_BLOBS_PAGES", type: "blob", direction: "in", path: "pages/{id}.html" },
    rates: { ...storage, type: "table", direction: "in", tableName: "rates", partitionKey: "eur", take: 5 },
    order: {
      ...cosmos,
      type: "cosmosDB",
      direction: "in",
      containerName: "orders",
      id: "{id}",
      partitionKey: "{c}",
    },
    report: {
      connection: "TIDY_BLOBS_REPORTS",
      type: "blob",
      direction: "out",
      path: "reports/{rand-guid}.json",
    },
    log: { ...storage, type: "table", direction: "out", tableName: "logs", partitionKey: "tidy" },
    mails: { ...storage, type: "queue", direction: "out", queueName: "mails" },
    audit: { ...cosmos, type: "cosmosDB", direction: "out", containerName: "audit" },
  });
});

test("a database client prefers the regions of the app's setting, and has no preference without it", async () => {
  const near = defineFunction({
    name: "near",
    entry: "./src/near.js",
    trigger: { type: "cosmosDB", container: "orders" },
    bindings: [{ type: "cosmosDB", direction: "in", name: "order", container: "orders", id: "{id}" }],
  });
  const root = userProject(join(scratch, "near"), { "src/near.js": "module.exports = () => undefined;\n" });
  const { file } = await packageCode({ near }, { root });
  const preferred = (settings: Readonly<Record<string, string>>): readonly unknown[] => {
    const [registered] = startPackage(readFileSync(file), settings);
    return Object.values(registered?.bindings ?? {}).map(
      (binding) => (binding as { readonly preferredLocations?: string }).preferredLocations,
    );
  };
  const regions = "West US 2,East US 2";
  expect(preferred({})).toEqual([undefined, undefined]);
  expect(preferred({ NEAR_COSMOS_PREFERRED_LOCATIONS: regions })).toEqual([regions, regions]);
});

test("a module that reads import.meta gets its place in a CommonJS bundle as well", async () => {
  const where = defineFunction({ name: "where", entry: "./src/where.mjs", trigger: { type: "http" } });
  const root = userProject(join(scratch, "where"), {
    "src/where.mjs": 'export default () => new URL("data.json", import.meta.url).href;\n',
  });
  const { file } = await packageCode({ where }, { root });
  const [registered] = startPackage(readFileSync(file));
  expect(await registered?.run()).toBe("file:///home/site/wwwroot/data.json");
});
