/**
 * The rows of every table of a page in Markdown that has some columns, by the names of their columns in lower case; a link
 * counts as its text.
 */
export function rowsWith(
  page: string,
  columns: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  const lines = page.split("\n").map((line) => line.trim().replace(/^> (?=\|)/, ""));
  return lines.flatMap((line, index) => {
    if (!/^\|[\s:|-]+\|$/.test(line)) return [];
    const names = cellsOf(lines[index - 1] ?? "").map((each) => each.toLowerCase());
    if (!columns.every((column) => names.includes(column))) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((each) => !each.startsWith("|"));
    return rest
      .slice(0, end < 0 ? rest.length : end)
      .map((row) => Object.fromEntries(cellsOf(row).map((cell, place) => [names[place] ?? "", cell])));
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").trim());
}
