import type { CostEstimate, CostLine } from "./estimate";
import type { PriceTier } from "./price-book";
import type { Range } from "../services/contract/service-cost";

const HEAD = ["Service", "Item", "Quantity", "Price", "Low", "High", "Source"];
/** Columns of numbers. */
const RIGHT = new Set([4, 5]);

/** An estimate as a table to read: what is fixed, what depends on use, the sums, and where the prices are from. */
export function formatCost(estimate: CostEstimate): string {
  const { heading, rows, notes } = costParts(estimate);
  return [...heading, "", ...costTable(rows), "", ...notes].join("\n");
}

/** What an estimate is shown as, line by line. */
interface CostParts {
  readonly heading: readonly string[];
  /** Cells by column, the head first; a row without any sets parts apart. */
  readonly rows: readonly (readonly string[])[];
  /** Where prices are from, and what else is to be known. */
  readonly notes: readonly string[];
}

export function costParts(estimate: CostEstimate): CostParts {
  const { project, environment, location, total, currency, priceBookDate, profile } = estimate;
  const parts = [
    { title: "Fixed", sum: estimate.fixed, lines: estimate.lines.filter(({ part }) => part === "fixed") },
    { title: "By use", sum: estimate.used, lines: estimate.lines.filter(({ part }) => part === "usage") },
  ];
  const isLeast = estimate.unknown.length > 0;
  const itemNotes = estimate.lines.flatMap(({ item, note }) =>
    note === undefined ? [] : [`${item}: ${note}`],
  );
  return {
    heading: [
      `${project} (${environment}) in ${location}: ${rangeText(total, isLeast)} a month`,
      `retail prices of ${priceBookDate} in ${currency}, without taxes; used as in ${profile}`,
    ],
    rows: [
      HEAD,
      ...parts.flatMap(({ title, sum, lines }) => [
        ...lines.map((line) => rowOf(line, estimate)),
        sumRow(title, sum, isLeast),
        [],
      ]),
      sumRow("Total", total, isLeast),
    ],
    notes: [
      ...Object.entries(estimate.sources).map(
        ([name, { title, date, url }]) => `${name}: ${title}, ${date}, ${url}`,
      ),
      ...new Set(itemNotes),
      ...estimate.notes,
    ],
  };
}

function rowOf(
  { service, item, quantity, unit, cost, ...line }: CostLine,
  estimate: CostEstimate,
): readonly string[] {
  const { region, pricedAs } = line;
  const foreign = pricedAs === undefined || pricedAs === "global" || pricedAs === region;
  return [
    service,
    region === estimate.location ? item : `${item}, ${region}`,
    `${quantity.low === quantity.high ? count(quantity.low) : `${count(quantity.low)} to ${count(quantity.high)}`} ${unit}`,
    priceText(line, unit, quantity.high),
    ...(cost === undefined ? ["unknown", "unknown"] : [dollars(cost.low), dollars(cost.high)]),
    foreign ? line.source : `${line.source}, as ${pricedAs}`,
  ];
}

function sumRow(title: string, { low, high }: Range, isLeast: boolean): readonly string[] {
  const least = isLeast ? "at least " : "";
  return [title, "", "", "", `${least}${dollars(low)}`, `${least}${dollars(high)}`];
}

/** `free to 5, then $2.76 per GB`: the tiers that the quantity gets to. */
function priceText({ price, per }: Pick<CostLine, "price" | "per">, unit: string, most: number): string {
  const reached = price.filter(([from], index) => index === 0 || from < most);
  if (reached.length === 0) return "unknown";
  const units = per === 1 ? unit.replace(/(?<!serie)s$/, "") : `${count(per)} ${unit}`;
  return reached
    .map((tier, index) =>
      tierText(tier, units, price[reached.indexOf(tier) + 1]?.[0], index === reached.length - 1),
    )
    .join(", then ");
}

function tierText([, usd]: PriceTier, units: string, until: number | undefined, isLast: boolean): string {
  const price = usd === 0 ? "free" : `${unitPrice(usd)} per ${units}`;
  return isLast || until === undefined ? price : `${price} to ${count(until)}`;
}

/** Every decimal that it has, and at least the cents. */
function unitPrice(usd: number): string {
  return usd === Number(usd.toFixed(2)) ? dollars(usd) : `$${usd}`;
}

/** `$25.00 to $100.00`, or what it is at least. */
export function rangeText({ low, high }: Range, isLeast = false): string {
  const range = low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
  return isLeast ? `at least ${range}` : range;
}

export function dollars(usd: number): string {
  const [whole = "", decimals = ""] = usd.toFixed(2).split(".");
  return `$${thousands(whole)}.${decimals}`;
}

function count(amount: number): string {
  const [whole = "", decimals] = String(Number(amount.toFixed(2))).split(".");
  return decimals === undefined ? thousands(whole) : `${thousands(whole)}.${decimals}`;
}

function thousands(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Rows below each other, as wide as their cells. */
export function costTable(rows: CostParts["rows"]): readonly string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
