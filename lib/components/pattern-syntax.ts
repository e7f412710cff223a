/** A part of a regular expression of Unicode: one character of a set, or a group, and how often it stands there. */
export interface PatternPart {
  /** The source of the set, `[a-z]` or `\d`; empty for a group. */
  readonly set: string;
  /** Of a group, what stands between its `|`. */
  readonly alternatives: readonly (readonly PatternPart[])[];
  readonly least: number;
  readonly most: number;
}

/** Looks around, or says where a text begins and ends: takes no character. */
const LOOK_AROUND = /\((?:\?<?[=!])/y;
const GROUP = /\((?:\?(?:<[^>]*>|[a-z]*(?:-[a-z]*)?:))?/y;
const EMPTY = /\^|\$|\\[bB]/y;
const SET =
  /\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\d+|[^])|[^|)]/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/y;

/** Reads a pattern that `RegExp` takes with the flag `u`. */
export function readPattern(pattern: string): readonly (readonly PatternPart[])[] {
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    const found = expression.exec(pattern);
    at += found?.[0].length ?? 0;
    return found;
  };

  const quantified = (part: Pick<PatternPart, "set" | "alternatives">, empty: boolean): PatternPart => {
    const [, sign, from, comma, to] = take(QUANTIFIER) ?? [];
    if (empty || (sign === undefined && from === undefined)) return { ...part, least: 1, most: 1 };
    if (sign !== undefined)
      return { ...part, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
    const most = comma === undefined ? Number(from) : to === "" ? Infinity : Number(to);
    return { ...part, least: Number(from), most };
  };

  const alternatives = (): PatternPart[][] => {
    const all: PatternPart[][] = [[]];
    while (at < pattern.length && pattern[at] !== ")") {
      if (pattern[at] === "|") {
        at += 1;
        all.push([]);
      } else if (take(EMPTY) === null) all.at(-1)?.push(next());
    }
    return all;
  };

  const next = (): PatternPart => {
    const looksAround = take(LOOK_AROUND) !== null;
    if (looksAround || take(GROUP) !== null) {
      const inside = alternatives();
      at += 1;
      return quantified({ set: "", alternatives: inside }, looksAround);
    }
    return quantified({ set: take(SET)?.[0] ?? "", alternatives: [] }, false);
  };

  return alternatives();
}
