import fc from "fast-check";
import { regions } from "../../lib";
import { factorText, foreignPrices } from "../../lib/cost/other-places";
import { billingZoneOf } from "../../lib/services/cdn/billing-zones";
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

describe("a price of another place", () => {
  const meter = (prices: Readonly<Record<string, number>>) => ({
    source: "x",
    product: "",
    sku: "",
    meter: "",
    unit: "GB",
    prices,
  });
  const quantity = { low: 1, high: 10 };
  const book = {
    ...priceBook,
    meters: {
      one: meter({ eastus2: 2, uksouth: 3, westus2: 1 }),
      other: meter({ eastus2: 2 }),
      everywhere: meter({ global: 5 }),
    },
  };
  const line = (name: string, region: string, pricedAs: string) => ({
    meter: name,
    quantity,
    region,
    pricedAs,
  });

  test("is compared with those of every place that is known, and only for its own lines", () => {
    const lines = [
      line("one", "norwayeast", "eastus2"),
      line("other", "norwayeast", "eastus2"),
      line("everywhere", "norwayeast", "global"),
      line("one", "uksouth", "uksouth"),
    ];
    expect(foreignPrices(book, lines)).toEqual([
      {
        region: "norwayeast",
        pricedAs: "eastus2",
        lines: lines.slice(0, 2),
        // 3 and 1 beside 2, and 2 beside 2 where the other meter has no other price.
        factor: { low: 0.75, high: 1.25 },
        places: 2,
      },
    ]);
  });

  test("is not compared where no other is known, or where it is free", () => {
    expect(foreignPrices(book, [line("other", "norwayeast", "eastus2")])).toMatchObject([{ places: 0 }]);
    const free = { ...line("one", "norwayeast", "eastus2"), quantity: { low: 0, high: 0 } };
    expect(foreignPrices(book, [free])[0]).not.toHaveProperty("factor");
  });

  test.each([
    [0.96, 1.34, "4 % less to 34 % more"],
    [1, 1.5, "the same to 50 % more"],
    [1.1, 1.2, "10 % more to 20 % more"],
    [1, 1.001, "the same"],
  ])("a factor of %d to %d is said as %s", (low, high, text) => {
    expect(factorText({ low, high })).toBe(text);
  });
});

test("each region has a billing zone of Front Door, which has a price", () => {
  for (const region of Object.keys(regions) as (keyof typeof regions)[])
    expect(priceBook.meters["frontDoor.standard.out"]?.prices).toHaveProperty([billingZoneOf(region)]);
  const zones = [
    "westeurope",
    "qatarcentral",
    "japaneast",
    "brazilsouth",
    "newzealandnorth",
    "westindia",
  ] as const;
  expect(zones.map(billingZoneOf)).toEqual(["Zone 1", "Zone 1", "Zone 2", "Zone 3", "Zone 4", "Zone 5"]);
});
