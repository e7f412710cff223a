import type { BackendOptions } from "../../../lib";
import { transformNames } from "../../../lib/services";
import { problem, problemsOf } from "../../support/problems";
import { literals } from "../../support/shared";

const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const group = (name: string): string => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
const PLATFORM = `${group("rg-feedback-dev-platform")}/providers`;
const account = (name = "cosmos-old", at = PLATFORM): string =>
  `${at}/Microsoft.DocumentDB/databaseAccounts/${name}`;
const storage = (name = "stold"): string => `${PLATFORM}/Microsoft.Storage/storageAccounts/${name}`;

/** What stands there already, and the options that meet it. */
const adopted = {
  subscriptionId: SUBSCRIPTION,
  names: { cosmosAccount: "cosmos-old", storageAccount: "stold" },
} satisfies BackendOptions;

describe("an imported resource", () => {
  const taken = { subscriptionId: SUBSCRIPTION };
  const replaced = (what: string, found: string, ours: string): string =>
    `has the ${what} "${found}", but the backend expects "${ours}": Terraform would replace the resource`;

  test.each<[string, BackendOptions, string, string, string]>([
    [
      "name",
      { ...taken, importFrom: { cosmos: account() } },
      "importFrom.cosmos",
      replaced("name", "cosmos-old", "cosmos-feedback-dev-ebcec0"),
      'set names.cosmosAccount to "cosmos-old"',
    ],
    [
      "resource group",
      { ...adopted, importFrom: { cosmos: account("cosmos-old", `${group("rg-old")}/providers`) } },
      "importFrom.cosmos",
      replaced("resource group", "rg-old", "rg-feedback-dev-platform"),
      'set names.resourceGroups.platform to "rg-old"',
    ],
    [
      "subscription",
      {
        names: adopted.names,
        subscriptionId: "22222222-2222-2222-2222-222222222222",
        importFrom: { cosmos: account() },
      },
      "importFrom.cosmos",
      replaced("subscription", SUBSCRIPTION, "22222222-2222-2222-2222-222222222222"),
      `set subscriptionId to "${SUBSCRIPTION}"`,
    ],
    [
      "parent",
      {
        ...taken,
        names: { storageAccount: "stnew" },
        importFrom: {
          storageContainers: {
            storage_container_uploads: `${storage()}/blobServices/default/containers/uploads`,
          },
        },
      },
      "importFrom.storageContainers.storage_container_uploads",
      replaced("name", "stold", "stnew"),
      'set names.storageAccount to "stold"',
    ],
    [
      "database",
      { ...adopted, importFrom: { cosmosDatabase: `${account()}/sqlDatabases/notes` } },
      "importFrom.cosmosDatabase",
      replaced("name", "notes", "feedback-db"),
      'set cosmos.database to "notes"',
    ],
    [
      "child",
      {
        ...adopted,
        importFrom: {
          storageContainers: {
            storage_container_uploads: `${storage()}/blobServices/default/containers/files`,
          },
        },
      },
      "importFrom.storageContainers.storage_container_uploads",
      replaced("name", "files", "uploads"),
      'set the id of the resource with "uploads", or remove importFrom.storageContainers.storage_container_uploads',
    ],
  ])("an imported resource has the backend's own %s", (_, options, path, message, fix) => {
    expect(problemsOf(options)).toEqual([problem(path, message, fix)]);
  });

  test("an imported resource is one that this backend has", () => {
    const known = [
      "storage_container_assets",
      "storage_container_function-packages",
      "storage_container_uploads",
    ];
    const container = `${storage()}/blobServices/default/containers/uploads`;
    expect(
      problemsOf({
        ...adopted,
        importFrom: {
          vnet: `${PLATFORM}/Microsoft.Network/virtualNetworks/hub`,
          storageContainers: { storage_container_upload: container },
        },
      }),
    ).toEqual([
      problem("importFrom.vnet", "this backend does not have this resource", "remove importFrom.vnet"),
      problem(
        "importFrom.storageContainers.storage_container_upload",
        'this backend has no storageContainers with this name. Did you mean "storage_container_uploads"?',
        `use one of ${known.join(", ")}`,
      ),
    ]);
    expect(problemsOf({ ...adopted, importFrom: { storageContainers: container } })).toEqual([
      problem(
        "importFrom.storageContainers",
        `is one id, but this backend has 3 of these resources: ${known.join(", ")}`,
        'give ids by name, { "storage_container_assets": "/subscriptions/…" }',
      ),
    ]);
  });
});

describe("an invalid importFrom", () => {
  test.each<[string, unknown, string, string, string]>([
    [
      "no object",
      "cosmos",
      "importFrom",
      'must be an object, got "cosmos"',
      'write it like { cosmos: "/subscriptions/…" }',
    ],
    [
      "a number",
      { cosmos: 7 },
      "importFrom.cosmos",
      "must be an Azure resource id, got 7",
      "give a string, or an object with ids by their Terraform names",
    ],
    [
      "a token",
      { cosmos: "${data.x.y.id}" },
      "importFrom.cosmos",
      "contains a value that only Terraform knows",
      "give the id as a literal string",
    ],
    [
      "an id of another type",
      { cosmos: storage() },
      "importFrom.cosmos",
      `is not the id of azurerm_cosmosdb_account, got "${storage().slice(0, 116)}...`,
      "write it like /subscriptions/<subscription>/resourceGroups/<resource group name>/providers/Microsoft.DocumentDB/databaseAccounts/<name>",
    ],
    [
      "a deployment",
      { keyVaultSecrets: {} },
      "importFrom.keyVaultSecrets",
      "is a deployment, which records what was run, not the resources",
      "remove it: an existing table is kept, and a secret gets a new version",
    ],
  ])("importFrom is refused: %s", (_, importFrom, path, message, fix) => {
    expect(problemsOf({ importFrom })).toEqual([problem(path, message, fix)]);
  });

  test("importFrom is refused with an unknown name", () => {
    expect(problemsOf({ importFrom: { cosmo: account() } })).toEqual([
      problem(
        "importFrom.cosmo",
        'unknown resource. Did you mean "cosmos"?',
        `use one of ${Object.keys(transformNames).join(", ")}`,
      ),
    ]);
  });

  test("importFrom is refused for one id as two resources, or for an existing one of external", () => {
    const { cosmos, ...external } = literals();
    expect(
      problemsOf({
        ...adopted,
        importFrom: {
          storage: storage(),
          hostStorage: storage().toUpperCase().replace("SUBSCRIPTIONS", "subscriptions"),
        },
      }),
    ).toContainEqual(
      problem(
        "importFrom.hostStorage",
        "is also the id of importFrom.storage; an Azure resource can be imported only once",
        "remove one of them",
      ),
    );
    expect(external).not.toHaveProperty("cosmos");
    expect(problemsOf({ external: { cosmos }, importFrom: { cosmos: account() } })).toEqual([
      problem(
        "importFrom.cosmos",
        "external.cosmos is an existing resource, which this backend uses and does not import",
        "remove importFrom.cosmos, or external.cosmos",
      ),
    ]);
  });

  test("importFrom is refused for two stacks with one resource group", () => {
    const names = { resourceGroups: { network: "rg-one", platform: "RG-ONE" } };
    expect(problemsOf({ names })).toEqual([
      problem(
        "names.resourceGroups.platform",
        'is also the resource group of the network stack, got "RG-ONE"',
        "give each stack its own resource group",
      ),
    ]);
  });
});
