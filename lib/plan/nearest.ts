import { closest, distance } from "fastest-levenshtein";

/** The known name that a misspelt one most likely means; undefined when none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = name.toLowerCase();
  const same = known.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const candidate = closest(name, [...known]);
  return distance(lower, candidate.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))
    ? candidate
    : undefined;
}

/** ` Did you mean "prod"?`, or nothing when no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : `. Did you mean "${meant}"?`;
}
