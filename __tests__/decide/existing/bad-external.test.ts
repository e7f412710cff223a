import { TerraformVariable, Testing } from "cdktf";
import { planBackend } from "../../../lib";
import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { GROUP, literals, ownStack, resources } from "../../support/shared";
import type { ExternalName } from "../../support/shared";

const theirs = literals();
const inside = <Key extends ExternalName>(key: Key) => ({ [key]: { ...theirs[key], createChildren: true } });
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const saidOf = (key: ExternalName): string => said(`external.${key}`, theirs[key]);
const idLike = (type: string): string =>
  `write it like /subscriptions/<id>/resourceGroups/<group>/providers/${type}/<name>`;
const GIVE = 'give a resource, a data source or { id: "/subscriptions/…" }';
const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const STORAGE = "Microsoft.Storage/storageAccounts";

const { settings } = planBackend({ feedbackApi }, { project: "feedback", location: "eastus2" });

/** Empty by default: what says nothing is no contradiction. */
const EMPTY = ["peerings", "routes"];
/** What it has by default says nothing. */
const CONTAINERS: Readonly<Record<string, object>> = { cosmos: { partitionKey: "/id" }, storage: {} };

/** What each service still takes beside an existing resource, alone and with `createChildren`. */
const services = [
  ["cosmos", "cosmos", "Cosmos DB account", ["database"], ["containers", "mode", "maxThroughput"]],
  [
    "storage",
    "storage",
    "storage account",
    ["hostAccount", "packageAccount"],
    ["containers", "queues", "tables"],
  ],
  ["keyVault", "keyVault", "key vault", ["secrets", "connectionStrings", "access"], []],
  ["logAnalytics", "logs", "Log Analytics workspace", ["samplingPercentage", "diagnostics"], []],
  [
    "vnet",
    "networking",
    "virtual network",
    ["vnet", "privateEndpoints"],
    ["subnets", "restrictOutbound", "natGateway", "firewall", "routes"],
  ],
] as const;

describe.each(services)("external.%s and %s: a %s", (key, group, label, kept, keptInside) => {
  const all = Object.entries<unknown>({ ...settings[group] });
  const names = all
    .map(([setting]) => setting)
    .filter((setting) => setting !== "database" && !EMPTY.includes(setting));
  /** The settings that are refused when they are said, each with the value that it has anyway. */
  const refused = (external: object): readonly string[] =>
    all.flatMap(([setting, value]) => {
      const path = `${group}.${setting}`;
      const said = setting === "containers" ? { items: CONTAINERS[group] } : value;
      const problems = problemsOf({ [group]: { [setting]: said }, external });
      const expected = {
        path,
        message: `configures a ${label}, but external.${key} is an existing one, which the backend does not change`,
        fix: `remove ${path}, or external.${key}`,
      };
      const found = problems.filter((each) => each.path === path && each.message.startsWith("configures"));
      expect(found).toEqual(found.map(() => expect.objectContaining(expected) as unknown));
      return found.length === 0 ? [] : [setting];
    });

  test("the existing resource is given or configured, not both", () => {
    expect(refused({ [key]: theirs[key] })).toEqual(
      names.filter((setting) => !(kept as readonly string[]).includes(setting)),
    );
  });

  test("the existing resource takes children with createChildren", () => {
    const still: readonly string[] = [...kept, ...keptInside];
    expect(refused(inside(key))).toEqual(names.filter((setting) => !still.includes(setting)));
  });
});

describe("an existing resource that is configured", () => {
  test("the error about an existing resource that is configured shows both values, and their origins", () => {
    expect(problemsOf({ cosmos: { backup: "Periodic" }, external: { cosmos: theirs.cosmos } })).toEqual([
      problem(
        "cosmos.backup",
        "configures a Cosmos DB account, but external.cosmos is an existing one, which the backend does not change",
        "remove cosmos.backup, or external.cosmos",
        said("cosmos.backup", "Periodic"),
        saidOf("cosmos"),
      ),
    ]);
  });

  test("a configured existing resource is refused for an option that has no default", () => {
    const problems = problemsOf({
      logs: { dailyQuotaGb: 1 },
      external: { logAnalytics: theirs.logAnalytics },
    });
    expect(problems.map(({ path }) => path)).toEqual(["logs.dailyQuotaGb"]);
  });

  test("a configured existing resource is refused in the user's spelling of the option", () => {
    const problems = problemsOf({ logRetention: 60, external: { logAnalytics: theirs.logAnalytics } });
    expect(problems.map(({ from }) => from[0])).toEqual(["your options (logRetention = 60)"]);
  });

  test("each layer's conflict between external and the configuration names that layer", () => {
    const environments = { qa: { extends: "dev", external: { cosmos: theirs.cosmos } } };
    const problems = problemsOf({ environment: "qa", environments, cosmos: { backup: "Periodic" } });
    expect(problems.map(({ from }) => from)).toEqual([
      [said("cosmos.backup", "Periodic"), saidOf("cosmos").replace("your options", 'your environment "qa"')],
    ]);
  });

  test("a setting of one of the library's environments is no conflict with an existing resource", () => {
    expect(problemsOf({ environment: "prod", external: { cosmos: theirs.cosmos } })).toEqual([]);
  });

  test.each<[ExternalName, string, string, string]>([
    ["cosmos", "cosmosAccount", "cosmos-mine", "Cosmos DB account"],
    ["storage", "storageAccount", "stmine", "storage account"],
    ["keyVault", "keyVault", "kv-mine", "key vault"],
    ["logAnalytics", "logAnalyticsWorkspace", "log-mine", "Log Analytics workspace"],
    ["vnet", "virtualNetwork", "vnet-mine", "virtual network"],
  ])("a name for an existing resource is refused: %s", (key, kind, name, label) => {
    expect(problemsOf({ names: { [kind]: name }, external: { [key]: theirs[key] } })).toEqual([
      problem(
        `names.${kind}`,
        `names a ${label}, but external.${key} is an existing one`,
        `remove names.${kind}, or external.${key}`,
        said(`names.${kind}`, name),
        saidOf(key),
      ),
    ]);
  });

  // A secret that is expected is not made, so that counting its rotation up makes no new value.
  test("the rotation of a secret in an existing vault is refused", () => {
    const keyVault = { secrets: { stripe: { rotation: 2 } } };
    const problems = problemsOf({ keyVault, external: { keyVault: theirs.keyVault } });
    expect(problems.map(({ path }) => path)).toEqual(["keyVault.secrets.stripe.rotation"]);
  });
});

describe("an invalid literal", () => {
  const typo = theirs.storage.id.replace("resourceGroups", "resourceGroup");
  const group = theirs.storage.id.replace(/\/providers.*/, "");

  test.each<[string, object, string, string, string]>([
    ["of another type", { cosmos: theirs.storage }, "cosmos.id", "Cosmos DB account", COSMOS],
    ["with a typo", { storage: { id: typo } }, "storage.id", "storage account", STORAGE],
    ["of a group", { storage: { id: group } }, "storage.id", "storage account", STORAGE],
    [
      "of what is inside",
      { storage: { id: `${theirs.storage.id}/queueServices/default` } },
      "storage.id",
      "storage account",
      STORAGE,
    ],
    ["that is only a name", { storage: { id: "stshared" } }, "storage.id", "storage account", STORAGE],
    ["that is no text", { storage: { id: 5 } }, "storage.id", "storage account", STORAGE],
  ])("a literal is refused: an id %s", (_what, external, path, label, type) => {
    const { id } = Object.values(external)[0] as { id: unknown };
    expect(problemsOf({ external })).toEqual([
      problem(`external.${path}`, `is not the id of a ${label}, got ${redacted(id)}`, idLike(type)),
    ]);
  });

  test.each([{}, { name: "stshared", resourceGroupName: GROUP }])(
    "a literal is refused: no id, %j",
    (storage) => {
      expect(problemsOf({ external: { storage } })).toEqual([
        problem("external.storage.id", "is missing", idLike(STORAGE)),
      ]);
    },
  );

  test("a literal is refused with another name than its id has", () => {
    const storage = { ...theirs.storage, name: "stother", resourceGroupName: "rg-other" };
    expect(problemsOf({ external: { storage } })).toEqual([
      problem("external.storage.name", 'does not match the id, got "stother"', "remove it"),
      problem("external.storage.resourceGroupName", 'does not match the id, got "rg-other"', "remove it"),
    ]);
  });

  test.each([
    ["http://cosmos.contoso.com/", 'must be an https endpoint, got "http://cosmos.contoso.com/"'],
    ["https://cosmos.contoso.com/a", 'must be an https endpoint, got "https://cosmos.contoso.com/a"'],
  ])("a literal is refused: endpoint %s", (endpoint, message) => {
    expect(problemsOf({ external: { cosmos: { ...theirs.cosmos, endpoint } } })).toEqual([
      problem("external.cosmos.endpoint", message, 'write it like "https://<name>…/", with no path'),
    ]);
  });

  test("a literal is refused with an endpoint that is no text", () => {
    expect(problemsOf({ external: { keyVault: { ...theirs.keyVault, vaultUri: 5 } } })).toEqual([
      problem("external.keyVault.vaultUri", "must be a string, got 5", "give a string, or remove it"),
    ]);
  });

  test("a literal is refused with an expression, which the stacks cannot resolve", () => {
    const id = theirs.cosmos.id.replace("cosmos-shared", "${var.account}");
    expect(problemsOf({ external: { cosmos: { id } } }).map(({ path }) => path)).toEqual([
      "external.cosmos.id",
    ]);
  });
});

describe("a value that only Terraform will know", () => {
  const { cosmos, storage } = resources(ownStack(Testing.app()));
  const HOLDS = "contains a value that only Terraform knows";

  test("a value that only Terraform will know is refused in a literal, with what to give instead", () => {
    const external = {
      cosmos: { id: cosmos.id },
      storage: { ...theirs.storage, primaryBlobEndpoint: storage.primaryBlobEndpoint },
    };
    expect(problemsOf({ external })).toEqual([
      problem("external.cosmos.id", HOLDS, "pass the resource itself, external: { cosmos: resource }"),
      problem(
        "external.storage.primaryBlobEndpoint",
        HOLDS,
        "pass the resource itself, external: { storage: resource }",
      ),
    ]);
  });

  test("a value that only Terraform will know is refused at the field that has it", () => {
    const external = { cosmos: { resource: { id: cosmos.id } } };
    expect(problemsOf({ external }).map(({ path }) => path)).toEqual(["external.cosmos.resource.id"]);
  });
});

describe("a value that is no existing resource", () => {
  const stack = ownStack(Testing.app());
  const { cosmos, storage } = resources(stack, GROUP);

  test("a construct of another type is refused as an existing resource", () => {
    const variable = new TerraformVariable(stack, "variable", {});
    const external = { cosmos: storage, keyVault: { resource: cosmos }, storage: variable };
    expect(problemsOf({ external })).toEqual([
      problem(
        "external.cosmos",
        "is not a Cosmos DB account, got azurerm_storage_account",
        "give a resource or data source of type azurerm_cosmosdb_account",
      ),
      problem(
        "external.keyVault",
        "is not a key vault, got azurerm_cosmosdb_account",
        "give a resource or data source of type azurerm_key_vault",
      ),
      problem(
        "external.storage",
        "is not a storage account, got another construct",
        "give a resource or data source of type azurerm_storage_account",
      ),
    ]);
  });

  test.each<[unknown, string]>([
    [null, "null"],
    ["cosmos-shared", '"cosmos-shared"'],
    [[cosmos], '["an object of CosmosdbAccount"]'],
    [() => cosmos, "a function"],
    [stack, "an object of TerraformStack"],
    [true, "true"],
  ])("another value is refused as an existing resource: %#", (value, got) => {
    expect(problemsOf({ external: { cosmos: value } })).toEqual([
      problem("external.cosmos", `must be a Cosmos DB account, got ${got}`, GIVE),
    ]);
  });

  test("a resource field without a construct is refused", () => {
    expect(problemsOf({ external: { cosmos: { resource: "cosmos-shared" } } })).toEqual([
      problem(
        "external.cosmos.resource",
        'must be a Cosmos DB account, got "cosmos-shared"',
        "give a resource, a data source or an id",
      ),
    ]);
  });

  test.each([null, "cosmos", [5]])("another value is refused: external %j", (external) => {
    expect(problemsOf({ external })).toEqual([
      problem(
        "external",
        `must be an object, got ${redacted(external)}`,
        'write it like { cosmos: { id: "/subscriptions/…" } }',
      ),
    ]);
  });
});
