import { resourceTypes } from "../../../lib/services";
import { hasFormat, idFormats, notImported } from "../../../lib/decide/imports/id-formats";
import { planBackend } from "../../../lib";
import type { BackendOptions } from "../../../lib";
import { feedbackApi } from "../../support/sample";
import { type SynthesisedStack, synthBackend } from "../../support/synth";

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

function importsIn({ json }: SynthesisedStack): readonly { readonly to: string; readonly id: string }[] {
  return (json["import"] ?? []) as unknown as readonly { to: string; id: string }[];
}

describe("importFrom", () => {
  test("importFrom writes an import block for each resource that exists", () => {
    const { network, platform, workloads, backend } = synthBackend({
      ...adopted,
      importFrom: {
        cosmos: account(),
        cosmosContainers: {
          cosmos_container_feedback: `${account()}/sqlDatabases/feedback-db/containers/feedback`,
        },
        storage: storage(),
        storageContainers: {
          storage_container_uploads: `${storage()}/blobServices/default/containers/uploads`,
        },
      },
    });
    expect(importsIn(platform)).toEqual([
      { to: "azurerm_cosmosdb_account.cosmos", id: account() },
      {
        to: "azurerm_cosmosdb_sql_container.cosmos_container_feedback",
        id: `${account()}/sqlDatabases/feedback-db/containers/feedback`,
      },
      { to: "azurerm_storage_account.storage", id: storage() },
      {
        to: "azurerm_storage_container.storage_container_uploads",
        id: `${storage()}/blobServices/default/containers/uploads`,
      },
    ]);
    expect([...importsIn(network), ...importsIn(workloads)]).toEqual([]);
    expect(backend.explain("importFrom")).toContain(`importFrom.cosmos = ${account()}`);
  });

  test("importFrom changes nothing else of a backend", () => {
    const { platform: with_, ...others } = synthBackend({ ...adopted, importFrom: { cosmos: account() } });
    const without = synthBackend(adopted);
    const { import: _, ...rest } = with_.json;
    expect(rest).toEqual(without.platform.json);
    expect(others.network.text).toBe(without.network.text);
    expect(others.workloads.text).toBe(without.workloads.text);
  });

  test("importFrom writes ids in the case that the provider insists on", () => {
    const id = account().replace("resourceGroups", "resourcegroups").replace("DocumentDB", "documentdb");
    const { platform } = synthBackend({ ...adopted, importFrom: { cosmos: id.replace("rg-f", "RG-F") } });
    expect(importsIn(platform)).toEqual([{ to: "azurerm_cosmosdb_account.cosmos", id: account() }]);
  });

  test("importFrom takes ids as given where only another stack or Azure knows their parts", () => {
    const setting = `${group("rg-feedback-prod-network")}/providers/Microsoft.Network/virtualNetworks/vnet-feedback-prod|default`;
    const { platform, workloads } = synthBackend({
      environment: "prod",
      importFrom: {
        diagnosticSettings: { vnet_diagnostics: setting },
        roleAssignments: {
          function_app_host_storage_blob_data_owner: `${PLATFORM}/Microsoft.Storage/storageAccounts/st/providers/Microsoft.Authorization/roleAssignments/${SUBSCRIPTION}`,
        },
      },
    });
    expect(importsIn(platform)).toEqual([
      { to: "azurerm_monitor_diagnostic_setting.vnet_diagnostics", id: setting },
    ]);
    expect(importsIn(workloads)).toHaveLength(1);
  });

  test("importFrom imports resource groups by stack, and keeps what else is in them", () => {
    const { platform, workloads } = synthBackend({
      names: { resourceGroups: { platform: "rg-data", workloads: "rg-apps" } },
      importFrom: { resourceGroups: { platform: group("rg-data"), workloads: group("rg-apps") } },
    });
    expect(importsIn(platform)).toEqual([
      { to: "azurerm_resource_group.resource_group", id: group("rg-data") },
    ]);
    expect(platform.only("azurerm_resource_group")["name"]).toBe("rg-data");
    expect(workloads.text).not.toContain("prevent_deletion_if_contains_resources");
    expect(synthBackend().workloads.text).toContain("prevent_deletion_if_contains_resources");
  });

  test("importFrom knows every type that a backend can have", () => {
    const types = Object.values(resourceTypes).flat();
    expect(types.filter((type) => !(type in idFormats) && !(type in notImported))).toEqual([]);
    expect(types.filter((type) => type in idFormats && type in notImported)).toEqual([]);
  });

  test("importFrom compares the whole id with the format of its type", () => {
    expect(hasFormat("azurerm_cosmosdb_account", account())).toBe(true);
    expect(hasFormat("azurerm_cosmosdb_account", `${account()}/sqlDatabases/one`)).toBe(false);
    expect(
      hasFormat("azurerm_api_management_api", `${PLATFORM}/Microsoft.ApiManagement/service/a/apis/b;rev=1`),
    ).toBe(true);
  });

  test("importFrom takes ids of the type that the function app has", () => {
    const site = `${group("rg-feedback-dev-workloads")}/providers/Microsoft.Web/sites/func-old`;
    const { workloads } = synthBackend({
      names: { functionApp: "func-old" },
      importFrom: { functionApp: site },
    });
    expect(importsIn(workloads)).toEqual([{ to: "azurerm_windows_function_app.function_app", id: site }]);
  });

  test("importFrom is part of the plan as data", () => {
    const { imports } = planBackend(
      { feedbackApi },
      { project: "feedback", location: "eastus2", importFrom: { cosmos: account() } },
    );
    expect(imports).toEqual([{ option: "importFrom.cosmos", name: "cosmos", id: account() }]);
  });
});

describe("a storage account that is imported", () => {
  const importFrom = { storage: storage() };
  const warnings = (options: BackendOptions): readonly string[] =>
    planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...adopted, ...options })
      .notes.filter(({ level }) => level === "warning")
      .map(({ path }) => path);

  test("an imported storage account gives a warning where it would be replaced, until the user decides", () => {
    expect(warnings({ importFrom })).toEqual(["importFrom.storage"]);
    const transform = { storage: { infrastructureEncryptionEnabled: false } };
    expect(warnings({ importFrom, transform })).toEqual([]);
  });
});
