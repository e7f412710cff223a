import type { Report } from "../../../../components/needs";
import { didYouMean } from "../../../../settings/nearest";
import type { DataObject } from "../../../../settings/merge";
import { redacted } from "../../../../settings/redacted";
import { checkValue } from "../check-values";
import { type PolicyElement, element } from "../policy-document";
import type { PolicyValue } from "../policy-values";

/** What is done where a header or query parameter is there already. */
export interface ExistsAction {
  /** Its value, or one for each time that it stands there. Left out with `delete` alone. */
  readonly value?: PolicyValue | readonly PolicyValue[];
  /**
   * Where it is there already: the value replaces the existing one, is added to it, or is left out; `delete` takes it
   * away.
   * @default "override"
   */
  readonly existsAction?: "override" | "append" | "skip" | "delete";
}

const ACTIONS = ["override", "append", "skip", "delete"];

/** @param checkText - what is asked of values that are text, beside what every text is asked */
export function checkExistsAction(
  path: string,
  { value, existsAction }: DataObject,
  report: Report,
  checkText?: (path: string, text: string) => void,
): void {
  if (existsAction !== undefined && !(typeof existsAction === "string" && ACTIONS.includes(existsAction)))
    report(
      `${path}.existsAction`,
      `must be one of ${ACTIONS.map(redacted).join(", ")}, got ${redacted(existsAction)}` +
        (typeof existsAction === "string" ? didYouMean(existsAction, ACTIONS) : ""),
      "use one of them",
    );
  if (existsAction === "delete") {
    if (value !== undefined)
      report(`${path}.value`, `must not be combined with "delete", got ${redacted(value)}`, "remove it");
    return;
  }
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? (value as readonly unknown[]) : [value];
  if (values.length === 0)
    report(`${path}.value`, "must have at least one value, got []", 'add one, or use existsAction "delete"');
  for (const [index, each] of values.entries()) {
    const at = isList ? `${path}.value[${index}]` : `${path}.value`;
    if (checkValue(at, each, report) && typeof each === "string") checkText?.(at, each);
  }
}

export function existsActionElement(
  name: "set-header" | "set-query-parameter",
  { name: key, value = [], existsAction = "override" }: ExistsAction & { readonly name: string },
): PolicyElement {
  const values = isList(value) ? value : [value];
  return element(
    name,
    { name: key, "exists-action": existsAction },
    values.map((each) => element("value", {}, each)),
  );
}

function isList(value: PolicyValue | readonly PolicyValue[]): value is readonly PolicyValue[] {
  return Array.isArray(value);
}
