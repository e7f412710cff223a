import { type CostEstimate, estimateCost } from "../cost/estimate";
import { formatCost, rangeText } from "../cost/format";
import type { CostUsage } from "../cost/usage";
import { redacted } from "../settings/redacted";
import type { BackendPlan } from "../decide/backend-plan";
import type { MatcherContext, MatcherResult } from "./received";

/** What can cost something: a backend, its plan, or an estimate that was made already. */
export type Costs = { readonly plan: BackendPlan } | BackendPlan | CostEstimate;

export interface CostMatcherOptions {
  /**
   * Judges by the prices that are known, as if the others were nothing.
   * @default false
   */
  readonly allowUnknownPrices?: boolean;
}

/** The matcher, for who calls `expect.extend` himself. */
export function toCostLessThan(
  this: MatcherContext | undefined,
  received: unknown,
  usd: number,
  usage: CostUsage = {},
  { allowUnknownPrices = false }: CostMatcherOptions = {},
): MatcherResult {
  if (typeof usd !== "number" || !Number.isFinite(usd))
    throw new Error(`toCostLessThan needs an amount in US dollars a month, got ${redacted(usd)}`);
  const estimate = estimateOf(received, usage);
  const { total, unknown } = estimate;
  const isNot = this?.isNot === true;
  const less = total.high < usd;
  // Whatever the unknown prices are, what is known is too much already.
  const isUndecided = unknown.length > 0 && !allowUnknownPrices && less;
  const title = isUndecided
    ? `cannot decide whether it costs less than $${usd} a month: no price is known for ${unknown.join(", ")}. ` +
      "Set { allowUnknownPrices: true } to ignore these"
    : `expected it ${isNot ? "not " : ""}to cost less than $${usd} a month, got ${rangeText(total, unknown.length > 0)}`;
  return {
    pass: isUndecided ? isNot : less,
    message: () => `${title}\n\n${formatCost(estimate)}`,
  };
}

function estimateOf(received: unknown, usage: CostUsage): CostEstimate {
  if (isEstimate(received)) {
    if (Object.keys(usage).length > 0)
      throw new Error("an estimate already includes its usage: pass a plan, or no usage");
    return received;
  }
  if (isPlan(received)) return estimateCost(received, usage);
  const plan = isObject(received) ? received["plan"] : undefined;
  if (isPlan(plan)) return estimateCost(plan, usage);
  throw new Error(
    `toCostLessThan needs a backend, a plan or an estimate, got ${isObject(received) ? "another object" : redacted(received)}`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isEstimate(value: unknown): value is CostEstimate {
  return isObject(value) && "priceBookDate" in value && "total" in value;
}

function isPlan(value: unknown): value is BackendPlan {
  return isObject(value) && "services" in value && "stackIds" in value;
}
