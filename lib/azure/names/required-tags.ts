import type { Tags } from "./tags";

/** A tag that has to be there, and what is wrong with it. */
export interface MissingTag {
  readonly name: string;
  /** `absent`: no such tag. `empty`: it has no value. */
  readonly fault: "absent" | "empty";
}

/** Those of `required` that `tags` lacks, or has without a value; Azure compares names of tags without case. */
export function missingTags(required: readonly string[], tags: Tags): readonly MissingTag[] {
  const values = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value]));
  return required.flatMap((name): readonly MissingTag[] => {
    const value = values.get(name.toLowerCase());
    if (value === undefined) return [{ name, fault: "absent" }];
    return value.trim() === "" ? [{ name, fault: "empty" }] : [];
  });
}

/** The names in `tags` that are required, as they are written there. */
export function requiredNames(required: readonly string[], tags: Tags): readonly string[] {
  const names = new Set(required.map((name) => name.toLowerCase()));
  return Object.keys(tags).filter((name) => names.has(name.toLowerCase()));
}
