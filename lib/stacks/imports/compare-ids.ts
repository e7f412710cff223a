import { UNKNOWN } from "../../decide/imports/id-formats";

/** One part of an id that is another than the resource will have. */
export interface OtherPart {
  /** What stands before it: `resourceGroups`, `databaseAccounts`. */
  readonly after: string;
  readonly expected: string;
  readonly found: string;
}

const SEPARATOR = /(\/|\||;rev=)/;

/**
 * Compares an id with that of the resource that will stand for it. Azure compares ids without case, the provider does
 * not: what is equal is returned as the resource will write it.
 */
export function compareIds(
  expected: string,
  found: string,
): { readonly id: string; readonly others: readonly OtherPart[] } {
  const wanted = expected.split(SEPARATOR);
  const given = found.split(SEPARATOR);
  const others: OtherPart[] = [];
  const id: string[] = [];
  // From the end: a whole id that is not known stands at the beginning.
  for (let back = 1; back <= given.length; back += 1) {
    const theirs = given.at(-back) ?? "";
    const ours = wanted.at(-back);
    if (ours === undefined || ours.startsWith(UNKNOWN.path)) {
      id.unshift(...given.slice(0, given.length - back + 1));
      break;
    }
    const same = ours.toLowerCase() === theirs.toLowerCase();
    id.unshift(same ? ours : theirs);
    if (!same && ours !== UNKNOWN.part)
      others.unshift({ after: given.at(-back - 2) ?? "", expected: ours, found: theirs });
  }
  return { id: id.join(""), others };
}
