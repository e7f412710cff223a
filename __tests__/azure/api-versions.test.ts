import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type BackendOptions, type Components, defineFunction, planBackend } from "../../lib";
import { apiNoticeNames, apiNotices } from "../../lib/azure/api-notices";
import { type TemplateNamespace, apiVersions } from "../../lib/azure/api-versions";
import { nameChecks } from "../../lib/cli/doctor/global-names";
import { retirements } from "../../lib/azure/retirements";
import { bindingsVersion } from "../../lib/provider/bindings-version";
import { firstWithout, providerApiVersions, spokenApiVersions } from "../../lib/provider/spoken-api-versions";
import { lowestVersion } from "../../lib/provider/version-range";
import { PROVIDER_VERSION, compareVersions } from "../../lib/provider/version";
import { retirementNote } from "../../lib/services/contract/report-retirement";
import { stackRoles } from "../../lib/services/contract/service";
import { askedTypes } from "../../lib/stand-in/arm-schemas/asked-types";
import { feedbackApi } from "../support/sample";
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
  test.each(rows)("API versions of $namespace are served on, and have a source", ({ namespace, row }) => {
    expect(row.version).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(row.source).toMatch(/^learn\.microsoft\.com\/\S+$/);
    const notices = Object.values(apiNotices).filter(({ part }) => part.split("/")[0] === namespace);
    for (const { oldest } of notices) expect(row.version >= oldest).toBe(true);
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
    // The earliest azurerm has the most of them.
    const provider = { version: bindingsVersion };
    saidBy({ ...PROD, ...REDIS, provider }, { cached }).forEach((each) => said.add(each));
    saidBy({ ...PROD, ...APIM, provider }).forEach((each) => said.add(each));
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
});

test("API versions that doctor asks with are served on", () => {
  for (const { type, apiVersion } of Object.values(nameChecks)) {
    const notices = Object.values(apiNotices).filter(({ part }) => `${type}/`.startsWith(`${part}/`));
    for (const { oldest } of notices) expect([type, apiVersion >= oldest]).toEqual([type, true]);
  }
});

describe("the API versions of azurerm", () => {
  const old = apiNoticeNames.map((name) => ({ name, notice: apiNotices[name] }));
  /** Every version of azurerm in which something changes. */
  const providers = [
    ...new Set(Object.values(providerApiVersions.parts).flatMap((each) => each.map(({ since }) => since))),
  ].sort(compareVersions);

  test("API versions of azurerm are known of the first version that may be required, and of the last that is known", () => {
    expect([providerApiVersions.first.version, providers[0]]).toEqual(["4.55.0", "4.55.0"]);
    expect(compareVersions(providerApiVersions.last.version, PROVIDER_VERSION)).toBeGreaterThan(0);
    expect(spokenApiVersions("Microsoft.KeyVault", "4.79.9")).toEqual(["2023-02-01", "2023-07-01"]);
    expect(spokenApiVersions("Microsoft.KeyVault", "4.80.0")).toContain("2023-07-01");
    expect(spokenApiVersions("Microsoft.KeyVault", "9.0.0")).toEqual(["2026-02-01"]);
    expect(spokenApiVersions("Microsoft.KeyVault", "4.54.0")).toEqual([]);
    expect(firstWithout("Microsoft.KeyVault", "2026-02-01")).toBe("4.81.0");
    expect(firstWithout("Microsoft.KeyVault", "2099-01-01")).toBeUndefined();
    expect(firstWithout("Microsoft.ServiceBus", "2017-04-01")).toBe("4.55.0");
  });

  test("API versions that the stand-in was asked with are among those of the default azurerm, or of templates and releases", () => {
    const own: readonly string[] = Object.values(apiVersions).map(({ version }) => version);
    const elsewhere = [
      // Of the SDK for Microsoft.Resources.
      "Microsoft.Authorization/locks@2020-05-01",
      // Published without -preview: lib/stand-in/arm-schemas/unpublished.ts
      "Microsoft.AzureActiveDirectory/b2cDirectories@2021-04-01",
      // Of templates that earlier versions of the library wrote: __tests__/terraform/support/provider-upgrade.ts
      "Microsoft.KeyVault/vaults/secrets@2023-07-01",
    ];
    const unknown = askedTypes.filter((asked) => {
      const [, type = "", version = ""] = /^(.*)@(.*)$/.exec(asked) ?? [];
      const parts = Object.keys(providerApiVersions.parts).filter((part) =>
        `${type}/`.startsWith(`${part}/`),
      );
      const spoken = parts.flatMap((part) => spokenApiVersions(part, PROVIDER_VERSION));
      return parts.length > 0 && !spoken.includes(version) && !own.includes(version);
    });
    expect(unknown).toEqual(elsewhere);
  });

  test.each(old)("$name says what is served on, since when, and who says so", ({ notice }) => {
    expect(notice.oldest).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(notice.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(notice.source).toMatch(/^(learn\.microsoft\.com|github\.com)\/\S+$/);
    expect(Object.keys(providerApiVersions.parts)).toContain(notice.part);
  });

  test("the calendar says of each notice which azurerm it concerns, or that it concerns none", () => {
    const places = old.map(({ name }) => [name, "decidedBy" in retirements[name].place]);
    expect(Object.fromEntries(places)).toEqual({
      "key-vault-old-api": true,
      "api-management-old-api": false,
      "managed-redis-old-api": false,
      "service-bus-old-api": false,
      "registry-old-api": false,
    });
    expect(retirements["key-vault-old-api"].replacement).toBe("use azurerm 4.81.0");
  });

  test.each(old)("$name is reported by the service that it is about", ({ name }) => {
    const folder = join(__dirname, "../../lib/services");
    const reported = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) =>
        file.endsWith(".ts") &&
        readFileSync(join(folder, file), "utf8").includes(`reportOldApi(draft, "${name}")`),
    );
    expect(reported).toHaveLength(1);
  });

  test.each(old)(
    "$name gives a warning with each azurerm that uses an older version, and with no other",
    ({ name, notice }) => {
      for (const version of providers.filter((each) => lowestIsAccepted(each))) {
        const older = spokenApiVersions(notice.part, version).some((each) => each < notice.oldest);
        const { notes } = planBackend(
          { feedbackApi },
          { project: "shop", location: "eastus2", ...PROD, ...APIM, ...REDIS, provider: { version } },
        );
        const said = notes.some(({ message }) => message === retirementNote(name));
        expect([name, version, said]).toEqual([name, version, older]);
      }
    },
  );
});

function lowestIsAccepted(version: string): boolean {
  return "lowest" in lowestVersion(version, bindingsVersion);
}
