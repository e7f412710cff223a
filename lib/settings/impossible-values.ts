import { isDataObject } from "./merge";

/** What no option and no field can be, whatever its type. */
export interface ImpossibleValue {
  readonly keys: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/**
 * Values that would be lost silently: JSON writes `NaN` and `Infinity` as null, and JavaScript takes the name
 * `__proto__` for something else.
 */
export function impossibleValues(value: unknown, keys: readonly string[] = []): readonly ImpossibleValue[] {
  if (typeof value === "number" && !Number.isFinite(value)) {
    const fix = "give a number: Number() of an environment variable that is not set is NaN";
    return [{ keys, message: `must be a number, got ${value}`, fix }];
  }
  if (Array.isArray(value))
    return value.flatMap((each, index) => impossibleValues(each, [...keys, String(index)]));
  if (!isDataObject(value)) return [];
  return Object.keys(value).flatMap((key) =>
    key === "__proto__"
      ? [{ keys: [...keys, key], message: "is a name that JavaScript reserves", fix: "choose another name" }]
      : impossibleValues(value[key], [...keys, key]),
  );
}
