import type { PriceBook, PriceTier } from "../../lib/cost/price-book";

/** What is different between two books, to review. */
export interface PriceChanges {
  /** Prices that the first book does not have, by meter. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  readonly changed: readonly PriceChange[];
  /** Prices that the second book does not have, by meter. */
  readonly gone: Readonly<Record<string, readonly string[]>>;
}

interface PriceChange {
  readonly meter: string;
  readonly place: string;
  readonly before: readonly PriceTier[];
  readonly after: readonly PriceTier[];
}

export function priceChanges(before: PriceBook, after: PriceBook): PriceChanges {
  const names = [...new Set([...Object.keys(before.meters), ...Object.keys(after.meters)])];
  const pairs = names.map((meter) => ({
    meter,
    old: before.meters[meter]?.prices ?? {},
    now: after.meters[meter]?.prices ?? {},
  }));
  const places = (pick: (pair: (typeof pairs)[number]) => readonly string[]) =>
    Object.fromEntries(
      pairs.map((pair) => [pair.meter, pick(pair)] as const).filter(([, each]) => each.length > 0),
    );
  return {
    added: places(({ old, now }) => Object.keys(now).filter((place) => !Object.hasOwn(old, place))),
    changed: pairs.flatMap(({ meter, old, now }) =>
      Object.entries(now).flatMap(([place, price]): readonly PriceChange[] => {
        const former = old[place];
        if (former === undefined || JSON.stringify(former) === JSON.stringify(price)) return [];
        return [{ meter, place, before: tiersOf(former), after: tiersOf(price) }];
      }),
    ),
    gone: places(({ old, now }) => Object.keys(old).filter((place) => !Object.hasOwn(now, place))),
  };
}

function tiersOf(price: number | readonly PriceTier[]): readonly PriceTier[] {
  return typeof price === "number" ? [[0, price]] : price;
}

/** As lines: what was added and what is gone by meter, and each price that changed. */
export function changesText({ added, changed, gone }: PriceChanges): string {
  return [
    `added: ${countOf(added)} prices`,
    ...linesOf(added),
    `changed: ${changed.length} prices`,
    ...changed.map(
      ({ meter, place, before, after }) => `  ${meter} in ${place}: ${difference(before, after)}`,
    ),
    `gone: ${countOf(gone)} prices`,
    ...linesOf(gone),
  ].join("\n");
}

export function countOf(places: PriceChanges["gone"]): number {
  return Object.values(places).reduce((sum, each) => sum + each.length, 0);
}

function linesOf(places: PriceChanges["gone"]): readonly string[] {
  return Object.entries(places).map(([meter, each]) => `  ${meter} in ${each.join(", ")}`);
}

/** Tier by tier where they begin at the same amounts. */
function difference(before: readonly PriceTier[], after: readonly PriceTier[]): string {
  const starts = (tiers: readonly PriceTier[]): string => tiers.map(([from]) => from).join();
  if (starts(before) !== starts(after))
    return `the tiers ${JSON.stringify(before)} are ${JSON.stringify(after)}`;
  return after
    .flatMap(([from, usd], index) => {
      const old = before[index]?.[1] ?? 0;
      if (old === usd) return [];
      return [`${old} to ${usd}${percent(old, usd)}${from === 0 ? "" : ` above ${from}`}`];
    })
    .join(", ");
}

function percent(old: number, now: number): string {
  if (old === 0) return "";
  const change = (now / old - 1) * 100;
  return ` (${change > 0 ? "+" : ""}${change.toFixed(1)} %)`;
}
