import type { ApiPolicies } from "./policies/settings";

/** One version of the API. */
export interface ApiVersionSettings {
  /**
   * Names of the components in this version.
   * @default - all HTTP components
   */
  readonly components?: readonly string[];
}

/** The settings of `optional.apim` for the API, in addition to those of the service. */
export interface ApiSettings {
  /**
   * The path of the API after the gateway's host name and before the version: words separated by slashes.
   * @default "api"
   */
  readonly path: string;
  /** How callers select a version. */
  readonly versioning: {
    /**
     * `Segment`: after the path, `/api/v1/feedback`. `Header`: in a header. `Query`: in a query parameter.
     * @default "Segment"
     */
    readonly scheme: "Segment" | "Header" | "Query";
    /**
     * The header, with scheme `Header`.
     * @default "Api-Version"
     */
    readonly headerName: string;
    /**
     * The query parameter, with scheme `Query`.
     * @default "api-version"
     */
    readonly queryName: string;
  };
  /**
   * Versions of the API by name. `false` removes a version.
   * @default {"v1":{}}
   */
  readonly versions: Readonly<Record<string, ApiVersionSettings | false>>;
  /**
   * Callers need a subscription key.
   * @default true
   */
  readonly subscriptionRequired: boolean;
  /** The product that developers subscribe to. */
  readonly product: {
    /**
     * Its display name, up to 300 characters.
     * @default - the project
     */
    readonly displayName?: string;
    /**
     * Its description, up to 1000 characters.
     * @default - none
     */
    readonly description?: string;
    /**
     * Its terms of use.
     * @default - none
     */
    readonly terms?: string;
    /**
     * An administrator must approve each subscription.
     * @default false
     */
    readonly approvalRequired: boolean;
    /**
     * The maximum number of subscriptions of one developer.
     * @default - unlimited
     * @minimum 1
     * @asType integer
     */
    readonly subscriptionsLimit?: number;
  };
  /**
   * Gives API Management the key of the function app, for components with `authLevel: "function"`. The key exists only after the first
   * release: set it to `true` then.
   * @default false
   */
  readonly functionKey: boolean;
  /**
   * Logs requests in Application Insights, by the identity of API Management. Application Insights accepts keys too where
   * `provider.version` is below 4.81.0 or the service is an existing one.
   */
  readonly logging: {
    /**
     * Logs requests to Application Insights.
     * @default true
     */
    readonly applicationInsights: boolean;
    /**
     * Percentage of requests that are logged. Errors are always logged.
     * @default - `logs.samplingPercentage`
     * @minimum 0
     * @maximum 100
     */
    readonly samplingPercentage?: number;
    /**
     * Which traces of policies are logged.
     * @default "information"
     */
    readonly verbosity: "verbose" | "information" | "error";
    /**
     * Logs the IP addresses of callers, which are personal data.
     * @default false
     */
    readonly logClientIp: boolean;
  };
  /** Policies: rate limit, cache, tokens and rewrites. */
  readonly policies: ApiPolicies;
}
