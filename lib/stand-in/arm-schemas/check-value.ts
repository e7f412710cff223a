import type { Json } from "../json";
import type { Finding } from "./finding";
import type { NumberShape, TextShape } from "./schema";

/** A text by its pattern and length. A secret one is not shown. */
export function checkText(
  { pattern, min = 0, max = Infinity, secret }: TextShape["text"],
  value: Json,
  at: string,
): readonly Finding[] {
  if (typeof value !== "string") return [{ kind: "type", at, says: `must be a string, got ${typeof value}` }];
  const redacted = secret === true ? "a secret" : value;
  if (value.length < min || value.length > max)
    return [{ kind: "length", at, says: `has ${min} to ${max} characters, got ${value.length}` }];
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return [{ kind: "pattern", at, says: `is like ${pattern}, got ${redacted}` }];
  return [];
}

/** A number by its range; the types know no fractions. */
export function checkNumber(
  { min = -Infinity, max = Infinity }: NumberShape["number"],
  value: Json,
  at: string,
): readonly Finding[] {
  if (typeof value !== "number") return [{ kind: "type", at, says: `is a number, got ${typeof value}` }];
  if (!Number.isInteger(value)) return [{ kind: "range", at, says: `is a whole number, got ${value}` }];
  if (value < min || value > max) return [{ kind: "range", at, says: `is ${min} to ${max}, got ${value}` }];
  return [];
}
