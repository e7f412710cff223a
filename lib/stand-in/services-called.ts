import { isObject, listAt, textAt } from "./json";
import { key } from "./resource-path";
import { roleName } from "./role-definitions";
import type { Resource, Store } from "./store";

/** A name that an app calls: which type of resource answers to it, by which private endpoint and in which zone. */
export interface Service {
  readonly suffix: string;
  /** The region stands between name and suffix. */
  readonly regional?: true;
  readonly type: string;
  readonly subresource: string;
  readonly zone: string;
  /** All of those that its clients use by default. */
  readonly ports: readonly number[];
}

/** A service that an app uses, and whose it is. */
export interface Call {
  readonly target: Resource;
  readonly service: Service;
}

const STORAGE = "Microsoft.Storage/storageAccounts";
const SHARES = `${STORAGE}/fileServices/shares`;

const HTTPS = [443];
/** Files are mounted: learn.microsoft.com/azure/app-service/overview-vnet-integration#content-share */
const SMB = [443, 445];
/** Functions and @azure/service-bus speak AMQP over TLS: learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide */
const AMQP = [5671];

/** learn.microsoft.com/azure/private-link/private-endpoint-dns */
export const services: readonly Service[] = [
  {
    suffix: ".vault.azure.net",
    type: "Microsoft.KeyVault/vaults",
    subresource: "vault",
    zone: "privatelink.vaultcore.azure.net",
    ports: HTTPS,
  },
  {
    suffix: ".documents.azure.com",
    type: "Microsoft.DocumentDB/databaseAccounts",
    subresource: "Sql",
    zone: "privatelink.documents.azure.com",
    // @azure/cosmos speaks to the gateway: learn.microsoft.com/azure/cosmos-db/nosql/sdk-connection-modes
    ports: HTTPS,
  },
  ...["blob", "queue", "table", "file"].map((subresource) => ({
    suffix: `.${subresource}.core.windows.net`,
    type: STORAGE,
    subresource,
    zone: `privatelink.${subresource}.core.windows.net`,
    ports: subresource === "file" ? SMB : HTTPS,
  })),
  {
    suffix: ".servicebus.windows.net",
    type: "Microsoft.ServiceBus/namespaces",
    subresource: "namespace",
    zone: "privatelink.servicebus.windows.net",
    ports: AMQP,
  },
  {
    suffix: ".redis.cache.windows.net",
    type: "Microsoft.Cache/Redis",
    subresource: "redisCache",
    zone: "privatelink.redis.cache.windows.net",
    // learn.microsoft.com/azure/azure-cache-for-redis/cache-configure
    ports: [6380],
  },
  {
    suffix: ".redis.azure.net",
    regional: true,
    type: "Microsoft.Cache/redisEnterprise",
    subresource: "redisEnterprise",
    zone: "privatelink.redis.azure.net",
    // learn.microsoft.com/azure/redis/architecture
    ports: [10_000],
  },
  {
    suffix: ".eventgrid.azure.net",
    regional: true,
    type: "Microsoft.EventGrid/topics",
    subresource: "topic",
    zone: "privatelink.eventgrid.azure.net",
    ports: HTTPS,
  },
  {
    suffix: ".azurecr.io",
    type: "Microsoft.ContainerRegistry/registries",
    subresource: "registry",
    zone: "privatelink.azurecr.io",
    ports: HTTPS,
  },
];

/** Function apps, by their own names. */
export const SITES: Service = {
  suffix: ".azurewebsites.net",
  type: "Microsoft.Web/sites",
  subresource: "sites",
  zone: "privatelink.azurewebsites.net",
  ports: HTTPS,
};

/** The service that answers at a host. */
export function serviceAt(host: string, { type }: Resource): Service | undefined {
  return [...services, SITES].find((each) => each.type === type && host.endsWith(each.suffix));
}

/** Its shards are called one by one where clients know of them: learn.microsoft.com/azure/redis/architecture#cluster-policies */
const SHARDS = [8500, 8599];

/** The ports that clients of a service use, of this one. */
export function portsOf({ target, service }: Call, store: Store): readonly number[] {
  const isSharded = store
    .children(target.id, "Microsoft.Cache/redisEnterprise/databases")
    .some(({ body }) => textAt(body, "properties.clusteringPolicy") === "OSSCluster");
  return isSharded ? [...service.ports, ...SHARDS] : service.ports;
}

/** Function apps that the backends of an API Management service lead to. */
export function calledByGateway(gateway: Resource, store: Store): readonly Call[] {
  const urls = store
    .children(gateway.id, "Microsoft.ApiManagement/service/backends")
    .map(({ body }) => textAt(body, "properties.url"));
  return store
    .ofType(SITES.type)
    .filter(({ body }) => {
      const host = textAt(body, "properties.defaultHostName");
      return urls.some((url) => url.startsWith(`https://${host}/`));
    })
    .map((target) => ({ target, service: SITES }));
}

/** Services that an app's settings name, those that it has a role in, and those of its host. */
export function calledBy(app: Resource, store: Store): readonly Call[] {
  const settings = listAt(app.body, "properties.siteConfig.appSettings").filter(isObject);
  const valueOf = (name: string) =>
    textAt(
      settings.find((setting) => textAt(setting, "name") === name),
      "value",
    );
  const words = settings.map((setting) => textAt(setting, "value")).join("\n");
  const principal = textAt(app.body, "identity.principalId");
  return services.flatMap((service) =>
    store
      .ofType(service.type)
      .filter(
        (target) =>
          isNamed(words, target, service) ||
          isOfHost(target, service, valueOf("AzureWebJobsStorage__accountName")) ||
          hasShare(target, service, valueOf("WEBSITE_CONTENTSHARE"), store) ||
          isGranted(principal, target, service, store),
      )
      .map((target) => ({ target, service })),
  );
}

function isNamed(words: string, { name }: Resource, { suffix, regional, type }: Service): boolean {
  const region = regional === true ? "\\.[a-z0-9-]+" : "";
  const host = new RegExp(`(^|[^a-z0-9-])${name}${region}${suffix.replaceAll(".", "\\.")}`, "im");
  if (host.test(words)) return true;
  // A reference to a secret may name its vault instead.
  return type === "Microsoft.KeyVault/vaults" && new RegExp(`VaultName=${name}[;)]`, "i").test(words);
}

/** learn.microsoft.com/azure/azure-functions/storage-considerations: the host keeps nothing in files. */
function isOfHost({ name }: Resource, { type, subresource }: Service, account: string): boolean {
  return type === STORAGE && subresource !== "file" && key(name) === key(account);
}

function hasShare({ id }: Resource, { subresource }: Service, share: string, store: Store): boolean {
  if (share === "" || subresource !== "file") return false;
  return store.ofType(SHARES).some((each) => key(each.id).startsWith(`${key(id)}/`) && each.name === share);
}

/** A role that reaches data of this service, on it or below. */
function isGranted(principal: string, { id, type }: Resource, service: Service, store: Store): boolean {
  if (principal === "") return false;
  const assigned = [
    ...store.ofType("Microsoft.Authorization/roleAssignments"),
    ...store.ofType("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"),
  ];
  return assigned
    .filter((each) => key(each.id).startsWith(`${key(id)}/`))
    .filter(({ body }) => key(textAt(body, "properties.principalId")) === key(principal))
    .some(({ body }) => {
      if (type !== STORAGE) return true;
      const role = roleName(textAt(body, "properties.roleDefinitionId").split("/").at(-1) ?? "") ?? "";
      return role.toLowerCase().startsWith(`storage ${service.subresource} `);
    });
}
