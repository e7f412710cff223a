import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import schema from "../../lib/decide/options/options.schema.json";
import { allNameRules } from "../../lib/decide/names/name-rules";
import { ruleFault } from "../../lib/azure/names/name-rule";
import { firstWith, providerCan } from "../../lib/provider/since";
import { tiers } from "../../lib/services/api-management/tiers";
import { NODE_MAJORS } from "../../lib/services/function-app/node-versions";
import type { NameKind } from "../../lib/services/words";
import { Clone } from "../../scripts/arm-schemas/clone";
import { limitOf, probes, providerLimits } from "../../scripts/facts/provider-limits";
import { planBackend } from "../../lib";
import { GitClone } from "../support/git-clone";
import { problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";
import recorded from "./azurerm-limits.json";

const { limits } = recorded;
const versions = ["4.55.0", "4.81.0", "5.2.0"] as const;
type Version = (typeof versions)[number];

/** What a limit is in every version, where it is the same in all. */
function inAll<T>(limit: Readonly<Record<Version, T>>): T {
  for (const version of versions) expect(limit[version]).toEqual(limit["4.81.0"]);
  return limit["4.81.0"];
}

/** A pattern of Go. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern.replace(/\\A/g, "^").replace(/\\z/g, "$")).test(text);
}

describe("the limits of azurerm", () => {
  test.each(versions)(
    "azurerm %s takes the versions of Node that are offered with it, and no later one",
    (version) => {
      const offered = NODE_MAJORS.filter((major) => major !== 24 || providerCan("node24", version)).map(
        String,
      );
      const last = Math.min(...NODE_MAJORS);
      const taken = limits.nodeOnLinux[version].filter((each) => Number(each) >= last);
      expect(taken).toEqual(offered);
      expect(limits.nodeOnWindows[version]).toEqual(limits.nodeOnLinux[version].map((each) => `~${each}`));
    },
  );

  test("instances of FC1 are bounded as azurerm bounds them, from the version on that the library says", () => {
    expect(limits.flexInstances["4.55.0"]).toEqual([40, 1000]);
    expect([limits.flexInstances["4.81.0"], limits.flexInstances["5.2.0"]]).toEqual([
      [1, 1000],
      [1, 1000],
    ]);
    const since = firstWith("fewFlexInstances");
    const accepted = (version: string, maximumInstances: number): boolean =>
      problemsOf({
        location: "eastus2",
        provider: { version },
        functionApp: { plan: "FC1", maximumInstances, runtime: "node:22" },
      }).every(({ path }) => path !== "functionApp.maximumInstances");
    for (const [version, least] of [
      ["4.57.0", 40],
      [since, 1],
      ["4.81.0", 1],
    ] as const)
      if (problemsOf({ provider: { version } }).length === 0)
        expect([least - 1, least, 1000, 1001].map((each) => accepted(version, each))).toEqual([
          false,
          true,
          true,
          false,
        ]);
  });

  test("options have the bounds that azurerm has", () => {
    const { keyVault, logs, cosmos } = schema.properties;
    const bounds = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) => [
      minimum,
      maximum,
    ];
    expect(bounds(keyVault.properties.softDeleteRetentionInDays)).toEqual(inAll(limits.vaultRetention));
    expect(bounds(logs.properties.retentionInDays)).toEqual(inAll(limits.workspaceRetention));
    expect(bounds(cosmos.properties.backupIntervalInMinutes)).toEqual(inAll(limits.cosmosBackupMinutes));
    expect(bounds(cosmos.properties.backupRetentionInHours)).toEqual(inAll(limits.cosmosBackupHours));
  });

  test("Application Insights keeps its data for a time that azurerm takes", () => {
    const taken = inAll(limits.appInsightsRetention);
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 730 }), (retentionInDays) => {
        const { services } = planBackend(
          { feedbackApi },
          { project: "shop", location: "eastus2", logs: { retentionInDays } },
        );
        expect(taken).toContain(services.logs.insightsRetentionInDays);
      }),
      { numRuns: 20 },
    );
  });

  test("the units of each tier of API Management are among those of azurerm, and no tier has fewer than it may", () => {
    const [pattern = ""] = inAll(limits.apimSku);
    for (const [name, { units }] of Object.entries(tiers)) {
      for (const units_ of [units.fewest, units.most])
        expect([name, units_, matches(pattern, `${name}_${units_}`)]).toEqual([name, units_, true]);
      // azurerm takes more units of Premium than Azure has.
      if (name !== "Premium" && name !== "BasicV2")
        expect([name, matches(pattern, `${name}_${units.most + 1}`)]).toEqual([name, false]);
    }
  });

  test("the sizes of Azure Managed Redis are those of azurerm, without the ones of Redis Enterprise", () => {
    const text = readFileSync(join(__dirname, "../../lib/decide/options/options.schema.json"), "utf8");
    const offered = [
      ...text.matchAll(/"((?:Balanced|ComputeOptimized|MemoryOptimized|FlashOptimized)_[A-Z]\d+)"/g),
    ];
    const taken = inAll(limits.managedRedisSkus).filter((sku) => !sku.startsWith("Enterprise"));
    expect([...new Set(offered.map(([, sku]) => sku))].sort()).toEqual(taken);
  });
});

describe("the names of azurerm", () => {
  const kinds: readonly (readonly [NameKind, keyof typeof limits])[] = [
    ["servicePlan", "servicePlanName"],
    ["functionApp", "functionAppName"],
    ["keyVault", "keyVaultName"],
    ["storageAccount", "storageAccountName"],
    ["serviceBusNamespace", "serviceBusNamespaceName"],
    ["logAnalyticsWorkspace", "workspaceName"],
    ["containerRegistry", "registryName"],
  ];

  test.each(kinds)("a name of a %s that the library takes is one that azurerm takes", (kind, limit) => {
    const rule = allNameRules[kind];
    const characters = fc.constantFrom("a", "z", "A", "Z", "0", "5", "9", "-", "_", ".");
    const name = fc.oneof(
      fc.string({ unit: characters, minLength: 1, maxLength: rule.max + 1 }),
      fc.string({
        unit: fc.constantFrom("a", "b", "z", "0", "5", "9"),
        minLength: rule.min,
        maxLength: rule.max,
      }),
    );
    let taken = 0;
    fc.assert(
      fc.property(name, (each) => {
        if (ruleFault(rule, each) !== undefined) return;
        taken += 1;
        for (const version of versions)
          for (const pattern of (limits[limit] as Readonly<Record<Version, readonly string[]>>)[version])
            expect([each, pattern, matches(pattern, each)]).toEqual([each, pattern, true]);
      }),
    );
    expect(taken).toBeGreaterThan(10);
  });
});

describe("the parser of azurerm's validators", () => {
  /** As azurerm 4.81.0 has them, MPL-2.0, HashiCorp, Inc. */
  const NODE = `
				"node_version": {
					Type:     pluginsdk.TypeString,
					Optional: true,
					ValidateFunc: validation.StringInSlice([]string{
						"12", // Deprecated, and removed from portal, but seemingly accepted by API
						"14",
						"16",
						"18",
						"20",
						"22",
						"24",
					}, false),
				"node_version": {
					Type:     pluginsdk.TypeString,
					Optional: true,
					ValidateFunc: validation.StringInSlice([]string{
						"~12",
						"~14",
						"~16",
						"~18",
						"~20",
						"~22",
						"~24",
					}, false),`;
  const FLEX = `
		"maximum_instance_count": {
			ValidateFunc: validation.IntBetween(1, 1000),
		},`;

  test("the recorded limits are what the parser makes of the source", () => {
    const read = (name: string, code: string) => limitOf(code, probes[name] ?? { is: "range" });
    expect(read("nodeOnLinux", NODE)).toEqual(limits.nodeOnLinux["4.81.0"]);
    expect(read("nodeOnWindows", NODE)).toEqual(limits.nodeOnWindows["4.81.0"]);
    expect(read("flexInstances", FLEX)).toEqual(limits.flexInstances["4.81.0"]);
    expect(
      read("keyVaultName", 'regexp.MustCompile(`^[a-zA-Z0-9-]{3,24}$`).Match, regexp.MustCompile("^\\\\d$")'),
    ).toEqual(["^[a-zA-Z0-9-]{3,24}$", "^\\d$"]);
    expect(read("appInsightsRetention", '"retention_in_days": { IntInSlice([]int{\n30,\n60,\n})')).toEqual([
      30, 60,
    ]);
    expect(read("managedRedisSkus", '\tSkuNameX SkuName = "B"\n\tSkuNameY   SkuName = "A"')).toEqual([
      "A",
      "B",
    ]);
  });

  test("a validator that is gone is an error, and each limit has its commit", () => {
    for (const probe of Object.values(probes)) expect(limitOf("", probe)).toBeUndefined();
    const clone = new GitClone({
      "internal/services/appservice/helpers/function_app_schema.go": "package helpers",
    });
    try {
      for (const version of versions) clone.tag(`v${version}`);
      const sources = {
        clone: () => new Clone(clone.folder),
        page: () => Promise.resolve(undefined),
        say: () => undefined,
        today: "2026-12-01",
      };
      expect(() => providerLimits.read(sources, {})).toThrow(
        "nodeOnLinux: nothing was found in appservice/helpers/function_app_schema.go",
      );
    } finally {
      clone.remove();
    }
    expect(Object.keys(recorded.commits)).toEqual(versions);
    for (const commit of Object.values(recorded.commits)) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });
});
