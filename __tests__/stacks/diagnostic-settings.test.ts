import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import { buildDiagnosticSettings, diagnosticTargets } from "../../lib/stacks/diagnostic-settings";
import type { DiagnosticTarget } from "../../lib/services/contract/diagnostic-target";
import type { DiagnosticCategory } from "../../lib/azure/diagnostic-categories";
import type { JsonObject } from "../support/synth";
import { unchanged } from "../support/unchanged";

type Switches = Readonly<Partial<Record<DiagnosticCategory, boolean>>>;

/** The diagnostic settings in a synthesised stack, by their names in Terraform. */
function settingsIn(synthesised: string): Readonly<Record<string, JsonObject>> {
  const { resource } = JSON.parse(synthesised) as {
    resource?: { azurerm_monitor_diagnostic_setting?: Readonly<Record<string, JsonObject>> };
  };
  return resource?.azurerm_monitor_diagnostic_setting ?? {};
}

/** Those of one resource. */
function settingsOf(
  type: string,
  switches: Switches = {},
  parts: DiagnosticTarget["parts"] = [],
): Readonly<Record<string, JsonObject>> {
  const target: DiagnosticTarget = { id: "target", type, resourceId: "target-id", parts };
  const synthesised = Testing.synthScope((scope) => {
    buildDiagnosticSettings(scope, target, "workspace-id", switches, unchanged);
  });
  return settingsIn(synthesised);
}

const categories = (...names: readonly DiagnosticCategory[]) => names.map((category) => ({ category }));

describe("diagnostic settings", () => {
  test("diagnostic settings send the logs and metrics of a resource to the workspace", () => {
    expect(settingsOf("azurerm_key_vault")).toEqual({
      target_diagnostics: {
        name: "default",
        target_resource_id: "target-id",
        log_analytics_workspace_id: "workspace-id",
        enabled_log: categories("AuditEvent", "AzurePolicyEvaluationDetails"),
        enabled_metric: categories("AllMetrics"),
      },
    });
  });

  test("a storage account with a file share has five diagnostic settings: its own and one for each of its services", () => {
    const settings = settingsOf("azurerm_storage_account", {}, ["file shares"]);
    expect(Object.keys(settings).sort()).toEqual([
      "target_blob_diagnostics",
      "target_diagnostics",
      "target_file_diagnostics",
      "target_queue_diagnostics",
      "target_table_diagnostics",
    ]);
    const enabled_metric = categories("Transaction", "Capacity");
    const shared = { name: "default", log_analytics_workspace_id: "workspace-id", enabled_metric };
    const { target_diagnostics: own, ...ofServices } = settings;
    // The account itself has no logs.
    expect(own).toEqual({ ...shared, target_resource_id: "target-id" });
    for (const service of ["blob", "queue", "table", "file"])
      expect(ofServices[`target_${service}_diagnostics`]).toEqual({
        ...shared,
        target_resource_id: `target-id/${service}Services/default`,
        enabled_log: categories("StorageRead", "StorageWrite", "StorageDelete"),
      });
  });

  test("a storage account without a file share has four diagnostic settings", () => {
    const { target_file_diagnostics: _, ...others } = settingsOf("azurerm_storage_account", {}, [
      "file shares",
    ]);
    expect(settingsOf("azurerm_storage_account")).toEqual(others);
  });

  test("diagnostic settings write into tables of their own for Cosmos DB, which sends no metrics", () => {
    const { target_diagnostics: setting } = settingsOf("azurerm_cosmosdb_account");
    expect(setting).toMatchObject({ log_analytics_destination_type: "Dedicated" });
    expect(setting).not.toHaveProperty("enabled_metric");
  });

  test("diagnostic settings leave out the categories that are switched off, logs and metrics", () => {
    expect(settingsOf("azurerm_key_vault", { AuditEvent: false })["target_diagnostics"]).toMatchObject({
      enabled_log: categories("AzurePolicyEvaluationDetails"),
      enabled_metric: categories("AllMetrics"),
    });
    const withoutMetrics = settingsOf("azurerm_key_vault", { AllMetrics: false })["target_diagnostics"];
    expect(withoutMetrics).toMatchObject({
      enabled_log: categories("AuditEvent", "AzurePolicyEvaluationDetails"),
    });
    expect(withoutMetrics).not.toHaveProperty("enabled_metric");
  });

  test("diagnostic settings are the same as without a switch where a category is switched on", () => {
    expect(settingsOf("azurerm_key_vault", { AuditEvent: true })).toEqual(settingsOf("azurerm_key_vault"));
  });

  test("diagnostic settings are not made where no category is left to send", () => {
    expect(settingsOf("azurerm_service_plan", { AllMetrics: false })).toEqual({});
    const withoutMetrics = settingsOf("azurerm_storage_account", { Transaction: false, Capacity: false });
    expect(Object.keys(withoutMetrics).sort()).toEqual([
      "target_blob_diagnostics",
      "target_queue_diagnostics",
      "target_table_diagnostics",
    ]);
  });

  test("diagnostic settings are not made for a resource that sends none", () => {
    expect(settingsOf("azurerm_resource_group")).toEqual({});
  });
});

test("every resource of a stack that sends logs or metrics is found, inside other constructs too", () => {
  const place = { resourceGroupName: "rg", location: "eastus2" };
  const synthesised = Testing.synthScope((scope) => {
    new ResourceGroup(scope, "group", { name: "rg", location: "eastus2" });
    new KeyVault(scope, "vault", { ...place, name: "kv", skuName: "standard", tenantId: "tenant" });
    new ServicePlan(new Construct(scope, "inner"), "plan", {
      ...place,
      name: "asp",
      osType: "Linux",
      skuName: "Y1",
    });
    const found = diagnosticTargets(scope);
    expect(found.map(({ type }) => type)).toEqual(["azurerm_key_vault", "azurerm_service_plan"]);
    for (const target of found) buildDiagnosticSettings(scope, target, "workspace-id", {}, unchanged);
  });
  const targets = Object.entries(settingsIn(synthesised)).map(([name, setting]) => [
    name,
    setting["target_resource_id"],
  ]);
  const [plan] = Object.keys(
    (JSON.parse(synthesised) as { resource: Record<string, object> }).resource["azurerm_service_plan"] ?? {},
  );
  expect(plan).toMatch(/^inner_plan_/);
  expect(Object.fromEntries(targets)).toEqual({
    vault_diagnostics: "${azurerm_key_vault.vault.id}",
    [`${plan}_diagnostics`]: `\${azurerm_service_plan.${plan}.id}`,
  });
});
