import type { CostUsage } from "../cost/usage";
import type { CostMatcherOptions } from "./to-cost-less-than";
import type { ExposureOptions } from "./to-expose-nothing";
import type { GrantedBefore } from "./to-grant-nothing-new";
import type { KeptBefore } from "./to-keep-data";

/** What this entry adds to `expect`, for costs. */
export interface CostMatchers<R> {
  /**
   * The most that a backend costs in a month is less than so many US dollars.
   *
   * @param usd - US dollars
   * @param usage - what is known of its use
   * @param options - whether prices may be unknown: otherwise nobody knows what it costs, and the test fails
   */
  toCostLessThan(usd: number, usage?: CostUsage, options?: CostMatcherOptions): R;
}

/** What this entry adds to `expect`, for data. */
export interface DataMatchers<R> {
  /**
   * Nothing that keeps data is deleted, replaced, renamed or left out.
   *
   * @param before - of a backend or its plan: the text of `resources.lock`, or an earlier backend or plan. Of a plan of Terraform as JSON:
   *   nothing
   */
  toKeepData(before?: KeptBefore): R;
}

/** What this entry adds to `expect`, for access. */
export interface AccessMatchers<R> {
  /** Nothing is reachable from the internet or callable without credentials, beside what `except` names. */
  toExposeNothing(options?: ExposureOptions): R;
  /**
   * Nobody may do more than before.
   *
   * @param before - an earlier backend or plan; or what `grants --json` wrote, which has role assignments alone
   */
  toGrantNothingNew(before: GrantedBefore): R;
}

declare global {
  namespace jest {
    // As Jest's own types have it.
    interface Matchers<R, T = {}> extends CostMatchers<R>, DataMatchers<R>, AccessMatchers<R> {}
  }
}
