import { monitoringNames } from "./monitoring-names";

/** Within what an Azure name has to be unique. */
export type NameScope = "global" | "subscription" | "resource group" | "parent";

/** What Azure accepts as a name of one kind, and how this library composes one. */
export interface NameRule {
  /** What messages call it. */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** The characters, as Azure has them; length is checked apart. */
  readonly pattern: RegExp;
  /** `pattern` in words. */
  readonly characters: string;
  readonly scope: NameScope;
  /** How names of this kind begin (Cloud Adoption Framework); kinds without one are named by the user only. */
  readonly prefix?: string;
  /** There may be more than one in a backend: its name has a detail, and is the library's own. */
  readonly several?: true;
  /** Composed names stay this short, where something is appended later. */
  readonly composedMax?: number;
}

const HYPHENATED = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/**
 * Azure's rules for what this library names.
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, and the azurerm 4.55
 * validators where those are stricter.
 */
export const nameRules = {
  resourceGroup: {
    label: "resource group",
    min: 1,
    max: 90,
    pattern: /^[-\w._()]*[-\w_()]$/,
    characters: "letters, digits, - _ . ( ), not ending in a full stop",
    scope: "subscription",
    prefix: "rg",
    several: true,
  },
  virtualNetwork: {
    label: "virtual network",
    min: 2,
    max: 64,
    pattern: /^[a-z0-9][\w.-]*\w$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "resource group",
    prefix: "vnet",
  },
  subnet: {
    label: "subnet",
    min: 1,
    max: 80,
    pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "parent",
    prefix: "snet",
    several: true,
  },
  networkSecurityGroup: {
    label: "network security group",
    min: 1,
    max: 80,
    pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "resource group",
    prefix: "nsg",
    several: true,
  },
  privateDnsZoneLink: {
    label: "private DNS zone link",
    min: 1,
    max: 80,
    pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "parent",
    prefix: "link",
    several: true,
  },
  privateEndpoint: {
    label: "private endpoint",
    min: 1,
    max: 80,
    pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "resource group",
    prefix: "pep",
    several: true,
  },
  logAnalyticsWorkspace: {
    label: "Log Analytics workspace",
    min: 4,
    max: 63,
    pattern: HYPHENATED,
    characters: "letters, digits and hyphens, no hyphen at either end",
    scope: "resource group",
    prefix: "log",
  },
  applicationInsights: {
    label: "Application Insights component",
    min: 1,
    max: 260,
    pattern: /^[-\w.()]*[-\w()]$/,
    characters: "letters, digits, - _ . ( ), not ending in a full stop",
    scope: "resource group",
    prefix: "appi",
  },
  ...monitoringNames,
  keyVault: {
    label: "key vault",
    min: 3,
    max: 24,
    pattern: /^[a-z](-?[a-z0-9])*$/i,
    characters: "letters, digits and single hyphens, beginning with a letter, no hyphen at the end",
    scope: "global",
    prefix: "kv",
  },
  keyVaultSecret: {
    label: "key vault secret",
    min: 1,
    max: 127,
    pattern: /^[0-9a-zA-Z-]+$/,
    characters: "letters, digits and hyphens",
    scope: "parent",
  },
  cosmosAccount: {
    label: "Cosmos DB account",
    min: 3,
    max: 44,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    characters: "lower-case letters, digits and hyphens, no hyphen at either end",
    scope: "global",
    prefix: "cosmos",
  },
  cosmosDatabase: {
    label: "Cosmos DB database",
    min: 1,
    max: 255,
    pattern: /^[^/\\#?%]*[^/\\#?% ]$/,
    characters: "anything but / \\ # ? %, not ending in a space",
    scope: "parent",
  },
  cosmosContainer: {
    label: "Cosmos DB container",
    min: 1,
    max: 255,
    pattern: /^[^/\\#?%]*[^/\\#?% ]$/,
    characters: "anything but / \\ # ? %, not ending in a space",
    scope: "parent",
  },
  storageAccount: {
    label: "storage account",
    min: 3,
    max: 24,
    pattern: /^[a-z0-9]+$/,
    characters: "lower-case letters and digits",
    scope: "global",
    prefix: "st",
  },
  hostStorageAccount: {
    label: "storage account",
    min: 3,
    max: 24,
    pattern: /^[a-z0-9]+$/,
    characters: "lower-case letters and digits",
    scope: "global",
    prefix: "sthost",
  },
  storageContainer: {
    label: "blob container",
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](-?[a-z0-9])*$/,
    characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
    scope: "parent",
  },
  storageQueue: {
    label: "storage queue",
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](-?[a-z0-9])*$/,
    characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
    scope: "parent",
  },
  storageTable: {
    label: "storage table",
    min: 3,
    max: 63,
    pattern: /^(?!tables?$)[a-z][a-z0-9]*$/i,
    characters: 'letters and digits, beginning with a letter, not "table"',
    scope: "parent",
  },
  storageShare: {
    label: "file share",
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](-?[a-z0-9])*$/,
    characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
    scope: "parent",
  },
  eventGridTopic: {
    label: "Event Grid topic",
    min: 3,
    max: 50,
    pattern: /^[0-9a-z-]+$/i,
    characters: "letters, digits and hyphens",
    // Within its region: the name is part of a host name.
    scope: "global",
    prefix: "evgt",
    several: true,
  },
  eventGridSystemTopic: {
    label: "Event Grid system topic",
    min: 3,
    max: 128,
    pattern: /^[0-9a-z-]+$/i,
    characters: "letters, digits and hyphens",
    scope: "resource group",
    prefix: "egst",
  },
  eventGridSubscription: {
    label: "Event Grid subscription",
    min: 3,
    max: 64,
    pattern: /^[0-9a-z-]+$/i,
    characters: "letters, digits and hyphens",
    scope: "parent",
    prefix: "evgs",
    several: true,
  },
  servicePlan: {
    label: "service plan",
    min: 1,
    max: 40,
    pattern: /^[0-9a-z-]+$/i,
    characters: "letters, digits and hyphens",
    scope: "resource group",
    prefix: "asp",
  },
  functionApp: {
    label: "function app",
    min: 2,
    max: 60,
    pattern: HYPHENATED,
    characters: "letters, digits and hyphens, no hyphen at either end",
    scope: "global",
    prefix: "func",
    // The Functions host cuts its id at 32 characters: a slot still has to show there.
    composedMax: 30,
  },
  functionAppSlot: {
    label: "deployment slot",
    min: 2,
    max: 59,
    pattern: /^(?!production$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i,
    characters: 'letters, digits and hyphens, no hyphen at either end, not "production"',
    scope: "parent",
  },
  userAssignedIdentity: {
    label: "user-assigned identity",
    min: 3,
    max: 128,
    pattern: /^[a-z0-9][a-z0-9_-]*$/i,
    characters: "letters, digits, - and _, beginning with a letter or digit",
    scope: "resource group",
    prefix: "id",
  },
  apiManagement: {
    label: "API Management service",
    min: 1,
    max: 50,
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/i,
    characters: "letters, digits and hyphens, beginning with a letter, no hyphen at the end",
    scope: "global",
    prefix: "apim",
  },
  publicIpAddress: {
    label: "public IP address",
    min: 1,
    max: 80,
    pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
    characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
    scope: "resource group",
    prefix: "pip",
  },
  templateDeployment: {
    label: "template deployment",
    min: 1,
    max: 64,
    pattern: /^[-\w._()]+$/,
    characters: "letters, digits, - _ . ( )",
    scope: "resource group",
  },
} as const satisfies Readonly<Record<string, NameRule>>;

export type NameKind = keyof typeof nameRules;

/** The kinds that this library composes a name for: one of each in a backend. */
export type ComposedKind = {
  [K in NameKind]: (typeof nameRules)[K] extends { readonly prefix: string } ? K : never;
}[NameKind];

/** Why Azure would refuse `name`; undefined when it would not. */
export function nameFault(kind: NameKind, name: string): string | undefined {
  const { label, min, max, pattern, characters }: NameRule = nameRules[kind];
  const kindOfName = `${/^[AEIO]/.test(label) ? "an" : "a"} ${label} name`;
  if (name.length < min || name.length > max)
    return `${kindOfName} has ${min} to ${max} characters, this one has ${name.length}`;
  return pattern.test(name) ? undefined : `${kindOfName} has ${characters}`;
}
