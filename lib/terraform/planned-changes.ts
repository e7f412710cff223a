/** One resource that a plan would change. */
export interface PlannedChange {
  readonly address: string;
  /** `create`, `update`, `replace`, `delete`. */
  readonly action: string;
  /** The attributes that differ, of an update. */
  readonly attributes: readonly string[];
}

interface PlanFile {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
    };
  }[];
}

/** What a plan would change, by address; reading a data source is no change. */
export function plannedChanges(json: string): readonly PlannedChange[] {
  const { resource_changes: changes = [] } = JSON.parse(json) as PlanFile;
  return changes
    .filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op")
    .map(({ address, change: { actions, before, after } }) => ({
      address,
      action: actions.length > 1 ? "replace" : (actions[0] ?? ""),
      attributes:
        actions[0] !== "update" || before === null || after === null
          ? []
          : Object.keys({ ...before, ...after })
              .filter((each) => JSON.stringify(before[each]) !== JSON.stringify(after[each]))
              .sort(),
    }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}
