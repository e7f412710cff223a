import type { Note } from "../services/contract/draft";

/** The notes that nobody should miss: what was adjusted, what to look at, and who reaches what. */
export function printedNotes(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ level, security }) => level !== "note" || security === true);
}

/** A block of text with a line for each note; empty when there is none. */
export function notesText(subject: string, notes: readonly Note[]): string {
  if (notes.length === 0) return "";
  const count = notes.length === 1 ? "1 note" : `${notes.length} notes`;
  const lines = notes.map((note) => `  ${labelOf(note).padEnd(LONGEST)} ${note.path}: ${note.message}`);
  return `${[`${subject}: ${count}`, ...lines].join("\n")}\n`;
}

/** What a note is about, in one word. */
export function labelOf({ level, security }: Note): string {
  return security === true ? "security" : level;
}

const LONGEST = "security".length;
