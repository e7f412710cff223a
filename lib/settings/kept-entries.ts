/** What stands in a record by name, without what a later layer removed with `false`. */
export function keptEntries<T>(
  record: Readonly<Record<string, T | false>>,
): readonly (readonly [name: string, value: T])[] {
  return Object.entries(record).flatMap(([name, value]) => (value === false ? [] : [[name, value] as const]));
}
