import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CosmosdbAccount } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import { DataAzurermCosmosdbAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-cosmosdb-account";
import { DataAzurermKeyVault } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault";
import { DataAzurermLogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/data-azurerm-log-analytics-workspace";
import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { DataAzurermVirtualNetwork } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-network";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { AzurermProvider, type AzurermProviderConfig } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import type { ExternalName as AnyExternal } from "../../lib/services/contract/external-options";
import { stackRoles } from "../../lib/services/contract/service";
import { feedbackApi, processUploadFunction } from "./sample";
import { type SynthesisedBackend, type SynthesisedStack, readStack } from "./synth";
import { PROVIDER_VERSION } from "../../lib/provider/version";

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
export const GROUP = "rg-shared";

/** What stands for a service that every backend has. */
export type ExternalName = Exclude<
  AnyExternal,
  "apim" | "containerRegistry" | "eventHubs" | "redis" | "serviceBus" | "servicePlan"
>;

/** What other people have in Azure: the type and name of each. */
const THEIRS: Readonly<Record<ExternalName, readonly [type: string, name: string]>> = {
  cosmos: ["Microsoft.DocumentDB/databaseAccounts", "cosmos-shared"],
  storage: ["Microsoft.Storage/storageAccounts", "stshared"],
  keyVault: ["Microsoft.KeyVault/vaults", "kv-shared"],
  logAnalytics: ["Microsoft.OperationalInsights/workspaces", "log-shared"],
  vnet: ["Microsoft.Network/virtualNetworks", "vnet-shared"],
};

export function azureId(type: string, name: string, subscription = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/${GROUP}/providers/${type}/${name}`;
}

/** `{ id }` of each. */
export function literals(subscription = SUBSCRIPTION): Readonly<Record<ExternalName, { id: string }>> {
  const all = Object.entries(THEIRS).map(([key, [type, name]]) => [
    key,
    { id: azureId(type, name, subscription) },
  ]);
  return Object.fromEntries(all) as Record<ExternalName, { id: string }>;
}

export function zoneId(zone: string): string {
  return azureId("Microsoft.Network/privateDnsZones", zone);
}

/** A stack of the user's own, with a provider. */
export function ownStack(app: App, id = "shared", provider: Partial<AzurermProviderConfig> = {}) {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `../../../state/${id}.tfstate` });
  new AzurermProvider(stack, "azurerm", { features: [{}], ...provider });
  // As the backends beside it: the bindings would ask for the version that they were made from.
  stack.addOverride("terraform.required_providers.azurerm.version", PROVIDER_VERSION);
  return stack;
}

/** Names and groups in plain text. */
export function dataSources(stack: TerraformStack) {
  const at = (key: ExternalName) => ({ name: THEIRS[key][1], resourceGroupName: GROUP });
  return {
    cosmos: new DataAzurermCosmosdbAccount(stack, "cosmos", at("cosmos")),
    storage: new DataAzurermStorageAccount(stack, "storage", at("storage")),
    keyVault: new DataAzurermKeyVault(stack, "vault", at("keyVault")),
    logAnalytics: new DataAzurermLogAnalyticsWorkspace(stack, "logs", at("logAnalytics")),
    vnet: new DataAzurermVirtualNetwork(stack, "network", at("vnet")),
  };
}

/** Made in that stack, in a resource group whose name only Terraform knows unless it is given. */
export function resources(stack: TerraformStack, resourceGroupName = groupOf(stack).name) {
  const at = (key: ExternalName) => ({ name: THEIRS[key][1], resourceGroupName, location: "eastus2" });
  return {
    cosmos: new CosmosdbAccount(stack, "cosmos", {
      ...at("cosmos"),
      offerType: "Standard",
      consistencyPolicy: { consistencyLevel: "Session" },
      geoLocation: [{ location: "eastus2", failoverPriority: 0 }],
    }),
    storage: new StorageAccount(stack, "storage", {
      ...at("storage"),
      accountTier: "Standard",
      accountReplicationType: "LRS",
    }),
    keyVault: new KeyVault(stack, "vault", {
      ...at("keyVault"),
      tenantId: SUBSCRIPTION,
      skuName: "standard",
    }),
    logAnalytics: new LogAnalyticsWorkspace(stack, "logs", at("logAnalytics")),
    vnet: new VirtualNetwork(stack, "network", { ...at("vnet"), addressSpace: ["10.8.0.0/16"] }),
  };
}

function groupOf(stack: TerraformStack): ResourceGroup {
  return new ResourceGroup(stack, "group", { name: GROUP, location: "eastus2" });
}

export interface SynthesisedApp {
  readonly backends: readonly SynthesisedBackend[];
  /** Every stack by its id. */
  readonly stacks: Readonly<Record<string, SynthesisedStack>>;
  /** The stacks that each one needs applied before. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** One app with whatever the user has in it, and a backend for each of the options that are returned. */
export function synthApp(
  define: (app: App) => readonly BackendOptions[],
  components = { feedbackApi, processUploadFunction },
): SynthesisedApp {
  const outdir = mkdtempSync(join(tmpdir(), "shared-"));
  try {
    const app = new App({ outdir });
    const backends = define(app).map((options) =>
      defineBackend(components, { project: "feedback", location: "eastus2", ...options, app }),
    );
    app.synth();
    const { stacks: manifest } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
    };
    const stacks = Object.fromEntries(Object.keys(manifest).map((id) => [id, readStack(outdir, id)]));
    const dependencies = Object.fromEntries(
      Object.entries(manifest).map(([id, each]) => [id, [...each.dependencies].sort()]),
    );
    const synthesised = backends.map((backend) => {
      const own = stackRoles.map((role) => [role, stacks[backend.plan.stackIds[role]]]);
      return { backend, ...Object.fromEntries(own) } as SynthesisedBackend;
    });
    return { backends: synthesised, stacks, dependencies };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** One backend beside a stack `shared` of the user's own. */
export function synthBeside(
  options: (shared: TerraformStack, app: App) => BackendOptions,
): SynthesisedApp & SynthesisedBackend & { readonly shared: SynthesisedStack } {
  const whole = synthApp((app) => [options(ownStack(app), app)]);
  const [backend] = whole.backends;
  const { shared } = whole.stacks;
  if (backend === undefined || shared === undefined) throw new Error("a stack was not written");
  return { ...whole, ...backend, shared };
}
