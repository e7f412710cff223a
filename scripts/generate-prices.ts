import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PriceBook } from "../lib/cost/price-book";
import { Clone } from "./arm-schemas/clone";
import { changesText, countOf, priceChanges } from "./prices/price-changes";
import { priceBookText } from "./prices/price-book-text";
import { recordedPrices } from "./prices/recording";
import { refreshedBook } from "./prices/refreshed-book";
import type { RetailSource } from "./prices/retail-item";
import { retailApi } from "./prices/retail-api";

const FILE = join(__dirname, "../lib/cost/price-book.json");

/** What is written, and what is said of it; without a text, nothing is to be written. */
interface Outcome {
  readonly text?: string;
  readonly report: string;
}

/** @param allowGone - also writes a book that lacks prices which the one before has */
export async function generatedPrices(
  book: PriceBook,
  source: RetailSource,
  { allowGone = false }: { readonly allowGone?: boolean } = {},
): Promise<Outcome> {
  const refreshed = await refreshedBook(book, source);
  const changes = priceChanges(book, refreshed.book);
  const gone = countOf(changes.gone);
  const problems = [
    ...refreshed.problems,
    ...(gone > 0 && !allowGone ? [`${gone} prices are gone: --allow-gone writes the book without them`] : []),
  ];
  const report = [
    changesText(changes),
    ...(refreshed.kept.length === 0
      ? []
      : [`kept, since this source does not have them: ${refreshed.kept.join(", ")}`]),
    ...problems.map((problem) => `problem: ${problem}`),
    ...(problems.length > 0 ? ["Nothing is written."] : []),
  ].join("\n");
  return problems.length > 0 ? { report } : { report, text: priceBookText(refreshed.book) };
}

/**
 * `npm run generate:prices` asks the Azure Retail Prices API; `-- --from <clone>` reads a recording of it, a clone of
 * github.com/Arturo-Quiroga-MSFT/azure-architecture-diagram-builder. It writes the book, and prints what changed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { from: { type: "string" }, "allow-gone": { type: "boolean", default: false } },
  });
  const source =
    values.from === undefined
      ? retailApi({ today: new Date().toISOString().slice(0, 10) })
      : recordedPrices(new Clone(values.from));
  const book = JSON.parse(readFileSync(FILE, "utf8")) as PriceBook;
  const { text, report } = await generatedPrices(book, source, { allowGone: values["allow-gone"] });
  console.log(report);
  if (text === undefined) process.exitCode = 1;
  else writeFileSync(FILE, text);
}

if (require.main === module) void main();
