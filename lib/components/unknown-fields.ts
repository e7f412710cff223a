import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { Report } from "./needs";

/** Reports every field of `value` that is not `known`: nothing said is ignored. */
export function checkUnknownFields(
  path: string,
  value: unknown,
  known: Readonly<Record<string, true>>,
  report: Report,
): void {
  if (!isDataObject(value)) return;
  const names = Object.keys(known).filter((name) => name !== "kind");
  for (const name of Object.keys(value))
    if (!Object.hasOwn(known, name))
      report(
        path === "" ? name : `${path}.${name}`,
        `unknown field${didYouMean(name, names)}`,
        `use one of ${names.join(", ")}`,
      );
}
