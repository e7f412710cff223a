/**
 * Names in an order in which each comes after those that it has to come after. Names that could come next keep the
 * order of `names`, so that no more moves than has to.
 *
 * @throws Error when some wait for each other
 */
export function orderOf<Name extends string>(
  names: readonly Name[],
  after: (name: Name) => readonly Name[],
): readonly Name[] {
  const ordered: Name[] = [];
  const isFree = (name: Name): boolean =>
    !ordered.includes(name) && after(name).every((other) => ordered.includes(other));
  while (ordered.length < names.length) {
    const next = names.find(isFree);
    if (next === undefined) {
      const waiting = names.filter((name) => !ordered.includes(name));
      throw new Error(`these services wait for each other: ${waiting.join(", ")}`);
    }
    ordered.push(next);
  }
  return ordered;
}
