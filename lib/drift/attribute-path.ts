import type { PathStep } from "./attribute-change";

/** As Terraform writes it: `network_rules[0].default_action`, `app_settings["WEBSITE_RUN_FROM_PACKAGE"]`. */
export function pathText(path: readonly PathStep[]): string {
  return path.map((step, index) => stepText(step, index === 0)).join("");
}

function stepText(step: PathStep, isFirst: boolean): string {
  if (typeof step === "number") return `[${step}]`;
  if (typeof step === "object") return `[${JSON.stringify(step.element)}]`;
  if (!/^[a-z_][a-z0-9_]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return isFirst ? step : `.${step}`;
}

/** Without lists, as the records of attributes have it: `network_rules.default_action`. */
export function plainPath(path: readonly PathStep[]): string {
  return path.filter((step) => typeof step === "string").join(".");
}

/** The steps of a path of `ignore_changes`. */
export function stepsOf(path: string): readonly PathStep[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([\w-]+)/g)].map(([, key, index, name]) =>
    key === undefined ? (index === undefined ? (name ?? "") : Number(index)) : key.replace(/\\(.)/g, "$1"),
  );
}

/** Whether an attribute is one of these or below one. A place in a list stands for any: Azure may have moved the element. */
export function isBelow(path: readonly PathStep[], above: readonly PathStep[]): boolean {
  return above.length <= path.length && above.every((step, index) => isSameStep(step, path[index]));
}

function isSameStep(step: PathStep, other: PathStep | undefined): boolean {
  if (typeof step === "number") return typeof other === "number" || typeof other === "object";
  return step === other;
}
