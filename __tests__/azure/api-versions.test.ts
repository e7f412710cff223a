import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type BackendOptions, type Components, defineFunction } from "../../lib";
import { RETIREMENTS_AS_OF } from "../../lib/azure/retirements";
import { type TemplateNamespace, apiVersions } from "../../lib/azure/api-versions";
import { stackRoles } from "../../lib/services/contract/service";
import { synthBackend } from "../support/synth";
import { APIM, PROD, REDIS, SHARE } from "../support/with-everything";

const rows = Object.entries(apiVersions).map(([namespace, row]) => ({ namespace, row }));

/** Every `<namespace> <version>` that templates of a backend say, of resources and of what they list. */
function saidBy(options: BackendOptions, components?: Components): readonly string[] {
  const backend = synthBackend(options, components);
  return stackRoles
    .flatMap((role) => Object.values(backend[role].all("azurerm_resource_group_template_deployment")))
    .flatMap((deployment) => {
      const text = deployment["template_content"] as string;
      const resources = [...text.matchAll(/"type":"(Microsoft\.\w+)\/[^"]*","apiVersion":"([^"]+)"/g)];
      const lists = [...text.matchAll(/list\w+\(resourceId\([^)]*'(Microsoft\.\w+)\/[^)]*\), '([^']+)'/g)];
      return [...resources, ...lists].map(([, namespace, version]) => `${namespace} ${version}`);
    });
}

describe("the API versions of templates", () => {
  test.each(rows)("API versions of $namespace are served on, and have a source", ({ row }) => {
    expect(row.version).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(row.source).toMatch(/^learn\.microsoft\.com\/\S+$/);
    if (row.oldestServed === undefined) return;
    expect(row.version >= row.oldestServed.version).toBe(true);
    expect(row.oldestServed.from).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(row.oldestServed.source).toMatch(/^(learn\.microsoft\.com|github\.com)\/\S+$/);
  });

  test("API versions of templates are all in the table, and each of the table is used", () => {
    const said = new Set(
      [SHARE, { ...PROD, ...APIM, ...REDIS }, { ...PROD, ...REDIS }, PROD, { ...PROD, ...APIM }].flatMap(
        (options) => saidBy(options),
      ),
    );
    const cached = defineFunction({
      name: "cached",
      trigger: { type: "http" },
      access: [{ type: "redis", action: "write" }],
      entry: "./src/cached.ts",
    });
    saidBy({ ...PROD, ...REDIS }, { cached }).forEach((each) => said.add(each));
    saidBy({ keyVault: { connectionStrings: true } }).forEach((each) => said.add(each));
    saidBy({ storage: { tables: { orders: true } } }).forEach((each) => said.add(each));
    const known = (Object.keys(apiVersions) as TemplateNamespace[]).map(
      (namespace) => `${namespace} ${apiVersions[namespace].version}`,
    );
    expect([...said].sort()).toEqual(known.sort());
  });

  test("API versions are written nowhere else in the library", () => {
    const folder = join(__dirname, "../../lib/services");
    const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "api-versions.ts")
      .filter((file) => /apiVersion: ["'`]20|, '20\d\d-/.test(readFileSync(join(folder, file), "utf8")));
    expect(written).toEqual([]);
  });

  test("API versions were compared with the announced ones on the day of the retirements table", () => {
    expect(readFileSync(join(__dirname, "../../lib/azure/api-versions.ts"), "utf8")).toContain(
      RETIREMENTS_AS_OF,
    );
  });
});
