import type { TransformName } from "../../services/contract/transforms";

/** How a list that the library fills is treated when a `transform` changes it. */
export type ListRule =
  /** The library's elements stay, the user's are added. */
  | {
      readonly rule: "held";
      /** What its elements do for the backend: completes "takes x out of the list, which …". */
      readonly because: string;
      /** The field that tells one element from another; elements are texts or constructs otherwise. */
      readonly by?: string;
      /** An element that Azure takes alone, and that so takes all others out. */
      readonly alone?: string;
    }
  /** It stays as it is: another list would be another resource than the rest of the plan knows. */
  | { readonly rule: "decided"; readonly because: string; readonly fix: string }
  /** The user's list replaces the library's, which is a default. */
  | { readonly rule: "open" };

type Rules = Readonly<Record<string, ListRule>>;

const OPEN = { rule: "open" } as const;
const held = (because: string, by?: string): ListRule => ({
  rule: "held",
  because,
  ...(by === undefined ? {} : { by }),
});

const RELEASE = held("keeps a release from being undone by the next apply");
/** Of `azurerm_resource_group_template_deployment`. */
const TEMPLATE: Rules = {
  "lifecycle.ignoreChanges": held(
    "keeps the template from being run again, which makes what it made a second time with other values",
  ),
};
const BYPASS: ListRule = {
  rule: "held",
  because: "lets Azure's own services in, such as Event Grid",
  alone: "None",
};
const ACCOUNT: Rules = { "networkRules.bypass": BYPASS };
const SITE: Rules = {
  "lifecycle.ignoreChanges": RELEASE,
  "identity.identityIds": held("reads the host's connection string from the vault"),
  "siteConfig.ipRestriction": held(
    "allows the callers of the app, which is closed to everything else",
    "name",
  ),
  "siteConfig.applicationStack.docker": OPEN,
};

/** Of every resource. */
export const sharedListRules: Rules = {
  dependsOn: held("has to be there first"),
  "lifecycle.replaceTriggeredBy": held("is never replaced without this resource"),
};

/** Every list that the library fills, by resource and field; elements of lists of objects are `[]`. */
export const listRules: Readonly<Partial<Record<TransformName, Rules>>> = {
  vnet: { addressSpace: held("holds the subnets") },
  subnets: {
    addressPrefixes: held("is the subnet's range, which no other subnet has"),
    serviceEndpoints: held("lets the subnet in where a rule of an account or vault names it"),
    delegation: held("lets the service into the subnet that is built for it", "name"),
    "delegation[].serviceDelegation.actions": held("lets the service into the subnet that is built for it"),
  },
  privateDnsRecords: {
    records: { rule: "decided", because: "is the address that the name leads to", fix: "leave it out" },
  },
  cosmos: {
    capabilities: held("makes the account what cosmos.mode says", "name"),
    geoLocation: held("is a region of cosmos.regions, which holds the data", "location"),
  },
  cosmosContainers: {
    partitionKeyPaths: {
      rule: "decided",
      because: "is what components read and write by",
      fix: "set it where the container is declared: cosmos.containers.<name>.partitionKey, or the component",
    },
    uniqueKey: OPEN,
    "indexingPolicy.includedPath": OPEN,
    "indexingPolicy.excludedPath": OPEN,
    "indexingPolicy.compositeIndex": OPEN,
  },
  storage: ACCOUNT,
  hostStorage: ACCOUNT,
  cdnStorage: ACCOUNT,
  storageTables: TEMPLATE,
  keyVault: { "networkAcls.virtualNetworkSubnetIds": held("lets the functions read their secrets") },
  keyVaultSecrets: TEMPLATE,
  // What is delivered and to whom is the user's own; options and components say it first.
  eventGridSubscriptions: { includedEventTypes: OPEN },
  eventGridSystemTopicSubscriptions: { includedEventTypes: OPEN },
  functionApp: {
    ...SITE,
    "stickySettings.appSettingNames": held(
      "keeps the pause of a slot out of production when they are swapped",
    ),
    alwaysReady: held("is what functionApp.alwaysReady asks for", "name"),
  },
  functionAppSlots: SITE,
  actionGroups: { emailReceiver: OPEN, armRoleReceiver: OPEN, webhookReceiver: OPEN },
  metricAlerts: {
    action: held("tells the action groups of the alert", "actionGroupId"),
    scopes: held("is what the alert watches"),
    criteria: OPEN,
  },
  activityLogAlerts: {
    action: held("tells the action groups of the alert", "actionGroupId"),
    scopes: held("is what the alert watches"),
  },
  logSearchAlerts: {
    "action.actionGroups": held("tells the action groups of the alert"),
    scopes: held("is what the alert watches"),
    criteria: OPEN,
  },
  availabilityTest: { geoLocations: OPEN },
  savedQueries: { categories: OPEN, resourceTypes: OPEN },
  budgets: {
    "lifecycle.ignoreChanges": held("keeps a budget from being replaced when its first month is over"),
    notification: OPEN,
  },
  apimApis: { protocols: held("is how the API is called") },
  apimOperations: { templateParameter: held("is a parameter in the path of the operation", "name") },
  apimFunctionKey: TEMPLATE,
  cdnRoutes: {
    cdnFrontdoorOriginIds: held("leads to the account of public assets"),
    patternsToMatch: held("is the path that the assets are published under"),
    supportedProtocols: OPEN,
    "cache.queryStrings": OPEN,
    "cache.contentTypesToCompress": OPEN,
  },
  containerRegistry: {
    "lifecycle.ignoreChanges": held("keeps the registry and its images from being replaced"),
    networkRuleSet: OPEN,
  },
  b2c: { "lifecycle.ignoreChanges": held("keeps the tenant and its users from being replaced") },
  redisAccess: TEMPLATE,
  serviceBusDefaultRules: TEMPLATE,
  privateEndpoints: {
    "privateServiceConnection.subresourceNames": {
      rule: "decided",
      because: "belongs to the endpoint's DNS zone",
      fix: "leave it out: each subresource has an endpoint of its own",
    },
    "privateDnsZoneGroup.privateDnsZoneIds": held("lets names lead to the endpoint"),
    "lifecycle.ignoreChanges": held("leaves the DNS zones that an Azure Policy writes alone"),
  },
  diagnosticSettings: { enabledLog: OPEN, enabledMetric: OPEN },
  roleAssignments: {
    "lifecycle.ignoreChanges": held("keeps the role from being taken away and given again"),
  },
};

/** The rule of a list; undefined for one that the library fills nowhere. */
export function listRule(name: string, path: string): ListRule | undefined {
  const own: Rules = Object.hasOwn(listRules, name) ? (listRules[name as TransformName] ?? {}) : {};
  return own[path] ?? sharedListRules[path];
}
