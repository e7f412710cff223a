/** One field of a schedule: what it counts, from where to where, and its names. */
interface Field {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Whole, in small letters. */
  readonly names?: readonly string[];
}

/** learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions */
const FIELDS: readonly Field[] = [
  { label: "second", from: 0, to: 59 },
  { label: "minute", from: 0, to: 59 },
  { label: "hour", from: 0, to: 23 },
  { label: "day", from: 1, to: 31 },
  {
    label: "month",
    from: 1,
    to: 12,
    names: [
      ...["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"],
      ...["november", "december"],
    ],
  },
  {
    label: "day of the week",
    from: 0,
    to: 6,
    names: ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
  },
];

/** What is wrong with a schedule of five or six fields; undefined when nothing is. */
export function ncrontabFault(schedule: string): string | undefined {
  const words = schedule.trim().split(/\s+/);
  const fields = FIELDS.slice(-words.length);
  if (words.length < 5 || words.length > FIELDS.length)
    return "must have six fields (second, minute, hour, day, month, day of the week), or five without the second";
  return words.map((word, index) => fieldFault(word, fields[index])).find((fault) => fault !== undefined);
}

/** A field is `*`, a value or a range, each with an interval if need be, or several of them. */
function fieldFault(word: string, field: Field | undefined): string | undefined {
  if (field === undefined) return undefined;
  const wrong = word.split(",").find((part) => !isPart(part, field));
  return wrong === undefined
    ? undefined
    : `has the invalid ${field.label} "${wrong}": use a value from ${field.from} to ${field.to}`;
}

function isPart(part: string, field: Field): boolean {
  const [range = "", interval, ...more] = part.split("/");
  if (more.length > 0 || (interval !== undefined && !/^[1-9]\d*$/.test(interval))) return false;
  if (range === "*") return true;
  const bounds = range.split("-").map((word) => numberOf(word, field));
  const [first, last = first] = bounds;
  if (bounds.length > 2 || first === undefined || last === undefined) return false;
  return first <= last;
}

function numberOf(word: string, { from, to, names = [] }: Field): number | undefined {
  // Whole, or three letters at least.
  const named = word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word.toLowerCase()));
  if (named >= 0) return from + named;
  const number = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
