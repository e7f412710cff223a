import type { JwtAuthentication } from "./kinds/authentication";
import type { ResponseCaching } from "./kinds/caching";
import type { RateLimiting } from "./kinds/rate-limiting";
import type { RequestRewrite, ResponseRewrite } from "./rewrites";

/** How requests are changed on their way in, and responses on their way out, each in the order of its list. */
export interface Rewrites {
  /**
   * Done to requests, once they are admitted and no cached response answers them.
   * @default []
   */
  readonly inbound: readonly RequestRewrite[];
  /**
   * Done to responses, cached ones too.
   * @default []
   */
  readonly outbound: readonly ResponseRewrite[];
}

/** What one operation has otherwise than its API. What is not said is as the API has it. */
export interface OperationPolicies {
  /**
   * A limit of the operation's own, counted by itself; `false` for none.
   * @default - the API's, counted over all operations that have it
   */
  readonly rateLimiting?: Partial<RateLimiting> | false;
  /**
   * How long responses of the operation are cached; `false` for not at all.
   * @default - as the API
   */
  readonly caching?: Partial<ResponseCaching> | false;
  /**
   * Which tokens the operation admits; `false` for calls without one.
   * @default - as the API
   */
  readonly authentication?: Partial<JwtAuthentication> | false;
  /**
   * Rewrites of the operation's own, after those of the API.
   * @default {}
   */
  readonly rewrites?: Partial<Rewrites>;
}

/** What API Management does with the calls of an API. */
export interface ApiPolicies {
  /**
   * How often one caller may call; `false` for as often as they like. Not on the Consumption tier.
   * @default - 1000 calls in 60 seconds
   */
  readonly rateLimiting: RateLimiting | false;
  /**
   * Responses to GET that are answered again without a call of the backend; `false` for none.
   * @default - 60 seconds
   */
  readonly caching: ResponseCaching | false;
  /**
   * Which tokens callers need; `false` for none.
   * @default - a token of the backend's tenant for "api://backend"
   */
  readonly authentication: JwtAuthentication | false;
  /** Rewrites of every operation's requests and responses. */
  readonly rewrites: Rewrites;
  /**
   * What single operations have otherwise, by their ids.
   * @default {}
   */
  readonly operations: Readonly<Record<string, OperationPolicies>>;
}
