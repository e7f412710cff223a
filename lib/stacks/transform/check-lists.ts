import { isDeepStrictEqual } from "node:util";
import { Token } from "cdktf";
import { isDataObject } from "../../settings/merge";
import { redacted } from "../../settings/redacted";
import { type Held, identityOf, shownElement } from "./list-elements";
import { listRule } from "./list-rules";

/** What a transform did to a configuration that the backend does not work with. */
export interface ListFault {
  readonly message: string;
  readonly fix: string;
}

/** What is missing from lists of the library's, whichever way the configuration was changed. */
export function listFaults(name: string, before: unknown, after: unknown, path = ""): readonly ListFault[] {
  if (isDataObject(before))
    return Object.entries(before).flatMap(([key, value]) =>
      listFaults(
        name,
        value,
        isDataObject(after) ? after[key] : undefined,
        path === "" ? key : `${path}.${key}`,
      ),
    );
  if (!Array.isArray(before)) return [];
  const rule = listRule(name, path);
  switch (rule?.rule) {
    case undefined:
    case "open":
      return [];
    case "decided":
      if (isDeepStrictEqual(before, after)) return [];
      return [{ message: `changes ${path} to ${redacted(after)}, which ${rule.because}`, fix: rule.fix }];
    case "held":
      return heldFaults(name, rule, before, after, path);
  }
}

function heldFaults(
  name: string,
  rule: Held,
  before: readonly unknown[],
  after: unknown,
  path: string,
): readonly ListFault[] {
  // Terraform's word for every argument.
  if (path === "lifecycle.ignoreChanges" && after === "all") return [];
  // Of a list that Terraform alone knows, nothing can be found.
  const found: readonly unknown[] = Array.isArray(after) && !Token.isUnresolved(after) ? after : [];
  const alone = rule.alone !== undefined && found.includes(rule.alone);
  return before.flatMap((element): readonly ListFault[] => {
    const identity = identityOf(rule, element);
    const same = found.find((each) => identityOf(rule, each) === identity);
    if (same !== undefined && !alone) return listFaults(name, element, same, `${path}[]`);
    return [
      {
        message: `removes ${shownElement(rule, element)} from ${path}, which ${rule.because}`,
        fix: "keep it in the list, and add your own elements",
      },
    ];
  });
}
