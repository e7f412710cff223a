import type { Alias } from "./alias";
import { renamedOfApp } from "./renamed-app-options";

/** What is called otherwise here, by the path of the option. */
export const renamed: Readonly<Record<string, readonly Alias[]>> = {
  state: [{ at: "", names: ["backend", "remoteState", "terraformBackend", "stateBackend"] }],
  samples: [{ at: "", names: ["sample", "defaultSamples", "specificationSamples", "examples", "leftovers"] }],
  people: [
    { at: "", names: ["developers", "operators", "rbac", "roleAssignments", "access", "iam", "teams"] },
  ],
  "people.groups": [{ at: "people", names: ["developers", "operators", "teams", "members"] }],
  ignoreTags: [{ at: "", names: ["ignoredTags", "ignoreTagKeys", "ignoreTagPrefixes"] }],
  requiredTags: [{ at: "", names: ["mandatoryTags", "enforcedTags", "requireTags", "tagPolicy"] }],
  location: [{ at: "", names: ["region", "azureRegion"] }],
  environment: [{ at: "", names: ["env", "stage", "envName", "environmentName"] }],
  project: [{ at: "", names: ["name", "projectName", "service", "prefix"] }],
  subscriptionId: [{ at: "", names: ["subscription", "armSubscriptionId"] }],
  tenantId: [{ at: "", names: ["tenant", "armTenantId"] }],
  nameSuffix: [{ at: "", names: ["suffix", "resourceToken"] }],
  naming: [
    {
      at: "",
      names: ["namingConvention", "nameConvention", "namingFunction", "namePattern", "nameTemplate"],
    },
  ],
  networking: [{ at: "", names: ["network", "virtualNetwork"] }],
  "networking.vnet": [{ at: "networking", names: ["virtualNetwork", "vnetIntegration", "enabled"] }],
  "networking.addressSpace": [
    { at: "networking", names: ["addressPrefix", "addressPrefixes", "cidr", "vnetCidr"] },
    { at: "", names: ["cidr", "addressSpace"] },
  ],
  "networking.peerings": [
    { at: "networking", names: ["peering", "vnetPeerings", "virtualNetworkPeerings", "hub", "hubVnetId"] },
    { at: "", names: ["peerings", "peering", "vnetPeering", "hub", "hubVnetId"] },
  ],
  "networking.firewall": [
    {
      at: "networking",
      names: ["firewallIp", "firewallPrivateIp", "azureFirewall", "forcedTunneling", "nva"],
    },
    { at: "", names: ["firewall", "azureFirewall", "firewallIp"] },
  ],
  "networking.firewall.privateIp": [
    { at: "networking.firewall", names: ["privateIpAddress", "ip", "ipAddress", "nextHopInIpAddress"] },
  ],
  "networking.routes": [
    { at: "networking", names: ["routeTable", "routeTables", "route", "userDefinedRoutes", "udr"] },
    { at: "", names: ["routes", "routeTable"] },
  ],
  "networking.natGateway": [
    {
      at: "networking",
      names: ["nat", "outbound", "egress", "staticOutboundIp", "outboundIp", "staticIp", "fixedOutboundIp"],
    },
    { at: "", names: ["natGateway", "staticOutboundIp", "outboundIp"] },
  ],
  "monitoring.workbook": [
    { at: "monitoring", names: ["workbooks", "dashboard", "dashboards", "portalDashboard"] },
    { at: "", names: ["workbook", "dashboard", "dashboards"] },
  ],
  "networking.flowLogs": [
    {
      at: "networking",
      names: [
        "flowLog",
        "vnetFlowLogs",
        "vnetFlowLog",
        "nsgFlowLogs",
        "networkWatcher",
        "networkWatcherFlowLog",
      ],
    },
    { at: "", names: ["flowLogs", "flowLog", "nsgFlowLogs", "trafficAnalytics"] },
  ],
  "networking.flowLogs.retentionInDays": [
    { at: "networking.flowLogs", names: ["retention", "retentionDays", "retentionPolicy", "days"] },
  ],
  "networking.flowLogs.storageAccountId": [
    { at: "networking.flowLogs", names: ["storage", "storageAccount", "storageId"] },
  ],
  "networking.natGateway.publicIpAddresses": [
    { at: "networking.natGateway", names: ["publicIps", "publicIpIds", "publicIpAddressIds", "ipAddresses"] },
  ],
  "external.vnet.id": [{ at: "", names: ["vnetId", "virtualNetworkId"] }],
  "external.vnet.subnets": [{ at: "", names: ["subnetId", "subnetIds", "virtualNetworkSubnetId"] }],
  "external.servicePlan": [
    { at: "functionApp", names: ["servicePlanId", "serverFarmId", "appServicePlanId"] },
    { at: "", names: ["servicePlanId", "appServicePlanId"] },
  ],
  "external.logAnalytics": [
    { at: "logs", names: ["workspaceId", "workspaceResourceId"] },
    { at: "", names: ["logAnalytics", "logAnalyticsWorkspaceId", "workspaceId"] },
  ],
  optional: [{ at: "", names: ["features", "addons"] }],
  "optional.redis": [{ at: "", names: ["redis", "redisCache", "cache", "managedRedis"] }],
  "optional.serviceBus": [{ at: "", names: ["serviceBus", "serviceBusNamespace", "messaging"] }],
  "optional.eventHubs": [
    { at: "", names: ["eventHubs", "eventHub", "eventHubNamespace", "eventHubsNamespace", "kafka"] },
    { at: "optional", names: ["eventHub", "eventHubNamespace", "kafka"] },
  ],
  "optional.eventHubs.hubs": [{ at: "optional.eventHubs", names: ["eventHubs", "eventHub", "hub"] }],
  "optional.eventHubs.sku.capacity": [
    { at: "optional.eventHubs", names: ["capacity", "throughputUnits", "processingUnits"] },
  ],
  "optional.eventHubs.sku.maximumCapacity": [
    { at: "optional.eventHubs", names: ["maximumThroughputUnits", "autoInflate", "autoInflateEnabled"] },
  ],
  "optional.cdn": [{ at: "", names: ["cdn", "frontDoor", "cdnProfile"] }],
  "optional.containerRegistry": [{ at: "", names: ["containerRegistry", "acr", "registry"] }],
  "optional.b2c": [{ at: "", names: ["b2c"] }],
  "optional.apim": [{ at: "", names: ["apiManagement"] }],
  "cosmos.maxThroughput": [
    { at: "cosmos", names: ["throughput", "autoscaleMaxThroughput", "autoscaleSettings", "rus", "maxRu"] },
  ],
  "cosmos.mode": [{ at: "cosmos", names: ["capacityMode", "serverless"] }],
  "cosmos.capabilities": [{ at: "cosmos", names: ["capability", "vectorSearch", "fullTextSearch"] }],
  "cosmos.zoneRedundant": [{ at: "cosmos", names: ["isZoneRedundant", "availabilityZones"] }],
  "cosmos.disableLocalAuth": [
    { at: "cosmos", names: ["localAuthenticationDisabled", "localAuthenticationEnabled", "keysEnabled"] },
  ],
  "cosmos.regions": [
    { at: "cosmos", names: ["geoLocation", "geoLocations", "locations", "failoverLocations"] },
  ],
  "cosmos.enableAutomaticFailover": [{ at: "cosmos", names: ["automaticFailoverEnabled"] }],
  "cosmos.enableMultipleWriteLocations": [
    { at: "cosmos", names: ["multipleWriteLocationsEnabled", "multiWrite", "multiMaster"] },
  ],
  "cosmos.consistencyLevel": [{ at: "cosmos", names: ["consistencyPolicy", "defaultConsistencyLevel"] }],
  "cosmos.database": [{ at: "cosmos", names: ["databaseName", "sqlDatabase"] }],
  "storage.sku.name": [
    {
      at: "storage",
      names: ["accountReplicationType", "replication", "replicationType", "redundancy", "accountTier"],
    },
    { at: "", names: ["accountReplicationType"] },
  ],
  "storage.accessTier": [{ at: "storage", names: ["tier"] }],
  "storage.allowSharedKeyAccess": [{ at: "storage", names: ["sharedAccessKeyEnabled"] }],
  "storage.containers": [{ at: "storage", names: ["blobContainers", "blobs"] }],
  "storage.pointInTimeRestoreInDays": [
    { at: "storage", names: ["restorePolicy", "pointInTimeRestore", "restoreDays", "pitr"] },
  ],
  "storage.lifecycle": [
    {
      at: "storage",
      names: ["lifecycleRules", "managementPolicy", "lifecyclePolicy", "lifecycleManagement", "rules"],
    },
  ],
  "keyVault.enablePurgeProtection": [{ at: "keyVault", names: ["purgeProtectionEnabled"] }],
  "keyVault.softDeleteRetentionInDays": [{ at: "keyVault", names: ["softDeleteRetentionDays"] }],
  "optional.apim.customDomains": [
    {
      at: "optional.apim",
      names: [
        "customDomain",
        "domain",
        "domains",
        "domainName",
        "hostname",
        "hostnames",
        "customHostnames",
        "hostnameConfiguration",
        "hostnameConfigurations",
        "gatewayHostname",
      ],
    },
  ],
  "optional.cdn.customDomains": [
    {
      at: "optional.cdn",
      names: ["customDomain", "domain", "domains", "hostname", "hostnames", "customHostnames"],
    },
  ],
  "optional.apim.policies.cors": [{ at: "optional.apim", names: ["cors", "corsPolicy", "allowedOrigins"] }],
  "optional.apim.policies.cors.origins": [{ at: "optional.apim.policies.cors", names: ["allowedOrigins"] }],
  "optional.apim.policies.cors.methods": [{ at: "optional.apim.policies.cors", names: ["allowedMethods"] }],
  "optional.apim.policies.cors.headers": [{ at: "optional.apim.policies.cors", names: ["allowedHeaders"] }],
  "optional.apim.policies.cors.exposedHeaders": [
    { at: "optional.apim.policies.cors", names: ["exposeHeaders"] },
  ],
  "optional.apim.policies.cors.credentials": [
    { at: "optional.apim.policies.cors", names: ["allowCredentials", "supportCredentials"] },
  ],
  "optional.apim.policies.cors.maxAgeInSeconds": [
    { at: "optional.apim.policies.cors", names: ["maxAge", "preflightResultMaxAge"] },
  ],
  ...renamedOfApp,
  "logs.retentionInDays": [{ at: "logs", names: ["retention", "logRetention"] }],
  "logs.samplingPercentage": [{ at: "logs", names: ["sampling", "samplingRate"] }],
  "logs.dailyQuotaGb": [{ at: "logs", names: ["dailyCap", "dailyCapGb", "dailyDataCapInGb"] }],
  "logs.diagnostics": [{ at: "logs", names: ["diagnosticSettings", "categories"] }],
  "monitoring.actionGroups": [
    { at: "monitoring.alerts", names: ["emails", "email", "actionGroups", "receivers", "webhooks"] },
    { at: "monitoring", names: ["emails", "email", "receivers", "alertEmail", "alertEmails"] },
    { at: "", names: ["alertEmail", "alertEmails", "actionGroups"] },
  ],
  "monitoring.alerts": [{ at: "", names: ["alerts"] }],
  "safeguards.budgets": [{ at: "", names: ["budget", "budgets"] }],
  "safeguards.locks": [{ at: "", names: ["lock", "locks", "managementLock"] }],
  "safeguards.preventDestroy": [{ at: "", names: ["preventDestroy", "deletionProtection"] }],
};
