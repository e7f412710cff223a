import type { PeopleGroupSettings } from "./settings";

/** A built-in role on one thing of a service. */
export interface PeopleRole {
  readonly role: string;
  readonly service: "cosmos" | "storage" | "serviceBus" | "keyVault" | "logs";
  /** One of the service's scopes. */
  readonly on: string;
  /** As a report says it: `storage account for data`. */
  readonly thing: string;
  /** `azure`, or what the service calls roles that those of Azure do not reach. */
  readonly plane: "azure" | "cosmos";
}

const COSMOS = { service: "cosmos", on: "account", thing: "Cosmos DB account", plane: "cosmos" } as const;
const STORAGE = {
  service: "storage",
  on: "data",
  thing: "storage account for data",
  plane: "azure",
} as const;
const SERVICE_BUS = {
  service: "serviceBus",
  on: "namespace",
  thing: "Service Bus namespace",
  plane: "azure",
} as const;
const VAULT = { service: "keyVault", on: "vault", thing: "key vault", plane: "azure" } as const;
const INSIGHTS = { service: "logs", on: "insights", thing: "Application Insights", plane: "azure" } as const;
const WORKSPACE = {
  service: "logs",
  on: "workspace",
  thing: "Log Analytics workspace",
  plane: "azure",
} as const;

/**
 * The narrowest built-in roles. Nobody can look at messages of Service Bus without receiving them, so that reading has no role there:
 * learn.microsoft.com/azure/role-based-access-control/built-in-roles, /azure/cosmos-db/reference-data-plane-security
 */
const DATA: Readonly<Record<"read" | "write", readonly PeopleRole[]>> = {
  read: [
    { role: "Cosmos DB Built-in Data Reader", ...COSMOS },
    { role: "Storage Blob Data Reader", ...STORAGE },
    { role: "Storage Queue Data Reader", ...STORAGE },
    { role: "Storage Table Data Reader", ...STORAGE },
  ],
  write: [
    { role: "Cosmos DB Built-in Data Contributor", ...COSMOS },
    { role: "Storage Blob Data Contributor", ...STORAGE },
    { role: "Storage Queue Data Contributor", ...STORAGE },
    { role: "Storage Table Data Contributor", ...STORAGE },
    { role: "Azure Service Bus Data Receiver", ...SERVICE_BUS },
    { role: "Azure Service Bus Data Sender", ...SERVICE_BUS },
  ],
};

const SECRETS: Readonly<Record<"read" | "write", readonly PeopleRole[]>> = {
  read: [{ role: "Key Vault Secrets User", ...VAULT }],
  write: [{ role: "Key Vault Secrets Officer", ...VAULT }],
};

const TELEMETRY: readonly PeopleRole[] = [
  { role: "Monitoring Reader", ...INSIGHTS },
  { role: "Monitoring Reader", ...WORKSPACE },
];

/** The roles of one group, in the order of its settings. */
export function rolesOf({ data, secrets, telemetry = false }: PeopleGroupSettings): readonly PeopleRole[] {
  return [
    ...(data === undefined ? [] : DATA[data]),
    ...(secrets === undefined ? [] : SECRETS[secrets]),
    ...(telemetry ? TELEMETRY : []),
  ];
}
