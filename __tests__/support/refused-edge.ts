import type { JsonObject } from "../../stand-in/json";
import { NSG, VNET, vnet, type Asked, type Row } from "./asked";
import { inGroup } from "./manager";

const APIM = inGroup("Microsoft.ApiManagement/service/apim-one");
const APIM_SUBNET = `${VNET}/subnets/apim`;
const CACHE = inGroup("Microsoft.Cache/Redis/cache-one");
const CLUSTER = inGroup("Microsoft.Cache/redisEnterprise/redis-one");

const service = (name: string, properties: JsonObject = {}): Asked => [
  APIM,
  { sku: { name, capacity: 1 }, properties },
];
const inside: JsonObject = {
  virtualNetworkType: "Internal",
  virtualNetworkConfiguration: { subnetResourceId: APIM_SUBNET },
};
const apimSubnet = (more: JsonObject): Asked => [
  APIM_SUBNET,
  { properties: { addressPrefix: "10.0.3.0/24", ...more } },
];
const guarded = apimSubnet({ networkSecurityGroup: { id: NSG } });
const allow = (destinationPortRange: string): Asked => [
  `${NSG}/securityRules/management`,
  {
    properties: {
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      sourceAddressPrefix: "ApiManagement",
      destinationPortRange,
    },
  },
];
const policy = (value: string): Asked => [
  `${APIM}/apis/feedback/policies/policy`,
  { properties: { format: "rawxml", value } },
];
const api: Asked = [`${APIM}/apis/feedback;rev=1`, { properties: { path: "api" } }];
const cache = (name: string, family: string, more: JsonObject = {}, body: JsonObject = {}): Asked => [
  CACHE,
  { ...body, properties: { sku: { name, family, capacity: 0 }, ...more } },
];
/** API Management and caches. */
export const refusedOfEdge: Readonly<Record<string, Row | readonly Row[]>> = {
  "an API Management service's name has 1 to 50 letters, digits and hyphens, beginning with a letter": {
    right: service("Developer"),
    wrong: [inGroup("Microsoft.ApiManagement/service/1apim"), { sku: { name: "Developer" } }],
    message: "400 BadRequest: Service name 1apim is invalid",
  },
  "an API Management service in a network is Developer or Premium": {
    given: [vnet, [NSG, {}], guarded, allow("3443")],
    right: service("Premium", inside),
    wrong: service("Basic", inside),
    message: "400 BadRequest: VirtualNetworkType is not supported on the Basic tier",
  },
  "the subnet of API Management is there, delegated to nobody, and has a security group": [
    {
      given: [vnet, [NSG, {}], guarded, allow("3443")],
      right: service("Developer", inside),
      wrong: service("Developer", {
        ...inside,
        virtualNetworkConfiguration: { subnetResourceId: `${APIM_SUBNET}2` },
      }),
      message: "400 InvalidParameters: Subnet",
    },
    {
      given: [vnet, apimSubnet({})],
      right: service("Developer"),
      wrong: service("Developer", inside),
      message: "400 InvalidParameters: Subnet apim has no network security group",
    },
    {
      given: [
        vnet,
        apimSubnet({ delegations: [{ properties: { serviceName: "Microsoft.Web/serverFarms" } }] }),
      ],
      right: service("Developer"),
      wrong: service("Developer", inside),
      message: "Subnet apim is delegated to Microsoft.Web/serverFarms, and not to nobody",
    },
  ],
  "the security group of API Management lets Azure manage it, on port 3443": {
    given: [vnet, [NSG, {}], guarded, allow("443")],
    right: service("Developer"),
    wrong: service("Developer", inside),
    message: "does not allow ApiManagement on port 3443 inbound",
  },
  "a new API Management service is open to the internet": {
    right: service("Developer", { publicNetworkAccess: "Enabled" }),
    wrong: service("Developer", { publicNetworkAccess: "Disabled" }),
    message: "400 BadRequest: Blocking all public network access is not supported",
  },
  "what logs of an API Management service go to is a logger that is there": [
    {
      given: [service("Developer"), [`${APIM}/loggers/appi`, {}]],
      right: [
        `${APIM}/diagnostics/applicationinsights`,
        { properties: { loggerId: `${APIM}/loggers/appi` } },
      ],
      wrong: [
        `${APIM}/diagnostics/applicationinsights`,
        { properties: { loggerId: `${APIM}/loggers/none` } },
      ],
      message: "400 BadRequest: Logger",
    },
    {
      given: [service("Developer"), [`${APIM}/loggers/appi`, {}]],
      right: [`${APIM}/diagnostics/azuremonitor`, { properties: { loggerId: `${APIM}/loggers/appi` } }],
      wrong: [`${APIM}/diagnostics/insights`, { properties: { loggerId: `${APIM}/loggers/appi` } }],
      message: "400 BadRequest: Diagnostic identifier insights is not",
    },
  ],
  "a policy names values that are there": {
    given: [
      service("Developer"),
      api,
      [`${APIM}/namedValues/key`, { properties: { displayName: "function-key", value: "x", secret: true } }],
    ],
    right: policy("<set-header><value>{{function-key}}</value></set-header>"),
    wrong: policy("<set-header><value>{{other-key}}</value></set-header>"),
    message: "400 ValidationError: Cannot find a property 'other-key'",
  },
  "a policy sends requests to a backend that is there": {
    given: [service("Developer"), api, [`${APIM}/backends/functions`, {}]],
    right: policy('<set-backend-service backend-id="functions" />'),
    wrong: policy('<set-backend-service backend-id="other" />'),
    message: "400 ValidationError: Backend with id 'other' could not be found.",
  },
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
      right: cache("Premium", "P", { subnetId: APIM_SUBNET }),
      wrong: cache("Standard", "C", { subnetId: APIM_SUBNET }),
      message: "400 BadRequest: A virtual network is available on the Premium tier only",
    },
  ],
  "a cache that takes no keys knows Microsoft Entra ID": {
    right: cache("Basic", "C", {
      disableAccessKeyAuthentication: true,
      redisConfiguration: { "aad-enabled": "true" },
    }),
    wrong: cache("Basic", "C", { disableAccessKeyAuthentication: true }),
    message: "400 BadRequest: Access keys can be disabled only where",
  },
  "a managed cache is of a size that there is": {
    right: [CLUSTER, { sku: { name: "Balanced_B0" } }],
    wrong: [CLUSTER, { sku: { name: "Basic_C0" } }],
    message: "400 BadRequest: The SKU 'Basic_C0' is not supported",
  },
  "a managed cache keeps how it is clustered": {
    given: [
      [CLUSTER, { sku: { name: "Balanced_B0" } }],
      [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "OSSCluster" } }],
    ],
    right: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "OSSCluster" } }],
    wrong: [`${CLUSTER}/databases/default`, { properties: { clusteringPolicy: "NoCluster" } }],
    message: "400 BadRequest: The clustering policy of a database cannot be changed",
  },
};
