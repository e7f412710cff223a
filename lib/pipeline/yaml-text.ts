/** Puts text into a place of YAML that is this deep; empty lines stay empty. */
export function indented(text: string, depth: number): string {
  const indent = " ".repeat(depth);
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => (line === "" ? "" : `${indent}${line}`))
    .join("\n");
}

/** Several pieces, one below the other; those that are not needed are left out. */
export function lines(...pieces: readonly (string | undefined)[]): string {
  return pieces.filter((piece) => piece !== undefined).join("\n");
}

/** A script as a block of YAML, to come after `run: ` or the like. */
export function block(script: string, depth: number): string {
  return `|\n${indented(script, depth)}`;
}
