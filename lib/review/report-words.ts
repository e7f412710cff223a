import { counted } from "../settings/counted";
import type { Finding } from "./finding";
import { otherRules } from "./other-rules";
import type { ChangedResource, Review } from "./review";
import { rules } from "./rules";
import { type CountedAction, type StackSummary, countedActions, isUnchanged } from "./stack-summary";

/** What a finding's rule looks for. */
export function titleOf({ rule }: Pick<Finding, "rule">): string {
  const all: Readonly<Record<string, { readonly title: string }>> = { ...rules, ...otherRules };
  return all[rule]?.title ?? rule;
}

const VERBS: Readonly<Record<CountedAction, string>> = {
  create: "to add",
  update: "to change",
  replace: "to replace",
  delete: "to destroy",
  import: "to import",
  move: "to move",
  forget: "to forget",
};

/** `3 findings. shop-prod-platform: 1 to add, 2 to change.` */
export function headline({ findings, accepted, stacks }: Review): string {
  const counts = [
    findings.length === 0 ? "No findings" : counted(findings.length, "finding"),
    ...(accepted.length === 0 ? [] : [`${accepted.length} accepted`]),
  ];
  const changed = stacks
    .filter((stack) => !isUnchanged(stack))
    .map((stack) => `${stack.stack}: ${stackText(stack)}`);
  return [counts.join(", "), ...(changed.length === 0 && stacks.length > 0 ? ["No stack changes"] : changed)]
    .map((each) => `${each}.`)
    .join(" ");
}

/** `1 to add, 2 to change` */
export function stackText(summary: StackSummary): string {
  if (isUnchanged(summary)) return "no changes";
  const { counts, outputs } = summary;
  const parts = countedActions
    .filter((action) => counts[action] > 0)
    .map((action) => `${counts[action]} ${VERBS[action]}`);
  return [...parts, ...(outputs === 0 ? [] : [`${counted(outputs, "output")} to change`])].join(", ");
}

/** Minutes that a stack takes, as far as that is known. */
export function minutesText({ minutes }: StackSummary): string {
  if (minutes === undefined) return "a few";
  return minutes.low === minutes.high ? `up to ${minutes.high}` : `${minutes.low} to ${minutes.high}`;
}

const KINDS: Readonly<Record<ChangedResource["kind"], string>> = {
  create: "add",
  update: "change",
  replace: "replace",
  delete: "destroy",
  forget: "forget",
  read: "read",
  "no-op": "",
};

/** `import, change` */
export function actionsOf({ kind, imported, movedFrom }: ChangedResource): string {
  const parts = [
    imported ? "import" : "",
    movedFrom === undefined ? "" : `move from ${movedFrom}`,
    KINDS[kind],
  ];
  return parts.filter((part) => part !== "").join(", ");
}
