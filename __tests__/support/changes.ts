import type { TransformName, TransformOptions } from "../../lib/services/contract/transforms";
import type { JsonObject } from "./synth";

/** One change of each resource, as fields, and how it shows in Terraform; nothing of it holds by default. */
interface Change<Name extends TransformName> {
  readonly fields: Exclude<TransformOptions[Name], ((...given: never) => unknown) | undefined>;
  readonly shows: JsonObject;
}

const tags = { fields: { tags: { owner: "data" } }, shows: { tags: { owner: "data" } } } as const;
const timeouts = { fields: { timeouts: { create: "1h" } }, shows: { timeouts: { create: "1h" } } } as const;
const metadata = { fields: { metadata: { owner: "data" } }, shows: { metadata: { owner: "data" } } } as const;
const labels = { fields: { labels: ["orders"] }, shows: { labels: ["orders"] } };
const debug = { fields: { debugLevel: "none" }, shows: { debug_level: "none" } } as const;
const healthCheck = {
  fields: { siteConfig: { healthCheckPath: "/health", healthCheckEvictionTimeInMin: 5 } },
  shows: { site_config: { health_check_path: "/health", health_check_eviction_time_in_min: 5 } },
} as const;

export const changes: { readonly [Name in TransformName]: Change<Name> } = {
  vnet: { fields: { flowTimeoutInMinutes: 10 }, shows: { flow_timeout_in_minutes: 10 } },
  subnets: {
    fields: { privateLinkServiceNetworkPoliciesEnabled: false },
    shows: { private_link_service_network_policies_enabled: false },
  },
  networkSecurityGroups: tags,
  networkSecurityRules: { fields: { description: "Ours" }, shows: { description: "Ours" } },
  networkSecurityGroupAssociations: timeouts,
  privateDnsZones: {
    fields: { soaRecord: { email: "dns.contoso.com" } },
    shows: { soa_record: { email: "dns.contoso.com" } },
  },
  privateDnsZoneLinks: {
    fields: { resolutionPolicy: "NxDomainRedirect" },
    shows: { resolution_policy: "NxDomainRedirect" },
  },
  vnetPeerings: {
    fields: { allowVirtualNetworkAccess: false },
    shows: { allow_virtual_network_access: false },
  },
  routeTable: tags,
  routeTableAssociation: timeouts,
  natGateway: tags,
  natPublicIpAddress: { fields: { domainNameLabel: "orders" }, shows: { domain_name_label: "orders" } },
  natGatewayAddresses: timeouts,
  natGatewayPrefixes: timeouts,
  natGatewayAssociation: timeouts,
  flowLog: tags,
  logAnalytics: { fields: { internetQueryEnabled: false }, shows: { internet_query_enabled: false } },
  appInsights: { fields: { disableIpMasking: true }, shows: { ip_masking_enabled: false } },
  cosmos: { fields: { analyticalStorageEnabled: true }, shows: { analytical_storage_enabled: true } },
  cosmosDatabase: timeouts,
  cosmosContainers: { fields: { analyticalStorageTtl: -1 }, shows: { analytical_storage_ttl: -1 } },
  storage: {
    fields: { blobProperties: { changeFeedEnabled: true } },
    shows: { blob_properties: { change_feed_enabled: true } },
  },
  hostStorage: { fields: { largeFileShareEnabled: true }, shows: { large_file_share_enabled: true } },
  flowLogStorage: { fields: { largeFileShareEnabled: true }, shows: { large_file_share_enabled: true } },
  packageStorage: { fields: { largeFileShareEnabled: true }, shows: { large_file_share_enabled: true } },
  storageContainers: metadata,
  storageQueues: metadata,
  storageTables: debug,
  storageLifecycle: timeouts,
  storageShares: { fields: { quota: 200 }, shows: { quota: 200 } },
  keyVault: { fields: { skuName: "premium" }, shows: { sku_name: "premium" } },
  keyVaultSecrets: debug,
  eventGridTopics: {
    fields: { inboundIpRule: [{ ipMask: "203.0.113.0/24" }] },
    shows: { inbound_ip_rule: [{ ip_mask: "203.0.113.0/24" }] },
  },
  eventGridSystemTopic: tags,
  eventGridSubscriptions: labels,
  eventGridSystemTopicSubscriptions: labels,
  serviceBus: {
    fields: { identity: { type: "SystemAssigned" } },
    shows: { identity: { type: "SystemAssigned" } },
  },
  eventHubs: {
    fields: { identity: { type: "SystemAssigned" } },
    shows: { identity: { type: "SystemAssigned" } },
  },
  eventHubsHubs: { fields: { status: "SendDisabled" }, shows: { status: "SendDisabled" } },
  eventHubsConsumerGroups: { fields: { userMetadata: "Ours" }, shows: { user_metadata: "Ours" } },
  serviceBusQueues: { fields: { status: "ReceiveDisabled" }, shows: { status: "ReceiveDisabled" } },
  serviceBusTopics: { fields: { status: "Disabled" }, shows: { status: "Disabled" } },
  serviceBusSubscriptions: { fields: { status: "Disabled" }, shows: { status: "Disabled" } },
  serviceBusRules: timeouts,
  serviceBusDefaultRules: timeouts,
  apim: { fields: { protocols: { http2Enabled: true } }, shows: { protocols: { http2_enabled: true } } },
  apimVersionSet: { fields: { description: "Ours" }, shows: { description: "Ours" } },
  apimApis: { fields: { description: "Ours" }, shows: { description: "Ours" } },
  apimOperations: { fields: { description: "Ours" }, shows: { description: "Ours" } },
  apimPolicies: timeouts,
  apimOperationPolicies: timeouts,
  apimBackend: { fields: { title: "Ours" }, shows: { title: "Ours" } },
  apimFunctionKey: debug,
  apimProduct: { fields: { description: "Ours" }, shows: { description: "Ours" } },
  apimProductApis: timeouts,
  apimLogger: { fields: { buffered: false }, shows: { buffered: false } },
  apimDiagnostics: {
    fields: { frontendRequest: { bodyBytes: 64 } },
    shows: { frontend_request: { body_bytes: 64 } },
  },
  apimCustomDomain: timeouts,
  apimPublicIp: { fields: { idleTimeoutInMinutes: 30 }, shows: { idle_timeout_in_minutes: 30 } },
  cdn: { fields: { responseTimeoutSeconds: 30 }, shows: { response_timeout_seconds: 30 } },
  cdnEndpoints: { fields: { enabled: false }, shows: { enabled: false } },
  cdnOriginGroup: {
    fields: { restoreTrafficTimeToHealedOrNewEndpointInMinutes: 5 },
    shows: { restore_traffic_time_to_healed_or_new_endpoint_in_minutes: 5 },
  },
  cdnOrigin: { fields: { weight: 100 }, shows: { weight: 100 } },
  cdnRoutes: { fields: { cdnFrontdoorOriginPath: "/v1" }, shows: { cdn_frontdoor_origin_path: "/v1" } },
  cdnCustomDomains: timeouts,
  cdnCustomDomainAssociations: timeouts,
  cdnStorage: {
    fields: { blobProperties: { versioningEnabled: true } },
    shows: { blob_properties: { versioning_enabled: true } },
  },
  cdnContainers: metadata,
  privateDnsRecords: { fields: { ttl: 60 }, shows: { ttl: 60 } },
  containerRegistry: {
    fields: { quarantinePolicyEnabled: true },
    shows: { quarantine_policy_enabled: true },
  },
  b2c: tags,
  redis: tags,
  redisAccess: timeouts,
  servicePlan: { fields: { perSiteScalingEnabled: true }, shows: { per_site_scaling_enabled: true } },
  functionApp: healthCheck,
  functionAppSlots: healthCheck,
  functionApps: healthCheck,
  servicePlans: { fields: { perSiteScalingEnabled: true }, shows: { per_site_scaling_enabled: true } },
  hostIdentity: tags,
  customDomains: timeouts,
  customDomainCertificates: tags,
  customDomainCertificateBindings: timeouts,
  actionGroups: { fields: { enabled: false }, shows: { enabled: false } },
  metricAlerts: { fields: { autoMitigate: false }, shows: { auto_mitigate: false } },
  activityLogAlerts: { fields: { enabled: false }, shows: { enabled: false } },
  logSearchAlerts: { fields: { displayName: "Secrets" }, shows: { display_name: "Secrets" } },
  availabilityTest: { fields: { timeout: 60 }, shows: { timeout: 60 } },
  queryPack: tags,
  savedQueries: timeouts,
  workbook: tags,
  managementLocks: timeouts,
  budgets: timeouts,
  resourceGroups: { fields: { managedBy: "contoso" }, shows: { managed_by: "contoso" } },
  privateEndpoints: {
    fields: { customNetworkInterfaceName: "nic" },
    shows: { custom_network_interface_name: "nic" },
  },
  dnsARecords: { fields: { ttl: 60 }, shows: { ttl: 60 } },
  dnsCnameRecords: { fields: { ttl: 60 }, shows: { ttl: 60 } },
  dnsTxtRecords: { fields: { ttl: 60 }, shows: { ttl: 60 } },
  diagnosticSettings: {
    fields: { logAnalyticsDestinationType: "AzureDiagnostics" },
    shows: { log_analytics_destination_type: "AzureDiagnostics" },
  },
  roleAssignments: {
    fields: { skipServicePrincipalAadCheck: true },
    shows: { skip_service_principal_aad_check: true },
  },
  cosmosRoleAssignments: timeouts,
};
