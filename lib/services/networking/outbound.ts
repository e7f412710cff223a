import type { Draft } from "../contract/draft";
import type { AllSettings } from "../words";
import { isInjected } from "../api-management/network";
import { runsContainer } from "../function-app/container";
import type { OutboundRuleSettings } from "./settings";

/** One rule that lets a flow out. */
export interface OutboundRulePlan {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly destination: string;
  readonly port: string;
  readonly description: string;
}

/** The option, as messages name it. */
export const RESTRICT = "networking.restrictOutbound";
export const OUTBOUND = "networking.subnets.functions.outbound";
export const DENY_OUTBOUND = "deny_outbound";

/** A flow into the subnet of private endpoints, as the function app begins it. */
export interface EndpointFlow {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly port: string;
}

const HTTPS = { protocol: "Tcp", port: "443" } as const;

/** A service that is reached by its public addresses. */
interface PublicService {
  readonly tag: string;
  /**
   * Of its rule, apart from those of flows to private endpoints. It is fixed: Azure refuses a rule that moves to the
   * priority of another, which may move only after it.
   * learn.microsoft.com/azure/virtual-network/network-security-groups-overview
   */
  readonly priority: number;
  /** A port or a range each. */
  readonly ports?: readonly string[];
  readonly why: string;
  readonly isCalled: boolean;
}

/**
 * What the function app calls outside of the network whatever it does, and the services that it reaches by their public
 * addresses. Service tags: learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
function publicServices(settings: AllSettings): readonly PublicService[] {
  const { networking, optional, eventGrid } = settings;
  const isOpen = !networking.privateEndpoints;
  const isImage = runsContainer(settings);
  const { enabled: hasBus, sku } = optional.serviceBus;
  const service = (tag: string, priority: number, isCalled: boolean, why: string): PublicService => ({
    tag,
    priority,
    isCalled,
    why,
  });
  const services = [
    service("AzureActiveDirectory", 120, true, "The function app gets its tokens"),
    service("AzureMonitor", 122, true, "Telemetry goes to Application Insights"),
    service("AzureResourceManager", 124, true, "The function app asks Azure about its own resources"),
    service("Storage", 126, isOpen || optional.cdn.enabled, "Storage is reached by its public address"),
    service("AzureCosmosDB", 128, isOpen, "Cosmos DB is reached by its public address"),
    service("AzureKeyVault", 130, isOpen, "The key vault is reached by its public address"),
    {
      ...service(
        "ServiceBus",
        132,
        hasBus && (isOpen || sku.name !== "Premium"),
        "Service Bus is reached by its public address",
      ),
      ports: [HTTPS.port, "5671-5672"],
    },
    service(
      "AzureEventGrid",
      134,
      isOpen && Object.values(eventGrid.topics).includes(true),
      "Event Grid is reached by its public address",
    ),
    service("AzureContainerRegistry", 136, isImage, "Images come from a registry of Azure"),
    // learn.microsoft.com/azure/container-registry/container-registry-firewall-access-rules
    service("MicrosoftContainerRegistry", 138, isImage, "The first image comes from Microsoft"),
    service("AzureFrontDoor.FirstParty", 140, isImage, "Layers of images come from Microsoft"),
  ];
  return services.filter(({ isCalled }) => isCalled);
}

/** Rules of the subnet of the function app; undefined where everything may go out. */
export function outboundRules(
  settings: AllSettings,
  endpointsRange: string,
  endpointFlows: readonly EndpointFlow[],
): readonly OutboundRulePlan[] | undefined {
  if (!settings.networking.restrictOutbound) return undefined;
  const toEndpoints = endpointFlows.map(({ name, priority, protocol, port }) => ({
    priority,
    name: name === "allow_functions" ? "allow_private_endpoints" : `${name}_out`,
    protocol,
    port,
    destination: endpointsRange,
    description: "The function app reaches private endpoints",
  }));
  const toServices = publicServices(settings).flatMap(({ tag, priority, ports = [HTTPS.port], why }) =>
    ports.map((port, index) => ({
      priority: priority + index,
      name: `allow_${snakeCase(tag)}${index === 0 ? "" : `_${index + 1}`}`,
      protocol: HTTPS.protocol,
      port,
      destination: tag,
      description: why,
    })),
  );
  return [...toEndpoints, ...toServices, ...ownRules(settings.networking.subnets.functions.outbound)];
}

function ownRules(
  given: Readonly<Record<string, OutboundRuleSettings | false>> = {},
): readonly OutboundRulePlan[] {
  return Object.entries(given)
    .flatMap(([name, rule]): readonly OutboundRulePlan[] =>
      rule === false
        ? []
        : [
            {
              name,
              priority: rule.priority,
              protocol: rule.protocol ?? "Tcp",
              destination: rule.destination,
              port: rule.port ?? HTTPS.port,
              description: `${OUTBOUND}.${name}`,
            },
          ],
    )
    .sort((one, other) => one.priority - other.priority);
}

/** `AzureFrontDoor.FirstParty` → `azure_front_door_first_party`. */
function snakeCase(tag: string): string {
  return tag
    .replaceAll(".", "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase();
}

/** Names that the backend gives its own rules, so that a user's rule takes another one. */
export function isOwnOutbound(name: string): boolean {
  return (
    name === DENY_OUTBOUND ||
    name === "allow_private_endpoints" ||
    /^allow_(azure|microsoft|storage|service_bus)/.test(name)
  );
}

/** Whether the function app's way out is closed, and can be. */
export function decideOutbound(draft: Draft): void {
  const { networking, functionApp } = draft.settings;
  const rules = Object.values(networking.subnets.functions.outbound ?? {}).filter((rule) => rule !== false);
  if (rules.length > 0 && !networking.restrictOutbound) {
    if (draft.chosen(RESTRICT))
      draft.problem(
        OUTBOUND,
        "names what may leave the subnet, and everything may",
        `set ${RESTRICT} to true, or leave ${OUTBOUND} out`,
        RESTRICT,
      );
    else draft.adjust(RESTRICT, true, `${OUTBOUND} names what may leave the subnet`);
  }
  if (!draft.settings.networking.restrictOutbound) return;
  if (!networking.vnet)
    draft.problem(
      RESTRICT,
      "there is no virtual network",
      `set networking.vnet to true, or leave ${RESTRICT} out`,
      "networking.vnet",
    );
  else if (draft.existing.vnet !== undefined && isExistingSubnet(draft))
    draft.problem(
      RESTRICT,
      "the subnet of the function app exists, with a security group of its owner",
      `leave ${RESTRICT} out, or leave external.vnet.subnets.functions out`,
      "external.vnet",
    );
  if (functionApp.plan === "FC1")
    draft.problem(
      RESTRICT,
      "Microsoft names no flows that the machines of FC1 (Flex Consumption) need",
      `leave ${RESTRICT} out, or choose another functionApp.plan`,
      "functionApp.plan",
    );
  noteWhatIsElsewhere(draft);
}

function isExistingSubnet({ existing: { vnet } }: Draft): boolean {
  return vnet !== undefined && (!vnet.createChildren || vnet.subnets["functions"] !== undefined);
}

/** What the backend knows no address of. */
function noteWhatIsElsewhere(draft: Draft): void {
  const { functionApp, networking, optional } = draft.settings;
  if (typeof functionApp.package === "object")
    draft.note("functionApp.package", `has to be let out of the network: ${OUTBOUND}`);
  if (optional.redis.enabled && !networking.privateEndpoints)
    draft.note("optional.redis", `has no service tag, and has to be let out of the network: ${OUTBOUND}`);
  if (isInjected(draft.settings)) return;
  for (const key of ["cosmos", "storage", "keyVault"] as const)
    if (draft.existing[key] !== undefined && networking.privateEndpoints)
      draft.note(
        `external.${key}`,
        `has to be let out of the network, wherever its private endpoint is: ${OUTBOUND}`,
      );
}
