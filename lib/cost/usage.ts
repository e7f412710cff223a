import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { BackendPlan } from "../decide/backend-plan";
import { type Problem, problemsText } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { type Services, type ShapeOf, serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { FollowedUsage, Range, UsageAssumption } from "../services/contract/service-cost";

type UsageOf<Name extends ServiceName> = ShapeOf<Services[Name]>["usage"];

/** The use of each service in a month: a number, or `{ low, high }`. The rest is assumed. */
export type CostUsage = {
  readonly [Name in ServiceName as keyof UsageOf<Name> extends never ? never : Name]?: UsageOf<Name>;
};

/** What a backend is used for: what is assumed of it follows from that. */
export type UsageProfile = "development" | "production";

/** What an estimate is made with, complete. */
export type SettledUsage = Readonly<Partial<Record<ServiceName, Readonly<Record<string, Range>>>>>;

/** Thrown where a usage is said that cannot be, once, with every problem. */
export class CostUsageError extends Error {
  constructor(
    subject: string,
    /** Everything that is wrong, in the order in which it was said. */
    readonly problems: readonly Problem[],
  ) {
    super(problemsText(subject, problems));
    this.name = "CostUsageError";
  }
}

/** `prod` and what extends it is used in earnest. */
export function profileOf({ environment, origins }: BackendPlan): UsageProfile {
  const starts = Object.values(origins).some(({ layer }) => layer === 'environment "prod"');
  return environment === "prod" || starts ? "production" : "development";
}

/** What is assumed of each service: none where a service has nothing to assume. */
export function assumptionsOf(name: ServiceName): Readonly<Record<string, UsageAssumption | FollowedUsage>> {
  const { cost } = serviceNamed(name);
  return "free" in cost ? {} : (cost.usage as Readonly<Record<string, UsageAssumption | FollowedUsage>>);
}

/** Services of which something is assumed. */
export const usedServices: readonly ServiceName[] = serviceNames.filter(
  (name) => Object.keys(assumptionsOf(name)).length > 0,
);

/**
 * What is said, and what is assumed of the rest.
 *
 * @throws {@link CostUsageError} with every problem at once
 */
export function settledUsage(plan: BackendPlan, given: unknown): SettledUsage {
  const profile = profileOf(plan);
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: [], fix });
  };
  checkNames("usage", given, usedServices, problem);
  const settled = usedServices.map((name) => {
    const own = isDataObject(given) ? given[name] : undefined;
    const assumed = assumptionsOf(name);
    checkNames(`usage.${name}`, own, Object.keys(assumed), problem);
    const ranges = Object.entries(assumed).flatMap(([key, assumption]): readonly [string, Range][] => {
      const value = isDataObject(own) ? own[key] : undefined;
      const range = settle(`usage.${name}.${key}`, value, assumption, profile, problem);
      return range === undefined ? [] : [[key, range]];
    });
    return [name, Object.fromEntries(ranges)] as const;
  });
  if (problems.length > 0) throw new CostUsageError(`${plan.project} (${plan.environment})`, problems);
  return Object.fromEntries(settled);
}

type Report = (path: string, message: string, fix: string) => void;

function checkNames(path: string, given: unknown, known: readonly string[], problem: Report): void {
  if (given === undefined) return;
  if (!isDataObject(given)) {
    problem(path, `must be an object, got ${redacted(given)}`, `use one or more of ${known.join(", ")}`);
    return;
  }
  for (const name of Object.keys(given).filter((each) => !known.includes(each)))
    problem(`${path}.${name}`, `unknown usage${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
}

function settle(
  path: string,
  given: unknown,
  assumption: UsageAssumption | FollowedUsage,
  profile: UsageProfile,
  problem: Report,
): Range | undefined {
  const assumed = "follows" in assumption ? undefined : assumption[profile];
  if (given === undefined) return assumed;
  const range = rangeOf(given);
  if (range === undefined) {
    const { low, high } = assumed ?? { low: 1, high: 10 };
    problem(
      path,
      `must be a number or { low, high }, got ${redacted(given)}`,
      `write it like ${high} or { low: ${low}, high: ${high} }`,
    );
    return assumed;
  }
  const most = assumption.most ?? Infinity;
  if (range.low < 0 || range.high > most || range.low > range.high) {
    const upTo = most === Infinity ? "0 or more" : `from 0 to ${most}`;
    problem(
      path,
      `must be ${upTo}, with low not above high; got ${redacted(given)}`,
      "give such a number, or { low, high }",
    );
    return assumed;
  }
  return range;
}

function rangeOf(given: unknown): Range | undefined {
  if (isNumber(given)) return { low: given, high: given };
  if (!isDataObject(given)) return undefined;
  const { low, high, ...rest } = given;
  return isNumber(low) && isNumber(high) && Object.keys(rest).length === 0 ? { low, high } : undefined;
}

function isNumber(given: unknown): given is number {
  return typeof given === "number" && Number.isFinite(given);
}
