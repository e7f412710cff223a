import { readFileSync } from "node:fs";
import { join } from "node:path";
import { regions } from "../../lib";
import { type Meter, type PriceBook, priceBook } from "../../lib/cost/price-book";
import { generatedPrices } from "../../scripts/generate-prices";
import { priceBookText } from "../../scripts/prices/price-book-text";
import { recordedPrices } from "../../scripts/prices/recording";
import { queriesOf, refreshedBook } from "../../scripts/prices/refreshed-book";
import { retailApi } from "../../scripts/prices/retail-api";
import type { RetailItem, RetailSource } from "../../scripts/prices/retail-item";
import { amountOf } from "../../scripts/prices/unit-of-measure";

const PACE = { attempts: 3, first: 1, shortest: 1, longest: 10 };

function item(more: Partial<RetailItem> = {}): RetailItem {
  return {
    armRegionName: "eastus2",
    currencyCode: "USD",
    serviceName: "Functions",
    productName: "Functions",
    skuName: "Standard",
    meterName: "Runs",
    unitOfMeasure: "10",
    tierMinimumUnits: 0,
    retailPrice: 0.000002,
    type: "Consumption",
    ...more,
  };
}

const runs: Meter = {
  source: "retail",
  service: "Functions",
  product: "Functions",
  sku: "Standard",
  meter: "Runs",
  unitOfMeasure: "10",
  unit: "executions",
  per: 1_000_000,
  prices: { eastus2: 0.2 },
};

function bookOf(...meters: readonly Meter[]): PriceBook {
  return {
    asOf: "2026-01-01",
    currency: "USD",
    referenceRegion: "eastus2",
    sources: {
      retail: { title: "before", url: "https://example.com/before", date: "2026-01-01" },
      hand: { title: "by hand", url: "https://example.com/hand", date: "2025-01-01" },
    },
    meters: Object.fromEntries(meters.map((meter, index) => [`meter${index}`, meter])),
  };
}

/** A source that has these rows, whatever it is asked. */
function sourceOf(...items: readonly RetailItem[]): RetailSource {
  let asked = 0;
  return {
    title: "API",
    url: "https://example.com/now",
    date: "2026-02-02",
    items: () => Promise.resolve(asked++ === 0 ? items : []),
  };
}

async function pricesOf(meter: Meter, ...items: readonly RetailItem[]): Promise<Meter["prices"] | undefined> {
  return (await refreshedBook(bookOf(meter), sourceOf(...items))).book.meters["meter0"]?.prices;
}

test.each([
  ["1", 1],
  ["10", 10],
  ["100", 100],
  ["10K", 10_000],
  ["100K", 100_000],
  ["1M", 1_000_000],
  ["10K/Month", 10_000],
  ["1 Hour", 1],
  ["1/Hour", 1],
  ["1 GB/Month", 1],
  ["1 GB Second", 1],
  ["1 GiB Hour", 1],
])("the unit of measure %s is for %d", (unit, amount) => {
  expect(amountOf(unit)).toBe(amount);
});

test.each(["", "Hour", "1Mb", "1,000", "M"])("the unit of measure %j is refused", (unit) => {
  expect(() => amountOf(unit)).toThrow("is no unit of measure that is known");
});

describe("a price that is read", () => {
  test("is in the book's units, as are its tiers", async () => {
    const free = item({ retailPrice: 0 });
    expect(await pricesOf(runs, item({ tierMinimumUnits: 100_000 }), free)).toEqual({
      eastus2: [
        [0, 0],
        [1_000_000, 0.2],
      ],
    });
    const hourly = { ...runs, unitOfMeasure: "1/Hour", each: 100, per: 100 };
    expect(await pricesOf(hourly, item({ unitOfMeasure: "1/Hour", retailPrice: 0.012 }))).toEqual({
      eastus2: 0.012,
    });
  });

  test("has the meter's unit, and is no reservation and in no other currency or region", async () => {
    const others = [
      item({ unitOfMeasure: "1/Month", retailPrice: 10 }),
      item({ type: "Reservation", retailPrice: 20 }),
      item({ currencyCode: "EUR", retailPrice: 30 }),
      item({ armRegionName: "chinaeast2" }),
      item({ skuName: "Premium", retailPrice: 40 }),
    ];
    expect(await pricesOf(runs, item(), ...others)).toEqual({ eastus2: 0.2 });
  });

  test("is of a zone or holds everywhere, where the meter says so", async () => {
    const { service = "" } = runs;
    const zones = { ...runs, zones: true } as const;
    const everywhere = { ...runs, everywhere: ["", "Zone 1"] };
    const rows = ["Zone 2", "Zone 1", "US Gov Zone 1", "eastus2"].map((armRegionName, index) =>
      item({ armRegionName, retailPrice: (index + 1) / 1e6 }),
    );
    expect(await pricesOf(zones, ...rows)).toEqual({ "Zone 1": 0.2, "Zone 2": 0.1 });
    expect(await pricesOf(everywhere, ...rows)).toEqual({ global: 0.2 });
    expect(await pricesOf(everywhere, item({ armRegionName: "", retailPrice: 5e-6 }), ...rows)).toEqual({
      global: 0.5,
    });
    expect(queriesOf(bookOf(zones, everywhere))).toEqual([{ service, product: "Functions" }]);
    expect(queriesOf(bookOf(runs, runs))).toHaveLength(Object.keys(regions).length);
  });

  test.each<[string, readonly RetailItem[], string]>([
    ["two prices", [item(), item({ retailPrice: 1 })], "in eastus2, two prices begin at 0: 0.000002 and 1"],
    ["no first tier", [item({ tierMinimumUnits: 5 })], "in eastus2, no price begins at 0"],
    ["another unit", [item({ unitOfMeasure: "1M" })], "its unit of measure is 1M now, not 10"],
  ])("is refused with %s", async (_why, rows, problem) => {
    const { text, report } = await generatedPrices(bookOf(runs), sourceOf(...rows), { allowGone: true });
    expect(report).toContain(`problem: meter0: ${problem}`);
    expect(text).toBeUndefined();
  });
});

describe("a book that is read again", () => {
  test("names its source and the day, and what was added and what changed", async () => {
    const rows = [item({ retailPrice: 0.0000025 }), item({ armRegionName: "westeurope" })];
    const { text = "", report } = await generatedPrices(bookOf(runs), sourceOf(...rows));
    expect(JSON.parse(text)).toMatchObject({
      asOf: "2026-02-02",
      sources: { retail: { title: "API", url: "https://example.com/now", date: "2026-02-02" } },
      meters: { meter0: { prices: { eastus2: 0.25, westeurope: 0.2 } } },
    });
    expect(report.split("\n")).toEqual([
      "added: 1 prices",
      "  meter0 in westeurope",
      "changed: 1 prices",
      "  meter0 in eastus2: 0.2 to 0.25 (+25.0 %)",
      "gone: 0 prices",
    ]);
  });

  test("loses no price unless that is asked for", async () => {
    const book = bookOf({ ...runs, prices: { eastus2: 0.2, westeurope: 0.2 } });
    const refused = await generatedPrices(book, sourceOf(item()));
    expect(refused.text).toBeUndefined();
    expect(refused.report).toContain("gone: 1 prices\n  meter0 in westeurope\nproblem: 1 prices are gone");
    const allowed = await generatedPrices(book, sourceOf(item()), { allowGone: true });
    expect(allowed.text).toContain('"prices":{"eastus2":0.2}');
  });

  test("keeps what was read by hand until the source has it", async () => {
    const hand = { ...runs, source: "hand", prices: { global: 7 } };
    const kept = await refreshedBook(bookOf(hand, runs), sourceOf(item({ meterName: "Other" })));
    expect(kept.book.meters["meter0"]).toEqual(hand);
    expect(kept.kept).toEqual(["meter0 (hand)"]);
    const found = await refreshedBook(bookOf(hand), sourceOf(item()));
    expect(found.book.meters["meter0"]).toMatchObject({ source: "retail", prices: { eastus2: 0.2 } });
    expect(Object.keys(found.book.sources)).toEqual(["retail"]);
  });

  test("is written as it is kept", () => {
    const file = readFileSync(join(__dirname, "../../lib/cost/price-book.json"), "utf8");
    expect(priceBookText(JSON.parse(file) as PriceBook)).toBe(file);
  });
});

describe("the API", () => {
  type Answers = Readonly<Record<string, readonly { status: number; body?: unknown }[]>>;
  /** Answers each URL, decoded, in turn. */
  function served(answers: Answers) {
    const asked: string[] = [];
    const waited: number[] = [];
    const left = new Map(Object.entries(answers).map(([url, each]) => [url, [...each]]));
    const source = retailApi({
      today: "2026-03-03",
      pace: PACE,
      sleep: (milliseconds) => {
        waited.push(milliseconds);
        return Promise.resolve();
      },
      request: (url) => {
        const decoded = decodeURIComponent(url);
        asked.push(decoded);
        const answer = left.get(decoded)?.shift();
        if (answer === undefined) throw new Error(`nothing is served at ${decoded}`);
        return Promise.resolve({
          status: answer.status,
          headers: new Headers(answer.status === 429 ? { "Retry-After": "0" } : {}),
          json: () => Promise.resolve(answer.body),
        });
      },
    });
    return { source, asked, waited };
  }
  const FIRST =
    "https://prices.azure.com/api/retail/prices?currencyCode='USD'&$filter=serviceName eq 'Functions' and armRegionName eq 'eastus2' and priceType eq 'Consumption'";
  const query = { service: "Functions", region: "eastus2" };
  const page = (name: string, NextPageLink: string | null = null) => ({
    status: 200,
    body: { Items: [item({ meterName: name })], NextPageLink },
  });

  test("is asked by service and region, page by page, and again where it is busy", async () => {
    const second = "https://prices.azure.com:443/api/retail/prices?$skip=1000";
    const { source, asked, waited } = served({
      [FIRST]: [{ status: 429 }, page("one", second)],
      [second]: [{ status: 503 }, page("two")],
    });
    expect((await source.items(query)).map(({ meterName }) => meterName)).toEqual(["one", "two"]);
    expect(asked).toEqual([FIRST, FIRST, second, second]);
    expect(waited).toHaveLength(2);
    expect(source).toMatchObject({ date: "2026-03-03", url: "https://prices.azure.com/api/retail/prices" });
  });

  test("is asked by product where prices have no region", async () => {
    const url = FIRST.replace("armRegionName eq 'eastus2'", "productName eq 'Azure Front Door'");
    const { source } = served({ [url]: [page("one")] });
    expect(await source.items({ service: "Functions", product: "Azure Front Door" })).toHaveLength(1);
  });

  test.each<[string, Answers, string]>([
    ["stays busy", { [FIRST]: [429, 429, 429].map((status) => ({ status })) }, "answered 429"],
    ["refuses", { [FIRST]: [{ status: 400 }] }, "answered 400"],
    ["has another shape", { [FIRST]: [{ status: 200, body: {} }] }, "has no list of Items"],
    [
      "has a price that is a string",
      { [FIRST]: [{ status: 200, body: { Items: [{ ...item(), retailPrice: "1" }] } }] },
      "an item whose retailPrice is not a number",
    ],
    ["leads elsewhere", { [FIRST]: [page("one", "https://example.com/?a")] }, "which is not the API"],
  ])("ends with an error where it %s", async (_what, answers, message) => {
    await expect(served(answers).source.items(query)).rejects.toThrow(message);
  });

  test("ends with an error where its pages lead in circles", async () => {
    const { source } = served({ [FIRST]: Array.from({ length: 300 }, () => page("one", FIRST)) });
    await expect(source.items(query)).rejects.toThrow("more than 200 pages");
  });
});

test("a recording is read by region and service, and cited by its commit", async () => {
  const folder = "src/data/pricing";
  const body = (items: readonly RetailItem[]) => JSON.stringify({ Items: items, NextPageLink: null });
  const files: Record<string, string> = {
    [`${folder}/snapshot-manifest.json`]: JSON.stringify({
      snapshotDate: "2026-08-15",
      regions: ["eastus2", "westeurope"],
    }),
    [`${folder}/regions/eastus2/key_vault.json`]: body([item({ serviceName: "Key Vault" }), item()]),
    [`${folder}/regions/eastus2/azure_front_door_service.json`]: body([
      item({ serviceName: "Azure Front Door Service", productName: "Azure Front Door" }),
      item({ serviceName: "Azure Front Door Service", productName: "Azure Front Door Service" }),
    ]),
  };
  const source = recordedPrices({
    commit: "0123abc",
    files: () => Object.keys(files),
    read: (file) => files[file] ?? "",
  });
  expect(source.date).toBe("2026-08-15");
  expect(source.url).toMatch(/\/tree\/0123abc\/src\/data\/pricing\/regions$/);
  expect(await source.items({ service: "Key Vault", region: "eastus2" })).toHaveLength(1);
  expect(await source.items({ service: "Key Vault", region: "westeurope" })).toEqual([]);
  expect(await source.items({ service: "Key Vault", region: "norwayeast" })).toEqual([]);
  const frontDoor = { service: "Azure Front Door Service", product: "Azure Front Door" };
  expect(await source.items(frontDoor)).toHaveLength(1);
});

test("every meter of the book that has a service can be asked for, and has a price where it was", () => {
  for (const [name, meter] of Object.entries(priceBook.meters)) {
    if (meter.source === "retail")
      expect({ name, service: meter.service ?? "" }).not.toMatchObject({ service: "" });
    if (meter.service !== undefined) expect(amountOf(meter.unitOfMeasure ?? "")).toBeGreaterThan(0);
  }
});
