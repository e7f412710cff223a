import type { SettingValue } from "../plan/setting-value";
import type { Component, Components } from "./component";
import type { SecretReference } from "./secret-reference";

/** A Cosmos DB container that a component needs. */
export interface CosmosContainerRequirement {
  /** The component's path, `components.feedbackApi`. */
  readonly by: string;
  readonly name: string;
  readonly partitionKey: string;
}

/** A blob container that a component needs. */
export interface BlobContainerRequirement {
  readonly by: string;
  readonly name: string;
  /** A function is started by its blobs. */
  readonly triggers: boolean;
}

/** What one component asks of the backend, as plain data. */
export interface ComponentRequirements {
  /** The component's path in the call, `components.feedbackApi`. */
  readonly path: string;
  readonly component: Component;
  /** How its app settings begin, `PROCESS_UPLOAD`. */
  readonly settingPrefix: string;
}

/** What all components ask for together. */
export interface Requirements {
  readonly components: readonly ComponentRequirements[];
  readonly cosmosContainers: readonly CosmosContainerRequirement[];
  readonly blobContainers: readonly BlobContainerRequirement[];
}

export function requirementsOf(components: Components): Requirements {
  const all = Object.entries(components).map(([key, component]) => ({
    path: `components.${key}`,
    component,
    settingPrefix: settingPrefix(component.name),
  }));
  return {
    components: all,
    cosmosContainers: all.flatMap(({ path, component }) =>
      component.kind === "crud-api"
        ? [{ by: path, name: component.name, partitionKey: component.partitionKey }]
        : [],
    ),
    blobContainers: all.flatMap(({ path, component }) =>
      component.kind === "function"
        ? [{ by: path, name: blobContainerOf(component.trigger.path), triggers: true }]
        : [],
    ),
  };
}

/** `process-upload` → `PROCESS_UPLOAD`. */
export function settingPrefix(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}

/** `uploads/{name}` → `uploads`. */
export function blobContainerOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

/** A secret of the backend's vault, as an app setting refers to it: always its newest version. */
function keyVaultReference(name: string): SettingValue {
  return ["@Microsoft.KeyVault(SecretUri=", { service: "keyVault", output: "uri" }, `secrets/${name})`];
}

/** The app settings that follow from a declaration, connections by identity, none with a key. */
export function derivedSettings(
  { component, settingPrefix: prefix }: ComponentRequirements,
  cosmosDatabase: string,
): Readonly<Record<string, SettingValue>> {
  switch (component.kind) {
    case "crud-api":
      return {
        [`${prefix}_COSMOS__accountEndpoint`]: [{ service: "cosmos", output: "endpoint" }],
        [`${prefix}_COSMOS__credential`]: "managedidentity",
        [`${prefix}_COSMOS_DATABASE`]: cosmosDatabase,
        [`${prefix}_COSMOS_CONTAINER`]: component.name,
      };
    case "function":
      return {
        [`${prefix}_STORAGE__blobServiceUri`]: [{ service: "storage", output: "blobEndpoint" }],
        [`${prefix}_STORAGE__queueServiceUri`]: [{ service: "storage", output: "queueEndpoint" }],
        [`${prefix}_STORAGE__credential`]: "managedidentity",
        [`${prefix}_STORAGE_CONTAINER`]: blobContainerOf(component.trigger.path),
      };
  }
}

/** The app settings that a declaration asks for in so many words. */
export function ownSettings({ component }: ComponentRequirements): Readonly<Record<string, SettingValue>> {
  if (component.kind !== "function") return {};
  return Object.fromEntries(
    Object.entries(component.environment ?? {}).map(([name, value]) => [name, environmentValue(value)]),
  );
}

function environmentValue(value: string | SecretReference): SettingValue {
  return typeof value === "string" ? value : keyVaultReference(value.name);
}
