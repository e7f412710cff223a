import { identity } from "../../lib/stand-in/login";
import { type Deployment, deployment, stage } from "./support/stage";

const subscription = `/subscriptions/${identity.subscriptionId}`;
const group = `${subscription}/resourceGroups/rg-old-data`;
const account = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-old`;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stold`;
const uploads = `${storage}/blobServices/default/containers/uploads`;

const options = {
  subscriptionId: identity.subscriptionId,
  names: {
    cosmosAccount: "cosmos-old",
    storageAccount: "stold",
    resourceGroups: { platform: "rg-old-data" },
  },
  // It was made without, and cannot get it.
  transform: { storage: { infrastructureEncryptionEnabled: false } },
  importFrom: {
    resourceGroups: { platform: group },
    cosmos: account,
    storage,
    storageContainers: { storage_container_uploads: uploads },
  },
};
const adopted: Readonly<Record<string, string>> = {
  "azurerm_resource_group.resource_group": group,
  "azurerm_cosmosdb_account.cosmos": account,
  "azurerm_storage_account.storage": storage,
  "azurerm_storage_container.storage_container_uploads": uploads,
};

/** Actions and imported ids by address, from Terraform's own plan. */
type Planned = ReadonlyMap<string, { readonly actions: readonly string[]; readonly imported?: string }>;

/** All that a backend says of a container is its name. */
const unchanged = "azurerm_storage_container.storage_container_uploads";

stage("dev with what somebody has made by hand", () => {
  let on: Deployment;
  let platform = "";
  let planned: Planned;

  beforeAll(async () => {
    on = await deployment({ variables: { TEST_BACKEND_OPTIONS: JSON.stringify(options) } });
    const location = "eastus2";
    on.standIn.make(group, { location });
    on.standIn.make(account, {
      location,
      kind: "GlobalDocumentDB",
      properties: {
        databaseAccountOfferType: "Standard",
        capabilities: [{ name: "EnableServerless" }],
        consistencyPolicy: { defaultConsistencyLevel: "Session" },
        locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }],
        disableLocalAuth: false,
      },
    });
    on.standIn.make(storage, {
      location,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
      properties: { accessTier: "Hot", minimumTlsVersion: "TLS1_0", allowSharedKeyAccess: true },
    });
    on.standIn.make(uploads, { properties: { publicAccess: "None" } });
  });
  afterAll(() => on.end());

  test("the plan imports the account and changes it in place, and nothing else of it", async () => {
    await on.rehearsal.synth();
    const [network, role = ""] = on.rehearsal.stacks;
    platform = role;
    on.workspace.writeEmptyState(network ?? "");
    const { json } = await on.workspace.plan(platform);
    planned = changesIn(json);
    for (const [address, id] of Object.entries(adopted)) {
      const { imported, actions } = planned.get(address) ?? {};
      expect([address, imported, actions]).toEqual([
        address,
        id,
        address === unchanged ? ["no-op"] : ["update"],
      ]);
    }
    expect(planned.get("azurerm_storage_container.storage_container_function-packages")).toEqual({
      actions: ["create"],
    });
    const importing = [...planned].filter(([, { imported }]) => imported !== undefined);
    expect(importing.map(([address]) => address).sort()).toEqual(Object.keys(adopted).sort());
  });

  test("the backend deploys, and keeps the existing resources", async () => {
    await on.rehearsal.deploy();
    await on.rehearsal.validate();
    expect(on.standIn.resource("Microsoft.DocumentDB/databaseAccounts").body).toMatchObject({
      properties: { disableLocalAuth: true },
    });
    const deleted = on.standIn.exchanges.filter(({ method }) => method === "DELETE");
    expect(deleted.map(({ path }) => path)).toEqual([]);
  });

  test("the second plan has no changes, with the import blocks still there", async () => {
    const plans = await on.rehearsal.plan();
    expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
    expect(on.standIn.againstPublished.findings).toEqual([]);
    on.report("dev with what somebody has made by hand");
  });
});

function changesIn(json: string): Planned {
  const { resource_changes: changes } = JSON.parse(json) as {
    readonly resource_changes: readonly {
      readonly address: string;
      readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
    }[];
  };
  return new Map(
    changes.map(({ address, change: { actions, importing } }) => [
      address,
      { actions, ...(importing === undefined ? {} : { imported: importing.id }) },
    ]),
  );
}
