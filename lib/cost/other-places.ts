import type { Range } from "../services/contract/service-cost";
import { type Meter, type PriceBook, costOf, priceOf } from "./price-book";

/** A line as far as its price in another place needs it. */
interface PricedLine {
  readonly meter: string;
  readonly quantity: Range;
  readonly region: string;
  readonly pricedAs?: string;
}

/** What one place's prices stand for, and how far those of other places are from them. */
export interface Approximation<Line extends PricedLine = PricedLine> {
  readonly region: string;
  readonly pricedAs: string;
  readonly lines: readonly Line[];
  /** Least and most that the lines cost with the prices of another place, as a factor; undefined where no other is known. */
  readonly factor?: Range;
  /** How many other places have prices. */
  readonly places: number;
}

/** Lines with the price of another region than their own: by both regions, in the order of the lines. */
export function foreignPrices<Line extends PricedLine>(
  book: PriceBook,
  lines: readonly Line[],
): readonly Approximation<Line>[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const { region, pricedAs } = line;
    if (pricedAs === undefined || pricedAs === "global" || pricedAs === region) continue;
    const key = `${region}\n${pricedAs}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) => approximation(book, group) ?? []);
}

/** Lines with the price of a billing zone, which clients elsewhere do not pay. */
export function zonePrices<Line extends PricedLine>(
  book: PriceBook,
  lines: readonly Line[],
): readonly Approximation<Line>[] {
  const inZones = lines.filter(({ meter }) => book.meters[meter]?.zones === true);
  return [approximation(book, inZones)].flatMap((each) => each ?? []);
}

function approximation<Line extends PricedLine>(
  book: PriceBook,
  lines: readonly Line[],
): Approximation<Line> | undefined {
  const [{ region, pricedAs } = {}] = lines as readonly [Line?];
  if (region === undefined || pricedAs === undefined) return undefined;
  const priced = lines.flatMap(({ meter, quantity }) => {
    const known = book.meters[meter];
    return known === undefined ? [] : [{ meter: known, quantity }];
  });
  const places = [...new Set(priced.flatMap(({ meter }) => Object.keys(meter.prices)))].filter(
    (place) => place !== pricedAs,
  );
  const factors = (["low", "high"] as const).flatMap((end) => {
    const sum = (place: string): number =>
      priced.reduce(
        (total, { meter, quantity }) => total + priceIn(book, meter, [place, pricedAs], quantity[end]),
        0,
      );
    const used = sum(pricedAs);
    return used === 0 ? [] : places.map((place) => sum(place) / used);
  });
  return {
    region,
    pricedAs,
    lines,
    ...(factors.length === 0 ? {} : { factor: { low: Math.min(...factors), high: Math.max(...factors) } }),
    places: places.length,
  };
}

/** In the first of these places that has a price. */
function priceIn(book: PriceBook, meter: Meter, places: readonly string[], quantity: number): number {
  const place = places.find((each) => Object.hasOwn(meter.prices, each));
  const price = place === undefined ? undefined : priceOf(meter, place, book);
  return price === undefined ? 0 : costOf(quantity, price.tiers, meter.per);
}

/** `4 % less to 34 % more` */
export function factorText({ low, high }: Range): string {
  const end = (factor: number): string => {
    const percent = Math.round(Math.abs(factor - 1) * 100);
    return percent === 0 ? "the same" : `${percent} % ${factor < 1 ? "less" : "more"}`;
  };
  return end(low) === end(high) ? end(low) : `${end(low)} to ${end(high)}`;
}
