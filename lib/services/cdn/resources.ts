import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import { STORAGE_ACCOUNT_NAME, storageAccount, storageContainer } from "../storage";
import type { CdnWords } from "./words";

/** The construct of the account of public assets. */
export const ASSETS_ACCOUNT_CONSTRUCT_ID = "cdn_storage";

/** The construct of the container behind an endpoint. */
export const assetsContainerConstructId = (endpoint: string): string => `cdn_storage_container_${endpoint}`;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const cdnResources: ResourceRecords<CdnWords> = {
  cdn: {
    type: "azurerm_cdn_frontdoor_profile",
    importId: inGroup("Microsoft.Cdn/profiles/{name}"),
    diagnostics: [
      {
        logs: ["FrontDoorAccessLog", "FrontDoorHealthProbeLog", "FrontDoorWebApplicationFirewallLog"],
        metrics: ["AllMetrics"],
      },
    ],
    names: {
      cdnProfile: {
        label: "Front Door profile",
        when: "with `optional.cdn`",
        min: 2,
        max: 90,
        pattern: /^[0-9a-z]([0-9a-z-]*[0-9a-z])?$/i,
        characters: "letters, digits and hyphens, no hyphen at either end",
        scope: "resource group",
        prefix: "afd",
      },
    },
  },
  cdnEndpoints: {
    type: "azurerm_cdn_frontdoor_endpoint",
    importId: "{cdn_frontdoor_profile_id}/afdEndpoints/{name}",
    names: {
      cdnEndpoint: {
        label: "Front Door endpoint",
        min: 2,
        max: 46,
        pattern: /^[0-9a-z]([0-9a-z-]*[0-9a-z])?$/i,
        characters: "letters, digits and hyphens, no hyphen at either end",
        // One of a name in a tenant: learn.microsoft.com/azure/frontdoor/endpoint
        scope: "global",
        detailFrom: "optional.cdn.endpoints",
        prefix: "fde",
        several: true,
      },
    },
  },
  cdnOriginGroup: {
    type: "azurerm_cdn_frontdoor_origin_group",
    importId: "{cdn_frontdoor_profile_id}/originGroups/{name}",
  },
  cdnOrigin: {
    type: "azurerm_cdn_frontdoor_origin",
    importId: "{cdn_frontdoor_origin_group_id}/origins/{name}",
  },
  cdnRoutes: {
    type: "azurerm_cdn_frontdoor_route",
    importId: "{cdn_frontdoor_endpoint_id}/routes/{name}",
  },
  cdnCustomDomains: {
    type: "azurerm_cdn_frontdoor_custom_domain",
    importId: "{cdn_frontdoor_profile_id}/customDomains/{name}",
  },
  cdnCustomDomainAssociations: {
    type: "azurerm_cdn_frontdoor_custom_domain_association",
    // azurerm's own id, of the domain by its last segment.
    importId: inGroup("Microsoft.Cdn/profiles/{profile_name}/associations/{custom_domain_name}"),
  },
  cdnStorage: {
    ...storageAccount,
    keepsData: "account",
    names: {
      cdnStorageAccount: { ...STORAGE_ACCOUNT_NAME, when: "with `optional.cdn`", prefix: "stcdn" },
    },
  },
  cdnContainers: { ...storageContainer, keepsData: "part", namedBy: "optional.cdn.endpoints.{name}" },
};
