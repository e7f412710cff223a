import type { JwtAuthentication } from "./kinds/authentication";
import type { ResponseCaching } from "./kinds/caching";
import type { RateLimiting } from "./kinds/rate-limiting";
import type { RequestRewrite, ResponseRewrite } from "./rewrites";

/** Changes to requests and to responses, each in the order of its list. */
export interface Rewrites {
  /**
   * Changes to requests, after they are authorized and not answered from the cache.
   * @default []
   */
  readonly inbound: readonly RequestRewrite[];
  /**
   * Changes to responses, including cached responses.
   * @default []
   */
  readonly outbound: readonly ResponseRewrite[];
}

/** Policies of one operation that override those of the API. The default of each is the policy of the API. */
export interface OperationPolicies {
  /**
   * A rate limit of this operation, counted separately; `false` for none.
   * @default - the limit of the API, counted over all operations that use it
   */
  readonly rateLimiting?: Partial<RateLimiting> | false;
  /**
   * How long responses of the operation are cached; `false` disables caching.
   * @default - the setting of the API
   */
  readonly caching?: Partial<ResponseCaching> | false;
  /**
   * Which tokens the operation accepts; `false` requires none.
   * @default - the setting of the API
   */
  readonly authentication?: Partial<JwtAuthentication> | false;
  /**
   * Rewrites of the operation, after those of the API.
   * @default {}
   */
  readonly rewrites?: Partial<Rewrites>;
}

/** Pages of which origins a browser lets call the API. */
export interface CorsPolicy {
  /** Origins, each a scheme and a host: `https://www.example.com`. `*` alone is every origin. */
  readonly origins: readonly string[];
  /**
   * Methods of the requests.
   * @default - all
   */
  readonly methods?: readonly string[];
  /**
   * Headers that requests may have.
   * @default - all
   */
  readonly headers?: readonly string[];
  /**
   * Headers of answers that pages may read, such as `ETag`.
   * @default - those that browsers always allow
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Browsers send cookies and client certificates, and pages read the answers. It needs origins by name.
   * @default - false
   */
  readonly credentials?: boolean;
  /**
   * How long a browser keeps the answer to a preflight request, in seconds.
   * @default - 300
   * @minimum 0
   * @maximum 86400
   * @asType integer
   */
  readonly maxAgeInSeconds?: number;
}

/** The policies of an API. */
export interface ApiPolicies {
  /**
   * CORS of the API: API Management answers preflight requests itself, before it looks at tokens. `false` answers none.
   * @default false
   */
  readonly cors: CorsPolicy | false;
  /**
   * The rate limit of one caller; `false` for none. Not available on the Consumption tier.
   * @default - 1000 calls in 60 seconds
   */
  readonly rateLimiting: RateLimiting | false;
  /**
   * How long responses to GET are cached; `false` disables caching.
   * @default - 60 seconds
   */
  readonly caching: ResponseCaching | false;
  /**
   * Which tokens callers need; `false` requires none.
   * @default - a token of the backend's tenant for "api://backend"
   */
  readonly authentication: JwtAuthentication | false;
  /** Rewrites of every operation's requests and responses. */
  readonly rewrites: Rewrites;
  /**
   * Policies of single operations, by operation id.
   * @default {}
   */
  readonly operations: Readonly<Record<string, OperationPolicies>>;
}
