import { isClosed } from "./data-plane";
import { type Json, isObject, listAt, textAt } from "./json";
import { key, parseResourcePath } from "./resource-path";
import { linkedNetworks } from "./rules/network";
import type { Resource, Store } from "./store";

/** A name that an app calls: which type of resource answers to it, by which private endpoint and in which zone. */
interface Service {
  readonly suffix: string;
  readonly type: string;
  readonly subresource: string;
  readonly zone: string;
}

/** learn.microsoft.com/azure/private-link/private-endpoint-dns */
const SERVICES: readonly Service[] = [
  {
    suffix: ".vault.azure.net",
    type: "Microsoft.KeyVault/vaults",
    subresource: "vault",
    zone: "privatelink.vaultcore.azure.net",
  },
  {
    suffix: ".documents.azure.com",
    type: "Microsoft.DocumentDB/databaseAccounts",
    subresource: "Sql",
    zone: "privatelink.documents.azure.com",
  },
  ...["blob", "queue", "table"].map((subresource) => ({
    suffix: `.${subresource}.core.windows.net`,
    type: "Microsoft.Storage/storageAccounts",
    subresource,
    zone: `privatelink.${subresource}.core.windows.net`,
  })),
];

/**
 * What function apps that have joined a network would not reach: services that are closed to the internet, and whose
 * names do not lead to a private endpoint in that network. Azure itself takes all of that for right; the app finds out.
 */
export function unreachable(store: Store): readonly string[] {
  const apps = [...store.ofType("Microsoft.Web/sites"), ...store.ofType("Microsoft.Web/sites/slots")];
  return apps.flatMap((app) => {
    const network = parseResourcePath(textAt(app.body, "properties.virtualNetworkSubnetId"))?.parent;
    return calledBy(app, store).flatMap(({ target, service }) => {
      if (!isClosed(target)) return [];
      const why =
        network === undefined ? "the app is in no network" : whyNot(target, service, network, store);
      return why === undefined ? [] : [`${app.name} does not reach ${target.name}${service.suffix}: ${why}`];
    });
  });
}

interface Call {
  readonly target: Resource;
  readonly service: Service;
}

/** Services that an app's settings name, and those of its host's storage account. */
function calledBy(app: Resource, store: Store): readonly Call[] {
  const settings = listAt(app.body, "properties.siteConfig.appSettings").filter(isObject);
  const words = settings.map((setting) => textAt(setting, "value")).join("\n");
  const host = settings.find((setting) => textAt(setting, "name") === "AzureWebJobsStorage__accountName");
  return SERVICES.flatMap((service) =>
    store
      .ofType(service.type)
      .filter(
        ({ name }) =>
          words.includes(`://${name}${service.suffix}`) ||
          (service.type === "Microsoft.Storage/storageAccounts" && textAt(host, "value") === name),
      )
      .map((target) => ({ target, service })),
  );
}

function whyNot(
  target: Resource,
  { subresource, zone }: Service,
  network: string,
  store: Store,
): string | undefined {
  const endpoint = store
    .ofType("Microsoft.Network/privateEndpoints")
    .find(
      ({ body }) =>
        key(textAt(body, "properties.subnet.id")).startsWith(`${key(network)}/subnets/`) &&
        listAt(body, "properties.privateLinkServiceConnections").some((each) =>
          leadsTo(each, target, subresource),
        ),
    );
  if (endpoint === undefined)
    return `network ${lastOf(network)} has no private endpoint to its ${subresource}`;
  const group = store.children(endpoint.id, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")[0];
  const zones = listAt(group?.body, "properties.privateDnsZoneConfigs").map((each) =>
    textAt(each, "properties.privateDnsZoneId"),
  );
  const found = zones.find((each) => key(lastOf(each)) === key(zone));
  if (found === undefined) return `private endpoint ${endpoint.name} is in no zone ${zone}`;
  return linkedNetworks(found, store).includes(key(network))
    ? undefined
    : `zone ${zone} has no link to network ${lastOf(network)}`;
}

function leadsTo(connection: Json, target: Resource, subresource: string): boolean {
  return (
    key(textAt(connection, "properties.privateLinkServiceId")) === key(target.id) &&
    listAt(connection, "properties.groupIds").some((each) => each === subresource)
  );
}

function lastOf(id: string): string {
  return id.split("/").at(-1) ?? "";
}
