import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { lostReferences } from "../support/lost-references";
import { feedbackApi } from "../support/sample";
import { GROUP, SUBSCRIPTION, dataSources, literals, ownStack, resources } from "../support/shared";
import { type SynthesisedStack, readStack } from "../support/synth";

type External = NonNullable<BackendOptions["external"]>;
interface Existing {
  readonly cosmos: NonNullable<External["cosmos"]>;
  readonly storage: NonNullable<External["storage"]>;
  readonly keyVault: NonNullable<External["keyVault"]>;
}

const variables = { ...process.env };
const root = mkdtempSync(join(tmpdir(), "opt-out-"));
delete process.env["CDKTF_CONTEXT_JSON"];
afterAll(() => {
  process.env = { ...variables };
  rmSync(root, { recursive: true });
});

/** The specification's "Opt-Out of Defaults", as it is written there. */
function optOut({
  cosmos: existingCosmosAccount,
  storage: existingStorageAccount,
  keyVault: existingKeyVault,
}: Existing) {
  // prettier-ignore
  const backend = defineBackend({
    feedbackApi,
  }, {
    defaults: {
      vnet: false,  // Don't create VNet
      privateEndpoints: false,  // Public endpoints only
    },

    // Use external resources
    external: {
      cosmos: existingCosmosAccount,
      storage: existingStorageAccount,
      keyVault: existingKeyVault,
    },
  });
  return backend;
}

/** Project and location come from the `cdktf.json` of this repository, and the stacks go where the engine says. */
function written(existing: Existing, environment: string) {
  const folder = mkdtempSync(join(root, "out-"));
  const before = { ...process.env };
  Object.assign(process.env, { CDKTF_OUTDIR: folder, BACKEND_ENVIRONMENT: environment });
  const backend = optOut(existing);
  backend.synth();
  process.env = before;
  const [network, platform, workloads] = stackRoles.map((role) =>
    readStack(folder, `feedback-${environment}-${role}`),
  ) as [SynthesisedStack, SynthesisedStack, SynthesisedStack];
  return { backend, network, platform, workloads };
}

/** What exists is in a stack of the user's own, in the subscription that its provider names. */
const theirs = () => ownStack(Testing.app(), "theirs", { subscriptionId: SUBSCRIPTION });
const kinds: readonly (readonly [string, Existing])[] = [
  ["data sources", dataSources(theirs())],
  ["resources", resources(theirs(), GROUP)],
];

describe.each(["dev", "prod"])("the specification's opt-out call in %s", (environment) => {
  const literal = written(literals(), environment);
  const { backend, network, platform, workloads } = literal;

  test.each(kinds)("the opt-out call with %s gives the same stacks as with literals", (_kind, existing) => {
    const other = written(existing, environment);
    for (const role of stackRoles) expect(other[role].text).toBe(literal[role].text);
  });

  test("the opt-out call makes no network, and none of the three services", () => {
    expect(network.addresses).toEqual(["azurerm_resource_group.resource_group"]);
    // In prod the roles of the Functions host reach no existing account: it has one of its own.
    const watching = /azurerm_monitor_action_group|query_pack|management_lock\.log_analytics|\.host_storage/;
    const host = { id: "id", name: "name", blob_endpoint: "primary_blob_endpoint" };
    expect(platform.addresses.some((address) => watching.test(address))).toBe(environment === "prod");
    expect(platform.addresses.filter((address) => !watching.test(address))).toEqual([
      "azurerm_log_analytics_workspace.log_analytics",
      "azurerm_monitor_diagnostic_setting.log_analytics_diagnostics",
      "azurerm_resource_group.resource_group",
    ]);
    expect(platform.json["output"]).toEqual({
      ...(environment === "prod"
        ? {
            monitoring_ops_team_action_group_id: {
              value: "${azurerm_monitor_action_group.action_group_ops-team.id}",
            },
            ...Object.fromEntries(
              Object.entries(host).map(([output, attribute]) => [
                `storage_host_${output}`,
                { value: `\${azurerm_storage_account.host_storage.${attribute}}` },
              ]),
            ),
          }
        : {}),
      logs_workspace_id: { value: "${azurerm_log_analytics_workspace.log_analytics.id}" },
    });
    const { vnet, cosmos, storage, keyVault, privateEndpoints, logAnalytics } = backend;
    expect([vnet, cosmos, storage, keyVault, privateEndpoints]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      {},
    ]);
    expect(logAnalytics).toBeDefined();
  });

  test("the opt-out call makes the app, which is connected to all three and has access", () => {
    const { cosmos, storage } = literals();
    const scopes = Object.values(workloads.all("azurerm_role_assignment")).map(({ scope }) => scope);
    const hostId = "${data.terraform_remote_state.platform.outputs.storage_host_id}";
    const ofStorage =
      environment === "prod"
        ? [hostId, `${storage.id}/blobServices/default/containers/function-packages`]
        : [storage.id];
    expect(new Set(scopes)).toEqual(
      new Set([...ofStorage, "${azurerm_application_insights.app_insights.id}"]),
    );
    for (const { scope } of workloads.every("azurerm_cosmosdb_sql_role_assignment"))
      expect(scope).toBe(`${cosmos.id}/dbs/feedback-db/colls/feedback`);
    const app = workloads.only("azurerm_windows_function_app");
    expect(app).toMatchObject({ public_network_access_enabled: true });
    expect(app["storage_account_name"]).toBe(
      environment === "prod" ? hostId.replace("host_id", "host_name") : "stshared",
    );
    expect(app).not.toHaveProperty("virtual_network_subnet_id");
    expect(app["app_settings"]).toMatchObject({
      FEEDBACK_COSMOS__accountEndpoint: "https://cosmos-shared.documents.azure.com:443/",
      KEY_VAULT_URI: "https://kv-shared.vault.azure.net/",
    });
  });

  test("the opt-out call leaves every reference whole", () => {
    const stacks = stackRoles.map((role) => [`feedback-${environment}-${role}`, literal[role]] as const);
    expect(lostReferences(Object.fromEntries(stacks))).toEqual([]);
  });

  test("the opt-out call is planned as written, with no chosen option adjusted", () => {
    expect(backend.plan).toMatchObject({ project: "feedback", location: "eastus2", environment });
    expect(backend.plan.settings.networking).toMatchObject({ vnet: false, privateEndpoints: false });
    // Who is told by alerts, which prod has, is another matter.
    const adjusted = backend.plan.notes.filter(
      ({ level, path }) => level !== "note" && path !== "monitoring.actionGroups",
    );
    // And one thing to look at: an existing account's containers are made by others, indexes included.
    expect(adjusted.map(({ path }) => path)).toEqual([
      "components.feedbackApi.routes.list",
      "keyVault.access",
    ]);
  });
});
