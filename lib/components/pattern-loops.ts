import { type PatternPart, readPattern } from "./pattern-syntax";

/** Repeated more often than this, a part counts as a loop; below, as that many copies. */
const FEW = 12;

/** Characters that tell sets apart: the Latin ones, and some of other scripts. */
const SAMPLE = [
  ...Array.from({ length: 0x250 }, (_, code) => code),
  ...[0x3b1, 0x436, 0x639, 0x4e2d, 0xac00, 0x1f600, 0x2014, 0x2028, 0x3000, 0xfeff],
].map((code) => String.fromCodePoint(code));

/**
 * Whether a pattern has a loop in which one text can be read in several ways, `(a+)+` or `(a|ab|b)*`. Where the match fails
 * at the end, all ways are tried, and each character more may double them.
 *
 * A loop is fine when each text has one way through the automaton of Glushkov, as in `[a-z0-9]+(-[a-z0-9]+)*`, and no step
 * of it comes from two loops (Brüggemann-Klein, Regular expressions into finite automata, 1993).
 */
export function hasAmbiguousLoop(pattern: string): boolean {
  return loopsIn(readPattern(pattern)).some(isAmbiguous);
}

/** The outermost loops over groups. */
function loopsIn(alternatives: readonly (readonly PatternPart[])[]): readonly PatternPart[] {
  return alternatives
    .flat()
    .flatMap((part) => (part.set === "" && part.most > FEW ? [part] : loopsIn(part.alternatives)));
}

/** The places of an expression where it can begin and end; a place is one character of a set. */
interface Ends {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
}
const NOTHING: Ends = { first: [], last: [], empty: true };

function isAmbiguous(loop: PatternPart): boolean {
  const sets: string[] = [];
  const steps: Set<number>[] = [];
  const joined = { twice: false };
  const join = (from: readonly number[], to: readonly number[]): void => {
    for (const one of from)
      for (const other of to) {
        if (steps[one]?.has(other) === true) joined.twice = true;
        steps[one]?.add(other);
      }
  };
  const after = (one: Ends, other: Ends): Ends => {
    join(one.last, other.first);
    return {
      first: one.empty ? [...one.first, ...other.first] : one.first,
      last: other.empty ? [...one.last, ...other.last] : other.last,
      empty: one.empty && other.empty,
    };
  };
  const once = ({ set, alternatives }: PatternPart): Ends => {
    if (set !== "") {
      steps.push(new Set());
      const place = sets.push(set) - 1;
      return { first: [place], last: [place], empty: false };
    }
    const all = alternatives.map((parts) => parts.map(ends).reduce(after, NOTHING));
    return {
      first: all.flatMap(({ first }) => first),
      last: all.flatMap(({ last }) => last),
      empty: all.some(({ empty }) => empty),
    };
  };
  const ends = (part: PatternPart): Ends => {
    if (part.most > FEW) {
      const body = once(part);
      join(body.last, body.first);
      return part.least === 0 ? { ...body, empty: true } : body;
    }
    const copies = Array.from({ length: part.most }, (_, copy) => ({ copy, ends: once(part) }));
    // Optional copies come one after the other, or not at all: the last one is read first.
    return copies.reduceRight<Ends>((rest, { copy, ends: one }) => {
      const both = after(one, rest);
      return copy < part.least ? both : { ...both, empty: true };
    }, NOTHING);
  };
  const { first, last } = ends(loop);
  return joined.twice || hasTwoWays({ sets, steps: steps.map((next) => [...next]), first, last });
}

/** Places of an expression, the sets that are there, and which place can follow which. */
interface Automaton {
  readonly sets: readonly string[];
  readonly steps: readonly (readonly number[])[];
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Whether two ways through the automaton read the same text: both are walked at once, in pairs of places. */
function hasTwoWays({ sets, steps, first, last }: Automaton): boolean {
  const characters = sets.map((set) => new Set(charactersOf(set)));
  const meet = (one: number, other: number): boolean => {
    const others = characters[other];
    return one === other || [...(characters[one] ?? [])].some((each) => others?.has(each) === true);
  };
  const before = new Map<number, number[]>();
  const idOf = (one: number, other: number): number => one * sets.length + other;
  const open: (readonly [number, number])[] = [];
  const reach = (ones: readonly number[], others: readonly number[], from?: number): void => {
    for (const one of ones)
      for (const other of others) {
        if (!meet(one, other)) continue;
        const id = idOf(one, other);
        const known = before.get(id);
        if (known === undefined) open.push([one, other]);
        before.set(id, [...(known ?? []), ...(from === undefined ? [] : [from])]);
      }
  };
  reach(first, first);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop())
    reach(steps[pair[0]] ?? [], steps[pair[1]] ?? [], idOf(...pair));
  const useful = new Set<number>();
  const back = last.flatMap((one) => last.map((other) => idOf(one, other))).filter((id) => before.has(id));
  for (let id = back.pop(); id !== undefined; id = back.pop()) {
    if (useful.has(id)) continue;
    useful.add(id);
    back.push(...(before.get(id) ?? []));
  }
  return [...useful].some((id) => Math.floor(id / sets.length) !== id % sets.length);
}

/** A set as characters of the sample; what cannot be looked up is taken for any character. */
function charactersOf(set: string): readonly string[] {
  if (/^\\[k1-9]/.test(set)) return [...SAMPLE, set];
  const expression = new RegExp(`^${set}$`, "u");
  const found = SAMPLE.filter((character) => expression.test(character));
  return found.length > 0 ? found : [set];
}
