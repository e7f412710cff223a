import { estimateCost } from "../../cost/estimate";
import type { CostUsage } from "../../cost/usage";
import { selectEnvironments } from "../../terraform/select-stacks";
import { type Result, UsageError } from "../command";
import { ageLines } from "../data-age";
import type { Surroundings } from "../surroundings";
import { costText } from "./cost-text";
import { readJson } from "./json-file";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly usage: string | undefined;
  readonly "fail-above": string | undefined;
}

/** Estimates each environment that is asked for. */
export async function cost(given: Given, surroundings: Surroundings): Promise<Result> {
  const most = amountOf(given["fail-above"]);
  const usage = given.usage === undefined ? {} : (readJson(given.usage, "usage", surroundings) as CostUsage);
  const plans = selectEnvironments(await definedBackends(given, surroundings), given.environment);
  const estimates = plans.map(({ plan }) => estimateCost(plan, usage));
  const above = estimates
    .filter(({ total }) => most !== undefined && total.high > most)
    .map(({ environment }) => environment);
  ageLines(surroundings.today, ["prices"]).forEach(surroundings.say);
  const lines = above.map((name) => `${name} may cost more than ${given["fail-above"] ?? ""} USD a month`);
  return {
    ended: above.length > 0 ? "threshold" : "done",
    text: [
      ...estimates.map((estimate) => costText(estimate, surroundings.columns)),
      ...(lines.length === 0 ? [] : [lines.join("\n")]),
    ].join("\n\n"),
    json: { estimates, above },
  };
}

function amountOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const amount = Number(given);
  if (given.trim() !== "" && Number.isFinite(amount) && amount >= 0) return amount;
  throw new UsageError(`--fail-above must be an amount in US dollars, such as 500; got "${given}".`);
}
