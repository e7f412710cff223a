import type { TransformName } from "../../services/contract/transforms";

/** How a list that the library fills is treated when a `transform` changes it. */
export type ListRule =
  /** The library's elements stay, the user's are added. */
  | {
      readonly rule: "held";
      /** What its elements do for the backend: completes "removes x from the list, which …". */
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

const RELEASE = held("prevents the next apply from undoing a release");
/** Of `azurerm_resource_group_template_deployment`. */
const TEMPLATE: Rules = {
  "lifecycle.ignoreChanges": held(
    "prevents a second deployment of the template, which would create its resources again with other values",
  ),
};
const BYPASS: ListRule = {
  rule: "held",
  because: "allows trusted Azure services such as Event Grid",
  alone: "None",
};
const ACCOUNT: Rules = { "networkRules.bypass": BYPASS };
const SITE: Rules = {
  "lifecycle.ignoreChanges": RELEASE,
  "identity.identityIds": held(
    "is the identity that reads the connection string of the host from the key vault",
  ),
  "siteConfig.ipRestriction": held(
    "allows the callers of the app, which is closed to everything else",
    "name",
  ),
  "siteConfig.applicationStack.docker": OPEN,
};

/** Of every resource. */
export const sharedListRules: Rules = {
  dependsOn: held("must be created first"),
  "lifecycle.replaceTriggeredBy": held("is replaced together with this resource"),
};

/** Every list that the library fills, by resource and field; elements of lists of objects are `[]`. */
export const listRules: Readonly<Partial<Record<TransformName, Rules>>> = {
  vnet: { addressSpace: held("contains the subnets") },
  subnets: {
    addressPrefixes: held("is the address range of the subnet"),
    serviceEndpoints: held(
      "is needed by the network rules of accounts and key vaults that allow this subnet",
    ),
    delegation: held("delegates the subnet to its service", "name"),
    "delegation[].serviceDelegation.actions": held("delegates the subnet to its service"),
  },
  natPublicIpAddress: { zones: OPEN },
  routeTable: { route: held("is a route of networking.firewall or networking.routes", "name") },
  privateDnsRecords: {
    records: { rule: "decided", because: "is the address of the DNS record", fix: "remove it" },
  },
  dnsARecords: {
    records: { rule: "decided", because: "is the address of the custom domain", fix: "set it in the option" },
  },
  dnsTxtRecords: { record: held("shows Azure who owns the domain", "value") },
  cosmos: {
    capabilities: held("is set by cosmos.mode or cosmos.capabilities", "name"),
    geoLocation: held("is a region of cosmos.regions, which contains the data", "location"),
  },
  cosmosContainers: {
    partitionKeyPaths: {
      rule: "decided",
      because: "is used by the components to read and write",
      fix: "set it where the container is declared: cosmos.containers.<name>.partitionKey, or the component",
    },
    uniqueKey: OPEN,
    "indexingPolicy.includedPath": OPEN,
    "indexingPolicy.excludedPath": OPEN,
    "indexingPolicy.compositeIndex": OPEN,
  },
  storage: ACCOUNT,
  hostStorage: ACCOUNT,
  packageStorage: ACCOUNT,
  flowLogStorage: ACCOUNT,
  cdnStorage: ACCOUNT,
  storageLifecycle: {
    rule: held("is a rule of storage.lifecycle", "name"),
    "rule[].filters.blobTypes": OPEN,
    "rule[].filters.prefixMatch": OPEN,
  },
  storageTables: TEMPLATE,
  keyVault: { "networkAcls.virtualNetworkSubnetIds": held("allows the functions to read their secrets") },
  keyVaultSecrets: TEMPLATE,
  // What is delivered and to whom is the user's own; options and components say it first.
  eventGridSubscriptions: { includedEventTypes: OPEN },
  eventGridSystemTopicSubscriptions: { includedEventTypes: OPEN },
  functionApp: {
    ...SITE,
    "stickySettings.appSettingNames": held(
      "keeps the pause setting of a slot from moving to production in a swap",
    ),
    alwaysReady: held("is set by functionApp.alwaysReady", "name"),
  },
  functionAppSlots: SITE,
  customDomains: {
    "lifecycle.ignoreChanges": held("keeps the certificate that another resource binds"),
  },
  actionGroups: { emailReceiver: OPEN, armRoleReceiver: OPEN, webhookReceiver: OPEN },
  metricAlerts: {
    action: held("notifies the action groups of the alert", "actionGroupId"),
    scopes: held("is the resource that the alert monitors"),
    criteria: OPEN,
  },
  activityLogAlerts: {
    action: held("notifies the action groups of the alert", "actionGroupId"),
    scopes: held("is the resource that the alert monitors"),
  },
  logSearchAlerts: {
    "action.actionGroups": held("notifies the action groups of the alert"),
    scopes: held("is the resource that the alert monitors"),
    criteria: OPEN,
  },
  availabilityTest: { geoLocations: OPEN },
  savedQueries: { categories: OPEN, resourceTypes: OPEN },
  budgets: {
    "lifecycle.ignoreChanges": held("prevents the replacement of a budget when its first month is over"),
    notification: OPEN,
  },
  apimCustomDomain: { gateway: held("is a host name of optional.apim.customDomains", "hostName") },
  apimApis: { protocols: held("is the protocol of the API") },
  apimOperations: { templateParameter: held("is a parameter in the path of the operation", "name") },
  apimFunctionKey: TEMPLATE,
  cdnRoutes: {
    cdnFrontdoorOriginIds: held("is the storage account of the public assets"),
    patternsToMatch: held("is the path of the public assets"),
    cdnFrontdoorCustomDomainIds: held("is a host name of optional.cdn.customDomains"),
    supportedProtocols: OPEN,
    "cache.queryStrings": OPEN,
    "cache.contentTypesToCompress": OPEN,
  },
  cdnCustomDomainAssociations: {
    cdnFrontdoorRouteIds: held("is the route that the host name is removed from before it is deleted"),
  },
  containerRegistry: {
    "lifecycle.ignoreChanges": held("prevents the replacement of the registry and its images"),
    networkRuleSet: OPEN,
  },
  b2c: { "lifecycle.ignoreChanges": held("prevents the replacement of the tenant and its users") },
  redisAccess: TEMPLATE,
  serviceBusDefaultRules: TEMPLATE,
  privateEndpoints: {
    "privateServiceConnection.subresourceNames": {
      rule: "decided",
      because: "belongs to the endpoint's DNS zone",
      fix: "remove it: each subresource has its own endpoint",
    },
    "privateDnsZoneGroup.privateDnsZoneIds": held("resolves names to the endpoint"),
    "lifecycle.ignoreChanges": held("keeps the DNS zones that an Azure Policy sets"),
  },
  diagnosticSettings: { enabledLog: OPEN, enabledMetric: OPEN },
  roleAssignments: {
    "lifecycle.ignoreChanges": held("prevents the replacement of the role assignment"),
  },
};

/** The rule of a list; undefined for one that the library fills nowhere. */
export function listRule(name: string, path: string): ListRule | undefined {
  const own: Rules = Object.hasOwn(listRules, name) ? (listRules[name as TransformName] ?? {}) : {};
  return own[path] ?? sharedListRules[path];
}
