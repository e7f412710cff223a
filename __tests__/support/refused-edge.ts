import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, type Row, VNET } from "./asked";
import { inGroup } from "./manager";

const SUBNET_OF_CACHE = `${VNET}/subnets/caches`;
const CACHE = inGroup("Microsoft.Cache/Redis/cache-one");
const CLUSTER = inGroup("Microsoft.Cache/redisEnterprise/redis-one");

const cache = (name: string, family: string, more: JsonObject = {}, body: JsonObject = {}): Asked => [
  CACHE,
  { ...body, properties: { sku: { name, family, capacity: 0 }, ...more } },
];
const DATABASE: readonly Asked[] = [
  [CLUSTER, { sku: { name: "Balanced_B0" } }],
  [`${CLUSTER}/databases/default`, {}],
];
const USER = "11111111-2222-3333-4444-555555555555";
const managedAccess = (name: string, accessPolicyName = "default", objectId = USER): Asked => [
  `${CLUSTER}/databases/default/accessPolicyAssignments/${name}`,
  { properties: { accessPolicyName, user: { objectId } } },
];
const cacheAccess = (name: string, accessPolicyName = "Data Reader", objectId = USER): Asked => [
  `${CACHE}/accessPolicyAssignments/${name}`,
  { properties: { accessPolicyName, objectId, objectIdAlias: objectId } },
];

/** Caches. */
export const refusedOfEdge: Readonly<Record<string, Row | readonly Row[]>> = {
  "a cache's name has 1 to 63 letters, digits and single hyphens": {
    right: cache("Basic", "C"),
    wrong: [CACHE.replace("cache-one", "cache--one"), cache("Basic", "C")[1]],
    message: "400 BadRequest: Cache name cache--one is invalid",
  },
  "Basic and Standard caches are of family C, and Premium ones of P": {
    right: cache("Premium", "P"),
    wrong: cache("Basic", "P"),
    message: "400 BadRequest: Family P is not available on the Basic tier",
  },
  "zones of a cache need another tier than Basic, and a network Premium": [
    {
      right: cache("Standard", "C", {}, { zones: ["1", "2"] }),
      wrong: cache("Basic", "C", {}, { zones: ["1", "2"] }),
      message: "400 BadRequest: Zones are not supported on the Basic tier",
    },
    {
      right: cache("Premium", "P", { subnetId: SUBNET_OF_CACHE }),
      wrong: cache("Standard", "C", { subnetId: SUBNET_OF_CACHE }),
      message: "400 BadRequest: A virtual network is available on the Premium tier only",
    },
  ],
  "a cache without access keys has Microsoft Entra authentication": {
    right: cache("Basic", "C", {
      disableAccessKeyAuthentication: true,
      redisConfiguration: { "aad-enabled": "true" },
    }),
    wrong: cache("Basic", "C", { disableAccessKeyAuthentication: true }),
    message: "400 BadRequest: Access keys can be disabled only where",
  },
  "the size of a managed cache exists": {
    right: [CLUSTER, { sku: { name: "Balanced_B0" } }],
    wrong: [CLUSTER, { sku: { name: "Basic_C0" } }],
    message: "400 BadRequest: The SKU 'Basic_C0' is not supported",
  },
  "the clustering policy of an existing managed cache cannot change": {
    given: [
      [CLUSTER, { sku: { name: "Balanced_B0" } }],
      [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "OSSCluster" } }],
    ],
    right: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "OSSCluster" } }],
    wrong: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "NoCluster" } }],
    message: "400 BadRequest: The clustering policy of a database cannot be changed",
  },
  "one shard of a managed cache holds 25 GB or less": {
    given: [[CLUSTER, { sku: { name: "Balanced_B50" } }]],
    right: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "EnterpriseCluster" } }],
    wrong: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "NoCluster" } }],
    message: "400 BadRequest: The NoCluster clustering policy is not supported for SKU Balanced_B50",
  },
  "an access policy assignment of a managed cache gives the policy default to one identity": [
    {
      given: DATABASE,
      right: managedAccess("slotstaging"),
      wrong: managedAccess("slot-staging"),
      message: "400 BadRequest: Access policy assignment name slot-staging is invalid",
    },
    {
      given: DATABASE,
      right: managedAccess("7a1c9d0e-0000-4000-8000-000000000001"),
      wrong: managedAccess("7a1c9d0e-0000-4000-8000-00000000001"),
      message: "400 BadRequest: Access policy assignment name 7a1c9d0e-0000-4000-8000-00000000001 is invalid",
    },
    {
      given: DATABASE,
      right: managedAccess("app"),
      wrong: managedAccess("app", "Data Contributor"),
      message: "400 BadRequest: Access policy Data Contributor was not found",
    },
    {
      given: DATABASE,
      right: managedAccess("app"),
      wrong: managedAccess("app", "default", "func-feedback"),
      message: "400 BadRequest: The object ID of the user is not a GUID",
    },
  ],
  "the access policy of an assignment of a cache exists, for one identity": [
    {
      given: [cache("Basic", "C")],
      right: cacheAccess("app"),
      wrong: cacheAccess("app", "default"),
      message: "400 BadRequest: Access policy default was not found",
    },
    {
      given: [cache("Basic", "C")],
      right: cacheAccess("app"),
      wrong: cacheAccess("app_"),
      message: "400 BadRequest: Access policy assignment name app_ is invalid",
    },
    {
      given: [cache("Basic", "C")],
      right: cacheAccess("app"),
      wrong: cacheAccess("app", "Data Reader", "func-feedback"),
      message: "400 BadRequest: The object ID of the user is not a GUID",
    },
  ],
};
