import type { Clone } from "../arm-schemas/clone";
import type { Json } from "./differences";
import type { FactTable } from "./fact-table";

const REPOSITORY = "hashicorp/terraform-provider-azurerm";

/** The oldest version that a backend may require, the default, and the last that was tried. */
const VERSIONS = ["4.55.0", "4.81.0", "5.2.0"];

/** Where a limit is in the source of azurerm. */
interface Probe {
  /** Below `internal/services`, or in `vendor`. */
  readonly file: string;
  /** What has to come before it. */
  readonly after?: RegExp;
  readonly is: keyof typeof readers;
}

/** How a validator of azurerm is read: its values, or undefined where there is no such validator. */
const readers = {
  range: (code: string): Json | undefined => {
    const [, least, most] = /IntBetween\((\d+), (\d+)\)/.exec(code) ?? [];
    return least === undefined ? undefined : [Number(least), Number(most)];
  },
  numbers: (code: string): Json | undefined => {
    const list = /IntInSlice\(\[\]int\{([^}]*)\}/.exec(code)?.[1];
    return list?.match(/\d+/g)?.map(Number);
  },
  strings: (code: string): Json | undefined => {
    const list = /StringInSlice\(\[\]string\{([^}]*)\}/.exec(code)?.[1];
    return list?.match(/"[^"]*"/g)?.map((each) => each.slice(1, -1));
  },
  skus: (code: string): Json | undefined => {
    const found = [...code.matchAll(/ SkuName += "([^"]+)"/g)].map(([, sku = ""]) => sku);
    return found.length === 0 ? undefined : found.sort();
  },
  patterns: (code: string): Json | undefined => {
    const found = [...code.matchAll(/MustCompile\((?:`([^`]*)`|"([^"]*)")\)/g)];
    return found.length === 0
      ? undefined
      : found.map(([, raw, quoted = ""]) => raw ?? quoted.replaceAll("\\\\", "\\"));
  },
} as const;

export const probes: Readonly<Record<string, Probe>> = {
  nodeOnLinux: {
    file: "appservice/helpers/function_app_schema.go",
    after: /"node_version": \{/,
    is: "strings",
  },
  nodeOnWindows: {
    file: "appservice/helpers/function_app_schema.go",
    after:
      /"node_version": \{\s+Type: +pluginsdk\.TypeString,\s+Optional: true,\s+ValidateFunc: validation\.(?=StringInSlice\(\[\]string\{\s+"~)/,
    is: "strings",
  },
  flexInstances: {
    file: "appservice/function_app_flex_consumption_resource.go",
    after: /"maximum_instance_count": \{/,
    is: "range",
  },
  vaultRetention: {
    file: "keyvault/key_vault_resource.go",
    after: /"soft_delete_retention_days": \{/,
    is: "range",
  },
  workspaceRetention: {
    file: "loganalytics/log_analytics_workspace_resource.go",
    after: /"retention_in_days": \{/,
    is: "range",
  },
  appInsightsRetention: {
    file: "applicationinsights/application_insights_resource.go",
    after: /"retention_in_days": \{/,
    is: "numbers",
  },
  cosmosBackupMinutes: {
    file: "cosmos/cosmosdb_account_resource.go",
    after: /"interval_in_minutes": \{/,
    is: "range",
  },
  cosmosBackupHours: {
    file: "cosmos/cosmosdb_account_resource.go",
    after: /"retention_in_hours": \{/,
    is: "range",
  },
  managedRedisSkus: {
    file: "vendor/github.com/hashicorp/go-azure-sdk/resource-manager/redisenterprise/2025-07-01/redisenterprise/constants.go",
    is: "skus",
  },
  apimSku: { file: "apimanagement/validate/api_management_sku.go", is: "patterns" },
  servicePlanName: { file: "appservice/validate/service_plan_name.go", is: "patterns" },
  functionAppName: { file: "appservice/validate/web_app_name.go", is: "patterns" },
  keyVaultName: { file: "keyvault/validate/vault_name.go", is: "patterns" },
  storageAccountName: { file: "storage/validate/storage_account_name.go", is: "patterns" },
  serviceBusNamespaceName: { file: "servicebus/validate/namespace_name.go", is: "patterns" },
  workspaceName: { file: "loganalytics/validate/log_analytics_workspace_name.go", is: "patterns" },
  registryName: { file: "containers/validate/container_registry_name.go", is: "patterns" },
};

/** Limits of arguments that backends write, as the validators of azurerm have them. */
export const providerLimits: FactTable = {
  name: "provider-limits",
  file: "__tests__/provider/azurerm-limits.json",
  repositories: [REPOSITORY],
  read({ clone, today }) {
    const releases = VERSIONS.map((version) => [version, clone(REPOSITORY).at(`v${version}`)] as const);
    return {
      source: `github.com/${REPOSITORY}`,
      licence: "MPL-2.0, HashiCorp, Inc.",
      changes: "bounds, values and patterns of some validators, without code",
      read: today,
      commits: Object.fromEntries(releases.map(([version, { commit }]) => [version, commit])),
      limits: Object.fromEntries(
        Object.entries(probes).map(([name, probe]) => [
          name,
          Object.fromEntries(releases.map(([version, release]) => [version, limitIn(release, name, probe)])),
        ]),
      ),
    };
  },
};

function limitIn(release: Clone, name: string, probe: Probe): Json {
  const { file } = probe;
  const code = release.read(file.startsWith("vendor/") ? file : `internal/services/${file}`);
  const value = limitOf(code, probe);
  if (value === undefined) throw new Error(`${name}: nothing was found in ${file}`);
  return value;
}

/** What a probe finds in a file of azurerm; undefined where there is no such validator. */
export function limitOf(code: string, { after, is }: Pick<Probe, "after" | "is">): Json | undefined {
  const at = after?.exec(code);
  return at === null ? undefined : readers[is](code.slice((at?.index ?? 0) + (at?.[0].length ?? 0)));
}
