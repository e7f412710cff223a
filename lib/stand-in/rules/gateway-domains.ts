import { type Json, type JsonObject, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import { roleName } from "../role-definitions";
import type { Rule } from "../rule";
import type { Store } from "../store";

const SERVICES = "Microsoft.ApiManagement/service";
const VAULTS = "Microsoft.KeyVault/vaults";
const PAGE = "learn.microsoft.com/azure/api-management/configure-custom-domain";
const IDENTITIES =
  "learn.microsoft.com/azure/api-management/api-management-howto-use-managed-service-identity";
const LIMITS =
  "learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits";

/** Tiers with several custom domains of the gateway, and how many. */
const SEVERAL: Readonly<Record<string, number>> = { Developer: 20, Premium: 20 };
/** Those of Azure's roles that read the value of a secret. */
const READERS = [
  "Key Vault Administrator",
  "Key Vault Certificate User",
  "Key Vault Secrets Officer",
  "Key Vault Secrets User",
];

/** Host names beside those that Azure gives. */
function customOf(service: Json | undefined): readonly JsonObject[] {
  return listAt(service, "properties.hostnameConfigurations")
    .filter(isObject)
    .filter((each) => !key(textAt(each, "hostName")).endsWith(".azure-api.net"));
}

export const gatewayDomains: readonly Rule[] = [
  {
    says: "a service on Consumption has custom domains of its gateway alone, and no wildcard",
    source: PAGE,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked) {
      if (textAt(asked, "sku.name") !== "Consumption") return undefined;
      const wrong = customOf(asked).find(
        (each) => textAt(each, "type") !== "Proxy" || textAt(each, "hostName").startsWith("*."),
      );
      return (
        wrong && `Hostname ${textAt(wrong, "hostName")} of type ${textAt(wrong, "type")} is not supported`
      );
    },
  },
  {
    says: "a gateway has as many custom domains as its tier allows",
    source: `${LIMITS}, and learn.microsoft.com/azure/api-management/v2-service-tiers-overview`,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked) {
      const tier = textAt(asked, "sku.name");
      const gateway = customOf(asked).filter((each) => textAt(each, "type") === "Proxy");
      const most = SEVERAL[tier] ?? 1;
      return gateway.length > most
        ? `The ${tier} tier supports ${most} custom hostnames of the gateway, got ${gateway.length}`
        : undefined;
    },
  },
  {
    says: "a host name is of one API Management service",
    source: PAGE,
    on: [SERVICES],
    code: "InvalidParameters",
    refuse(asked, { id, store }) {
      const hosts = customOf(asked).map((each) => key(textAt(each, "hostName")));
      const other = store
        .ofType(SERVICES)
        .filter((each) => key(each.id) !== key(id))
        .find(({ body }) => customOf(body).some((each) => hosts.includes(key(textAt(each, "hostName")))));
      return other && `A hostname is already used by ${other.name}`;
    },
  },
  {
    says: "API Management's identity may read the certificate of a custom domain before it is set, and the vault has it",
    source: `${IDENTITIES}, learn.microsoft.com/answers/questions/1688796`,
    on: [SERVICES],
    code: "InvalidOperation",
    refuse(asked, { store, earlier }) {
      const principal = textAt(earlier?.body, "identity.principalId");
      for (const each of customOf(asked)) {
        const why = unreadable(textAt(each, "keyVaultId"), principal, store);
        if (why !== undefined) return why;
      }
      return undefined;
    },
  },
];

/** Undefined for a vault that is not seen here. */
function unreadable(secretId: string, principal: string, store: Store): string | undefined {
  if (secretId === "") return undefined;
  const { host, pathname } = new URL(secretId);
  const vault = store
    .ofType(VAULTS)
    .find(({ body }) => new URL(textAt(body, "properties.vaultUri")).host === host);
  if (vault === undefined) return undefined;
  const [, collection = "", name = ""] = pathname.split("/");
  const secret = `${vault.id}/secrets/${name}`;
  if (collection !== "secrets" || store.get(secret) === undefined)
    return `Secret ${name} was not found in key vault ${vault.name}`;
  const may = store
    .ofType("Microsoft.Authorization/roleAssignments")
    .filter(({ id }) => [vault.id, secret].some((scope) => key(id).startsWith(`${key(scope)}/providers/`)))
    .filter(({ body }) => textAt(body, "properties.principalId") === principal)
    .some(({ body }) =>
      READERS.includes(roleName(textAt(body, "properties.roleDefinitionId").slice(-36)) ?? ""),
    );
  return may
    ? undefined
    : `Failed to access KeyVault Secret ${secretId} using Managed Service Identity of Api Management service`;
}
