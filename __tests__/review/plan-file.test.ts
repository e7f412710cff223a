import { changedValues, textAt, valuesAt } from "../../lib/review/change";
import { PlanFileError, readPlan } from "../../lib/review/plan-file";
import { planJson, planOf, planned } from "./planned";

const TYPE = "azurerm_storage_account";

test.each([
  ["no JSON", "{", /plan\.json is not JSON: write it with "terraform show -json/],
  ["a list", "[]", /plan\.json is no plan of Terraform in JSON/],
  ["a state", JSON.stringify({ version: 4, lineage: "x", resources: [] }), /no plan of Terraform/],
  ["a state shown as JSON", JSON.stringify({ format_version: "1.0", values: {} }), /no plan of Terraform/],
  [
    "another format",
    planJson([], { format_version: "2.0" }),
    /format version 2\.0, and this release reads 1\.x/,
  ],
  ["a format of before 1.0", planJson([], { format_version: "0.2" }), /format version 0\.2/],
])("%s is refused, with what to do", (_what, json, message) => {
  expect(() => readPlan("a", json, "plan.json")).toThrow(PlanFileError);
  expect(() => readPlan("a", json, "plan.json")).toThrow(message);
});

test("a plan of OpenTofu, which says neither complete nor errored, is read as whole", () => {
  const plan = planOf([planned(TYPE)], { terraform_version: "1.11.14", complete: undefined });
  const { complete, saysComplete, errored, toolVersion } = plan;
  expect([complete, saysComplete, errored, toolVersion]).toEqual([true, false, false, "1.11.14"]);
});

test.each([
  [["create", "delete"], "replace"],
  [["delete", "create"], "replace"],
  [["create", "forget"], "forget"],
  [["forget"], "forget"],
  [["read"], "read"],
  [["update"], "update"],
  [["something-new"], "no-op"],
])("%j is %s", (actions, kind) => {
  expect(planOf([planned(TYPE, { more: { actions } })]).changes.map((change) => change.kind)).toEqual([kind]);
});

test("what is imported, moved, drifted and output is read", () => {
  const plan = planOf(
    [
      planned(TYPE, { kind: "no-op", more: { importing: { id: "/x" } } }),
      planned(TYPE, { kind: "no-op", beside: { previous_address: `${TYPE}.old` } }),
      planned("azurerm_client_config", { kind: "read", beside: { mode: "data" } }),
    ],
    {
      resource_drift: [planned(TYPE)],
      output_changes: { b: { actions: ["update"] }, a: { actions: ["create"] }, c: { actions: ["no-op"] } },
    },
  );
  expect(plan.changes.map(({ imported, movedFrom, managed }) => [imported, movedFrom, managed])).toEqual([
    [true, undefined, true],
    [false, `${TYPE}.old`, true],
    [false, undefined, false],
  ]);
  expect([plan.drift.length, plan.outputs, plan.changedOutputs]).toEqual([1, ["a", "b"], ["b"]]);
});

test("values that differ are found at any depth, with what is known of them", () => {
  const [change] = planOf([
    planned(TYPE, {
      before: { rules: [{ action: "Deny", ips: ["a"] }], same: 1, key: "x", gone: true, computed: "id" },
      after: { rules: [{ action: "Allow", ips: ["a", "b"] }], same: 1, key: "y" },
      more: {
        after_unknown: { computed: true },
        before_sensitive: { key: true },
        after_sensitive: { rules: [{ ips: [true] }] },
      },
    }),
  ]).changes;
  expect(change && changedValues(change)).toEqual([
    {
      path: "rules.0.action",
      argument: "rules.action",
      before: "Deny",
      after: "Allow",
      isUnknown: false,
      isSensitive: false,
    },
    {
      path: "rules.0.ips",
      argument: "rules.ips",
      before: ["a"],
      after: ["a", "b"],
      isUnknown: false,
      isSensitive: true,
    },
    { path: "key", argument: "key", before: "x", after: "y", isUnknown: false, isSensitive: true },
    { path: "gone", argument: "gone", before: true, after: undefined, isUnknown: false, isSensitive: false },
    {
      path: "computed",
      argument: "computed",
      before: "id",
      after: undefined,
      isUnknown: true,
      isSensitive: false,
    },
  ]);
});

test("values are found by a path through blocks", () => {
  const resource = {
    network_acls: [{ default_action: "Deny", ip_rules: ["a"] }, { default_action: "Allow" }],
    name: null,
  };
  expect(valuesAt(resource, "network_acls.default_action")).toEqual(["Deny", "Allow"]);
  expect([textAt(resource, "network_acls.default_action"), textAt(resource, "name")]).toEqual(["Deny", ""]);
});
