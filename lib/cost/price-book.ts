import type { MeterName } from "../services/contract/meter-name";
import type { RedisMeterName } from "../services/redis/cost";
import book from "./price-book.json";

/** From how much in a month a price holds, in the meter's unit, and how much it is in US dollars. */
export type PriceTier = readonly [from: number, usd: number];

/** Where prices were read. */
export interface PriceSource {
  readonly title: string;
  readonly url: string;
  /** The day that the prices are of. */
  readonly date: string;
}

/** What Azure charges for one thing. */
export interface Meter {
  /** One of the book's sources; `specification`: nobody's list, only the specification's figure; `unknown`: no price. */
  readonly source: string;
  /** Service, product, SKU, meter and unit as the Azure Retail Prices API names them; without a service it is not asked. */
  readonly service?: string;
  readonly product: string;
  readonly sku: string;
  readonly meter: string;
  readonly unitOfMeasure?: string;
  /** How many of the book's units are in one of the API's: a meter of 100 RU/s has the hour alone as its unit. */
  readonly each?: number;
  /** It has a price in each billing zone of Front Door, and none by region. */
  readonly zones?: true;
  /** It has one price for every region: what the API calls that, the best first. */
  readonly everywhere?: readonly string[];
  readonly unit: string;
  /** How many units the price is for; 1 where it is left out. */
  readonly per?: number;
  /** US dollars by region, by billing zone, or `global`; in tiers where the first units cost something else. */
  readonly prices: Readonly<Record<string, number | readonly PriceTier[]>>;
}

/** Prices of one day, each with its source. */
export interface PriceBook {
  /** The day that the newest of them were read, `2026-08-15`. */
  readonly asOf: string;
  readonly currency: string;
  /** Whose prices are used for a region without any. */
  readonly referenceRegion: string;
  readonly sources: Readonly<Record<string, PriceSource>>;
  readonly meters: Readonly<Record<string, Meter>>;
}

/** Retail prices: neither taxes nor discounts of a contract. */
export const priceBook: PriceBook = { ...book, meters: namedMeters(book.meters) };

type NamedMeter = Exclude<MeterName, `redis.${string}`> | RedisMeterName;

/** Takes the meters that have names, all of them and no others. */
function namedMeters<Meters extends Readonly<Record<NamedMeter, unknown>>>(
  meters: Exclude<keyof Meters, NamedMeter> extends never ? Meters : never,
): PriceBook["meters"] {
  return meters as Readonly<Record<string, Meter>>;
}

/** The source of a price that was found nowhere. */
export const UNKNOWN = "unknown";

/** A price as it was found. */
export interface FoundPrice {
  /** The region that it is of, or `global`. */
  readonly region: string;
  readonly tiers: readonly PriceTier[];
}

/** The price in a region, or the one used in its place; undefined where the book has none at all. */
export function priceOf(
  { prices }: Meter,
  region: string,
  { referenceRegion }: Pick<PriceBook, "referenceRegion">,
): FoundPrice | undefined {
  const [first] = Object.keys(prices);
  const found = [region, "global", referenceRegion, first].find(
    (each) => each !== undefined && Object.hasOwn(prices, each),
  );
  const price = found === undefined ? undefined : prices[found];
  if (found === undefined || price === undefined) return undefined;
  return { region: found, tiers: typeof price === "number" ? [[0, price]] : price };
}

/** What a quantity costs: each part of it at the price of its tier. */
export function costOf(quantity: number, tiers: readonly PriceTier[], per = 1): number {
  return tiers.reduce((sum, [from, usd], index) => {
    const until = tiers[index + 1]?.[0] ?? Infinity;
    return sum + (Math.max(0, Math.min(quantity, until) - from) * usd) / per;
  }, 0);
}
