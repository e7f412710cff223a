import type { JsonObject } from "../../lib/stand-in/json";
import { STORAGE, type Asked, type Row } from "./asked";
import { inGroup } from "./manager";

const PROFILE = inGroup("Microsoft.Cdn/profiles/afd-one");
const ORIGIN = `${PROFILE}/originGroups/assets/origins/blobs`;
const TOPIC = inGroup("Microsoft.EventGrid/systemTopics/uploads");
const DOMAIN = inGroup("Microsoft.AzureActiveDirectory/b2cDirectories/feedbackauth.onmicrosoft.com");

const profile = (name: string): Asked => [PROFILE, { sku: { name } }];
const origin = (properties: JsonObject): Asked => [
  ORIGIN,
  { properties: { hostName: "stone.blob.core.windows.net", ...properties } },
];
const origins = (tier: string): readonly Asked[] => [profile(tier), [`${PROFILE}/originGroups/assets`, {}]];
const route = (group: string): Asked => [
  `${PROFILE}/afdEndpoints/assets/routes/all`,
  { properties: { originGroup: { id: `${PROFILE}/originGroups/${group}` } } },
];
const domain = (name: string, hostName: string): Asked => [
  `${PROFILE}/customDomains/${name}`,
  { properties: { hostName, tlsSettings: { certificateType: "ManagedCertificate" } } },
];
const routeOf = (endpoint: string, domains: readonly string[]): Asked => [
  `${PROFILE}/afdEndpoints/${endpoint}/routes/all`,
  {
    properties: {
      originGroup: { id: `${PROFILE}/originGroups/assets` },
      customDomains: domains.map((name) => ({ id: `${PROFILE}/customDomains/${name}` })),
    },
  },
];
/** A route can be made of it. */
export const ROUTED: readonly Asked[] = [
  ...origins("Standard_AzureFrontDoor"),
  origin({}),
  [`${PROFILE}/afdEndpoints/assets`, {}],
];
export const ROUTE = route("assets");
export const ROUTED_ORIGIN = ORIGIN;
/** A custom domain that a route has. */
export const ROUTED_DOMAIN = `${PROFILE}/customDomains/www`;
export const WITH_DOMAIN: readonly Asked[] = [domain("www", "www.example.com"), routeOf("assets", ["www"])];
const topic = (name: string, source: string): Asked => [
  TOPIC.replace("uploads", name),
  { properties: { source, topicType: "Microsoft.Storage.StorageAccounts" } },
];
const subscription = (properties: JsonObject): Asked => [`${TOPIC}/eventSubscriptions/all`, { properties }];
const identity = { type: "SystemAssigned" };
const CUSTOM = inGroup("Microsoft.EventGrid/topics/orders");
const custom = (properties: JsonObject, rest: JsonObject = {}): Asked => [CUSTOM, { properties, ...rest }];
const ofCustom = (properties: JsonObject): Asked => [
  `${CUSTOM}/providers/Microsoft.EventGrid/eventSubscriptions/all`,
  { properties },
];
const comparing = (count: number): JsonObject => ({
  filter: { advancedFilters: [{ operatorType: "StringIn", key: "type", values: Array(count).fill("x") }] },
});
const queue = (resourceId: string): JsonObject => ({
  destination: { endpointType: "StorageQueue", properties: { resourceId } },
});
const directory = (name: string, id = DOMAIN): Asked => [
  id,
  {
    location: "Europe",
    sku: { name, tier: "A0" },
    properties: { createTenantProperties: { countryCode: "DE", displayName: "Feedback" } },
  },
];

/** Front Door, events and B2C. */
export const refusedOfDelivery: Readonly<Record<string, Row | readonly Row[]>> = {
  "a route's custom domains exist, and are of no other endpoint": [
    {
      given: [...ROUTED, domain("www", "www.example.com")],
      right: routeOf("assets", ["www"]),
      wrong: routeOf("assets", ["www", "none"]),
      message: "was not found",
    },
    {
      given: [
        ...ROUTED,
        [`${PROFILE}/afdEndpoints/media`, {}],
        domain("www", "www.example.com"),
        domain("cdn", "cdn.example.com"),
        routeOf("assets", ["www"]),
      ],
      right: routeOf("media", ["cdn"]),
      wrong: routeOf("media", ["www"]),
      message: "is already associated with",
    },
  ],
  "a host name is of one custom domain, and no wildcard where Front Door issues its certificate": [
    {
      given: [profile("Standard_AzureFrontDoor")],
      right: domain("www", "www.example.com"),
      wrong: domain("all", "*.example.com"),
      message: "Managed certificates are not supported for the wildcard domain",
    },
    {
      given: [profile("Standard_AzureFrontDoor"), domain("www", "www.example.com")],
      right: domain("cdn", "cdn.example.com"),
      wrong: domain("other", "www.example.com"),
      message: "is already used by",
    },
  ],
  "new resources of the classic CDN are refused": [
    {
      right: profile("Standard_AzureFrontDoor"),
      wrong: profile("Standard_Microsoft"),
      message: "400 BadRequest: Azure CDN from Microsoft (classic) no longer supports new profile creation",
    },
    {
      given: [profile("Standard_AzureFrontDoor")],
      right: [`${PROFILE}/afdEndpoints/assets`, {}],
      wrong: [`${PROFILE}/endpoints/assets`, {}],
      message: "400 BadRequest: Azure CDN from Microsoft (classic)",
    },
  ],
  "a Premium Front Door profile stays Premium": {
    given: [profile("Premium_AzureFrontDoor")],
    right: profile("Premium_AzureFrontDoor"),
    wrong: profile("Standard_AzureFrontDoor"),
    message: "400 BadRequest: A Premium profile cannot be downgraded to Standard",
  },
  "an origin with a private link needs Premium": {
    given: origins("Standard_AzureFrontDoor"),
    right: origin({}),
    wrong: origin({ sharedPrivateLinkResource: { groupId: "blob" } }),
    message: "400 BadRequest: Private Link is available on the Premium tier only",
  },
  "an origin is a host name, without scheme and path": {
    given: origins("Standard_AzureFrontDoor"),
    right: origin({}),
    wrong: origin({ hostName: "https://stone.blob.core.windows.net/" }),
    message: "400 BadRequest: 'https://stone.blob.core.windows.net/' is no host name",
  },
  "a route's origin group exists": {
    given: ROUTED,
    right: route("assets"),
    wrong: route("other"),
    message: "400 BadRequest: Origin group",
  },
  "a route's origin group has an origin": {
    given: [...ROUTED, [`${PROFILE}/originGroups/empty`, {}]],
    right: route("assets"),
    wrong: route("empty"),
    message: "400 BadRequest: Origin group",
  },
  "a profile that is Standard has 10 endpoints at most": {
    given: [
      profile("Standard_AzureFrontDoor"),
      ...Array.from({ length: 10 }, (_, index): Asked => [`${PROFILE}/afdEndpoints/endpoint-${index}`, {}]),
    ],
    right: [`${PROFILE}/afdEndpoints/endpoint-9`, {}],
    wrong: [`${PROFILE}/afdEndpoints/endpoint-10`, {}],
    message: "400 BadRequest: The number of endpoints exceeds the quota of the profile",
  },
  "the source of a system topic exists, and has one system topic": [
    {
      given: [[STORAGE, {}], topic("uploads", STORAGE)],
      right: topic("uploads", STORAGE),
      wrong: topic("again", STORAGE),
      message: "400 BadRequest: Only one system topic is allowed per source: uploads",
    },
    {
      given: [[STORAGE, {}]],
      right: topic("uploads", STORAGE),
      wrong: topic("uploads", `${STORAGE}2`),
      message: "400 BadRequest: Source",
    },
  ],
  "the destination of events exists": {
    given: [[STORAGE, {}], topic("uploads", STORAGE)],
    right: subscription(queue(STORAGE)),
    wrong: subscription(queue(`${STORAGE}2`)),
    message: "400 BadRequest: Destination",
  },
  "the resource whose identity delivers events has an identity": [
    {
      given: [[STORAGE, {}], custom({}, { identity })],
      right: ofCustom({ deliveryWithResourceIdentity: { identity, ...queue(STORAGE) } }),
      wrong: [
        `${STORAGE}/providers/Microsoft.EventGrid/eventSubscriptions/all`,
        { properties: { deliveryWithResourceIdentity: { identity, ...queue(STORAGE) } } },
      ],
      message: "400 BadRequest: The event subscription uses an identity that its topic does not have",
    },
    {
      given: [[STORAGE, {}], topic("uploads", STORAGE)],
      right: subscription({}),
      wrong: subscription({ deadLetterWithResourceIdentity: { identity } }),
      message: "400 BadRequest: The event subscription uses an identity that its topic does not have",
    },
  ],
  "what is published as CloudEvents is delivered as CloudEvents": {
    given: [custom({ inputSchema: "CloudEventSchemaV1_0" })],
    right: ofCustom({ eventDeliverySchema: "CloudEventSchemaV1_0" }),
    wrong: ofCustom({ eventDeliverySchema: "EventGridSchema" }),
    message: "400 BadRequest: Event delivery schema EventGridSchema is not supported",
  },
  "an event subscription compares 25 values in advanced filters at most": {
    given: [custom({})],
    right: ofCustom(comparing(25)),
    wrong: ofCustom(comparing(26)),
    message: "400 BadRequest: Advanced filters have 26 values",
  },
  "a system topic is in the region of its source": {
    given: [[STORAGE, { location: "eastus2" }]],
    right: [TOPIC, { location: "East US 2", properties: { source: STORAGE } }],
    wrong: [TOPIC, { location: "westus", properties: { source: STORAGE } }],
    message: "400 BadRequest: The location of the system topic is westus, and that of its source eastus2",
  },
  "an event is tried 1 to 30 times, for 1 to 1440 minutes": {
    given: [[STORAGE, {}], topic("uploads", STORAGE)],
    right: subscription({ retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 } }),
    wrong: subscription({ retryPolicy: { maxDeliveryAttempts: 31, eventTimeToLiveInMinutes: 1440 } }),
    message: "400 BadRequest: Retry policy of 31 attempts in 1440 minutes is invalid",
  },
  "a B2C directory is PremiumP1": {
    right: directory("PremiumP1"),
    wrong: directory("PremiumP2"),
    message: "400 BadRequest: SKU PremiumP2 is not available",
  },
  "a B2C directory is a domain below onmicrosoft.com, with a country and a name": {
    right: directory("PremiumP1"),
    wrong: directory("PremiumP1", DOMAIN.replace(".onmicrosoft.com", "")),
    message: "400 BadRequest: feedbackauth is not below onmicrosoft.com",
  },
};
