import type { BackendPlan } from "../decide/backend-plan";
import { type AccessRow, type GranteeKind, keyOf } from "./access-row";
import { accessOf } from "./access-rows";
import { asksForNoLess, isWithinNetwork } from "./caller-order";
import { type Exposure, exposuresOf } from "./exposures";
import { notJudged } from "./not-judged";
import { allowEverythingOf } from "./right-order";

/** An access that one side lacks. */
export type AccessEntry = AccessRow & {
  /** True where somebody may do more, or reaches something from more places. */
  readonly grows: boolean;
};

/** What grows or shrinks of an access. */
export type AccessAspect = "roles" | "credentials" | "network";

/** An access that both sides have, and that is not the same. */
export interface AccessChange {
  readonly kind: GranteeKind;
  readonly who: string;
  readonly on: string;
  readonly before: AccessRow;
  readonly after: AccessRow;
  /** What differs. */
  readonly differs: readonly AccessAspect[];
  /** What of it allows more, or somebody more. */
  readonly wider: readonly AccessAspect[];
  readonly grows: boolean;
}

/** Who may do more and who may do less, of one environment. */
export interface AccessDifference {
  readonly environment: string;
  /** Where only one side has the environment. */
  readonly only?: "before" | "after";
  readonly gained: readonly AccessEntry[];
  readonly lost: readonly AccessEntry[];
  /** A network that differs is one change of the thing, and none of each role on it. */
  readonly changed: readonly AccessChange[];
  /** What was not exposed before. */
  readonly exposed: readonly Exposure[];
  /** What has to be looked at elsewhere. */
  readonly notJudged: readonly string[];
}

/**
 * Compares who may do what in an environment, before and after a change.
 *
 * @param before - undefined for an environment that is new: all of its access is gained
 * @param after - undefined for one that is gone
 * @throws Error where there is neither
 */
export function accessDifference(
  before: BackendPlan | undefined,
  after: BackendPlan | undefined,
): AccessDifference {
  const plan = after ?? before;
  if (plan === undefined) throw new Error("there is neither a plan before the change nor one after it");
  const [left, right] = [rowsOf(before), rowsOf(after)];
  const only = before === undefined ? "after" : "before";
  return {
    environment: plan.environment,
    ...(before === undefined || after === undefined ? { only } : {}),
    gained: [...right].flatMap(([key, row]) =>
      left.has(key) ? [] : [{ ...row, grows: opensAnything(row) }],
    ),
    lost: [...left].flatMap(([key, row]) => (right.has(key) ? [] : [{ ...row, grows: false }])),
    changed: [...right].flatMap(([key, row]) => {
      const earlier = left.get(key);
      return earlier === undefined ? [] : changeOf(earlier, row);
    }),
    exposed: newlyExposed(before, after),
    notJudged: after === undefined ? [] : notJudged(after),
  };
}

/** True where there is nothing to show. */
export function isSameAccess({ only, gained, lost, changed, exposed }: AccessDifference): boolean {
  return only === undefined && gained.length + lost.length + changed.length + exposed.length === 0;
}

function rowsOf(plan: BackendPlan | undefined): ReadonlyMap<string, AccessRow> {
  return new Map((plan === undefined ? [] : accessOf(plan)).map((row) => [keyOf(row), row]));
}

/** What nobody gets to is no more access than before. */
function opensAnything({ from }: AccessRow): boolean {
  return from.from !== "nowhere";
}

function changeOf(before: AccessRow, after: AccessRow): readonly AccessChange[] {
  const aspects = (["roles", "credentials", "network"] as const).filter((each) =>
    ASPECTS[each].applies(after),
  );
  const differs = aspects.filter((each) => !ASPECTS[each].isSame(before, after));
  if (differs.length === 0) return [];
  const { kind, who, on } = after;
  const wider = differs.filter((each) => !ASPECTS[each].isWithin(after, before));
  return [{ kind, who, on, before, after, differs, wider, grows: wider.length > 0 }];
}

/** How one aspect of an access is compared. */
interface Comparison {
  /** The network is an aspect of the thing alone, and not of each access to it. */
  readonly applies: (row: AccessRow) => boolean;
  readonly isSame: (one: AccessRow, other: AccessRow) => boolean;
  readonly isWithin: (narrow: AccessRow, wide: AccessRow) => boolean;
}

const ASPECTS: Readonly<Record<AccessAspect, Comparison>> = {
  roles: {
    applies: ({ kind }) => kind !== "network",
    isSame: (one, other) => sameText(one.may, other.may),
    isWithin: (narrow, wide) =>
      narrow.may.every(({ name, allows }) => {
        if (wide.may.some((each) => each.name === name)) return true;
        const known = wide.may.flatMap((each) => each.allows ?? []);
        return allows !== undefined && allowEverythingOf(known, allows);
      }),
  },
  credentials: {
    applies: ({ kind }) => kind === "caller",
    isSame: (one, other) => sameText(one.needs, other.needs),
    isWithin: (narrow, wide) =>
      narrow.needs !== undefined && wide.needs !== undefined && asksForNoLess(narrow.needs, wide.needs),
  },
  network: {
    applies: ({ kind }) => kind === "network",
    isSame: (one, other) => sameText(one.from, other.from),
    isWithin: (narrow, wide) => isWithinNetwork(narrow.from, wide.from),
  },
};

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function newlyExposed(before: BackendPlan | undefined, after: BackendPlan | undefined): readonly Exposure[] {
  const known = new Set((before === undefined ? [] : exposuresOf(before)).map(({ what }) => what));
  return (after === undefined ? [] : exposuresOf(after)).filter(({ what }) => !known.has(what));
}
