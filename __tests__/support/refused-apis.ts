import type { JsonObject } from "../../lib/stand-in/json";
import { NSG, VNET, vnet, type Asked, type Row } from "./asked";
import { inGroup } from "./manager";

export const APIM = inGroup("Microsoft.ApiManagement/service/apim-one");
const APIM_SUBNET = `${VNET}/subnets/apim`;

const publisher: JsonObject = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
export const service = (name: string, properties: JsonObject = {}, capacity = 1): Asked => [
  APIM,
  { sku: { name, capacity }, properties: { ...publisher, ...properties } },
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
const integrated = apimSubnet({
  networkSecurityGroup: { id: NSG },
  delegations: [{ properties: { serviceName: "Microsoft.Web/serverFarms" } }],
});
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
export const api: Asked = [`${APIM}/apis/feedback;rev=1`, { properties: { path: "api" } }];
const ADDRESS = inGroup("Microsoft.Network/publicIPAddresses/pip");
const address = (properties: JsonObject): Asked => [
  ADDRESS,
  { sku: { name: "Standard" }, properties: { publicIPAllocationMethod: "Static", ...properties } },
];
const set: Asked = [`${APIM}/apiVersionSets/feedback`, { properties: { versioningScheme: "Segment" } }];
const versioned = (name: string, apiVersion: string): Asked => [
  `${APIM}/apis/${name};rev=1`,
  { properties: { path: "api", apiVersion, apiVersionSetId: set[0] } },
];
const operation = (
  name: string,
  method: string,
  urlTemplate: string,
  parameters: readonly string[],
): Asked => [
  `${APIM}/apis/feedback;rev=1/operations/${name}`,
  { properties: { method, urlTemplate, templateParameters: parameters.map((each) => ({ name: each })) } },
];

/** API Management: the service, and the APIs in it. */
export const refusedOfApis: Readonly<Record<string, Row | readonly Row[]>> = {
  "an API Management service's name has 1 to 50 letters, digits and hyphens, beginning with a letter": {
    right: service("Developer"),
    wrong: [inGroup("Microsoft.ApiManagement/service/1apim"), service("Developer")[1]],
    message: "400 BadRequest: Service name 1apim is invalid",
  },
  "an API Management service in a network is Developer, Premium or of the newer tiers": [
    {
      given: [vnet, [NSG, {}], guarded, allow("3443")],
      right: service("Premium", inside),
      wrong: service("Basic", inside),
      message: "400 BadRequest: VirtualNetworkType Internal is not supported on the Basic tier",
    },
    ...(["StandardV2", "PremiumV2"] as const).map((tier) => ({
      given: [vnet, [NSG, {}] as const, integrated],
      right: service(tier, { ...inside, virtualNetworkType: "External" }),
      wrong: service("BasicV2", { ...inside, virtualNetworkType: "External" }),
      message: "400 BadRequest: VirtualNetworkType External is not supported on the BasicV2 tier",
    })),
    {
      given: [vnet, [NSG, {}], integrated],
      right: service("StandardV2", { ...inside, virtualNetworkType: "External" }),
      wrong: service("StandardV2", inside),
      message: "400 BadRequest: VirtualNetworkType Internal is not supported on the StandardV2 tier",
    },
  ],
  "the subnet of API Management exists, has the delegation of its tier and a network security group": [
    {
      given: [vnet, [NSG, {}], integrated],
      right: service("PremiumV2", { ...inside, virtualNetworkType: "External" }),
      wrong: service("PremiumV2", inside),
      message:
        "Subnet apim is delegated to Microsoft.Web/serverFarms, and not to Microsoft.Web/hostingEnvironments",
    },
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
  "the security group of API Management allows Azure's management traffic on port 3443": {
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
  "the logger of a diagnostic of API Management exists": [
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
  "an API Management service has the units of its tier": (
    [
      ["Consumption", 0, 1],
      ["Developer", 1, 2],
      ["Basic", 2, 3],
      ["Standard", 4, 5],
      ["Premium", 31, 32],
      ["BasicV2", 10, 99],
      ["StandardV2", 10, 11],
      ["PremiumV2", 30, 31],
    ] as const
  ).map(([tier, right, wrong]) => ({
    right: service(tier, {}, right),
    wrong: service(tier, {}, wrong),
    message: `400 InvalidParameters: Capacity ${wrong} is not supported on the ${tier} tier`,
  })),
  "who publishes an API has a name and an e-mail address": [
    {
      right: service("Developer"),
      wrong: service("Developer", { publisherEmail: "nope" }),
      message: "400 ValidationError: Invalid field 'publisherEmail': nope",
    },
    {
      right: service("Developer"),
      wrong: service("Developer", { publisherName: "  " }),
      message: "400 ValidationError: Invalid field 'publisherName'",
    },
  ],
  "the public address of API Management is Standard, static and has a DNS name, in a network": [
    {
      given: [vnet, [NSG, {}], guarded, allow("3443"), address({})],
      right: service("Developer", inside),
      wrong: service("Developer", { ...inside, publicIpAddressId: ADDRESS }),
      message: "400 InvalidParameters: Public IP address pip is not Standard and static",
    },
    {
      given: [
        vnet,
        [NSG, {}],
        guarded,
        allow("3443"),
        address({ dnsSettings: { domainNameLabel: "apim-one" } }),
      ],
      right: service("Developer", { ...inside, publicIpAddressId: ADDRESS }),
      wrong: service("Developer", { publicIpAddressId: ADDRESS }),
      message: "400 InvalidParameters: A public IP address needs a service that is in a network",
    },
    {
      right: service("Developer"),
      wrong: service("Developer", { publicIpAddressId: ADDRESS }),
      message: "was not found",
    },
  ],
  "the subnet of API Management has an address for each unit": {
    given: [
      vnet,
      [NSG, {}],
      [APIM_SUBNET, { properties: { addressPrefix: "10.0.3.0/29", networkSecurityGroup: { id: NSG } } }],
      allow("3443"),
    ],
    right: service("Premium", inside),
    wrong: service("Premium", inside, 2),
    message: "400 InvalidParameters: Subnet range 10.0.3.0/29 has no room for 10 addresses",
  },
  "two APIs of a service have other paths, or other versions of one set": {
    given: [service("Developer"), set, versioned("feedback", "v1")],
    right: versioned("feedback-next", "v2"),
    wrong: versioned("feedback-next", "V1"),
    message: "400 ValidationError: Cannot create API with the path and version of feedback",
  },
  "the version set of an API exists": [
    {
      given: [service("Developer"), set],
      right: versioned("feedback", "v1"),
      wrong: [`${APIM}/apis/feedback;rev=1`, { properties: { path: "api", apiVersion: "v1" } }],
      message: "400 ValidationError: API version set is required",
    },
    {
      given: [service("Developer"), set],
      right: versioned("feedback", "v1"),
      wrong: [
        `${APIM}/apis/feedback;rev=1`,
        { properties: { path: "api", apiVersion: "v1", apiVersionSetId: `${APIM}/apiVersionSets/none` } },
      ],
      message: "was not found",
    },
  ],
  "operations of an API differ by method or template, whatever their parameters are called": {
    given: [service("Developer"), api, operation("read", "GET", "/items/{id}", ["id"])],
    right: operation("update", "PUT", "/items/{id}", ["id"]),
    wrong: operation("find", "GET", "/Items/{name}", ["name"]),
    message: "400 ValidationError: Operation with the same method and URL template already exists: read",
  },
  "an operation declares the parameters of its template, and no others": [
    {
      given: [service("Developer"), api],
      right: operation("read", "GET", "/items/{*rest}", ["rest"]),
      wrong: operation("read", "GET", "/items/{id}", []),
      message: "400 ValidationError: Template parameter 'id' is not declared",
    },
    {
      given: [service("Developer"), api],
      right: operation("list", "GET", "/items", []),
      wrong: operation("list", "GET", "/items", ["id"]),
      message: "400 ValidationError: Template parameter 'id' is not in the URL template",
    },
  ],
  "an operation's template has words and parameters, and no constraints": {
    given: [service("Developer"), api],
    right: operation("read", "GET", "/", []),
    wrong: operation("read", "GET", "/items/{id:int}", ["id:int"]),
    message: "400 ValidationError: UrlTemplate /items/{id:int} is invalid",
  },
  "a product without required subscription has no approval and no limit of subscriptions": {
    given: [service("Developer")],
    right: [`${APIM}/products/all`, { properties: { subscriptionRequired: false } }],
    wrong: [`${APIM}/products/all`, { properties: { subscriptionRequired: false, approvalRequired: true } }],
    message: "400 ValidationError: ApprovalRequired and SubscriptionsLimit need SubscriptionRequired",
  },
  "the APIs of a product exist": {
    given: [service("Developer"), api, [`${APIM}/products/all`, {}]],
    right: [`${APIM}/products/all/apis/feedback`, {}],
    wrong: [`${APIM}/products/all/apis/other`, {}],
    message: "404 ResourceNotFound: API other was not found",
  },
};
