import type { CostUsage } from "../cost/usage";
import type { CostMatcherOptions } from "./to-cost-less-than";

/** What this entry adds to `expect`. */
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

declare global {
  namespace jest {
    // As Jest's own types have it.
    interface Matchers<R, T = {}> extends CostMatchers<R> {}
  }
}
