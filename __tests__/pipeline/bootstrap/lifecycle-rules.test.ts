import fc from "fast-check";
import { lifecycleRules } from "../../../lib/pipeline/bootstrap/lifecycle-rules";
import type { DataObject } from "../../../lib/settings/data";

const PLANS = "tfstate-prod-plans";

const OWN = {
  name: "delete-tfstate-prod-plans",
  enabled: true,
  filters: [{ blob_types: ["blockBlob"], prefix_match: ["tfstate-prod-plans/"] }],
  actions: [
    {
      base_blob: [{ delete_after_days_since_modification_greater_than: 30 }],
      version: [{ delete_after_days_since_creation: 1 }],
    },
  ],
};

test("an account without rules gets the one that deletes saved plans", () => {
  expect(lifecycleRules(PLANS, [])).toEqual([OWN]);
});

test("rules of others stay as Azure has them", () => {
  const theirs: DataObject = {
    name: "archive",
    type: "Lifecycle",
    enabled: true,
    definition: {
      filters: {
        blobTypes: ["blockBlob"],
        prefixMatch: ["logs/"],
        blobIndexMatch: [{ name: "team", op: "==", value: "ops" }],
      },
      actions: {
        baseBlob: {
          tierToCool: { daysAfterLastAccessTimeGreaterThan: 30 },
          enableAutoTierToHotFromCool: true,
          tierToArchive: { daysAfterModificationGreaterThan: 90, daysAfterLastTierChangeGreaterThan: 7 },
          delete: { daysAfterCreationGreaterThan: 365 },
        },
        snapshot: {
          tierToCold: { daysAfterCreationGreaterThan: 3 },
          delete: { daysAfterCreationGreaterThan: 30 },
        },
        version: {
          tierToCool: { daysAfterCreationGreaterThan: 4 },
          delete: { daysAfterCreationGreaterThan: 60 },
        },
      },
    },
  };
  expect(lifecycleRules(PLANS, [theirs])).toEqual([
    {
      name: "archive",
      enabled: true,
      filters: [
        {
          blob_types: ["blockBlob"],
          prefix_match: ["logs/"],
          match_blob_index_tag: [{ name: "team", operation: "==", value: "ops" }],
        },
      ],
      actions: [
        {
          base_blob: [
            {
              tier_to_cool_after_days_since_last_access_time_greater_than: 30,
              auto_tier_to_hot_from_cool_enabled: true,
              tier_to_archive_after_days_since_modification_greater_than: 90,
              tier_to_archive_after_days_since_last_tier_change_greater_than: 7,
              delete_after_days_since_creation_greater_than: 365,
            },
          ],
          snapshot: [
            {
              tier_to_cold_after_days_since_creation_greater_than: 3,
              delete_after_days_since_creation_greater_than: 30,
            },
          ],
          version: [
            { change_tier_to_cool_after_days_since_creation: 4, delete_after_days_since_creation: 60 },
          ],
        },
      ],
    },
    OWN,
  ]);
});

test.each([
  [
    "actions.baseBlob.tierToHot",
    { actions: { baseBlob: { tierToHot: { daysAfterModificationGreaterThan: 1 } } } },
  ],
  ["actions.container", { actions: { container: {} } }],
  ["filters.suffixMatch", { filters: { blobTypes: ["blockBlob"], suffixMatch: [".log"] }, actions: {} }],
  [
    "actions.version.delete.daysAfterModificationGreaterThan",
    { actions: { version: { delete: { daysAfterModificationGreaterThan: 1 } } } },
  ],
])("a rule with what azurerm cannot write is no rule that could be lost: %s", (what, definition) => {
  expect(() => lifecycleRules(PLANS, [{ name: "theirs", definition }])).toThrow(
    `The lifecycle rule "theirs" of the storage account has ${what}, which azurerm cannot write`,
  );
});

const rule = fc.record({
  name: fc.stringMatching(/^[a-z-]{1,12}$/),
  days: fc.integer({ min: 0, max: 99_999 }),
  enabled: fc.boolean(),
});

test("whatever rules there are, each stays in its place with its days, and the own one is there once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(rule, { selector: ({ name }) => name }), fc.nat(), (rules, place) => {
      const theirs = rules.map(({ name, days, enabled }): DataObject => ({
        name,
        enabled,
        definition: {
          filters: { blobTypes: ["blockBlob"] },
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } },
        },
      }));
      const at = place % (theirs.length + 1);
      const own: DataObject = { name: OWN.name, enabled: false, definition: { actions: { container: {} } } };
      const names = (each: DataObject): unknown => each["name"];
      expect(lifecycleRules(PLANS, theirs).map(names)).toEqual([...theirs.map(names), OWN.name]);
      const within = lifecycleRules(PLANS, [...theirs.slice(0, at), own, ...theirs.slice(at)]);
      expect(within[at]).toEqual(OWN);
      expect([...within.slice(0, at), ...within.slice(at + 1)]).toEqual(
        lifecycleRules(PLANS, theirs).slice(0, -1),
      );
      expect(lifecycleRules(PLANS, theirs)).toMatchObject([
        ...rules.map(({ days, enabled }) => ({
          enabled,
          actions: [{ base_blob: [{ delete_after_days_since_modification_greater_than: days }] }],
        })),
        OWN,
      ]);
    }),
  );
});
