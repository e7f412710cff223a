import fc from "fast-check";
import { type BackendOptions, type NamingContext, planBackend, regions } from "../../../lib";
import { ruleFault } from "../../../lib/azure/names/name-rule";
import { allNameRules } from "../../../lib/decide/names/name-rules";
import { composeName, defaultSuffix } from "../../../lib/decide/names/compose";
import type { ComposedKind } from "../../../lib/services/words";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { APIM, PROD, SHARE } from "../../support/with-everything";

const base = { project: "shop", location: "eastus2" } as const;
const EVERYTHING: BackendOptions = { ...PROD, ...SHARE, ...APIM };
const planOf = (options: BackendOptions) => planBackend({ feedbackApi }, { ...base, ...options });
const namesOf = (options: BackendOptions) => planOf(options).names;
const suffix = defaultSuffix("shop", "prod", "eastus2");

describe('naming: "caf"', () => {
  const plan = planOf({ ...EVERYTHING, naming: "caf" });

  test("names have abbreviation, project, environment, code of the region and instance", () => {
    expect(plan.resourceGroups).toEqual({
      network: "rg-shop-network-prod-eus2-001",
      platform: "rg-shop-platform-prod-eus2-001",
      workloads: "rg-shop-workloads-prod-eus2-001",
    });
    expect(plan.names).toMatchObject({
      virtualNetwork: "vnet-shop-prod-eus2-001",
      logAnalyticsWorkspace: "log-shop-prod-eus2-001",
      servicePlan: "asp-shop-ep-prod-eus2-001",
    });
  });

  test("the instance of a name that must be globally unique is the suffix", () => {
    expect(plan.names).toMatchObject({
      functionApp: `func-shop-prod-eus2-${suffix}`,
      keyVault: `kv-shop-prod-eus2-${suffix}`,
      storageAccount: `stshopprodeus2${suffix}`,
      cosmosAccount: `cosmos-shop-prod-eus2-${suffix}`,
    });
    expect(namesOf({ ...PROD, naming: "caf", nameSuffix: "x1" }).keyVault).toBe("kv-shop-prod-eus2-x1");
  });

  test("a name without room for the region leaves it out, and the suffix keeps it unique", () => {
    const own = { environment: "staging", naming: "caf" } as const;
    expect(namesOf(own).keyVault).toBe(`kv-shop-staging-${defaultSuffix("shop", "staging", "eastus2")}`);
    expect(namesOf(own).functionApp).toMatch(/^func-shop-staging-eus2-/);
  });

  test("names wins over the preset, and explain says how names are composed", () => {
    const named = planOf({ ...PROD, naming: "caf", names: { keyVault: "kv-ours" } });
    expect(named.names.keyVault).toBe("kv-ours");
    expect(plan.naming).toBe("caf");
  });

  test("an environment has it, and a call takes it back", () => {
    const environments = { test: { extends: "dev", naming: "caf" } } as const;
    const own = { environment: "test", environments };
    expect(namesOf(own).logAnalyticsWorkspace).toBe("log-shop-test-eus2-001");
    expect(namesOf({ ...own, naming: "default" }).logAnalyticsWorkspace).toBe("log-shop-test");
    expect(planOf({ ...own, naming: "default" })).not.toHaveProperty("naming");
  });

  test("every name is one that Azure takes, and two kinds have no name in common, in any region", () => {
    const kinds = Object.keys(allNameRules).filter(
      (kind): kind is ComposedKind => allNameRules[kind as ComposedKind].prefix !== undefined,
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/),
        fc.constantFrom("dev", "test", "prod", "staging", "pr-1234"),
        fc.constantFrom(...Object.values(regions)),
        (project, environment, { short }) => {
          const parts = { project, environment, suffix: "a1b2c3", region: short };
          // A further app has a name of its own, which no stack has.
          const names = kinds.map((kind) =>
            composeName(kind, { ...parts, detail: kind.startsWith("further") ? "workers" : "platform" }),
          );
          for (const [index, kind] of kinds.entries()) {
            const name = names[index];
            if (name !== undefined)
              expect([kind, ruleFault(allNameRules[kind], name)]).toEqual([kind, undefined]);
          }
          const found = kinds.map((kind, index) => `${allNameRules[kind].label} ${names[index] ?? kind}`);
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a naming function", () => {
  test("names what it returns a name for, and leaves the rest to the library", () => {
    const plan = planOf({
      ...PROD,
      naming: (kind, { project, regionCode, detail, suffix: unique }) =>
        kind === "resourceGroup"
          ? `grp-${project}-${detail ?? ""}-${regionCode}`
          : kind === "keyVault"
            ? `kv${unique}`
            : undefined,
    });
    expect(plan.resourceGroups.network).toBe("grp-shop-network-eus2");
    expect(plan.names.keyVault).toBe(`kv${suffix}`);
    expect(plan.names.functionApp).toBe(`func-shop-prod-${suffix}`);
    expect(plan.naming).toBe("function");
    expect(plan.notes.filter(({ path }) => path === "naming")).toEqual([]);
  });

  test("knows what it names", () => {
    const seen = new Map<string, NamingContext>();
    planOf({
      ...PROD,
      naming: (kind, context) => {
        seen.set(`${kind} ${context.detail ?? ""}`, context);
        return undefined;
      },
    });
    expect(seen.get("storageAccount ")).toEqual({
      project: "shop",
      environment: "prod",
      location: "eastus2",
      regionCode: "eus2",
      abbreviation: "st",
      suffix,
      globallyUnique: true,
      maxLength: 24,
      hyphens: false,
      defaultName: `stshopprod${suffix}`,
    });
    expect(seen.get("resourceGroup platform")).toMatchObject({
      detail: "platform",
      globallyUnique: false,
      hyphens: true,
    });
    expect(Object.isFrozen(seen.get("storageAccount "))).toBe(true);
  });

  test("names wins over it, and an environment can have its own", () => {
    const naming = (kind: string, { environment }: NamingContext) =>
      kind === "logAnalyticsWorkspace" ? `log-ours-${environment}` : undefined;
    expect(
      namesOf({ ...PROD, naming, names: { logAnalyticsWorkspace: "log-mine" } }).logAnalyticsWorkspace,
    ).toBe("log-mine");
    const environments = { test: { extends: "dev", naming } };
    expect(namesOf({ environment: "test", environments }).logAnalyticsWorkspace).toBe("log-ours-test");
  });

  test("a name that must be globally unique and has no suffix is noted", () => {
    const plan = planOf({ ...PROD, naming: (kind) => (kind === "keyVault" ? "kv-shop" : undefined) });
    expect(plan.notes).toContainEqual({
      level: "note",
      path: "naming",
      message:
        "these names must be globally unique, and have nothing of context.suffix: key vault kv-shop. The deployment fails if somebody has one of them",
    });
  });

  test("changes nothing where it returns undefined", () => {
    const plan = planOf({ ...EVERYTHING, naming: () => undefined });
    const { naming: _, ...rest } = plan;
    const { origins: ofRest, ...without } = rest;
    const { origins, ...plain } = planOf(EVERYTHING);
    expect(without).toEqual(plain);
    expect(Object.keys(ofRest).filter((path) => !Object.hasOwn(origins, path))).toEqual(["naming"]);
  });
});

describe("a naming is refused", () => {
  let calls = 0;
  const FIX = "return another name, or undefined for the default name";

  test.each<[string, unknown, string, string]>([
    [
      "whose name Azure refuses",
      (kind: string) => (kind === "storageAccount" ? "st_shop" : undefined),
      'returned "st_shop" for "storageAccount": a storage account name has lower-case letters and digits',
      FIX,
    ],
    [
      "whose name has a reserved word",
      (kind: string) => (kind === "functionApp" ? "microsoft-shop-abc" : undefined),
      'returned "microsoft-shop-abc" for "functionApp": contains the reserved word "microsoft", which Azure refuses in a function app name',
      FIX,
    ],
    [
      "that returns another name each time",
      (kind: string) => (kind === "keyVault" ? `kv-${(calls += 1)}` : undefined),
      'returned "kv-1" for "keyVault", and "kv-2" when it was asked again: the next plan would replace the resource',
      "compose the name from the arguments of the function, without clock, chance or counters",
    ],
    [
      "that returns no text",
      (kind: string) => (kind === "keyVault" ? 7 : undefined),
      'returned 7 for "keyVault"',
      "return a string, or undefined for the default name",
    ],
    [
      "that returns an empty text",
      (kind: string) => (kind === "keyVault" ? "" : undefined),
      'returned "" for "keyVault"',
      "return a string, or undefined for the default name",
    ],
    [
      "that throws",
      (kind: string) => {
        if (kind === "keyVault") throw new Error("no such kind");
        return undefined;
      },
      'threw for "keyVault": no such kind',
      "return undefined for the default name",
    ],
    [
      "that names two groups alike",
      (kind: string, { detail }: NamingContext) =>
        kind === "resourceGroup" && detail !== "workloads" ? "rg-shop" : undefined,
      'gives resourceGroup (network) and resourceGroup (platform) one name, "rg-shop"',
      "make context.detail or the kind part of the name",
    ],
  ])("%s", (_what, naming, message, fix) => {
    const found = problemsOf({ ...base, ...PROD, naming });
    expect(found).toEqual([problem("naming", message, fix)]);
  });

  test("that names two accounts alike", () => {
    const naming = (kind: string) => (/storageAccount/i.test(kind) ? `stshop${suffix}` : undefined);
    expect(problemsOf({ ...base, ...PROD, naming })).toContainEqual(
      problem(
        "naming",
        `gives storageAccount and hostStorageAccount one name, "stshop${suffix}"`,
        "make context.detail or the kind part of the name",
      ),
    );
  });

  test.each<[unknown, string]>([
    ["CAF", "CAF"],
    [7, "7"],
    [{ preset: "caf" }, "an object"],
  ])("%j", (naming) => {
    expect(problemsOf({ ...PROD, naming }).map(({ path }) => path)).toEqual(["naming"]);
  });
});
