import type { FaultList } from "../components/fault-list";

/** Objects and lists within each other; Cosmos DB takes twice as many. */
const DEEPEST = 64;
/** Half of a pair of UTF-16 code units, which no text of Unicode has. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const NUMBER = /[-+.0-9eE]+/y;

/** An object or a list that the pass is inside of. */
interface Level {
  /** The names so far; undefined in a list. */
  readonly names: Set<string> | undefined;
  step: string | number;
}

/**
 * Finds JSON that would not come back as it was sent, or not at all: numbers that a double cannot hold, half characters,
 * a name twice in one object, too many levels. One pass over the text, which ends when the list is full.
 *
 * @param text - that `JSON.parse` takes
 */
export function findUnkeepable(text: string, found: FaultList): void {
  const levels: Level[] = [];
  let tooDeep = 0;
  let named = false;
  for (let at = 0; at < text.length && !found.full; at += 1) {
    const sign = text[at] ?? "";
    const level = levels.at(-1);
    if (sign === "{" || sign === "[") {
      if (levels.length <= DEEPEST) levels.push({ names: sign === "{" ? new Set() : undefined, step: 0 });
      else tooDeep += 1;
      if (tooDeep === 1) found.add(wayOf(levels), `is nested more than ${DEEPEST} deep`);
      named = false;
    } else if (sign === "}" || sign === "]") {
      if (tooDeep > 0) tooDeep -= 1;
      else levels.pop();
      named = true;
    } else if (sign === ",") {
      if (typeof level?.step === "number" && tooDeep === 0) level.step += 1;
      named = false;
    } else if (sign === ":") named = true;
    else if (sign === '"') {
      const end = endOf(text, at);
      if (tooDeep === 0) lookAtText(text.slice(at, end + 1), named);
      at = end;
    } else if (sign === "-" || (sign >= "0" && sign <= "9")) {
      NUMBER.lastIndex = at;
      const literal = NUMBER.exec(text)?.[0] ?? sign;
      const fault = tooDeep === 0 ? numberFault(literal) : undefined;
      if (fault !== undefined) found.add(wayOf(levels), fault);
      at += literal.length - 1;
    }
  }

  function lookAtText(quoted: string, isValue: boolean): void {
    const value = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
    const level = levels.at(-1);
    const isName = level?.names !== undefined && !isValue;
    const whole = !LONE_SURROGATE.test(value);
    if (!isName) {
      if (!whole) found.add(wayOf(levels), "has to be Unicode, and holds half a character");
      return;
    }
    if (!whole)
      found.add(wayOf(levels.slice(0, -1)), "has a name that is not Unicode, and holds half a character");
    level.step = value;
    if (level.names.has(value)) found.add(wayOf(levels), "is there twice");
    level.names.add(value);
  }
}

function wayOf(levels: readonly Level[]): readonly (string | number)[] {
  return levels.map(({ step }) => step);
}

/** Where the text that begins here ends. */
function endOf(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end;
}

/** What keeps a number from coming back with the same value: RFC 8259 section 6, RFC 7493 section 2.2. */
export function numberFault(literal: string): string | undefined {
  const value = Number(literal);
  if (!Number.isFinite(value)) return "is too large for a number";
  if (value === 0) {
    if (/[1-9]/.test(literal.replace(/[eE].*/, ""))) return "is too small for a number";
    return literal.startsWith("-") ? "is -0, which would come back as 0" : undefined;
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && decimal(literal) !== decimal(String(value)))
    return "is an integer of more digits than a number holds; send it as a string";
  return undefined;
}

/** One text for all ways to write a decimal: its digits, and the power of ten that they are counted in. */
function decimal(literal: string): string {
  const [mantissa = "", exponent = "0"] = literal.replace(/^[-+]/, "").split(/[eE]/);
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
