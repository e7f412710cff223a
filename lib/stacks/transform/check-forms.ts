import { Token } from "cdktf";
import { isDataObject } from "../../settings/merge";
import { redacted } from "../../settings/redacted";

/** A value that no construct of the provider can be built with. */
export interface FormFault {
  /** `.siteConfig.cors` */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Values of another form than the provider's, where that is known before it is built. */
export function formFaults(before: unknown, after: unknown, path = ""): readonly FormFault[] {
  if (after === null)
    return [
      {
        path,
        message: "must not be null",
        fix: "remove it; to remove a field, use a function that returns the configuration without it",
      },
    ];
  if (Array.isArray(after))
    return after.flatMap((each: unknown, index) => formFaults(undefined, each, `${path}[${index}]`));
  if (isDataObject(after))
    return Object.entries(after).flatMap(([key, value]) =>
      formFaults(isDataObject(before) ? before[key] : undefined, value, `${path}.${key}`),
    );
  const expected = isDataObject(before) ? "an object" : Array.isArray(before) ? "a list" : undefined;
  const isScalar = ["string", "number", "boolean"].includes(typeof after);
  if (expected === undefined || !isScalar || Token.isUnresolved(after) || after === "all") return [];
  return [{ path, message: `must be ${expected}, got ${redacted(after)}`, fix: `give ${expected}` }];
}
