import { regions } from "../../lib/azure/regions";
import type { Meter, PriceBook, PriceTier } from "../../lib/cost/price-book";
import type { PriceQuery, RetailItem, RetailSource } from "./retail-item";
import { amountOf } from "./unit-of-measure";

/** The book's source that this script reads; others were read by hand. */
export const RETAIL = "retail";

type Prices = Meter["prices"];

/** A book with the prices of a source, and what could not be read. */
export interface RefreshedBook {
  readonly book: PriceBook;
  /** Meters that stay as they are, since the source does not have them. */
  readonly kept: readonly string[];
  /** Why the book must not be written. */
  readonly problems: readonly string[];
}

/** Asks a source for every meter of the book. */
export async function refreshedBook(book: PriceBook, source: RetailSource): Promise<RefreshedBook> {
  const items = (await inTurn(queriesOf(book), (query) => source.items(query))).flat();
  const byMeter = grouped(items.filter(isRetail), keyOf);
  const kept: string[] = [];
  const problems: string[] = [];
  const meters = Object.entries(book.meters).map(([name, meter]): [string, Meter] => {
    if (meter.service === undefined) return [name, meter];
    const named = byMeter.get(keyOfMeter(meter)) ?? [];
    const read = pricesIn(meter, named);
    problems.push(...read.problems.map((problem) => `${name}: ${problem}`));
    if (Object.keys(read.prices).length === 0 && meter.source !== RETAIL) {
      kept.push(`${name} (${meter.source})`);
      return [name, meter];
    }
    return [name, { ...meter, source: RETAIL, prices: read.prices }];
  });
  const { title, url, date } = source;
  const known = { ...book.sources, [RETAIL]: { title, url, date } };
  const used = new Set(meters.map(([, { source: from }]) => from));
  return {
    book: {
      ...book,
      asOf: date,
      sources: Object.fromEntries(Object.entries(known).filter(([name]) => used.has(name))),
      meters: Object.fromEntries(meters),
    },
    kept,
    problems,
  };
}

/** Each once: a service in every region of Azure, or a product that has no regions. */
export function queriesOf({ meters }: PriceBook): readonly PriceQuery[] {
  const queries = Object.values(meters).flatMap(({ service, product, zones, everywhere }): PriceQuery[] => {
    if (service === undefined) return [];
    if (zones !== undefined || everywhere !== undefined) return [{ service, product }];
    return Object.keys(regions).map((region) => ({ service, region }));
  });
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}

function grouped<Item>(
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function isRetail({ type, currencyCode }: RetailItem): boolean {
  return type === "Consumption" && currencyCode === "USD";
}

function keyOf({ serviceName, productName, skuName, meterName }: RetailItem): string {
  return [serviceName, productName, skuName, meterName].join("\n");
}

function keyOfMeter({ service, product, sku, meter }: Meter): string {
  return [service, product, sku, meter].join("\n");
}

interface Read {
  readonly prices: Prices;
  readonly problems: readonly string[];
}

function pricesIn(meter: Meter, named: readonly RetailItem[]): Read {
  const items = named.filter(({ unitOfMeasure }) => unitOfMeasure === meter.unitOfMeasure);
  if (items.length === 0 && named.length > 0) {
    const units = [...new Set(named.map(({ unitOfMeasure }) => unitOfMeasure))].join(", ");
    return { prices: {}, problems: [`its unit of measure is ${units} now, not ${meter.unitOfMeasure}`] };
  }
  const byRegion = grouped(items, ({ armRegionName }) => armRegionName);
  const found = placesOf(meter, [...byRegion.keys()]).map(({ place, asked }) => {
    const tiers = tiersOf(meter, byRegion.get(asked) ?? []);
    return typeof tiers === "string" ? { place, problem: tiers } : { place, tiers };
  });
  return {
    prices: Object.fromEntries(
      found.flatMap(({ place, tiers }) => (tiers === undefined ? [] : [[place, priceOfTiers(tiers)]])),
    ),
    problems: found.flatMap(({ place, problem }) =>
      problem === undefined ? [] : [`in ${place}, ${problem}`],
    ),
  };
}

/** Under which name the book has a price, and under which one the API has it. */
function placesOf(
  { zones, everywhere }: Meter,
  known: readonly string[],
): readonly { readonly place: string; readonly asked: string }[] {
  if (everywhere !== undefined) {
    const asked = everywhere.find((name) => known.includes(name));
    return asked === undefined ? [] : [{ place: "global", asked }];
  }
  const isPlace = (name: string): boolean =>
    zones === undefined ? Object.hasOwn(regions, name) : /^Zone \d+$/.test(name);
  return known
    .filter(isPlace)
    .sort()
    .map((name) => ({ place: name, asked: name }));
}

/** In the book's units; or why they cannot be told. */
function tiersOf(
  { unitOfMeasure = "", each = 1, per = 1 }: Meter,
  items: readonly RetailItem[],
): readonly PriceTier[] | string {
  const amount = amountOf(unitOfMeasure) * each;
  const prices = new Map<number, Set<number>>();
  for (const { tierMinimumUnits, retailPrice } of items)
    prices.set(tierMinimumUnits, (prices.get(tierMinimumUnits) ?? new Set()).add(retailPrice));
  const tiers = [...prices].sort(([one], [other]) => one - other);
  if (tiers[0]?.[0] !== 0) return "no price begins at 0";
  const ambiguous = tiers.find(([, usd]) => usd.size > 1);
  if (ambiguous !== undefined)
    return `two prices begin at ${ambiguous[0]}: ${[...ambiguous[1]].join(" and ")}`;
  return tiers.map(([from, usd]): PriceTier => [from * amount, rounded(([...usd][0] ?? 0) * (per / amount))]);
}

function priceOfTiers(tiers: readonly PriceTier[]): number | readonly PriceTier[] {
  const [[, only] = [0, 0]] = tiers;
  return tiers.length === 1 ? only : tiers;
}

/** What a product of decimals leaves behind them. */
function rounded(usd: number): number {
  return Number(usd.toPrecision(10));
}

/** Four at a time: the API answers 429 to more. */
const AT_ONCE = 4;

async function inTurn<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<readonly Out[]> {
  const results: Out[] = [];
  const left = all.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, one] of left) results[index] = await work(one);
    }),
  );
  return results;
}
