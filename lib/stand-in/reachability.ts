import { isClosed } from "./closed-services";
import { type Json, isObject, listAt, textAt } from "./json";
import { key, parseResourcePath } from "./resource-path";
import { linkedNetworks } from "./rules/network";
import { hasServiceEndpoint, subnetsLetIn } from "./rules/service-endpoints";
import { blockedBy } from "./security-rules";
import { type Call, type Service, calledBy, calledByGateway, portsOf, serviceAt } from "./services-called";
import type { Resource, Store } from "./store";

const GROUPS = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups";

/**
 * What function apps and gateways would not reach: services that are closed to the internet, and whose names do not
 * lead to a private endpoint in the network that the caller is in, or whose ports a security rule closes on the way. Azure itself takes all of that for right; the caller
 * finds out.
 */
export function unreachable(store: Store): readonly string[] {
  const apps = [...store.ofType("Microsoft.Web/sites"), ...store.ofType("Microsoft.Web/sites/slots")];
  const ofApps = apps.flatMap((app) => {
    const caller = { name: app.name, subnet: textAt(app.body, "properties.virtualNetworkSubnetId") };
    return calledBy(app, store).map((call) => ({ caller, ...call }));
  });
  const ofGateways = store.ofType("Microsoft.ApiManagement/service").flatMap((gateway) => {
    const subnet = textAt(gateway.body, "properties.virtualNetworkConfiguration.subnetResourceId");
    return calledByGateway(gateway, store).map((call) => ({
      caller: { name: gateway.name, subnet },
      ...call,
    }));
  });
  return [...ofApps, ...ofGateways].flatMap(({ caller, target, service }) => {
    if (!isClosed(target)) return [];
    const why = whyNot(caller, target, service, store);
    return why === undefined ? [] : [`${caller.name} does not reach ${target.name}${service.suffix}: ${why}`];
  });
}

/** Whether a request for `host` from a subnet comes to the service that answers there. */
export function reaches(subnet: string, host: string, target: Resource, store: Store): boolean {
  const service = serviceAt(host, target);
  return service !== undefined && whyNot({ name: subnet, subnet }, target, service, store) === undefined;
}

/** What calls others, and the subnet that it does so from; empty where it is in none. */
interface Caller {
  readonly name: string;
  readonly subnet: string;
}

function whyNot({ subnet }: Caller, target: Resource, service: Service, store: Store): string | undefined {
  const network = parseResourcePath(subnet)?.parent;
  if (network === undefined) return "it is in no network";
  if (isLetIn(target, subnet, store)) return undefined;
  const endpoint = store
    .ofType("Microsoft.Network/privateEndpoints")
    .filter(({ body }) => key(textAt(body, "properties.subnet.id")).startsWith(`${key(network)}/subnets/`))
    .find(({ body }) =>
      listAt(body, "properties.privateLinkServiceConnections").some((each) =>
        leadsTo(each, target, service.subresource),
      ),
    );
  if (endpoint === undefined)
    return `network ${lastOf(network)} has no private endpoint to its ${service.subresource}`;
  return (
    whyNamedOtherwise(endpoint, service, network, store) ??
    whyStopped(subnet, endpoint, { target, service }, store)
  );
}

/** Every port that the service's clients use has to be open. */
function whyStopped(subnet: string, endpoint: Resource, call: Call, store: Store): string | undefined {
  const [from, to] = [store.get(subnet), store.get(textAt(endpoint.body, "properties.subnet.id"))];
  if (from === undefined || to === undefined) return undefined;
  return portsOf(call, store)
    .map((port) => blockedBy({ from, to, port }, store))
    .find((why) => why !== undefined);
}

/** The name leads to the endpoint by its zone group's record, in a zone that the app's network is linked to. */
function whyNamedOtherwise(
  endpoint: Resource,
  { zone }: Service,
  network: string,
  store: Store,
): string | undefined {
  const configs = store
    .children(endpoint.id, GROUPS)
    .flatMap(({ body }) => listAt(body, "properties.privateDnsZoneConfigs"));
  const config = configs.find(
    (each) => key(lastOf(textAt(each, "properties.privateDnsZoneId"))) === key(zone),
  );
  if (config === undefined) return `private endpoint ${endpoint.name} is in no zone ${zone}`;
  if (listAt(config, "properties.recordSets").filter(isObject).length === 0)
    return `zone ${zone} has no record of private endpoint ${endpoint.name}`;
  return linkedNetworks(textAt(config, "properties.privateDnsZoneId"), store).includes(key(network))
    ? undefined
    : `zone ${zone} has no link to network ${lastOf(network)}`;
}

/** By a rule of its own, which needs a service endpoint, while its public endpoint answers to somebody. */
function isLetIn({ type, body }: Resource, subnet: string, store: Store): boolean {
  if (textAt(body, "properties.publicNetworkAccess") === "Disabled") return false;
  return (
    subnetsLetIn(type, body).some((each) => key(each) === key(subnet)) &&
    hasServiceEndpoint(type, store.get(subnet)?.body)
  );
}

function leadsTo(connection: Json, target: Resource, subresource: string): boolean {
  const state = textAt(connection, "properties.privateLinkServiceConnectionState.status");
  return (
    state === "Approved" &&
    key(textAt(connection, "properties.privateLinkServiceId")) === key(target.id) &&
    listAt(connection, "properties.groupIds").some((each) => each === subresource)
  );
}

function lastOf(id: string): string {
  return id.split("/").at(-1) ?? "";
}
