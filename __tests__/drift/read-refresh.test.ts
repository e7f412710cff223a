import { UnreadableRefresh, readRefresh } from "../../lib/drift/read-refresh";
import { refreshPlan } from "../support/refresh-plan";

test.each([
  ["Password=secret {", "What Terraform printed as the plan is not JSON."],
  ["[]", "What Terraform printed as the plan is no JSON object."],
  ["{}", "The JSON is no plan: it has no format_version."],
  ['{"format_version":"2.0"}', "The plan has the format 2.0, and only 1.x is known"],
  ['{"format_version":"Password=secret"}', "The plan has the format of an unknown version"],
  ['{"format_version":"1.2","errored":true}', "The plan ended with an error, so that it is not complete."],
])("%s is refused, and not quoted", (json, message) => {
  const read = (): unknown => readRefresh(json);
  expect(read).toThrow(UnreadableRefresh);
  expect(read).toThrow(message);
  expect(read).not.toThrow("Password=secret");
});

test("a plan of an earlier version without drift has nothing, and data sources are no drift", () => {
  const nothing = { drifted: [], known: [], outputs: [] };
  expect(readRefresh('{"format_version":"1.0"}')).toEqual(nothing);
  const data = { address: "data.azurerm_key_vault.one", mode: "data", type: "azurerm_key_vault", change: {} };
  expect(readRefresh(JSON.stringify({ format_version: "1.1", resource_drift: [data] }))).toEqual(nothing);
});

test("outputs that would have another value are named, and their values are not read", () => {
  const plan = refreshPlan([], [], {
    output_changes: {
      b: { actions: ["update"], before: "x", after: "y" },
      a: { actions: ["delete"] },
      c: { actions: ["no-op"] },
    },
  });
  expect(readRefresh(plan).outputs).toEqual(["a", "b"]);
});

test("resources of modules are known too", () => {
  const known = { mode: "managed", type: "azurerm_subnet", values: { name: "a" } };
  const plan = JSON.stringify({
    format_version: "1.2",
    prior_state: {
      values: {
        root_module: { resources: [], child_modules: [{ resources: [known, { ...known, mode: "data" }] }] },
      },
    },
  });
  expect(readRefresh(plan).known).toEqual([{ type: "azurerm_subnet", values: { name: "a" } }]);
});
