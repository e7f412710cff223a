import type { DiagnosticCategory } from "../../azure/diagnostic-categories";
import type { RegionName } from "../../azure/regions";
import type { MeterName } from "./meter-name";

/** From the least to the most that is expected. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What somebody says of a usage: the one number that they know, or a range. */
export type Amount = number | Range;

/** What is assumed of one usage until somebody says better. */
export interface UsageAssumption {
  readonly says: string;
  readonly development: Range;
  readonly production: Range;
  /** What it cannot be more than. */
  readonly most?: number;
}

/** A usage that follows from others, unless somebody says it. */
export interface FollowedUsage {
  readonly says: string;
  /** Of which other usage, in words. */
  readonly follows: string;
  readonly most?: number;
}

/** What is known of each usage; of those that follow from others, only what somebody said. */
export type UsageRanges<Usage extends object, Followed extends keyof Usage = never> = Readonly<
  Record<Exclude<keyof Usage, Followed>, Range>
> &
  Readonly<Partial<Record<Followed, Range>>>;

/** Hours of a month, as Azure's price lists count them. */
export const HOURS = 730;

/** One thing of a service that is paid for. */
export interface CostItem {
  /** What it is, in a few words. */
  readonly item: string;
  readonly meter: MeterName;
  /** `fixed`: as long as it exists. `usage`: as it is used. */
  readonly part: "fixed" | "usage";
  /** In a month, in the meter's unit. */
  readonly quantity: Range;
  /** @default - the backend's location */
  readonly region?: string;
  readonly note?: string;
}

/** What the items of a service follow from. */
export interface CostContext<Usage extends object, Followed extends keyof Usage = never> {
  readonly backend: {
    readonly location: RegionName;
    readonly privateEndpoints: readonly unknown[];
  };
  readonly usage: UsageRanges<Usage, Followed>;
  /** Of all services, as far as `logs.diagnostics` leaves their categories in. */
  readonly logged: readonly LoggedRequests[];
}

/** Requests of which each becomes a record in the workspace. */
export interface LoggedRequests {
  /** The category of logs that they are in. */
  readonly category: DiagnosticCategory;
  /** In a month. */
  readonly records: Range;
  /** Of one record, as the workspace bills it. */
  readonly bytes: Range;
}

/** What a service costs, as far as it is known before it runs; or why it costs nothing. */
export type ServiceCost<Plan, Usage extends object, Followed extends keyof Usage = never> =
  | { readonly free: string }
  | {
      readonly usage: {
        readonly [Name in keyof Usage]-?: Name extends Followed
          ? UsageAssumption | FollowedUsage
          : UsageAssumption;
      };
      items(plan: Plan, context: CostContext<Usage, Followed>): readonly CostItem[];
      /** What its use writes into the workspace. */
      logged?(plan: Plan, usage: UsageRanges<Usage, Followed>): readonly LoggedRequests[];
    };

/** The same from the least to the most. */
export function exactly(amount: number): Range {
  return { low: amount, high: amount };
}

/** A range made of others, end by end; `make` must not fall where one of them rises. */
export function combined(make: (...ends: readonly number[]) => number, ...ranges: readonly Range[]): Range {
  return { low: make(...ranges.map(({ low }) => low)), high: make(...ranges.map(({ high }) => high)) };
}

export function sumOf(ranges: readonly Range[]): Range {
  return {
    low: cents(ranges.reduce((sum, { low }) => sum + low, 0)),
    high: cents(ranges.reduce((sum, { high }) => sum + high, 0)),
  };
}

/** Lines are rounded and then added, so that a table adds up. */
export function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
