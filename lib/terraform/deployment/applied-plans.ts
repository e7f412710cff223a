import type { SavedPlan } from "./saved-plans";

/** An earlier run has begun to apply a plan. */
export interface Begun {
  /** The state that it left; undefined where it is not known to have come to its end. */
  readonly applied?: NonNullable<SavedPlan["state"]>;
}

/** How far earlier runs came with saved plans, wherever that is written down. */
export interface AppliedPlans {
  /** Undefined where no run has begun with this plan. */
  find(plan: SavedPlan): Promise<Begun | undefined>;
  /** Before anything of a plan is applied. */
  begin(plan: SavedPlan): Promise<void>;
  /** @param state - after it */
  end(plan: SavedPlan, state: SavedPlan["state"]): Promise<void>;
}

/** Nobody remembers: a plan whose state has changed is out of date. */
export const NOT_NOTED: AppliedPlans = {
  find: () => Promise.resolve(undefined),
  begin: () => Promise.resolve(),
  end: () => Promise.resolve(),
};
