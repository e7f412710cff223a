import { at, listAt, textAt } from "../json";
import { parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

const CACHES = "Microsoft.Cache/Redis";
const CLUSTERS = "Microsoft.Cache/redisEnterprise";
const TEMPLATES = "learn.microsoft.com/azure/templates/microsoft.cache";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const caches: readonly Rule[] = [
  {
    says: "a cache's name has 1 to 63 letters, digits and single hyphens",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [CACHES, CLUSTERS],
    refuse: (_asked, { name }) =>
      /^(?=.{1,63}$)[a-z0-9](-?[a-z0-9])*$/i.test(name) ? undefined : `Cache name ${name} is invalid`,
  },
  {
    says: "Basic and Standard caches are of family C, and Premium ones of P",
    source: "azurerm 4.55, redis_cache_resource.go",
    on: [CACHES],
    refuse(asked) {
      const [tier, family] = [textAt(asked, "properties.sku.name"), textAt(asked, "properties.sku.family")];
      return (tier === "Premium") === (family === "P")
        ? undefined
        : `Family ${family} is not available on the ${tier} tier`;
    },
  },
  {
    says: "zones of a cache need another tier than Basic, and a network Premium",
    source: "learn.microsoft.com/azure/azure-cache-for-redis/cache-high-availability",
    on: [CACHES],
    refuse(asked) {
      const tier = textAt(asked, "properties.sku.name");
      if (tier === "Basic" && listAt(asked, "zones").length > 0)
        return "Zones are not supported on the Basic tier";
      return tier !== "Premium" && textAt(asked, "properties.subnetId") !== ""
        ? "A virtual network is available on the Premium tier only"
        : undefined;
    },
  },
  {
    says: "a cache without access keys has Microsoft Entra authentication",
    source: "learn.microsoft.com/azure/azure-cache-for-redis/cache-azure-active-directory-for-authentication",
    on: [CACHES],
    refuse: (asked) =>
      at(asked, "properties.disableAccessKeyAuthentication") === true &&
      // The API has it as a string.
      !["true", "True"].includes(textAt(asked, "properties.redisConfiguration.aad-enabled"))
        ? "Access keys can be disabled only where Microsoft Entra authentication is enabled"
        : undefined,
  },
  {
    says: "the size of a managed cache exists",
    source: "azurerm 4.55, website/docs/r/managed_redis.html.markdown",
    on: [CLUSTERS],
    refuse: (asked) =>
      /^(Balanced_B|ComputeOptimized_X|MemoryOptimized_M|FlashOptimized_A)\d+$/.test(
        textAt(asked, "sku.name"),
      )
        ? undefined
        : `The SKU '${textAt(asked, "sku.name")}' is not supported`,
  },
  {
    says: "the clustering policy of an existing managed cache cannot change",
    source: "azurerm 4.55, website/docs/r/managed_redis.html.markdown",
    on: [`${CLUSTERS}/databases`],
    refuse(asked, { earlier }) {
      const path = "properties.clusteringPolicy";
      const [before, after] = [textAt(earlier?.body, path), textAt(asked, path)];
      return before !== "" && after !== "" && before !== after
        ? "The clustering policy of a database cannot be changed"
        : undefined;
    },
  },
  {
    says: "one shard of a managed cache holds 25 GB or less",
    source: "learn.microsoft.com/azure/redis/architecture#cluster-policies",
    on: [`${CLUSTERS}/databases`],
    refuse(asked, { id, store }) {
      const size = textAt(store.get(parseResourcePath(id)?.parent ?? "")?.body, "sku.name");
      return textAt(asked, "properties.clusteringPolicy") === "NoCluster" && Number(/\d+$/.exec(size)) > 20
        ? `The NoCluster clustering policy is not supported for SKU ${size}`
        : undefined;
    },
  },
  {
    says: "an access policy assignment of a managed cache gives the policy default to one identity",
    source: `${TEMPLATES}/redisenterprise/databases/accesspolicyassignments`,
    on: [`${CLUSTERS}/databases/accessPolicyAssignments`],
    refuse(asked, { name }) {
      // azurerm names it by the object id, hyphens included: v4.81.0, managed_redis_access_policy_assignment_resource.go
      if (!/^[a-z0-9]{1,60}$/i.test(name) && !GUID.test(name))
        return `Access policy assignment name ${name} is invalid`;
      const policy = textAt(asked, "properties.accessPolicyName");
      if (policy !== "default") return `Access policy ${policy} was not found`;
      return GUID.test(textAt(asked, "properties.user.objectId"))
        ? undefined
        : "The object ID of the user is not a GUID";
    },
  },
  {
    says: "the access policy of an assignment of a cache exists, for one identity",
    source: `${TEMPLATES}/redis/accesspolicyassignments`,
    on: [`${CACHES}/accessPolicyAssignments`],
    refuse(asked, { name }) {
      if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(name))
        return `Access policy assignment name ${name} is invalid`;
      const policy = textAt(asked, "properties.accessPolicyName");
      if (!["Data Owner", "Data Contributor", "Data Reader"].includes(policy))
        return `Access policy ${policy} was not found`;
      return GUID.test(textAt(asked, "properties.objectId"))
        ? undefined
        : "The object ID of the user is not a GUID";
    },
  },
];
