import { CdnFrontdoorEndpoint } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import { CdnFrontdoorOrigin } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin";
import { CdnFrontdoorOriginGroup } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group";
import { CdnFrontdoorProfile } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import { CdnFrontdoorRoute } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Who answers behind the one address, and where it is kept. */
export interface GlobalEntryProps {
  readonly subscriptionId: string;
  readonly location: string;
  /** One of each region. */
  readonly hosts: readonly string[];
}

/** A stack of one's own beside the backends: Front Door asks the nearest region that is well. */
export class GlobalEntry extends TerraformStack {
  constructor(scope: Construct, id: string, { subscriptionId, location, hosts }: GlobalEntryProps) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", {
      subscriptionId,
      resourceProviderRegistrations: "none",
      resourceProvidersToRegister: ["Microsoft.Cdn"],
      features: [{}],
    });
    new LocalBackend(this, { path: `../../../state/${id}.tfstate` });
    const group = new ResourceGroup(this, "resource_group", { name: `rg-${id}`, location });
    const profile = new CdnFrontdoorProfile(this, "profile", {
      name: `afd-${id}`,
      resourceGroupName: group.name,
      skuName: "Standard_AzureFrontDoor",
    });
    const endpoint = new CdnFrontdoorEndpoint(this, "endpoint", {
      name: id,
      cdnFrontdoorProfileId: profile.id,
    });
    const regions = new CdnFrontdoorOriginGroup(this, "regions", {
      name: "regions",
      cdnFrontdoorProfileId: profile.id,
      sessionAffinityEnabled: false,
      loadBalancing: {},
      healthProbe: { protocol: "Https", path: "/", requestType: "HEAD", intervalInSeconds: 100 },
    });
    const origins = hosts.map(
      (host, index) =>
        new CdnFrontdoorOrigin(this, `origin_${index + 1}`, {
          name: `region-${index + 1}`,
          cdnFrontdoorOriginGroupId: regions.id,
          hostName: host,
          originHostHeader: host,
          certificateNameCheckEnabled: true,
          enabled: true,
        }),
    );
    new CdnFrontdoorRoute(this, "route", {
      name: "api",
      cdnFrontdoorEndpointId: endpoint.id,
      cdnFrontdoorOriginGroupId: regions.id,
      cdnFrontdoorOriginIds: origins.map((origin) => origin.id),
      patternsToMatch: ["/*"],
      supportedProtocols: ["Http", "Https"],
      httpsRedirectEnabled: true,
      forwardingProtocol: "HttpsOnly",
      linkToDefaultDomain: true,
    });
  }
}
