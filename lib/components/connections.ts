import type { SettingValue } from "./setting-value";
import type { SettingNames } from "./needs";
import { settingPrefix } from "./setting-prefix";

type Settings = Readonly<Record<string, SettingValue>>;

/** The services of a storage account that a connection can lead to. */
export type StorageService = "blob" | "queue" | "table";

/** A connection to services of the backend's storage account, by identity: `connection: "<prefix>_STORAGE"`. */
export function storageConnection(prefix: string, ...services: readonly StorageService[]): Settings {
  const endpoints = services.map((service) => [
    `${prefix}_STORAGE__${service}ServiceUri`,
    [{ service: "storage", output: `${service}Endpoint` }],
  ]);
  return {
    ...Object.fromEntries(endpoints),
    [`${prefix}_STORAGE__credential`]: "managedidentity",
  } as Settings;
}

/** How the connection to the blobs of one container is called: the account may be another one than that of other containers. */
export function blobConnectionName(prefix: string, container: string): string {
  return `${prefix}_BLOBS_${settingPrefix(container)}`;
}

/** A connection to the blobs of one container, by identity: `connection: "<prefix>_BLOBS_<CONTAINER>"`. */
export function blobConnection({ prefix, publicContainers }: SettingNames, container: string): Settings {
  const name = blobConnectionName(prefix, container);
  const isPublic = publicContainers.has(container);
  return {
    [`${name}__blobServiceUri`]: [
      isPublic
        ? { service: "cdn", output: "storageBlobEndpoint" }
        : { service: "storage", output: "blobEndpoint" },
    ],
    [`${name}__credential`]: "managedidentity",
  };
}

/** A connection to the backend's database, by identity: `connection: "<prefix>_COSMOS"`. */
export function cosmosConnection({ prefix, database, cosmosRegions }: SettingNames): Settings {
  return {
    [`${prefix}_COSMOS__accountEndpoint`]: [{ service: "cosmos", output: "endpoint" }],
    [`${prefix}_COSMOS__credential`]: "managedidentity",
    [`${prefix}_COSMOS_DATABASE`]: database,
    ...(cosmosRegions.length > 0 && { [preferredLocations(prefix)]: cosmosRegions.join(",") }),
  };
}

/** The setting that says which regions of the database are asked first; it is there where that makes a difference. */
export function preferredLocations(prefix: string): string {
  return `${prefix}_COSMOS_PREFERRED_LOCATIONS`;
}

/** A connection to the backend's Service Bus, by identity: `connection: "<prefix>_SERVICEBUS"`. */
export function serviceBusConnection(prefix: string): Settings {
  return {
    [`${prefix}_SERVICEBUS__fullyQualifiedNamespace`]: [
      { service: "serviceBus", output: "fullyQualifiedNamespace" },
    ],
    [`${prefix}_SERVICEBUS__credential`]: "managedidentity",
  };
}

/** A connection to the backend's Event Hubs, by identity: `connection: "<prefix>_EVENTHUBS"`. */
export function eventHubsConnection(prefix: string): Settings {
  return {
    [`${prefix}_EVENTHUBS__fullyQualifiedNamespace`]: [
      { service: "eventHubs", output: "fullyQualifiedNamespace" },
    ],
    [`${prefix}_EVENTHUBS__credential`]: "managedidentity",
  };
}

/** The database as the host receives it: between percent signs it reads a setting, since the name is the app's to know. */
export function cosmosDatabaseOf(prefix: string): string {
  return `%${prefix}_COSMOS_DATABASE%`;
}
