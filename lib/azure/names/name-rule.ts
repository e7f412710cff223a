/** Within what an Azure name has to be unique. */
export type NameScope = "global" | "subscription" | "resource group" | "parent";

/** What Azure accepts as a name of one kind, and how this library composes one. */
export interface NameRule {
  /** What messages call it. */
  readonly label: string;
  /** When there is one, for kinds that not every backend has. */
  readonly when?: string;
  readonly min: number;
  readonly max: number;
  /** The characters, as Azure has them; length is checked apart. */
  readonly pattern: RegExp;
  /** `pattern` in words. */
  readonly characters: string;
  readonly scope: NameScope;
  /** How names of this kind begin (Cloud Adoption Framework); kinds without one are named by the user only. */
  readonly prefix?: string;
  /** There may be more than one in a backend: its name has a detail, and is the library's own. */
  readonly several?: true;
  /** Azure refuses reserved words in it, although nothing is reached by it; of `global` names it refuses them anyway. */
  readonly reservedWords?: true;
  /** The option that tells several of a kind apart. */
  readonly detailFrom?: string;
  /** Composed names stay this short, where something is appended later. */
  readonly composedMax?: number;
}

/** A rule of names that this library composes. */
export type ComposedNameRule = NameRule & { readonly prefix: string };

/** Of which a backend has one, so that the user can name it. */
export type SingleNameRule = ComposedNameRule & { readonly several?: never };

/** Of which a backend has several. */
export type SeveralNameRule = ComposedNameRule & { readonly several: true };

/** Of names that the user gives. */
export type GivenNameRule = NameRule & { readonly prefix?: never };

/** Why Azure would refuse `name`; undefined when it would not. */
export function ruleFault(
  { label, min, max, pattern, characters }: NameRule,
  name: string,
): string | undefined {
  const kindOfName = `${/^[AEIO]/.test(label) ? "an" : "a"} ${label} name`;
  const isShort = name.length < min;
  const length =
    isShort || name.length > max ? [`${min} to ${max} characters, this one has ${name.length}`] : [];
  // A name that is empty or too short may miss the pattern for that alone: it is tried at the least length.
  const long = isShort && name !== "" ? name.padEnd(min, name.at(-1)) : name;
  const signs = name === "" || pattern.test(long) ? [] : [characters];
  const faults = [...length, ...signs];
  return faults.length === 0 ? undefined : `${kindOfName} has ${faults.join("; and ")}`;
}
