import { trimmedPlan } from "./trimmed-plan";

const change = {
  address: "azurerm_storage_account.storage",
  mode: "managed",
  change: {
    actions: ["update"],
    before: { name: "st", keys: ["first", "second"], connection: { text: "first", port: 1 }, empty: "" },
    after: { name: "st", keys: ["first", "third"], connection: { text: "third", port: 2 }, empty: "" },
    after_unknown: { id: true },
    before_sensitive: { keys: true, connection: { text: true }, empty: true },
    after_sensitive: { keys: [true, true], connection: { text: true }, empty: true },
  },
};
const unchanged = {
  address: "azurerm_cosmosdb_account.cosmos",
  previous_address: "azurerm_cosmosdb_account.before",
  mode: "managed",
  change: {
    actions: ["no-op"],
    before: { id: "/a", name: "cosmos", tags: { stack: "platform" }, primary_key: "secret", zone: null },
    after: { id: "/a", name: "cosmos", tags: { stack: "platform" }, primary_key: "secret", zone: null },
    after_unknown: {},
    before_sensitive: { primary_key: true },
    after_sensitive: { primary_key: true },
  },
};
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  variables: { image: { value: "feedback:1" } },
  planned_values: { root_module: { secret: 1 } },
  resource_drift: [{ ...change, address: "drifted" }],
  resource_changes: [change, unchanged],
  output_changes: {
    id: {
      actions: ["create"],
      before: null,
      after: "hidden",
      before_sensitive: false,
      after_sensitive: true,
    },
  },
  prior_state: { values: {} },
  configuration: {},
  relevant_attributes: [{ resource: "a", attribute: ["id"] }],
  timestamp: "2026-11-30T15:00:00Z",
  applyable: true,
  complete: true,
  errored: false,
};
const text = trimmedPlan(JSON.stringify(plan));
const trimmed = JSON.parse(text) as typeof plan;

test("what a plan was made from, and when, is left out", () => {
  expect(Object.keys(trimmed)).toEqual([
    "format_version",
    "terraform_version",
    "variables",
    "resource_drift",
    "resource_changes",
    "output_changes",
    "applyable",
    "complete",
    "errored",
  ]);
  expect(trimmed.variables).toEqual({ image: {} });
});

test("each resource has a line of its own", () => {
  expect(text.split("\n").filter((line) => line.startsWith('{"address"'))).toHaveLength(3);
});

test("sensitive texts have names: the same text has the same one, and an empty one stays", () => {
  expect(trimmed.resource_changes[0]?.change).toMatchObject({
    before: { keys: ["sensitive 1", "sensitive 2"], connection: { text: "sensitive 1", port: 1 }, empty: "" },
    after: { keys: ["sensitive 1", "sensitive 3"], connection: { text: "sensitive 3", port: 2 }, empty: "" },
    after_unknown: { id: true },
    before_sensitive: { keys: true },
  });
  expect(trimmed.output_changes.id.after).toBe("sensitive 4");
  for (const secret of ["first", "second", "third", "hidden", "feedback:1"])
    expect(text).not.toContain(secret);
});

test("of an unchanged resource what identifies it stays, and where a moved block has it from", () => {
  expect(trimmed.resource_changes[1]).toEqual({
    ...unchanged,
    change: {
      actions: ["no-op"],
      before: { id: "/a", name: "cosmos", tags: { stack: "platform" } },
      after: { id: "/a", name: "cosmos", tags: { stack: "platform" } },
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
    },
  });
});

describe("what is random", () => {
  const drawn = "bac1ef51-c56e-0210-0baf-5191827fd6ee";
  const role = (name: string) => ({
    address: "azurerm_role_assignment.reader",
    type: "azurerm_role_assignment",
    change: {
      actions: ["no-op"],
      before: { id: `/scope/roleAssignments/${name}`, name },
      after: { id: `/scope/roleAssignments/${name}`, name },
    },
  });
  const endpoint = (address: string) => ({
    address: "azurerm_private_endpoint.blob",
    type: "azurerm_private_endpoint",
    change: {
      actions: ["delete"],
      before: { configs: [{ ip_addresses: [address] }], space: "10.0.2.0/24" },
      after: null,
    },
  });
  const of = (...resources: readonly object[]): string =>
    trimmedPlan(JSON.stringify({ resource_changes: resources }));

  test("the name of a role assignment follows from its address, wherever it stands", () => {
    const other = "0498112c-7ed1-9f59-dab8-17a03df5b199";
    expect(of(role(drawn))).not.toContain(drawn);
    expect(of(role(drawn))).toBe(of(role(other)));
    expect(of(role(drawn))).toMatch(/roleAssignments\/([0-9a-f-]{36})","name":"\1"/);
  });

  test("an id that is not drawn stays", () => {
    const kept = { ...role(drawn), type: "azurerm_user_assigned_identity" };
    expect(of(kept)).toContain(drawn);
  });

  test("all private endpoints have one address, and ranges stay", () => {
    expect(of(endpoint("10.0.2.7"))).toBe(of(endpoint("10.0.2.5")));
    expect(of(endpoint("10.0.2.7"))).toContain('"space":"10.0.2.0/24"');
  });
});
