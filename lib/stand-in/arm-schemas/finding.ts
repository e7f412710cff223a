/** What a body has that Microsoft's type of it has not. */
export interface Finding {
  readonly kind: FindingKind;
  /** `properties.sku.name`; `[]` for any item of a list, `{}` for any property that is not named. */
  readonly at: string;
  /** Goes on after the place: `is required`. */
  readonly says: string;
  /** A text that is not one of those that are named. */
  readonly got?: string;
}

export type FindingKind =
  /** It is longer or shorter than it may be. */
  | "length"
  /** It is required. */
  | "missing"
  /** It is null where a value belongs. */
  | "null"
  /** It is not written as the type's pattern has it. */
  | "pattern"
  /** A number is out of its range, or has a fraction. */
  | "range"
  /** Azure alone writes it. */
  | "read-only"
  /** It differs by case. */
  | "spelling"
  /** It is a string where an object belongs. */
  | "type"
  /** There is no such property. */
  | "unknown"
  /** It is a string that is not one of those that are named. */
  | "value";
