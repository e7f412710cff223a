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

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
