import fc from "fast-check";
import { type BackendOptions, planBackend } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const planOf = (options: BackendOptions) =>
  planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options });
const adjusted = (options: BackendOptions) =>
  planOf(options)
    .notes.filter(({ level }) => level === "adjusted")
    .map(({ path, message }) => `${path}: ${message}`);
const RESTORE = "storage.pointInTimeRestoreInDays";

describe("point-in-time restore of blobs", () => {
  test("point-in-time restore is of the data account alone, with the change feed and versions that it needs", () => {
    const options: BackendOptions = { environment: "prod", storage: { pointInTimeRestoreInDays: 14 } };
    const {
      storage,
      host_storage: host,
      package_storage: packages,
    } = synthBackend(options).platform.all("azurerm_storage_account");
    expect(storage?.["blob_properties"]).toEqual({
      delete_retention_policy: { days: 30 },
      container_delete_retention_policy: { days: 30 },
      versioning_enabled: true,
      change_feed_enabled: true,
      restore_policy: { days: 14 },
    });
    for (const other of [host, packages])
      expect(Object.keys(other?.["blob_properties"] as object).sort()).toEqual([
        "container_delete_retention_policy",
        "delete_retention_policy",
      ]);
  });

  test("what was left open follows, and is said", () => {
    expect(adjusted({ storage: { pointInTimeRestoreInDays: 14 } })).toEqual(
      expect.arrayContaining([
        `storage.versioning: true, because ${RESTORE} needs earlier versions of blobs`,
        `storage.softDeleteRetentionInDays: 15, because ${RESTORE} needs deleted blobs for longer than 14 days`,
      ]),
    );
    const prod: BackendOptions = { environment: "prod", storage: { pointInTimeRestoreInDays: 29 } };
    expect(adjusted(prod).filter((note) => note.startsWith("storage."))).toEqual([]);
  });

  test("what was chosen otherwise is refused", () => {
    const from = (path: string, value: unknown): string => `your options (${path} = ${String(value)})`;
    const storage = { pointInTimeRestoreInDays: 7, versioning: false, softDeleteRetentionInDays: 7 };
    expect(problemsOf({ storage })).toEqual([
      problem(
        RESTORE,
        "blobs are restored from their earlier versions, and the account keeps none",
        `set storage.versioning to true, or remove ${RESTORE}`,
        from(RESTORE, 7),
        from("storage.versioning", false),
      ),
      problem(
        RESTORE,
        "deleted blobs must be kept for longer than 7 days, and are kept for 7",
        `set storage.softDeleteRetentionInDays to 8 or more, or ${RESTORE} to less than 7`,
        from(RESTORE, 7),
        from("storage.softDeleteRetentionInDays", 7),
      ),
    ]);
  });

  test.each([0, 365, 1.5, "7", true])("the days are a whole number from 1 to 364: %j", (days) => {
    expect(problemsOf({ storage: { pointInTimeRestoreInDays: days } }).map(({ path }) => path)).toEqual([
      RESTORE,
    ]);
  });

  test("an existing account keeps its own settings", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
    const options = { external: { storage: { id } }, storage: { pointInTimeRestoreInDays: 7 } };
    expect(problemsOf(options).map(({ path }) => path)).toEqual([RESTORE]);
  });

  test("whatever is accepted has versions, and keeps deleted blobs for longer", () => {
    const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
    fc.assert(
      fc.property(
        fc.constantFrom("dev", "prod"),
        fc.integer({ min: 1, max: 364 }),
        optional(fc.integer({ min: 1, max: 365 })),
        optional(fc.boolean()),
        (environment, pointInTimeRestoreInDays, softDeleteRetentionInDays, versioning) => {
          const storage = Object.fromEntries(
            Object.entries({ pointInTimeRestoreInDays, softDeleteRetentionInDays, versioning }).filter(
              ([, value]) => value !== undefined,
            ),
          );
          const isRefused =
            versioning === false ||
            (softDeleteRetentionInDays ?? Number.POSITIVE_INFINITY) <= pointInTimeRestoreInDays;
          expect(problemsOf({ environment, storage }).length > 0).toBe(isRefused);
          if (isRefused) return;
          const { account } = planOf({ environment, storage }).services.storage;
          expect(account?.versioning).toBe(true);
          expect(account?.softDeleteRetentionInDays).toBeGreaterThan(pointInTimeRestoreInDays);
        },
      ),
      { numRuns: 20 },
    );
  });
});
