import { closest, distance } from "fastest-levenshtein";

/** The known name that a misspelt one most likely means; undefined when none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = name.toLowerCase();
  const same = known.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const swapped = known.find((candidate) => haveLettersSwapped(lower, candidate.toLowerCase()));
  if (swapped !== undefined) return swapped;
  const candidate = closest(name, [...known]);
  // One letter in four: with more of them other, short names resemble anything.
  const most = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 4));
  return distance(lower, candidate.toLowerCase()) <= most ? candidate : undefined;
}

/** `prdo` and `prod`: the same letters, two of them swapped. */
function haveLettersSwapped(one: string, other: string): boolean {
  const sorted = (text: string): string => Array.from(text).sort().join("");
  return one.length === other.length && distance(one, other) === 2 && sorted(one) === sorted(other);
}

/** ` Did you mean "prod"?`, or nothing when no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : `. Did you mean "${meant}"?`;
}
