import type { SettingValue } from "../plan/setting-value";
import { codeOf } from "./code";
import type { Component, Components } from "./component";
import type { SecretReference } from "./secret-reference";
import { settingPrefix } from "./setting-prefix";
import { triggerKind } from "./triggers";

/** A Cosmos DB container that a component needs. */
export interface CosmosContainerRequirement {
  /** The component's path, `components.feedbackApi`. */
  readonly by: string;
  /** Where it is named, `components.audit.trigger.container`. */
  readonly path: string;
  readonly name: string;
  /** Undefined where somebody else has to say it. */
  readonly partitionKey?: string;
}

/** A blob container that a component needs. */
export interface BlobContainerRequirement {
  readonly by: string;
  readonly name: string;
  /** A function is started by its blobs. */
  readonly triggers: boolean;
}

/** A storage queue that a component needs. */
export interface QueueRequirement {
  readonly by: string;
  readonly name: string;
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
  readonly queues: readonly QueueRequirement[];
}

export function requirementsOf(components: Components): Requirements {
  const all = Object.entries(components).map(([key, component]) => ({
    path: `components.${key}`,
    component,
    settingPrefix: settingPrefix(component.name),
  }));
  const ofCode = all.flatMap(({ path: by, component }) => {
    const code = codeOf(component);
    return code === undefined
      ? []
      : [{ by, ...triggerKind(code.trigger.type).needs(code.trigger, code.name) }];
  });
  const ofApis = all.flatMap(({ path: by, component }) =>
    component.kind === "crud-api"
      ? [{ by, path: `${by}.partitionKey`, name: component.name, partitionKey: component.partitionKey }]
      : [],
  );
  return {
    components: all,
    cosmosContainers: [
      ...ofApis,
      ...ofCode.flatMap(({ by, cosmosContainers = [] }) =>
        cosmosContainers.map((container) => ({ by, path: `${by}.trigger.container`, ...container })),
      ),
    ],
    blobContainers: ofCode.flatMap(({ by, blobContainers = [] }) =>
      blobContainers.map((name) => ({ by, name, triggers: true })),
    ),
    queues: ofCode.flatMap(({ by, queues = [] }) => queues.map((name) => ({ by, name }))),
  };
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
  if (component.kind === "crud-api")
    return {
      [`${prefix}_COSMOS__accountEndpoint`]: [{ service: "cosmos", output: "endpoint" }],
      [`${prefix}_COSMOS__credential`]: "managedidentity",
      [`${prefix}_COSMOS_DATABASE`]: cosmosDatabase,
      [`${prefix}_COSMOS_CONTAINER`]: component.name,
    };
  const code = codeOf(component);
  if (code === undefined) return {};
  return triggerKind(code.trigger.type).settings(code.trigger, { prefix, database: cosmosDatabase });
}

/** The app settings that a declaration asks for in so many words. */
export function ownSettings({ component }: ComponentRequirements): Readonly<Record<string, SettingValue>> {
  return Object.fromEntries(
    Object.entries(codeOf(component)?.environment ?? {}).map(([name, value]) => [
      name,
      environmentValue(value),
    ]),
  );
}

function environmentValue(value: string | SecretReference): SettingValue {
  return typeof value === "string" ? value : keyVaultReference(value.name);
}

/** True where something of production's would start it in a slot as well. */
export function startedByEvents(component: Component): boolean {
  const code = codeOf(component);
  return code !== undefined && triggerKind(code.trigger.type).events;
}
