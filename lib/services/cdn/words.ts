import type { CdnFrontdoorCustomDomainConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain";
import type { CdnFrontdoorCustomDomainAssociationConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain-association";
import type { CdnFrontdoorEndpointConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import type { CdnFrontdoorOriginConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin";
import type { CdnFrontdoorOriginGroupConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group";
import type { CdnFrontdoorProfileConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import type { CdnFrontdoorRouteConfig } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import type { StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import type { StorageContainerConfig } from "@cdktf/provider-azurerm/lib/storage-container";
import type { CdnSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface CdnWords {
  readonly settings: CdnSettings;
  readonly configs: {
    readonly cdn: CdnFrontdoorProfileConfig;
    readonly cdnEndpoints: CdnFrontdoorEndpointConfig;
    readonly cdnOriginGroup: CdnFrontdoorOriginGroupConfig;
    readonly cdnOrigin: CdnFrontdoorOriginConfig;
    readonly cdnRoutes: CdnFrontdoorRouteConfig;
    readonly cdnCustomDomains: CdnFrontdoorCustomDomainConfig;
    readonly cdnCustomDomainAssociations: CdnFrontdoorCustomDomainAssociationConfig;
    readonly cdnStorage: StorageAccountConfig;
    readonly cdnContainers: StorageContainerConfig;
  };
  readonly names: { readonly cdn: "cdnProfile"; readonly cdnStorage: "cdnStorageAccount" };
  readonly severalNames: { readonly cdnEndpoints: "cdnEndpoint" };
}
