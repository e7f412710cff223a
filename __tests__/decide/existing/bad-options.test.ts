import { Testing } from "cdktf";
import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";
import { GROUP, SUBSCRIPTION, literals, ownStack, resources } from "../../support/shared";
import type { ExternalName } from "../../support/shared";
import { synthBackend } from "../../support/synth";

const theirs = literals();
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const saidOf = (key: ExternalName): string => said(`external.${key}`, theirs[key]);
const KNOWN =
  "use one of vnet, logAnalytics, cosmos, storage, keyVault, servicePlan, apim, containerRegistry, redis, serviceBus, eventHubs, privateDnsZones, resourceGroups";

describe("an unknown field", () => {
  test("an unknown field of an existing resource is an error that names the nearest one", () => {
    expect(problemsOf({ external: { cosmoss: theirs.cosmos, eventGrid: theirs.cosmos } })).toEqual([
      problem("external.cosmoss", 'unknown option. Did you mean "cosmos"?', KNOWN),
      problem("external.eventGrid", "unknown option", KNOWN),
    ]);
  });

  test("an unknown field is refused beside a literal, and beside a resource", () => {
    const { keyVault } = resources(ownStack(Testing.app()), GROUP);
    const external = {
      cosmos: { ...theirs.cosmos, endpont: "https://x/" },
      keyVault: { resource: keyVault, vaultUri: "https://x/" },
      storage: { resource: { ...theirs.storage, createChildren: true } },
    };
    expect(problemsOf({ external })).toEqual([
      problem(
        "external.cosmos.endpont",
        'unknown option. Did you mean "endpoint"?',
        "use one of id, name, resourceGroupName, endpoint, resource, createChildren, roleAssignments",
      ),
      problem(
        "external.keyVault.vaultUri",
        "unknown option",
        "use one of resource, createChildren, roleAssignments",
      ),
      problem(
        "external.storage.resource.createChildren",
        "unknown option",
        "use one of id, name, resourceGroupName, primaryBlobEndpoint, primaryQueueEndpoint, primaryTableEndpoint",
      ),
    ]);
  });

  test.each<[string, object]>([
    ["createChildren", { createChildren: "yes" }],
    ["roleAssignments", { roleAssignments: 0 }],
    ["createChildren", { createChildren: null }],
  ])("a switch is no text: %s %j", (name, flag) => {
    expect(problemsOf({ external: { keyVault: { ...theirs.keyVault, ...flag } } })).toEqual([
      problem(
        `external.keyVault.${name}`,
        `must be true or false, got ${redacted(Object.values(flag)[0])}`,
        "use true or false",
      ),
    ]);
  });

  // A workspace has neither children nor roles, and a network no roles: nothing would come of it.
  test.each<[ExternalName, string]>([
    ["logAnalytics", "createChildren"],
    ["logAnalytics", "roleAssignments"],
    ["vnet", "roleAssignments"],
  ])("a field without effect is refused or noted: %s.%s", (key, name) => {
    const external = { [key]: { ...theirs[key], [name]: name === "createChildren" } };
    const problems = problemsOf({ external }).map(({ path }) => path);
    const notes = problems.length > 0 ? [] : synthBackend({ external }).backend.plan.notes;
    expect([...problems, ...notes.map(({ path }) => path)]).toContain(`external.${key}.${name}`);
  });
});

describe("an environment of the user", () => {
  const inQa = (external: object, call: object = {}) =>
    problemsOf({ environment: "qa", environments: { qa: { extends: "dev", external } }, ...call });

  test("the error about an existing resource of an environment names the environment", () => {
    const from = 'your environment "qa"';
    const external = { cosmos: { id: "cosmos-shared" }, vnt: theirs.vnet, keyVault: 5 };
    expect(inQa(external).map((each) => [each.path, each.from])).toEqual([
      ["external.cosmos.id", [from]],
      ["external.vnt", [from]],
      ["external.keyVault", [from]],
    ]);
  });

  test("an environment may give an existing resource to which the call adds fields", () => {
    const call = { external: { keyVault: { createChildren: "yes" } } };
    expect(inQa({ keyVault: theirs.keyVault }, call)).toEqual([
      problem("external.keyVault.createChildren", 'must be true or false, got "yes"', "use true or false"),
    ]);
  });

  test("a missing field of an existing resource in an environment is an error that names the environment", () => {
    expect(inQa({ cosmos: { name: "cosmos-shared" } }).map(({ from }) => from)).toEqual([
      ['your environment "qa"'],
    ]);
  });

  // The endpoint is that of the environment's account, and the call brings another one.
  test("a resource of the call does not keep the endpoint of the environment's account", () => {
    const cosmos = { ...theirs.cosmos, endpoint: "https://cosmos-shared.contoso.com/" };
    const other = { id: theirs.cosmos.id.replace("cosmos-shared", "cosmos-other") };
    const { backend } = synthBackend({
      environment: "qa",
      environments: { qa: { extends: "dev", external: { cosmos } } },
      external: { cosmos: other },
    });
    expect(backend.published.cosmos.endpoint).toContain("cosmos-other");
  });
});

describe("another subscription", () => {
  const subscriptionId = "22222222-2222-2222-2222-222222222222";
  const ours = said("subscriptionId", subscriptionId);

  test.each<[ExternalName, object]>([
    ["storage", {}],
    ["keyVault", {}],
    ["cosmos", { roleAssignments: false }],
  ])("children in another subscription are refused: %s", (key, further) => {
    const external = { [key]: { ...theirs[key], createChildren: true, ...further } };
    expect(problemsOf({ subscriptionId, external })).toEqual([
      problem(
        `external.${key}.createChildren`,
        "the existing resource is in another subscription, in which the backend creates nothing",
        `remove external.${key}.createChildren`,
        said(`external.${key}.createChildren`, true),
        ours,
      ),
    ]);
  });

  test("Cosmos DB's own role assignments in another subscription are refused", () => {
    expect(problemsOf({ subscriptionId, external: { cosmos: theirs.cosmos } })).toEqual([
      problem(
        "external.cosmos.roleAssignments",
        "the account is in another subscription, and its data roles can be assigned only there",
        'set external.cosmos.roleAssignments to false, and assign the role "Cosmos DB Built-in Data Contributor" there',
        ours,
      ),
    ]);
  });

  test("other existing resources may be in another subscription, written in any case", () => {
    const { storage, keyVault, logAnalytics } = theirs;
    expect(problemsOf({ subscriptionId, external: { storage, keyVault, logAnalytics } })).toEqual([]);
    const lower = "aaaaaaaa-1111-1111-1111-111111111111";
    const cosmos = { ...literals(lower.toUpperCase()).cosmos, createChildren: true };
    expect(problemsOf({ subscriptionId: lower, external: { cosmos } })).toEqual([]);
    expect(problemsOf({ subscriptionId: SUBSCRIPTION, external: { cosmos } })).toHaveLength(2);
  });

  test("the subscription of a construct is that of its provider", () => {
    const { storage } = resources(ownStack(Testing.app(), "theirs", { subscriptionId: SUBSCRIPTION }), GROUP);
    const external = { storage: { resource: storage, createChildren: true } };
    expect(problemsOf({ subscriptionId, external }).map(({ path }) => path)).toEqual([
      "external.storage.createChildren",
    ]);
  });
});

describe("keys of an existing account", () => {
  const strings = said("keyVault.connectionStrings", true);

  test.each(["cosmos", "storage"] as const)(
    "keys of an existing account are refused for a connection string: %s",
    (key) => {
      const options = { keyVault: { connectionStrings: true }, external: { [key]: theirs[key] } };
      expect(problemsOf(options)).toEqual([
        problem(
          "keyVault.connectionStrings",
          `a connection string needs account keys, and external.${key} is an existing account, whose keys the backend does not read`,
          "set keyVault.connectionStrings to false, or store the connection string in the key vault yourself",
          strings,
          saidOf(key),
        ),
      ]);
    },
  );

  test("keys of an existing account are refused for a content share", () => {
    const functionApp = { package: "content-share" };
    expect(problemsOf({ functionApp, external: { storage: theirs.storage } })).toEqual([
      problem(
        "functionApp.package",
        "a content share needs account keys, and external.storage is an existing account, whose keys the backend does not read",
        'remove functionApp.package, or set storage.hostAccount to "separate"',
        said("functionApp.package", "content-share"),
        saidOf("storage"),
      ),
    ]);
    const separate = { storage: { hostAccount: "separate" }, external: { storage: theirs.storage } };
    expect(problemsOf({ functionApp, ...separate })).toEqual([]);
  });

  test("connection strings are refused for an existing vault in which no child is made", () => {
    const functionApp = { package: "content-share" };
    expect(problemsOf({ functionApp, external: { keyVault: theirs.keyVault } })).toEqual([
      problem(
        "functionApp.package",
        "needs a secret in the key vault, but the backend creates nothing in the existing one of external.keyVault",
        "set external.keyVault.createChildren to true, or remove functionApp.package",
        said("functionApp.package", "content-share"),
        saidOf("keyVault"),
      ),
    ]);
    const keyVault = { ...theirs.keyVault, createChildren: true };
    expect(problemsOf({ functionApp, external: { keyVault } })).toEqual([]);
  });

  test("connection strings for such a vault are refused once, with one fix", () => {
    const options = { keyVault: { connectionStrings: true }, external: { keyVault: theirs.keyVault } };
    expect(problemsOf(options)).toEqual([
      problem(
        "keyVault.connectionStrings",
        "needs a secret in the key vault, but the backend creates nothing in the existing one of external.keyVault",
        "set external.keyVault.createChildren to true, or keyVault.connectionStrings to false",
        strings,
        saidOf("keyVault"),
      ),
    ]);
  });
});
