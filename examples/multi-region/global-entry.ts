import { CdnFrontdoorEndpoint } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import { CdnFrontdoorOrigin } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin";
import { CdnFrontdoorOriginGroup } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group";
import { CdnFrontdoorProfile } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import { CdnFrontdoorRoute } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { DataTerraformRemoteStateLocal, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Who answers behind the one address, and where it is kept. */
export interface GlobalEntryProps {
  readonly subscriptionId: string;
  readonly location: string;
  /** One of each region. */
  readonly hosts: readonly string[];
  /** The version of azurerm that the backends require: the bindings would ask for the one that they were made from. */
  readonly providerVersion: string;
}

/** Where the stack keeps its state, seen from the folder of any stack. */
const STATE = "../../../state/feedback-global.tfstate";
const FRONT_DOOR_ID = "front_door_id";

/** What an app lets in: the one Front Door, which says its id with each request, and nobody who goes past it. */
export const onlyFrontDoor = {
  ipRestrictionDefaultAction: "Deny",
  ipRestriction: [
    {
      name: "front_door",
      priority: 100,
      action: "Allow",
      serviceTag: "AzureFrontDoor.Backend",
      headers: [{ xAzureFdid: [`\${data.terraform_remote_state.global.outputs.${FRONT_DOOR_ID}}`] }],
    },
  ],
};

/** Reads Front Door's id into a stack whose app has {@link onlyFrontDoor}; the default is for plans before it is there. */
export function readFrontDoorId(stack: TerraformStack): void {
  const defaults = { [FRONT_DOOR_ID]: "00000000-0000-0000-0000-000000000000" };
  new DataTerraformRemoteStateLocal(stack, "global", { path: STATE, defaults });
}

/** A stack of one's own beside the backends: Front Door asks the nearest region that is well. */
export class GlobalEntry extends TerraformStack {
  constructor(
    scope: Construct,
    id: string,
    { subscriptionId, location, hosts, providerVersion }: GlobalEntryProps,
  ) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", {
      subscriptionId,
      resourceProviderRegistrations: "none",
      resourceProvidersToRegister: ["Microsoft.Cdn"],
      features: [{}],
    });
    this.addOverride("terraform.required_providers.azurerm.version", providerVersion);
    new LocalBackend(this, { path: STATE });
    const group = new ResourceGroup(this, "resource_group", { name: `rg-${id}`, location });
    const profile = new CdnFrontdoorProfile(this, "profile", {
      name: `afd-${id}`,
      resourceGroupName: group.name,
      skuName: "Standard_AzureFrontDoor",
    });
    new TerraformOutput(this, FRONT_DOOR_ID, { value: profile.resourceGuid });
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
