/** A row of the table of a page: `articles/azure-monitor/reference/supported-logs/<type>-logs.md` */
export interface PageRow {
  /** Pages of today have none. */
  readonly category?: string;
  readonly name: string;
  readonly table: string | null;
}

/** The page's own date, `ms.date: 07/14/2026`, as 2026-07-14. */
export function dateOf(page: string): string | undefined {
  const [, month, day, year] = /^ms\.date: (\d\d)\/(\d\d)\/(\d{4})/m.exec(page) ?? [];
  return year === undefined ? undefined : `${year}-${month ?? ""}-${day ?? ""}`;
}

/** The rows of a page; none where it includes them from elsewhere. */
export function rowsOf(page: string): readonly PageRow[] {
  const lines = page.split("\n").map((line) => line.trim());
  const head = lines.findIndex((line) => line.startsWith("|Category|"));
  if (head < 0) return [];
  const columns = cellsOf(lines[head] ?? "");
  const place = (name: string): number => columns.findIndex((column) => column.toLowerCase() === name);
  const names = place("category display name");
  const tables = place("log table");
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, end < 0 ? rows.length : end).map((line) => {
    const cells = cellsOf(line);
    const first = cells[0] ?? "";
    return {
      ...(names < 0 ? {} : { category: first.replaceAll("`", "") }),
      name: names < 0 ? first : (cells[names] ?? ""),
      table: /^\[([^\]]+)\]/.exec(cells[tables] ?? "")?.[1] ?? null,
    };
  });
}

/** `|a|b|` → a, b; an empty last cell stays. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}
