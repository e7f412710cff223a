import type { Range } from "../services/contract/service-cost";
import { type Change, type ChangeKind, isGone } from "./change";
import { keepsData } from "./data-types";
import { minutesOf } from "./minutes";
import type { PlanFile } from "./plan-file";

/** What a plan does, as a table counts it; a resource that is imported or moved may also change. */
export const countedActions = ["create", "update", "replace", "delete", "import", "move", "forget"] as const;
export type CountedAction = (typeof countedActions)[number];

/** What becomes of one stack. */
export interface StackSummary {
  readonly stack: string;
  readonly counts: Readonly<Record<CountedAction, number>>;
  readonly unchanged: number;
  /** Resources with data that are destroyed or replaced. */
  readonly dataAtRisk: number;
  /** What Microsoft says takes long; undefined where nothing does. Resources are changed side by side. */
  readonly minutes?: Range;
  /** Changed outside of Terraform. */
  readonly drift: number;
  readonly outputs: number;
  /** SHA-256 of the plan in JSON. */
  readonly hash: string;
}

export function summaryOf({ stack, hash, changes, drift, outputs }: PlanFile): StackSummary {
  const managed = changes.filter((change) => change.managed);
  const ofKind = (kind: ChangeKind): number => managed.filter((change) => change.kind === kind).length;
  const minutes = longest(managed);
  return {
    stack,
    counts: {
      create: ofKind("create"),
      update: ofKind("update"),
      replace: ofKind("replace"),
      delete: ofKind("delete"),
      import: managed.filter(({ imported }) => imported).length,
      move: managed.filter(({ movedFrom }) => movedFrom !== undefined).length,
      forget: ofKind("forget"),
    },
    unchanged: managed.filter(
      ({ kind, imported, movedFrom }) => kind === "no-op" && !imported && movedFrom === undefined,
    ).length,
    dataAtRisk: managed.filter((change) => isGone(change) && keepsData(change.type)).length,
    ...(minutes === undefined ? {} : { minutes }),
    drift: drift.filter(
      (change) => change.managed && change.kind !== "no-op" && change.movedFrom === undefined,
    ).length,
    outputs: outputs.length,
    hash,
  };
}

/** True for a stack that its plan leaves as it is. */
export function isUnchanged({ counts, outputs }: StackSummary): boolean {
  return outputs === 0 && Object.values(counts).every((count) => count === 0);
}

function longest(changes: readonly Change[]): Range | undefined {
  const all = changes.flatMap((change) => minutesOf(change) ?? []);
  if (all.length === 0) return undefined;
  return { low: Math.max(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
}
