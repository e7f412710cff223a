import type { ApiPolicies } from "./policies/settings";

/** One version of the API. */
export interface ApiVersionSettings {
  /**
   * Names of the components that it offers.
   * @default - all that answer HTTP
   */
  readonly components?: readonly string[];
}

/** What `optional.apim` says of the API, beside the service. */
export interface ApiSettings {
  /**
   * Where the API begins, below the gateway's address and above its version: words between slashes.
   * @default "api"
   */
  readonly path: string;
  /** How callers name the version that they want. */
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
   * Versions of the API, by name; `false` takes one away.
   * @default {"v1":{}}
   */
  readonly versions: Readonly<Record<string, ApiVersionSettings | false>>;
  /**
   * Callers need the key of a subscription.
   * @default true
   */
  readonly subscriptionRequired: boolean;
  /** What developers subscribe to. */
  readonly product: {
    /**
     * What it is called, up to 300 characters.
     * @default - the project
     */
    readonly displayName?: string;
    /**
     * What it is, up to 1000 characters.
     * @default - nothing
     */
    readonly description?: string;
    /**
     * What developers agree to.
     * @default - no terms
     */
    readonly terms?: string;
    /**
     * An administrator lets each subscription in.
     * @default false
     */
    readonly approvalRequired: boolean;
    /**
     * Subscriptions that one developer can have.
     * @default - as many as they like
     * @minimum 1
     * @asType integer
     */
    readonly subscriptionsLimit?: number;
  };
  /**
   * API Management gets the function app's key, for components of `authLevel` `function`. There is one only once the app
   * has run its first release: set it to `true` after that.
   * @default false
   */
  readonly functionKey: boolean;
  /** Requests in Application Insights, which takes keys then: API Management's logger knows no identity in the bindings. */
  readonly logging: {
    /**
     * Requests are logged there.
     * @default true
     */
    readonly applicationInsights: boolean;
    /**
     * Percentage of requests that are logged; errors always are.
     * @default - `logs.samplingPercentage`
     * @minimum 0
     * @maximum 100
     */
    readonly samplingPercentage?: number;
    /**
     * Which traces of policies are kept.
     * @default "information"
     */
    readonly verbosity: "verbose" | "information" | "error";
    /**
     * The addresses of callers too, which are personal data.
     * @default false
     */
    readonly logClientIp: boolean;
  };
  /** What API Management does with calls. */
  readonly policies: ApiPolicies;
}
