import fc from "fast-check";
import { regions } from "../../lib";
import { type PriceTier, costOf, priceBook, priceOf } from "../../lib/cost/price-book";

const meters = Object.entries(priceBook.meters);

describe("the price book", () => {
  test.each(meters)("the price %s has a source, a unit and a valid amount", (_name, meter) => {
    const { source, unit, per = 1, prices } = meter;
    const known = source === "specification" || source === "unknown" ? {} : priceBook.sources[source];
    expect(known).toBeDefined();
    expect(unit).not.toBe("");
    expect(per).toBeGreaterThan(0);
    expect(Object.keys(prices).length > 0).toBe(source !== "unknown");
    for (const [region, price] of Object.entries(prices)) {
      if (meter.zones === true) expect(region).toMatch(/^Zone [1-9]$/);
      else expect(["global", ...Object.keys(regions)]).toContain(region);
      const tiers: readonly PriceTier[] = typeof price === "number" ? [[0, price]] : price;
      expect(tiers[0]?.[0]).toBe(0);
      for (const [index, [from, usd]] of tiers.entries()) {
        expect(usd).toBeGreaterThanOrEqual(0);
        expect(from).toBeGreaterThanOrEqual(index);
        expect(from).toBeGreaterThan(tiers[index - 1]?.[0] ?? -1);
      }
    }
  });

  test.each(Object.entries(priceBook.sources))(
    "the price %s has a source and the day on which it was read",
    (_name, source) => {
      expect(source.url).toMatch(/^https:\/\/\S+$/);
      expect(source.date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(source.title).not.toBe("");
      expect(source.date <= priceBook.asOf).toBe(true);
    },
  );

  test("the price book has a date, and no source without a price", () => {
    expect(priceBook.asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    const used = new Set(meters.map(([, { source }]) => source));
    expect(Object.keys(priceBook.sources).filter((source) => !used.has(source))).toEqual([]);
  });
});

describe("a price", () => {
  const meter = { source: "x", product: "", sku: "", meter: "", unit: "GB" };
  const book = { referenceRegion: "eastus2" };

  test.each([
    ["its own", { westeurope: 3, global: 2, eastus2: 1 }, "westeurope"],
    ["one for everywhere", { global: 2, eastus2: 1 }, "global"],
    ["the reference region's", { westus: 4, eastus2: 1 }, "eastus2"],
    ["the only one that was read", { westus: 4 }, "westus"],
    ["none", {}, undefined],
  ])("a price is that of the region: %s", (_which, prices, expected) => {
    expect(priceOf({ ...meter, prices }, "westeurope", book)?.region).toBe(expected);
  });

  test("a region named like a method of objects has no price", () => {
    expect(priceOf({ ...meter, prices: { eastus2: 1 } }, "constructor", book)?.region).toBe("eastus2");
  });

  test("a price is computed tier by tier", () => {
    const tiers = [
      [0, 0],
      [5, 2],
      [10, 1],
    ] as const;
    expect([4, 5, 7, 12].map((quantity) => costOf(quantity, tiers))).toEqual([0, 0, 4, 12]);
    expect(costOf(20_000, [[0, 0.05]], 10_000)).toBeCloseTo(0.1);
  });

  const tiersOf = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { maxLength: 4 }).chain((starts) =>
    fc
      .array(fc.double({ min: 0, max: 10, noNaN: true }), {
        minLength: starts.length + 1,
        maxLength: starts.length + 1,
      })
      .map((prices) =>
        [0, ...starts.sort((one, other) => one - other)].map((from, index): PriceTier => [
          from,
          prices[index] ?? 0,
        ]),
      ),
  );
  const amount = fc.double({ min: 0, max: 2000, noNaN: true });

  test("a price grows with the amount, and that of two parts together is their sum", () => {
    fc.assert(
      fc.property(tiersOf, amount, amount, (tiers, some, more) => {
        const both = costOf(some + more, tiers);
        expect(both).toBeGreaterThanOrEqual(costOf(some, tiers) - 1e-9);
        const dearest = Math.max(...tiers.map(([, usd]) => usd));
        expect(both - costOf(some, tiers)).toBeLessThanOrEqual(more * dearest + 1e-6);
      }),
    );
  });
});
