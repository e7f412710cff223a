import fc from "fast-check";
import { type BackendOptions, defineFunction, planBackend } from "../../../lib";
import type { BlobAges, LifecycleRuleSettings } from "../../../lib/services/storage/settings";
import { problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const POLICY = "azurerm_storage_management_policy";

const ruled = (rule: object, others: object = {}, options: object = {}): BackendOptions => ({
  ...options,
  storage: { ...others, lifecycle: { old: rule } },
});
const writtenRules = (options: BackendOptions): unknown =>
  synthBackend(options).platform.only(POLICY)["rule"];
const planOf = (options: BackendOptions) =>
  planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options });
const notesOn = (options: BackendOptions) =>
  planOf(options).notes.filter(({ path }) => path.startsWith("storage."));

describe("lifecycle rules", () => {
  test("rules are one policy of the data account, with every argument that they say", () => {
    const options: BackendOptions = {
      storage: {
        sku: { name: "Standard_GRS" },
        versioning: true,
        lifecycle: {
          reports: {
            prefixes: ["uploads", "assets/tmp/"],
            coolAfterDays: 30,
            coldAfterDays: 60,
            archiveAfterDays: 90,
            deleteAfterDays: 365,
          },
          "old-versions": {
            versions: { coolAfterDays: 1, coldAfterDays: 2, archiveAfterDays: 3, deleteAfterDays: 4 },
            snapshots: { coolAfterDays: 5, coldAfterDays: 6, archiveAfterDays: 7, deleteAfterDays: 8 },
          },
          logs: { prefixes: ["assets"], blobTypes: ["appendBlob"], since: "creation", deleteAfterDays: 0 },
          gone: false,
        },
      },
    };
    const { platform } = synthBackend(options);
    expect(platform.all(POLICY)).toMatchObject({
      storage_lifecycle: { storage_account_id: "${azurerm_storage_account.storage.id}" },
    });
    expect(writtenRules(options)).toEqual([
      {
        name: "reports",
        enabled: true,
        filters: { blob_types: ["blockBlob"], prefix_match: ["uploads/", "assets/tmp/"] },
        actions: {
          base_blob: {
            tier_to_cool_after_days_since_modification_greater_than: 30,
            tier_to_cold_after_days_since_modification_greater_than: 60,
            tier_to_archive_after_days_since_modification_greater_than: 90,
            delete_after_days_since_modification_greater_than: 365,
          },
        },
      },
      {
        name: "old-versions",
        enabled: true,
        filters: { blob_types: ["blockBlob"] },
        actions: {
          version: {
            change_tier_to_cool_after_days_since_creation: 1,
            tier_to_cold_after_days_since_creation_greater_than: 2,
            change_tier_to_archive_after_days_since_creation: 3,
            delete_after_days_since_creation: 4,
          },
          snapshot: {
            change_tier_to_cool_after_days_since_creation: 5,
            tier_to_cold_after_days_since_creation_greater_than: 6,
            change_tier_to_archive_after_days_since_creation: 7,
            delete_after_days_since_creation_greater_than: 8,
          },
        },
      },
      {
        name: "logs",
        enabled: true,
        filters: { blob_types: ["appendBlob"], prefix_match: ["assets/"] },
        actions: { base_blob: { delete_after_days_since_creation_greater_than: 0 } },
      },
    ]);
  });

  test.each([{}, { lifecycle: {} }, { lifecycle: { old: false } }])(
    "no rules are no policy: %j",
    (storage) => {
      expect(synthBackend({ storage } as BackendOptions).platform.all(POLICY)).toEqual({});
    },
  );

  test("containers that components declare take rules too", () => {
    const rule = { prefixes: ["images"], deleteAfterDays: 1 };
    const images = defineFunction({
      name: "images",
      entry: "./src/images.ts",
      trigger: { type: "timer", schedule: "0 0 * * * *" },
      access: [{ type: "blob", container: "images", action: "write" }],
    });
    expect(problemsOf(ruled(rule)).map(({ path }) => path)).toEqual(["storage.lifecycle.old.prefixes"]);
    expect(problemsOf(ruled(rule), { images })).toEqual([]);
  });

  test("a rule about versions turns versioning on where it was left open, and reports it", () => {
    const rule = { versions: { deleteAfterDays: 30 } };
    const plan = planOf(ruled(rule));
    expect(plan.services.storage.account?.versioning).toBe(true);
    expect(notesOn(ruled(rule))).toEqual([
      {
        level: "adjusted",
        path: "storage.versioning",
        message: "true, because storage.lifecycle.old.versions is about earlier versions of blobs",
      },
    ]);
  });

  test("a rule that deletes blobs and keeps their versions is warned of", () => {
    const rule = { prefixes: ["uploads"], deleteAfterDays: 30 };
    expect(notesOn(ruled(rule))).toEqual([]);
    expect(notesOn(ruled(rule, { versioning: true }))).toEqual([
      {
        level: "warning",
        path: "storage.lifecycle.old.deleteAfterDays",
        message:
          "storage.versioning is on: a deleted blob stays as an earlier version, which is paid for until a rule has versions.deleteAfterDays",
      },
    ]);
    expect(notesOn(ruled({ ...rule, versions: { deleteAfterDays: 1 } }, { versioning: true }))).toEqual([]);
  });
});

describe("a rule that Azure or the backend cannot have", () => {
  const uploads = ["uploads"];
  type Row = readonly [what: string, options: BackendOptions, path: string, message: RegExp, fix: RegExp];

  test.each<Row>([
    ["no action", ruled({ prefixes: uploads }), "", /does nothing/, /set coolAfterDays/],
    [
      "no action for versions",
      ruled({ versions: {} }),
      "",
      /does nothing/,
      /deleteAfterDays, for blobs, versions or snapshots$/,
    ],
    [
      "an age that is not after the one before",
      ruled({ prefixes: uploads, coolAfterDays: 30, deleteAfterDays: 30 }),
      ".deleteAfterDays",
      /^deletes blobs after 30 days, which leaves coolAfterDays \(30\) without effect$/,
      /^set it to more than 30, or remove storage.lifecycle.old.coolAfterDays$/,
    ],
    [
      "an age of versions that is not after the one before",
      ruled({ versions: { coldAfterDays: 9, deleteAfterDays: 3 } }, { versioning: true }),
      ".versions.deleteAfterDays",
      /leaves coldAfterDays \(9\) without effect/,
      /more than 9/,
    ],
    [
      "the archive tier of a zone-redundant account",
      ruled({ prefixes: uploads, archiveAfterDays: 30 }, {}, { environment: "prod" }),
      ".archiveAfterDays",
      /^Standard_GZRS has no archive tier/,
      /use coldAfterDays, or set storage.sku.name/,
    ],
    [
      "blobs of every container",
      ruled({ deleteAfterDays: 30 }),
      ".prefixes",
      /would reach every blob of the account/,
      /name the containers/,
    ],
    [
      "too many prefixes",
      ruled({ prefixes: Array.from({ length: 11 }, (_, index) => `uploads/${index}`), deleteAfterDays: 1 }),
      ".prefixes",
      /at most 10 prefixes, got 11/,
      /several rules/,
    ],
    [
      "a container that there is not",
      ruled({ prefixes: ["upload/tmp"], deleteAfterDays: 1 }),
      ".prefixes",
      /^"upload\/tmp": a prefix begins with a container.*Did you mean "uploads"\?$/,
      /storage\.containers/,
    ],
    [
      "the container of the code",
      ruled({ prefixes: ["function-packages"], deleteAfterDays: 1 }),
      ".prefixes",
      /the code of the app is in this container/,
      /remove the prefix/,
    ],
    [
      "a container of the Functions host",
      ruled({ prefixes: ["azure-webjobs-secrets"], coolAfterDays: 1 }),
      ".prefixes",
      /keys and locks of the Functions host/,
      /remove the prefix/,
    ],
    [
      "the container of public assets",
      ruled({ prefixes: ["assets"], coolAfterDays: 1 }, {}, { optional: { cdn: true } }),
      ".prefixes",
      /account of public assets/,
      /remove the prefix/,
    ],
    [
      "append blobs in a tier",
      ruled({ prefixes: uploads, blobTypes: ["appendBlob"], coolAfterDays: 1 }),
      ".blobTypes",
      /append blobs have no tiers/,
      /or remove storage.lifecycle.old.coolAfterDays/,
    ],
    [
      "no type",
      ruled({ prefixes: uploads, blobTypes: [], coolAfterDays: 1 }),
      ".blobTypes",
      /needs a type/,
      /blockBlob/,
    ],
    [
      "versions where none are kept",
      ruled({ versions: { deleteAfterDays: 1 } }, { versioning: false }),
      ".versions",
      /the account keeps no versions/,
      /set storage.versioning to true/,
    ],
  ])("%s", (_what, options, path, message, fix) => {
    expect(problemsOf(options)).toEqual([
      expect.objectContaining({
        path: `storage.lifecycle.old${path}`,
        message: expect.stringMatching(message) as string,
        fix: expect.stringMatching(fix) as string,
      }),
    ]);
  });

  test("a name that Azure does not take, and too many rules", () => {
    const rule = { prefixes: ["uploads"], coolAfterDays: 1 };
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`r${index}`, rule]));
    expect(problemsOf({ storage: { lifecycle: { old_blobs: rule } } })).toMatchObject([
      { path: "storage.lifecycle.old_blobs", fix: "choose another name" },
    ]);
    expect(problemsOf({ storage: { lifecycle: { old: rule, OLD: rule } } })).toHaveLength(1);
    expect(problemsOf({ storage: { lifecycle: many } })).toMatchObject([
      { path: "storage.lifecycle", message: "an account has at most 100 rules, got 101" },
    ]);
  });

  test.each<[string, object]>([
    ["storage.lifecycle.old.coolAfterDays", { coolAfterDays: -1 }],
    ["storage.lifecycle.old.deleteAfterDays", { deleteAfterDays: 1.5 }],
    ["storage.lifecycle.old.since", { since: "access", deleteAfterDays: 1, prefixes: ["uploads"] }],
    ["storage.lifecycle.old.tierToCool", { tierToCool: 1, deleteAfterDays: 1, prefixes: ["uploads"] }],
  ])("a value of another form is one problem: %s", (path, rule) => {
    expect(problemsOf(ruled(rule)).map((each) => each.path)).toEqual([path]);
  });

  test("an existing account has its own policy", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
    const rule = { prefixes: ["uploads"], deleteAfterDays: 1 };
    const paths = problemsOf(ruled(rule, {}, { external: { storage: { id } } })).map(({ path }) => path);
    expect(paths).toContain("storage.lifecycle");
  });
});

test("what is accepted becomes older only: every rule in any combination", () => {
  const days = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
  const ages = fc.record<BlobAges>(
    { coolAfterDays: days, coldAfterDays: days, archiveAfterDays: days, deleteAfterDays: days },
    { requiredKeys: [] },
  );
  const plain = (rule: object): object => JSON.parse(JSON.stringify(rule)) as object;
  fc.assert(
    fc.property(ages, ages, (blobs, versions) => {
      const rule = plain({ ...blobs, prefixes: ["uploads"], versions }) as LifecycleRuleSettings;
      const numbers = (group: BlobAges): number[] =>
        [group.coolAfterDays, group.coldAfterDays, group.archiveAfterDays, group.deleteAfterDays].filter(
          (each): each is number => each !== undefined,
        );
      const grows = (all: readonly number[]): boolean =>
        all.every((each, i) => i === 0 || each > (all[i - 1] ?? 0));
      const [one, other] = [numbers(rule), numbers(rule.versions ?? {})];
      const isSound = one.length + other.length > 0 && grows(one) && grows(other);
      expect(problemsOf(ruled(rule)).length === 0).toBe(isSound);
    }),
    { numRuns: 40 },
  );
});
