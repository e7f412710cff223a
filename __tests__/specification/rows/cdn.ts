import type { Chapter, Row } from "./row";

const PROFILE = "platform: azurerm_cdn_frontdoor_profile.cdn";
const ENDPOINT = "platform: azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets";
const ORIGIN = "platform: azurerm_cdn_frontdoor_origin.cdn_origin";
const ROUTE = "platform: azurerm_cdn_frontdoor_route.cdn_route_assets";
const ON: Row["on"] = ["dev with everything", "prod with everything"];
const SERVES =
  "in each environment, Front Door Standard serves the container assets over HTTPS, as the specification's endpoint";

export const cdn: Chapter = {
  title: "13. CDN (Content Delivery)",
  rows: [
    {
      says: "`sku: { name: 'Standard_Microsoft' }`",
      option: "optional.cdn.sku.name",
      on: ON,
      carriedBy: [PROFILE],
      has: { sku_name: "Standard_AzureFrontDoor" },
      proof: ["services/cdn/service", SERVES],
      differs: "CDN profile `Standard_Microsoft`",
    },
    {
      says: "`endpoints: [{ name: 'assets' }]`",
      option: "optional.cdn.endpoints",
      on: ON,
      carriedBy: [ENDPOINT],
      contains: { name: "-assets-" },
      proof: ["services/cdn/service", SERVES],
    },
    {
      says: "`originHostHeader: storage.primaryBlobEndpoint`",
      option: "optional.cdn.storage.sku",
      on: ON,
      carriedBy: [ORIGIN],
      has: {
        host_name: "${azurerm_storage_account.cdn_storage.primary_blob_host}",
        origin_host_header: "${azurerm_storage_account.cdn_storage.primary_blob_host}",
      },
      proof: ["services/cdn/service", "the origin is the host of the account, and is explicitly enabled"],
      differs: "`originHostHeader: storage.primaryBlobEndpoint`",
    },
    {
      says: "… of the storage account",
      option: "storage.containers",
      on: ON,
      carriedBy: ["platform: azurerm_storage_container.cdn_storage_container_assets"],
      has: { name: "assets", container_access_type: "blob" },
      without: ["platform: azurerm_storage_container.storage_container_assets"],
      proof: ["services/cdn/service", "public assets are in an account of their own, which takes no keys"],
      differs: "the CDN in front of the one storage account",
    },
    {
      says: "`isHttpAllowed: false`, `isHttpsAllowed: true`",
      option: "optional.cdn.endpoints.<name>.isHttpAllowed",
      on: ON,
      carriedBy: [ROUTE],
      has: { supported_protocols: ["Https"], forwarding_protocol: "HttpsOnly" },
      proof: ["services/cdn/service", SERVES],
    },
    {
      says: "`queryStringCachingBehavior: 'IgnoreQueryString'`",
      option: "optional.cdn.endpoints.<name>.queryStringCachingBehavior",
      on: ON,
      carriedBy: [ROUTE],
      has: { "cache.query_string_caching_behavior": "IgnoreQueryString" },
      proof: ["services/cdn/service", SERVES],
    },
    {
      says: "Global content delivery",
      option: "transform.cdnRoutes",
      on: ON,
      carriedBy: [ROUTE],
      has: { link_to_default_domain: true, patterns_to_match: ["/assets/*"] },
      proof: ["services/cdn/service", SERVES],
    },
    {
      says: "Reduce latency for static assets",
      option: "optional.cdn.endpoints.<name>.isCompressionEnabled",
      on: ON,
      carriedBy: [ROUTE],
      has: { "cache.compression_enabled": true },
      proof: ["services/cdn/service", "an endpoint compresses the chosen content types, or none"],
      differs: "nothing about compression",
    },
    {
      says: "Offload traffic from origin",
      option: "optional.cdn.endpoints.<name>.queryStringCachingBehavior",
      on: ON,
      carriedBy: [ROUTE],
      has: { cdn_frontdoor_origin_ids: ["${azurerm_cdn_frontdoor_origin.cdn_origin.id}"] },
      proof: ["services/cdn/service", "an endpoint caches responses by the chosen query parameters"],
    },
  ],
};

/** What other parts of the specification say of it. */
export const cdnElsewhere = {
  customCall: {
    says: "`optional: { cdn: true }`",
    option: "optional.cdn",
    on: ["custom call"],
    carriedBy: [PROFILE],
    has: { sku_name: "Standard_AzureFrontDoor" },
    proof: ["services/cdn/service", SERVES],
    differs: "CDN profile `Standard_Microsoft`",
  },
  field: {
    says: "`readonly cdn?: CdnProfile`",
    option: "optional.cdn",
    on: ON,
    carriedBy: [PROFILE],
    property: "cdn",
    proof: [
      "services/cdn/service",
      "Front Door leaves no resource where an environment has it and the call sets it to false",
    ],
  },
  summary: {
    says: "13. CDN, opt-in",
    option: "optional.cdn",
    on: ["dev", "prod"],
    without: [PROFILE],
    property: "cdn",
    proof: ["services/cdn/service", "Front Door is off in %s unless an option switches it on"],
  },
} as const satisfies Readonly<Record<string, Row>>;
