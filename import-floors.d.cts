/** One floor of the library. */
interface Floor {
  readonly name: string;
  /** A regular expression of the paths that are on it. */
  readonly path: string;
  /** What belongs there. */
  readonly holds: string;
}
/** The lowest first. */
export const floors: readonly Floor[];
