import type { StorageSku } from "../storage/settings";
import type { CompressedContentType } from "./content-types";

/** How an endpoint takes what stands behind the question mark of an address for another response. */
export type QueryStringCachingBehavior =
  "IgnoreQueryString" | "UseQueryString" | "IgnoreSpecifiedQueryStrings" | "IncludeSpecifiedQueryStrings";

/** One endpoint, and the container that it serves. learn.microsoft.com/azure/frontdoor/front-door-caching */
export interface CdnEndpointSettings {
  /**
   * Requests over HTTP are answered.
   * @default - false, and true with httpsRedirect
   */
  readonly isHttpAllowed?: boolean;
  /**
   * Requests over HTTPS are answered. One of the two protocols has to be allowed.
   * @default true
   */
  readonly isHttpsAllowed?: boolean;
  /**
   * Requests over HTTP are answered with the address over HTTPS.
   * @default false
   */
  readonly httpsRedirect?: boolean;
  /**
   * What of a query string makes another response: nothing of it, all of it, all but `queryStrings`, or those alone.
   * @default "IgnoreQueryString"
   */
  readonly queryStringCachingBehavior?: QueryStringCachingBehavior;
  /**
   * The parameters that the `…Specified…` behaviours are about, without commas; the others have none.
   * @default []
   */
  readonly queryStrings?: readonly string[];
  /**
   * Files of 1 kB to 8 MB are compressed for clients that take that.
   * @default true
   */
  readonly isCompressionEnabled?: boolean;
  /**
   * Content types that are compressed.
   * @default - scripts, styles, markup, texts, fonts and SVG
   */
  readonly contentTypesToCompress?: readonly CompressedContentType[];
}

/** Option group `optional.cdn`: Azure Front Door in front of a storage account of public assets. */
export interface CdnSettings {
  /**
   * Whether there is one; `optional.cdn: true` says the same.
   * @default false
   */
  readonly enabled: boolean;
  /** What the profile is made of. */
  readonly sku: {
    /**
     * `Standard_AzureFrontDoor`. The classic CDN, `Standard_Microsoft`, is made no more since 2025-10-01; what Premium has
     * beyond Standard is not used here. Both are an error.
     * @default "Standard_AzureFrontDoor"
     */
    readonly name: "Standard_AzureFrontDoor" | "Standard_Microsoft" | "Premium_AzureFrontDoor";
  };
  /**
   * Endpoints by name, 1 to 10: each serves the blob container of its name, which everybody can read, at
   * `https://<host name>/<name>/<blob>`. 3 to 16 lower-case letters, digits and single hyphens; `false` takes one away.
   * @default {"assets":{}}
   */
  readonly endpoints: Readonly<Record<string, CdnEndpointSettings | false>>;
  /** The account that holds public assets and nothing else. */
  readonly storage: {
    /**
     * Its redundancy. Changing between the zone-redundant and the other kinds replaces the account.
     * @default - that of storage.sku
     */
    readonly sku?: {
      /**
       * In Azure's words: locally, zone or geo-redundant.
       * @default - that of storage.sku
       */
      readonly name: StorageSku;
    };
    /**
     * Days that deleted blobs and containers can be restored, 1 to 365.
     * @default - those of storage.softDeleteRetentionInDays
     * @minimum 1
     * @maximum 365
     * @asType integer
     */
    readonly softDeleteRetentionInDays?: number;
  };
}
