import type { CostEstimate } from "../../cost/estimate";
import { costParts, costTable } from "../../cost/format";
import { folded, wrapped } from "../wrapped";

type Rows = ReturnType<typeof costParts>["rows"];

/** An estimate as `formatCost` has it, within the columns of a terminal. */
export function costText(estimate: CostEstimate, columns: number): string {
  const { heading, rows, notes } = costParts(estimate);
  const table = costTable(rows);
  const isNarrow = table.some((line) => line.length > columns);
  return [
    ...heading.flatMap((line) => folded(line, columns)),
    "",
    ...(isNarrow ? narrowTable(rows, columns) : table),
    "",
    ...notes.flatMap((line) => folded(line, columns)),
  ].join("\n");
}

/** The item and its cost in a line, and below it how much there is of it, at which price, and who says so. */
function narrowTable(rows: Rows, columns: number): readonly string[] {
  const widest = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [service, low, high] = [widest(0), widest(4), widest(5)];
  const indent = " ".repeat(service + GAP.length);
  const item = Math.max(LEAST, columns - service - low - high - 3 * GAP.length);
  return rows.flatMap(([name = "", what = "", quantity, price, least = "", most = "", source]) => {
    if (name === "") return [""];
    const [first = "", ...others] = wrapped(what, item);
    const costs = `${least.padStart(low)}${GAP}${most.padStart(high)}`;
    const details = quantity
      ? wrapped(`${quantity}: ${price} (${source})`, columns - indent.length - GAP.length)
      : [];
    return [
      `${name.padEnd(service)}${GAP}${first.padEnd(item)}${GAP}${costs}`,
      ...others.map((line) => `${indent}${line}`),
      ...details.map((line) => `${indent}${GAP}${line}`),
    ];
  });
}

const GAP = "  ";
/** Columns of an item: what is narrower is not wrapped. */
const LEAST = 40;
