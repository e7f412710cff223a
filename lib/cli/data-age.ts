import { RETIREMENTS_AS_OF } from "../azure/retirements";
import { nodeEnds } from "../azure/retirements/recorded-ends";
import { priceBook } from "../cost/price-book";

/** Data of this package that its sources may have changed since. */
interface DatedData {
  /** Begins a sentence: `The calendar of retirements`. */
  readonly what: string;
  /** The day on which it was read, `2026-11-30`. */
  readonly asOf: string;
  /** What to do then. */
  readonly fix: string;
}

const dated = {
  retirements: {
    what: "The calendar of retirements",
    asOf: RETIREMENTS_AS_OF,
    fix: "install a newer version of this package, or compare it with the sources in docs/reference/retirements.md",
  },
  prices: {
    what: "The price book",
    asOf: priceBook.asOf,
    fix: "install a newer version of this package, or read the prices again: docs/guides/costs.md#update-a-price",
  },
} as const satisfies Readonly<Record<string, DatedData>>;

type DatedName = keyof typeof dated;

const datedNames = Object.keys(dated) as readonly DatedName[];

/** The most days that data is taken for current. */
const MOST_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

/** Whole days from one day to another. */
function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY);
}

/**
 * A line for each table of this package that is old.
 *
 * @param today - the day, `2026-11-30`
 * @param names - the tables that a command uses
 */
export function ageLines(today: string, names: readonly DatedName[] = datedNames): readonly string[] {
  return names
    .map((name) => ({ ...dated[name], age: daysBetween(dated[name].asOf, today) }))
    .filter(({ age }) => age > MOST_DAYS)
    .map(({ what, asOf, age, fix }) => `${what} is as of ${asOf}, ${age} days ago: ${fix}.`);
}

/**
 * That a version of Node gets no fixes any more; undefined where it does, or where it never had long-term support.
 *
 * @param version - `20.20.2`
 */
export function endedNode(version: string, today: string): string | undefined {
  const end = nodeEnds[version.split(".")[0] ?? ""];
  return end !== undefined && end < today ? end : undefined;
}
