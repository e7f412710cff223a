/** Markdown that generated pages share. */

export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map(rowOf);
}

export function rowOf(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

export function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

/** The text of a cell: a line, in which only code has angle brackets, which HTML would swallow. */
export function escaped(text: string): string {
  const line = text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return line.replace(/`[^`]*`|</g, (found) => (found === "<" ? "\\<" : found));
}
