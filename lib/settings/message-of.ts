/** The message of something that was thrown: anything can be. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Its first line, where there is room for one. */
export function firstLineOf(thrown: unknown): string {
  return messageOf(thrown).split("\n")[0] ?? "";
}
