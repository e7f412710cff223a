/** Standard output is for what a program says on purpose; a test replaces this. */
export function printNotes(text: string): void {
  process.stderr.write(text);
}
