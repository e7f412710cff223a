import { type JsonObject, at, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Resource, Store } from "../store";

const PROFILES = "Microsoft.Cdn/profiles";
const ORIGINS = `${PROFILES}/originGroups/origins`;
const ENDPOINTS = `${PROFILES}/afdEndpoints`;
const ROUTES = `${ENDPOINTS}/routes`;
const DOMAINS = `${PROFILES}/customDomains`;
const TIERS = ["Standard_AzureFrontDoor", "Premium_AzureFrontDoor"];

export const frontDoor: readonly Rule[] = [
  {
    says: "new resources of the classic CDN are refused",
    source: "azurerm 4.55, cdn_deprecation.go",
    on: [PROFILES, `${PROFILES}/endpoints`],
    refuse(asked, { id }) {
      const isEndpoint = parseResourcePath(id)?.type.toLowerCase() === `${PROFILES}/endpoints`.toLowerCase();
      return isEndpoint || !TIERS.includes(textAt(asked, "sku.name"))
        ? "Azure CDN from Microsoft (classic) no longer supports new profile creation"
        : undefined;
    },
  },
  {
    says: "a Premium Front Door profile stays Premium",
    source: "azurerm 4.55, cdn_frontdoor_profile_resource.go",
    on: [PROFILES],
    refuse: (asked, { earlier }) =>
      textAt(earlier?.body, "sku.name") === TIERS[1] && textAt(asked, "sku.name") === TIERS[0]
        ? "A Premium profile cannot be downgraded to Standard"
        : undefined,
  },
  {
    says: "an origin with a private link needs Premium",
    source: "learn.microsoft.com/azure/frontdoor/private-link",
    on: [ORIGINS],
    refuse(asked, { id, store }) {
      const profile = store.get(id.replace(/\/originGroups\/.*$/i, ""));
      return isObject(at(asked, "properties.sharedPrivateLinkResource")) &&
        textAt(profile?.body, "sku.name") !== TIERS[1]
        ? "Private Link is available on the Premium tier only"
        : undefined;
    },
  },
  {
    says: "an origin is a host name, without scheme and path",
    source: "learn.microsoft.com/azure/frontdoor/origin",
    on: [ORIGINS],
    refuse(asked) {
      const host = textAt(asked, "properties.hostName");
      return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host) ? undefined : `'${host}' is no host name`;
    },
  },
  {
    says: "a route's origin group exists",
    source: "learn.microsoft.com/azure/frontdoor/front-door-route-matching",
    on: [ROUTES],
    refuse(asked, { store }) {
      const group = textAt(asked, "properties.originGroup.id");
      return store.get(group) === undefined ? `Origin group ${group} was not found` : undefined;
    },
  },
  {
    says: "a route's origin group has an origin",
    source: "azurerm 4.55, cdn_frontdoor_route_resource.go",
    on: [ROUTES],
    refuse(asked, { store }) {
      const group = textAt(asked, "properties.originGroup.id");
      return store.get(group) !== undefined && originsOf(group, store).length === 0
        ? `Origin group ${group} has no origin`
        : undefined;
    },
  },
  {
    says: "a profile that is Standard has 10 endpoints at most",
    source:
      "learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-front-door-standard-and-premium-service-limits",
    on: [ENDPOINTS],
    refuse(_asked, { id, store, earlier }) {
      const profile = key(id).replace(/\/afdendpoints\/.*$/, "");
      const others = store.ofType(ENDPOINTS).filter((each) => key(each.id).startsWith(`${profile}/`));
      return earlier === undefined &&
        others.length >= 10 &&
        textAt(store.get(profile)?.body, "sku.name") === TIERS[0]
        ? "The number of endpoints exceeds the quota of the profile"
        : undefined;
    },
  },
  {
    says: "a route's custom domains exist, and are of no other endpoint",
    source: "learn.microsoft.com/azure/frontdoor/domain, azurerm 4.55, cdn_frontdoor_route_resource.go",
    on: [ROUTES],
    refuse(asked, { id, store }) {
      const endpoint = key(id).replace(/\/routes\/.*$/, "");
      for (const domain of domainsOf(asked)) {
        if (store.get(domain) === undefined) return `Custom domain ${domain} was not found`;
        const other = store
          .ofType(ROUTES)
          .find(
            (route) => !key(route.id).startsWith(`${endpoint}/`) && domainsOf(route.body).includes(domain),
          );
        if (other !== undefined) return `Custom domain ${domain} is already associated with ${other.id}`;
      }
      return undefined;
    },
  },
  {
    says: "a host name is of one custom domain, and no wildcard where Front Door issues its certificate",
    source: "learn.microsoft.com/azure/frontdoor/domain#azure-front-door-managed-tls-certificates",
    on: [DOMAINS],
    refuse(asked, { id, store }) {
      const host = textAt(asked, "properties.hostName");
      if (
        host.startsWith("*.") &&
        textAt(asked, "properties.tlsSettings.certificateType") === "ManagedCertificate"
      )
        return `Managed certificates are not supported for the wildcard domain ${host}`;
      const twin = store
        .ofType(DOMAINS)
        .find(
          (each) => key(each.id) !== key(id) && key(textAt(each.body, "properties.hostName")) === key(host),
        );
      return twin && `The host name ${host} is already used by ${twin.id}`;
    },
  },
  {
    says: "a custom domain that a route has cannot be deleted",
    source: "azurerm 4.55, cdn_frontdoor_custom_domain_association_resource.go",
    on: [DOMAINS],
    holds({ id, name }, store) {
      const route = store.ofType(ROUTES).find(({ body }) => domainsOf(body).includes(key(id)));
      return route && `${name} is still associated with route ${route.name}`;
    },
  },
  {
    says: "an origin that a route leads to cannot be deleted, nor can its group",
    source: "azurerm 4.55, cdn_frontdoor_route_resource.go",
    on: [ORIGINS, `${PROFILES}/originGroups`],
    holds({ id, name }, store) {
      const route = store
        .ofType(ROUTES)
        .find(({ body }) => `${key(id)}/`.startsWith(`${key(textAt(body, "properties.originGroup.id"))}/`));
      return route && `${name} is still associated with route ${route.name}`;
    },
  },
];

/** Ids of the custom domains of a route, as they are compared. */
function domainsOf(route: JsonObject): readonly string[] {
  return listAt(route, "properties.customDomains").map((each) => key(textAt(each, "id")));
}

function originsOf(group: string, store: Store): readonly Resource[] {
  return store.ofType(ORIGINS).filter(({ id }) => key(id).startsWith(`${key(group)}/`));
}
