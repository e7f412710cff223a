import { stripVTControlCharacters } from "node:util";
import type { Outcome } from "./command";

/** A command that should have gone well, with what it said of its failure. */
export class CommandFailure extends Error {
  /** What it has said, from its first error on. */
  readonly reason: string;

  constructor(
    what: string,
    readonly outcome: Outcome,
  ) {
    const reason = reasonIn(`${outcome.stdout}\n${outcome.stderr}`);
    super(`${what} ended with ${outcome.status}\n${reason}`);
    this.reason = reason;
  }
}

const LONGEST_REASON = 6000;

/** What is said from the first error on, without the spinners of a terminal; the end of it where there is none. */
function reasonIn(said: string): string {
  const plain = stripVTControlCharacters(said);
  const begin = plain.search(/(^|\s)Error: /);
  return begin < 0 ? plain.slice(-LONGEST_REASON) : plain.slice(begin, begin + LONGEST_REASON);
}
