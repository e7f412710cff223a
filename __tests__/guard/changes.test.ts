import fc from "fast-check";
import { BackendConfigError, type BackendOptions, type BackendPlan, planBackend } from "../../lib";
import { compareWithLock } from "../../lib/guard/compare";
import { type GuardFinding, findingsOfComparison } from "../../lib/guard/findings";
import { guardedAddresses } from "../../lib/guard/guarded-addresses";
import { type Acknowledgement, lockFileText, readLockFile } from "../../lib/guard/lock-file";
import { updated } from "../../lib/guard/update";
import { call } from "../support/arbitrary-options";
import { feedbackApi, processUploadFunction } from "../support/sample";

const planOf = (options: BackendOptions = {}): BackendPlan =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "shop", environment: "dev", location: "westeurope", ...options },
  );
const compared = (plan: BackendPlan) => ({ plan, addresses: guardedAddresses(plan), moves: [] });
const lockOf = (...plans: readonly BackendPlan[]): string =>
  lockFileText({ addresses: plans.flatMap(guardedAddresses), acknowledgements: [] });

/** What check says of a change, with lines of acknowledgements in the file. */
function findings(
  before: BackendOptions,
  after: BackendOptions,
  acknowledged: readonly Omit<Acknowledgement, "line">[] = [],
): readonly GuardFinding[] {
  const lines = acknowledged.map((each) => ({ ...each, line: 0 }));
  const text = lockFileText({ addresses: guardedAddresses(planOf(before)), acknowledgements: lines });
  const backends = [compared(planOf(after))];
  return findingsOfComparison(compareWithLock(readLockFile(text), backends, "2026-06-01"), backends, {
    file: "resources.lock",
    named: false,
  });
}

test("for any options, what was locked is found again, and the file is the same bytes", () => {
  let locked = 0;
  fc.assert(
    fc.property(call, fc.boolean(), (options, isReversed) => {
      try {
        const plans = [planOf(options), planOf({ project: "store" })];
        const text = lockOf(...plans);
        const backends = (isReversed ? [...plans].reverse() : plans).map(compared);
        const file = readLockFile(text);
        const comparison = compareWithLock(file, backends, "2026-06-01");
        expect(file.faults).toEqual([]);
        expect(findingsOfComparison(comparison, backends, { file: "f", named: false })).toEqual([]);
        expect(lockFileText(updated({ ...comparison, file, settle: false }))).toBe(text);
        locked += 1;
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
      }
    }),
    { numRuns: 200 },
  );
  expect(locked).toBeGreaterThan(0);
});

test("another name is said with both names, who decided it, and the option that keeps it", () => {
  expect(findings({}, { names: { keyVault: "kv-other" } })).toEqual([
    {
      level: "problem",
      project: "shop",
      environment: "dev",
      path: "azurerm_key_vault.key_vault",
      message: expect.stringMatching(
        /^has the name "kv-shop-dev-\w{6}" in Azure and would get "kv-other": Terraform would replace it/,
      ) as string,
      origin: ["your options (names.keyVault)"],
      fix: expect.stringMatching(
        /^set names\.keyVault so that the name is "kv-shop-dev-\w{6}" again\. .*acknowledged: shop-dev-platform azurerm_key_vault\.key_vault until <YYYY-MM-DD>: <reason>$/,
      ) as string,
    },
  ]);
});

test("another suffix renames every account with a global name, each with what is in it", () => {
  const found = findings({}, { nameSuffix: "abc" });
  expect(found.map(({ path }) => path)).toEqual([
    "azurerm_cosmosdb_account.cosmos",
    "azurerm_key_vault.key_vault",
    "azurerm_storage_account.storage",
  ]);
  expect(found[2]?.message).toMatch(/would be lost, with \d+ resources in it$/);
  expect(found[0]?.fix).toContain("names.cosmosAccount");
  expect(found[0]?.origin.join()).toContain("your options (nameSuffix)");
});

test("another naming convention renames them too, and is where the names come from", () => {
  const found = findings({}, { naming: "caf" });
  expect(found.map(({ path }) => path)).toContain("azurerm_key_vault.key_vault");
  expect(found[0]?.origin.join()).toContain("your options (naming)");
});

test("another database is another one, whatever its address", () => {
  expect(findings({}, { cosmos: { database: "items" } })).toMatchObject([
    {
      path: "azurerm_cosmosdb_sql_database.cosmos_database",
      origin: ["your options (cosmos.database)"],
      fix: expect.stringContaining('set cosmos.database so that the name is "shop-db" again') as string,
    },
  ]);
});

test("another resource group replaces every account", () => {
  const found = findings({}, { names: { resourceGroups: { platform: "rg-other" } } });
  expect(found.map(({ path }) => path)).toContain("azurerm_key_vault.key_vault");
  expect(found[0]?.message).toContain(
    "is in resourceGroups/rg-shop-dev-platform in Azure and would be in resourceGroups/rg-other",
  );
  expect(found[0]?.fix).toContain("set names.resourceGroups.platform as before");
});

test("a queue that is dropped names the option that keeps it", () => {
  expect(findings({}, { storage: { queues: { tasks: false } } })).toMatchObject([
    {
      level: "problem",
      path: "azurerm_storage_queue.storage_queue_tasks",
      message: 'keeps data in "tasks" and is not planned any more: Terraform would delete it',
      fix: expect.stringContaining("keep it with storage.queues.tasks") as string,
    },
  ]);
});

test("a shared account of the host drops its own, and the container in it", () => {
  const found = findings({ storage: { hostAccount: "separate" } }, { storage: { hostAccount: "shared" } });
  expect(found.map(({ level, path }) => `${level} ${path}`)).toEqual([
    "problem azurerm_storage_account.host_storage",
    ...found.slice(1).map(({ level, path }) => `${level} ${path}`),
  ]);
  expect(found.filter(({ level }) => level === "problem")).toHaveLength(1);
});

test("an existing account in place of the backend's own drops that", () => {
  const id =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
  expect(findings({}, { external: { keyVault: { id } } }).map(({ path }) => path)).toEqual([
    "azurerm_key_vault.key_vault",
  ]);
});

test("another project is one finding for the stack", () => {
  const found = findings({}, { project: "store" });
  expect(found).toMatchObject([
    {
      level: "problem",
      path: "shop-dev-platform",
      fix: expect.stringContaining("acknowledged: shop-dev-platform * until") as string,
    },
  ]);
  expect(found[0]?.message).toContain(
    `store-dev-platform has its ${guardedAddresses(planOf()).length} resources`,
  );
});

test("what is new is a note", () => {
  expect(findings({}, { cosmos: { containers: { orders: { partitionKey: "/id" } } } })).toMatchObject([
    {
      level: "note",
      path: "resources.lock",
      message: "1 address is not guarded yet: azurerm_cosmosdb_sql_container.cosmos_container_orders",
    },
  ]);
});

test.each(["4.55.0", "5.2.0"])("azurerm %s instead of 4.81.0 leaves every address", (version) => {
  const everything = { environment: "prod", optional: { serviceBus: true, cdn: true } } as const;
  const before = { ...everything, provider: { version: "4.81.0" } };
  expect(findings(before, { ...everything, provider: { version } })).toEqual([]);
});

describe("an acknowledgement", () => {
  const DROPPED = { storage: { queues: { tasks: false } } };
  const tasks = (until: string) => ({
    stack: "shop-dev-platform",
    address: "azurerm_storage_queue.storage_queue_tasks",
    until,
    reason: "All of it: in Service Bus now.",
  });

  test("lets its change through until its day", () => {
    expect(findings({}, DROPPED, [tasks("2026-06-01")])).toMatchObject([
      {
        level: "note",
        message: expect.stringContaining(
          "Acknowledged until 2026-06-01: All of it: in Service Bus now.",
        ) as string,
      },
    ]);
  });

  test("fails after its day", () => {
    expect(findings({}, DROPPED, [tasks("2026-05-31")])).toMatchObject([
      {
        level: "problem",
        message: expect.stringMatching(
          /Line 7 of resources\.lock acknowledged it until 2026-05-31$/,
        ) as string,
      },
    ]);
  });

  test("is a warning where nothing has changed", () => {
    expect(findings({}, {}, [tasks("2026-12-31")])).toMatchObject([
      {
        level: "warning",
        environment: "dev",
        message: expect.stringContaining("line 7 acknowledges a change of azurerm_storage_queue") as string,
      },
    ]);
  });

  test("is about one address, or a whole stack", () => {
    const suffix = { nameSuffix: "abc" };
    expect(
      findings({}, suffix, [{ ...tasks("2026-12-31"), address: "azurerm_key_vault.key_vault" }]),
    ).toHaveLength(3);
    const whole = { ...tasks("2026-12-31"), address: "*" };
    expect(new Set(findings({}, suffix, [whole]).map(({ level }) => level))).toEqual(new Set(["note"]));
    expect(findings({}, { project: "store" }, [whole]).map(({ level }) => level)).toEqual(["note"]);
  });
});
