import { relative } from "node:path";
import type { HiddenInput } from "./hidden-input";

/** Where a command runs, and where it says what it does. */
export interface Surroundings {
  readonly cwd: string;
  /** Variables of the environment. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Says something on the way, on stderr. */
  readonly say: (line: string) => void;
  /** Passes on what another program says, on stderr. */
  readonly pass: (text: string) => void;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  readonly color: boolean;
  /** The day, in UTC: `2026-11-30`. Commands alone look at a clock, and what they write never depends on it. */
  readonly today: string;
  /** Where secrets are typed, or piped in. */
  readonly hiddenInput: HiddenInput;
}

/** That a step begins. */
export function begunLine(name: string): string {
  return `${name} ...`;
}

/** That a step is over. */
export function endedLine(name: string, result: string, seconds: number): string {
  return `${name}: ${result} (${seconds.toFixed(1)} s)`;
}

/** Runs one step: its name when it begins, how long it took when it is over. */
export async function step<T>(
  { say, signal }: Surroundings,
  name: string,
  work: () => Promise<T>,
  result: (value: T) => string = () => "done",
): Promise<T> {
  signal.throwIfAborted();
  const begin = performance.now();
  say(begunLine(name));
  const value = await work();
  say(endedLine(name, result(value), (performance.now() - begin) / 1000));
  return value;
}

/** A path as people read it: from the working folder, or whole where that is shorter. */
export function shownPath({ cwd }: Pick<Surroundings, "cwd">, path: string): string {
  const short = relative(cwd, path) || ".";
  return short.length < path.length ? short : path;
}
