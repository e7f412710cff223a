import type { PortFlow } from "../contract/endpoint";
import type { NetworkFacts, NetworkNeeds, PublicService, SubnetNeed } from "../contract/network-needs";
import type { AllSettings } from "../words";
import { runsContainer } from "./container";
import { ELASTIC_PREMIUM_INSTANCES } from "./plan";

/** Rules that let the app in to private endpoints. */
const ALLOW_APP = "allow_functions";
const ALLOW_SHARE = "allow_content_share";

/** Delegations, in Azure's case: learn.microsoft.com/azure/azure-functions/functions-networking-options#subnets */
const PREMIUM = { service: "Microsoft.Web/serverFarms", action: "action" };
const FLEX_CONSUMPTION = { service: "Microsoft.App/environments", action: "join/action" };

/** What the function app needs of the network. */
export function functionAppNeeds({ settings }: NetworkFacts): Partial<NetworkNeeds> {
  const { package: source } = settings.functionApp;
  return {
    subnets: [subnetOf(settings)],
    ports: portsOf(settings),
    publicServices: publicServices(settings),
    unknownAddresses: typeof source === "object" ? [{ option: "functionApp.package" }] : [],
    ruleNames: [ALLOW_APP, ALLOW_SHARE],
  };
}

/** The subnet that the app calls from: learn.microsoft.com/azure/azure-functions/functions-networking-options */
function subnetOf({ functionApp: { plan, maximumInstances }, networking }: AllSettings): SubnetNeed {
  const isFlex = plan === "FC1";
  return {
    name: "functions",
    order: 1,
    isUsed: true,
    ...(plan === "Y1"
      ? {
          staysOutside: {
            option: "functionApp.plan",
            why: "Y1 (Consumption) does not support virtual networks",
            instead: "EP1",
          },
        }
      : {}),
    smallest: isFlex
      ? { bits: 27, why: "an app on FC1 (Flex Consumption)" }
      : { bits: 28, why: "a function app's integration" },
    ...(isFlex ? {} : { instances: maximumInstances ?? ELASTIC_PREMIUM_INSTANCES }),
    delegation: isFlex ? FLEX_CONSUMPTION : PREMIUM,
    isolation: "the subnet of the function app is delegated to its plan and cannot be shared",
    // Without an endpoint of its own the vault lets this subnet in by name.
    serviceEndpoints: networking.privateEndpoints ? [] : ["Microsoft.KeyVault"],
    reachesInternet: true,
    inbound: [],
    toEndpoints: {
      name: ALLOW_APP,
      priority: 100,
      description: "The function app reaches data, secrets and its own host storage over https",
    },
    runsCode: true,
    ...(isFlex
      ? {
          opensOutbound: {
            option: "functionApp.plan",
            why: "Microsoft does not document the outbound traffic that FC1 (Flex Consumption) needs",
          },
        }
      : {}),
  };
}

/**
 * The share that the code is in is mounted, over SMB.
 * learn.microsoft.com/azure/app-service/overview-vnet-integration#content-share
 */
function portsOf({ functionApp, networking }: AllSettings): readonly PortFlow[] {
  if (functionApp.package !== "content-share" || !networking.privateEndpoints) return [];
  return [
    {
      name: ALLOW_SHARE,
      port: "445",
      description: "The function app mounts the share that its code is in",
      priority: 180,
    },
  ];
}

/** What the app calls outside of the network whatever it does, and where its image comes from. */
function publicServices(settings: AllSettings): readonly PublicService[] {
  const isImage = runsContainer(settings);
  const service = (tag: string, priority: number, isCalled: boolean, why: string): PublicService => ({
    tag,
    priority,
    isCalled,
    why,
  });
  return [
    service("AzureActiveDirectory", 120, true, "The function app gets its tokens"),
    service("AzureResourceManager", 124, true, "The function app asks Azure about its own resources"),
    service("AzureContainerRegistry", 136, isImage, "Images come from a registry of Azure"),
    // learn.microsoft.com/azure/container-registry/container-registry-firewall-access-rules
    service("MicrosoftContainerRegistry", 138, isImage, "The first image comes from Microsoft"),
    service("AzureFrontDoor.FirstParty", 140, isImage, "Layers of images come from Microsoft"),
  ];
}
