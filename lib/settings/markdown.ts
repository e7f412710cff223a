/** Text as code, whatever is in it: `|` ends a cell of a table even there. */
export function code(text: string): string {
  const line = text.replaceAll("\n", " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Text as it is, on one line. */
export function escaped(text: string): string {
  return text.replaceAll("\n", " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

/** A row of a table, of cells that are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The head of a table. */
export function tableHead(titles: readonly string[]): string {
  return [row(titles), row(titles.map(() => "---"))].join("\n");
}
