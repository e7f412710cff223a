import type { StorageSku } from "../storage/settings";
import type { CompressedContentType } from "./content-types";

/** How the query string of a URL selects a cached response. */
export type QueryStringCachingBehavior =
  "IgnoreQueryString" | "UseQueryString" | "IgnoreSpecifiedQueryStrings" | "IncludeSpecifiedQueryStrings";

/** An endpoint, and the blob container that it serves. learn.microsoft.com/azure/frontdoor/front-door-caching */
export interface CdnEndpointSettings {
  /**
   * Accepts requests over HTTP.
   * @default - false, or true with httpsRedirect
   */
  readonly isHttpAllowed?: boolean;
  /**
   * Accepts requests over HTTPS. At least one of the two protocols is required.
   * @default true
   */
  readonly isHttpsAllowed?: boolean;
  /**
   * Redirects requests over HTTP to HTTPS.
   * @default false
   */
  readonly httpsRedirect?: boolean;
  /**
   * Which query parameters are part of the cache key: none, all, all except `queryStrings`, or only those.
   * @default "IgnoreQueryString"
   */
  readonly queryStringCachingBehavior?: QueryStringCachingBehavior;
  /**
   * The parameters of the `…Specified…` behaviors, without commas. Other behaviors accept none.
   * @default []
   */
  readonly queryStrings?: readonly string[];
  /**
   * Compresses files of 1 kB to 8 MB for clients that accept it.
   * @default true
   */
  readonly isCompressionEnabled?: boolean;
  /**
   * Content types that are compressed.
   * @default - scripts, styles, markup, plain text, fonts and SVG
   */
  readonly contentTypesToCompress?: readonly CompressedContentType[];
}

/** A host name of your own for an endpoint. learn.microsoft.com/azure/frontdoor/domain */
export interface CdnCustomDomainSettings {
  /**
   * The endpoint by its name in `endpoints`.
   * @default - the endpoint, where there is one
   */
  readonly endpoint?: string;
  /**
   * The resource id of the domain's public DNS zone in Azure, in any subscription of the tenant. The backend creates the records there.
   * @default - you create the records
   */
  readonly dnsZoneId?: string;
}

/** Option group `optional.cdn`: Azure Front Door in front of a storage account of public assets. */
export interface CdnSettings {
  /**
   * Whether the backend has it; `optional.cdn: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /** The SKU of the Front Door profile. */
  readonly sku: {
    /**
     * `Standard_AzureFrontDoor`. Other values are errors: Azure creates no classic CDN (`Standard_Microsoft`) since 2025-10-01, and
     * the library uses no feature of Premium.
     * @default "Standard_AzureFrontDoor"
     */
    readonly name: "Standard_AzureFrontDoor" | "Standard_Microsoft" | "Premium_AzureFrontDoor";
  };
  /**
   * Endpoints by name, 1 to 10. Each serves the public blob container of its name at `https://<host name>/<name>/<blob>`. Names have
   * 3 to 16 lower-case letters, digits and single hyphens. `false` removes the default endpoint.
   * @default {"assets":{}}
   */
  readonly endpoints: Readonly<Record<string, CdnEndpointSettings | false>>;
  /**
   * Host names of your own, such as `assets.contoso.com`, each with a free certificate that Front Door renews. The endpoint keeps its own host
   * name beside them. `false` removes one that an environment adds. See `docs/services/front-door.md`.
   * @default {}
   */
  readonly customDomains: Readonly<Record<string, CdnCustomDomainSettings | false>>;
  /** The storage account of public assets. */
  readonly storage: {
    /**
     * Its redundancy. Changing between a zone-redundant SKU and another one replaces the account.
     * @default - that of storage.sku
     */
    readonly sku?: {
      /**
       * The SKU by its name in Azure.
       * @default - that of storage.sku
       */
      readonly name?: StorageSku;
    };
    /**
     * Days for which deleted blobs and containers can be restored, 1 to 365.
     * @default - the value of storage.softDeleteRetentionInDays
     * @minimum 1
     * @maximum 365
     * @asType integer
     */
    readonly softDeleteRetentionInDays?: number;
  };
}
