import { KNOWN_ONCE_APPLIED } from "../kit/known-once-applied";

/** A value of a planned change, at any depth. */
export interface PlannedValue {
  /** Whether an existing value stays where the plan has the same one; a new resource has none. */
  readonly isUpdate: boolean;
  readonly before: unknown;
  readonly after: unknown;
  /** Terraform's `after_unknown`: `true` for what is known once it is applied. */
  readonly unknown: unknown;
}

/**
 * How a later plan treats a value: as the earlier one does, with another value, or with the same value that the earlier one had no
 * need to set.
 */
export type Treatment = "same" | "other" | "further";

/** @param earlier - what it could not know yet may be anything */
export function treatmentOf(earlier: PlannedValue, now: PlannedValue): Treatment {
  if (earlier.unknown === true) return "same";
  // What neither of them touches may have changed in Azure by itself, such as a list of addresses.
  if (isKept(earlier) && isKept(now)) return "same";
  const parts = partsBelow(earlier, now);
  if (parts !== undefined) {
    const worst = worstOf(parts);
    // Elements of a set have another order once all of them are known.
    if (worst === "same" || !Array.isArray(earlier.after) || !isOpen(earlier.after, earlier.unknown))
      return worst;
  }
  if (!isMatch(earlier, now)) return "other";
  return isKept(earlier) && !isKept(now) ? "further" : "same";
}

function worstOf(parts: readonly (readonly [PlannedValue, PlannedValue])[]): Treatment {
  const treatments = new Set(parts.map(([one, other]) => treatmentOf(one, other)));
  return (["other", "further"] as const).find((each) => treatments.has(each)) ?? "same";
}

/** What is compared one by one; undefined where the values are compared as a whole. */
function partsBelow(
  earlier: PlannedValue,
  now: PlannedValue,
): readonly (readonly [PlannedValue, PlannedValue])[] | undefined {
  const sides = [earlier, now];
  const areRecords = sides.every(
    ({ after, before }) => isRecord(after) && (isRecord(before) || isMissing(before)),
  );
  const areLists = sides.every(({ after }) => Array.isArray(after) && after.every(isRecord));
  if (!areRecords && !(areLists && haveSameLength(sides))) return undefined;
  const keys = new Set(sides.flatMap(({ after, unknown }) => [...keysOf(after), ...keysOf(unknown)]));
  return [...keys].map((key) => [partOf(earlier, key), partOf(now, key)] as const);
}

function haveSameLength(sides: readonly PlannedValue[]): boolean {
  const lengths = sides.flatMap(({ isUpdate, before, after }) => [
    lengthOf(after),
    ...(isUpdate ? [lengthOf(before)] : []),
  ]);
  return new Set(lengths).size === 1;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : -1;
}

function partOf({ isUpdate, before, after, unknown }: PlannedValue, key: string): PlannedValue {
  return {
    isUpdate,
    before: childOf(before, key),
    after: childOf(after, key),
    unknown: childOf(unknown, key),
  };
}

/** Whether a plan leaves a value as it is. */
function isKept({ isUpdate, before, after, unknown }: PlannedValue): boolean {
  return (
    isUpdate && !hasMark(unknown) && isMatch({ after: before, unknown: false }, { after, unknown: false })
  );
}

type Expected = Pick<PlannedValue, "after" | "unknown">;

/** Whether the later value is one that the earlier plan has foreseen. */
function isMatch(earlier: Expected, now: Expected): boolean {
  if (earlier.unknown === true) return true;
  if (now.unknown === true) return false;
  const [one, other] = [earlier.after, now.after];
  if (typeof one === "string" && one.includes(KNOWN_ONCE_APPLIED)) return isFilledIn(one, other);
  if (Array.isArray(one) || Array.isArray(other)) return areMatchingLists(earlier, now);
  // An object of which nothing is known is left out of the values, and is in what is unknown alone.
  if (!isRecord(one) && !isRecord(other)) return (one ?? null) === (other ?? null) && !hasMark(now.unknown);
  if ((!isRecord(one) && !isMissing(one)) || (!isRecord(other) && !isMissing(other))) return false;
  if (isMissing(one) !== isMissing(other) && !isRecord(earlier.unknown)) return false;
  const keys = new Set([one, other, earlier.unknown, now.unknown].flatMap(keysOf));
  return [...keys].every((key) => isMatch(expectedAt(earlier, key), expectedAt(now, key)));
}

/** `https://known-once-applied.invalid/` stands for any host, and for nothing else around it. */
function isFilledIn(text: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  const parts = text.split(KNOWN_ONCE_APPLIED).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]+")}$`).test(value);
}

function areMatchingLists(earlier: Expected, now: Expected): boolean {
  const [one, other] = [earlier.after, now.after];
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  const [expected, found] = [elementsOf(earlier, one), elementsOf(now, other)];
  if (expected.every((each, index) => isMatch(each, found[index] ?? each))) return true;
  return isOpen(one, earlier.unknown) && havePairs(expected, found);
}

function elementsOf({ unknown }: Expected, values: readonly unknown[]): readonly Expected[] {
  return values.map((after, index) => ({ after, unknown: childOf(unknown, String(index)) }));
}

/** Whether each element has one of its own on the other side, in any order: augmenting paths in a bipartite graph. */
function havePairs(expected: readonly Expected[], found: readonly Expected[]): boolean {
  const takenBy = new Map<number, number>();
  const findFor = (index: number, seen: Set<number>): boolean =>
    found.some((each, place) => {
      const wanted = expected[index];
      if (wanted === undefined || seen.has(place) || !isMatch(wanted, each)) return false;
      seen.add(place);
      const holder = takenBy.get(place);
      if (holder !== undefined && !findFor(holder, seen)) return false;
      takenBy.set(place, index);
      return true;
    });
  return expected.every((_each, index) => findFor(index, new Set()));
}

/** Whether a value has anything in it that was not known. */
function isOpen(value: unknown, unknown: unknown): boolean {
  return hasMark(unknown) || JSON.stringify(value ?? null).includes(KNOWN_ONCE_APPLIED);
}

function hasMark(unknown: unknown): boolean {
  if (typeof unknown !== "object" || unknown === null) return unknown === true;
  return Object.values(unknown).some((each) => hasMark(each));
}

function expectedAt({ after, unknown }: Expected, key: string): Expected {
  return { after: childOf(after, key), unknown: unknown === true ? true : childOf(unknown, key) };
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function childOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
