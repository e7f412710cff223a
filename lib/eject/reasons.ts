import type { BackendPlan } from "../decide/backend-plan";
import type { BuiltResource } from "../decide/plan-channel";
import { snakeCase } from "../kit/snake-case";
import { groupOf } from "../services";
import type { TransformName } from "../services/contract/transforms";

/** The option that switches a kind of resource on, for kinds that belong to no one service's group. */
const OPTION_OF: Readonly<Partial<Record<TransformName, string>>> = {
  routeTable: "networking.firewall and networking.routes",
  routeTableAssociation: "networking.firewall and networking.routes",
  vnetPeerings: "networking.peerings",
  natGateway: "networking.natGateway",
  natGatewayAddresses: "networking.natGateway",
  natGatewayAssociation: "networking.natGateway",
  natGatewayPrefixes: "networking.natGateway",
  natPublicIpAddress: "networking.natGateway",
  flowLog: "networking.flowLogs",
  flowLogStorage: "networking.flowLogs",
  customDomains: "functionApp.customDomains",
  customDomainCertificates: "functionApp.customDomains",
  customDomainCertificateBindings: "functionApp.customDomains",
  apimCustomDomain: "optional.apim.customDomains",
  cdnCustomDomains: "optional.cdn.customDomains",
  cdnCustomDomainAssociations: "optional.cdn.customDomains",
  diagnosticSettings: "logs.diagnostics",
  managementLocks: "safeguards.locks",
  privateDnsZones: "networking.privateEndpoints",
  privateDnsZoneLinks: "networking.privateEndpoints",
  privateEndpoints: "networking.privateEndpoints",
  savedQueries: "monitoring.savedQueries",
  workbook: "monitoring.workbook",
};

/** `networking.privateEndpoints` of a private endpoint; undefined for a kind that belongs to a service's group. */
export function switchOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : OPTION_OF[name as TransformName];
}

/**
 * Why a backend has a resource, in one line each: the components that need it, the role that it gives, or the options that
 * create it. Empty for a resource that is not the library's.
 */
export function reasonsOf({ address, name, service }: BuiltResource, plan: BackendPlan): readonly string[] {
  const [, id = ""] = address.split(".");
  if (name === "resourceGroups")
    return ["Every stack makes a resource group, unless external.resourceGroups names one."];
  const found = [
    ...neededBy(id, plan),
    ...grantReasons(id, plan),
    ...endpointReasons(id, plan),
    ...optionReasons(id, name, plan),
  ];
  if (found.length > 0) return found;
  return service === undefined ? [] : [`Part of ${groupOf(service)}.`];
}

/** Requirements by how the names of their resources begin in Terraform. */
function neededBy(id: string, { requirements }: BackendPlan): readonly string[] {
  const kinds: Readonly<
    Record<string, readonly { readonly name: string; readonly path: string; readonly reason: string }[]>
  > = {
    cosmos_container_: requirements.cosmosContainers,
    storage_container_: requirements.blobContainers,
    storage_queue_: requirements.queues,
    storage_table_: requirements.tables,
    key_vault_secret_: requirements.secrets,
    service_bus_queue_: requirements.serviceBusQueues,
    event_hub_: requirements.eventHubs,
    service_bus_topic_: requirements.serviceBusTopics,
  };
  return Object.entries(kinds).flatMap(([prefix, needs]) =>
    needs.filter(({ name }) => id === `${prefix}${name}`).map(({ path, reason }) => `${path}: ${reason}`),
  );
}

function grantReasons(id: string, { grants }: BackendPlan): readonly string[] {
  return grants
    .filter((grant) => id.startsWith("function_app") && id.endsWith(`_${grant.id}`))
    .flatMap(({ reason, uses }) =>
      uses === undefined ? [reason] : uses.map((use) => `${use.path}: ${use.reason}`),
    );
}

function endpointReasons(id: string, { privateEndpoints }: BackendPlan): readonly string[] {
  return privateEndpoints
    .filter((endpoint) => id === `private_endpoint_${endpoint.id}`)
    .map(
      ({ service, subresource, zone }) =>
        `Reaches ${service} (${subresource}) from the network; its name is in ${zone}.`,
    );
}

/** The options that name the resource, or that switch its kind on. */
function optionReasons(id: string, name: string | undefined, plan: BackendPlan): readonly string[] {
  const kind = switchOf(name);
  const paths = Object.keys(plan.origins).filter((path) => path === kind || names(path, id));
  return paths.sort().map((path) => {
    const origin = plan.origins[path];
    const because = origin?.because === undefined ? "" : `: ${origin.because}`;
    return `${path} (${origin?.layer ?? "default"}${because})`;
  });
}

/** Whether an option such as `storage.queues.tasks` is about `storage_queue_tasks`. */
function names(path: string, id: string): boolean {
  const words = path.replace(/^optional\./, "").split(".");
  const [group = "", list = "", key] = words;
  if (key === undefined || words.length > 3) return false;
  const singular = snakeCase(list).replace(/ies$/, "y").replace(/s$/, "");
  return id === `${snakeCase(group)}_${singular}_${key}` || id === `${singular}_${snakeCase(key)}`;
}
