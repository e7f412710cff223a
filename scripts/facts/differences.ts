export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Each value that differs, `versions.24: "2028-04-30" → "2028-05-31"`, in the order of the later table. */
export function differences(before: Json, after: Json, at: readonly string[] = []): readonly string[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return keys.flatMap((key) => differencesOf(before[key], after[key], [...at, key]));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isList(before) || !isList(after)) return [`${at.join(".")}: ${shown(before)} → ${shown(after)}`];
  const kept = new Set(before.map((each) => JSON.stringify(each)));
  const now = new Set(after.map((each) => JSON.stringify(each)));
  const changes = [
    ...after.filter((each) => !kept.has(JSON.stringify(each))).map((each) => `+ ${shown(each)}`),
    ...before.filter((each) => !now.has(JSON.stringify(each))).map((each) => `- ${shown(each)}`),
  ];
  return [`${at.join(".")}: ${changes.length === 0 ? "another order" : changes.join(", ")}`];
}

function differencesOf(
  before: Json | undefined,
  after: Json | undefined,
  at: readonly string[],
): readonly string[] {
  if (before !== undefined && after !== undefined) return differences(before, after, at);
  if (after !== undefined) return [`${at.join(".")}: new, ${shown(after)}`];
  return before === undefined ? [] : [`${at.join(".")}: gone, was ${shown(before)}`];
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function shown(value: Json): string {
  return JSON.stringify(value);
}
