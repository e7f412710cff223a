import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scripts } from "../../package.json";
import { factTables } from "../../scripts/facts/tables";

const root = join(__dirname, "../..");

test("each table has a name and a committed file of its own, with what it was read from", () => {
  const names = factTables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(factTables.map(({ file }) => file)).size).toBe(names.length);
  for (const { file, repositories, online } of factTables) {
    expect(existsSync(join(root, file))).toBe(true);
    expect(repositories.length > 0 || online === true).toBe(true);
    for (const repository of repositories)
      expect(readFileSync(join(root, file), "utf8")).toContain(`github.com/${repository}`);
  }
});

test("CONTRIBUTING names the command that reads the tables", () => {
  expect(scripts.facts).toBe("tsx scripts/facts.ts");
  expect(readFileSync(join(root, "CONTRIBUTING.md"), "utf8")).toContain("npm run facts -- --from");
});
