import type { Problem } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";

type Row = readonly [what: string, options: object, problems: Problem | readonly Problem[]];

describe("a name that Azure refuses", () => {
  const queue = "lower-case letters, digits and single hyphens, no hyphen at either end";
  const rows: readonly (readonly [path: string, options: object, fault: string])[] = [
    [
      "names.keyVault",
      { names: { keyVault: "1vault" } },
      'a key vault name has letters, digits and single hyphens, beginning with a letter, no hyphen at the end, got "1vault"',
    ],
    [
      "names.storageAccount",
      { names: { storageAccount: "Feedback" } },
      'a storage account name has lower-case letters and digits, got "Feedback"',
    ],
    [
      "names.functionApp",
      { names: { functionApp: "f" } },
      'a function app name has 2 to 60 characters, this one has 1, got "f"',
    ],
    [
      "cosmos.database",
      { cosmos: { database: "a/b" } },
      'a Cosmos DB database name has anything but / \\ # ? %, not ending in a space, got "a/b"',
    ],
    [
      "storage.containers.Photos",
      { storage: { containers: { Photos: {} } } },
      `a blob container name has ${queue}, got "Photos"`,
    ],
    [
      "storage.queues.my_queue",
      { storage: { queues: { my_queue: true } } },
      `a storage queue name has ${queue}, got "my_queue"`,
    ],
    [
      "storage.tables.my-table",
      { storage: { tables: { "my-table": true } } },
      'a storage table name has letters and digits, beginning with a letter, not "table", got "my-table"',
    ],
    [
      "keyVault.secrets.api_key",
      { keyVault: { secrets: { api_key: {} } } },
      'a key vault secret name has letters, digits and hyphens, got "api_key"',
    ],
    [
      "functionApp.slots",
      { environment: "prod", functionApp: { slots: ["production"] } },
      'a deployment slot name has letters, digits and hyphens, no hyphen at either end, not "production", got "production"',
    ],
  ];

  test.each(rows)("the name in %s is refused", (path, options, message) => {
    expect(problemsOf(options)).toMatchObject([{ path, message, fix: "choose another name" }]);
  });

  test.each(rows)("the name in %s is refused with its origin", (_path, options) => {
    expect(problemsOf(options)[0]?.from[0]).toMatch(/^your options/);
  });

  test("a wrong name of a resource that is switched off is no problem", () => {
    expect(problemsOf({ storage: { queues: { my_queue: false }, containers: { Photos: false } } })).toEqual(
      [],
    );
  });

  test.each([["f".repeat(60)], ["feed--back"]])(
    "a name is refused when it is that of the content share of app %s",
    (functionApp) => {
      expect(problemsOf({ functionApp: { package: "content-share" }, names: { functionApp } })).toHaveLength(
        1,
      );
    },
  );

  test("a name that two accounts have is refused", () => {
    const names = { storageAccount: "stfeedback", hostStorageAccount: "stfeedback" };
    expect(problemsOf({ names, storage: { hostAccount: "separate" } })).toHaveLength(1);
  });

  test.each([
    ["secrets", { keyVault: { secrets: { "JWT-Secret": {} } } }],
    ["tables", { storage: { tables: { Logs: true } } }],
  ])("a name is refused when two %s have it but for the case", (_what, options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});

describe("tags", () => {
  test.each<Row>([
    [
      "a forbidden character",
      { "cost%": "1" },
      problem("tags.cost%", "a tag name must not contain < > % & \\ ? /", "change or remove it"),
    ],
    [
      "a value of 257 characters",
      { cost: "1".repeat(257) },
      problem("tags.cost", "a tag value must have at most 256 characters", "change or remove it"),
    ],
    [
      "one name in two cases",
      { Cost: "1", cost: "2" },
      problem(
        "tags.cost",
        'Azure ignores the case of tag names: this is the same tag as "Cost"',
        "change or remove it",
      ),
    ],
    ["a number", { cost: 5 }, problem("tags.cost", "must be a string, got 5", "give a string")],
  ])("tags with %s are refused", (_what, tags, expected) => {
    expect(problemsOf({ tags })).toEqual([expected].flat());
  });

  test("tags of an environment are refused with their origin", () => {
    const environments = { qa: { extends: "dev", tags: { "cost%": "1" } } };
    expect(problemsOf({ environment: "qa", environments })[0]?.from).toEqual(['your environment "qa"']);
  });
});

describe("the id of a Functions host", () => {
  const cut = "the Functions host identifies apps by their first 32 characters, which are the same for";
  const named = (length: number, ...slots: readonly string[]): object => ({
    environment: "prod",
    names: { functionApp: "f".repeat(length) },
    functionApp: { slots },
  });

  // Of 31 the cut leaves a hyphen of the slot, which the host drops.
  test.each([31, 32, 60])(
    "the host id is the same for the app and its slot where the app's name has %i characters",
    (length) => {
      const app = "f".repeat(length);
      expect(problemsOf(named(length, "staging"))).toEqual([
        problem(
          "names.functionApp",
          `${cut} "${app}" and its slot "staging"`,
          "choose a name of at most 30 characters, or set functionApp.slots to []",
        ),
      ]);
      expect(problemsOf(named(length))).toEqual([]);
    },
  );

  test("the host id differs where a character of the slot is within it", () => {
    expect(problemsOf(named(30, "staging"))).toEqual([]);
    expect(problemsOf(named(30, "blue", "green"))).toEqual([]);
  });

  test.each([
    ["staging", "stage"],
    ["blue-1", "blue"],
  ])("the host id is the same for the slots %s and %s where they differ too late", (one, other) => {
    const app = "f".repeat(32 - "stag-".length);
    expect(problemsOf(named(app.length, one, other))).toEqual([
      problem(
        "functionApp.slots",
        `${cut} "${app}-${one}" and "${app}-${other}"`,
        "choose slot names with different beginnings, or a shorter app name in names.functionApp",
      ),
    ]);
  });

  test.each(["AzureFunctionsWebHost__hostid", "azurefunctionswebhost:hostId"])(
    "a host id in the setting %s is that of the slots too",
    (name) => {
      const settings = { [name]: "feedback" };
      expect(problemsOf({ environment: "prod", functionApp: { settings } })).toEqual([
        problem(
          `functionApp.settings.${name}`,
          "the app and its slots would have the same host id, and only one host with an id can run on a storage account",
          "remove it, or set functionApp.slots to []",
          `your options (functionApp.settings.${name})`,
        ),
      ]);
      expect(problemsOf({ environment: "prod", functionApp: { settings, slots: [] } })).toEqual([]);
    },
  );
});

test.each(["sb", "mgmt"])(
  "a suffix %s is refused for a namespace of Service Bus, and accepted elsewhere",
  (nameSuffix) => {
    expect(problemsOf({ nameSuffix, optional: { serviceBus: true } })).toEqual([
      problem(
        "nameSuffix",
        `a Service Bus namespace name has letters, digits and hyphens, beginning with a letter, no hyphen, -sb or -mgmt at the end, got "sbns-feedback-dev-${nameSuffix}"`,
        "choose another suffix, or remove it",
      ),
    ]);
    expect(problemsOf({ nameSuffix })).toEqual([]);
  },
);
