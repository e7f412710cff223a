/** One resource that a plan would change. */
export interface PlannedChange {
  readonly address: string;
  /** `create`, `update`, `replace`, `delete`, `forget`. */
  readonly action: string;
  /** The attributes that differ, of an update. */
  readonly attributes: readonly string[];
}

/** Terraform's JSON plan, as far as it is read here. */
export interface PlanFile {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/** One resource of a plan, whether anything happens to it or not. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  /** Where a `moved` block has it from. */
  readonly previous_address?: string;
  /** The key of an object that another one has taken the place of, and that is still to be deleted. */
  readonly deposed?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    /** `true` for what is known once it is applied, at any depth. */
    readonly after_unknown?: unknown;
    readonly importing?: unknown;
  };
}

/** What a plan would change, by address; reading a data source is no change. */
export function plannedChanges(json: string): readonly PlannedChange[] {
  const { resource_changes: changes = [] } = JSON.parse(json) as PlanFile;
  return changes
    .filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op")
    .map(({ address, change }) => ({
      address,
      action: actionOf(change),
      attributes: changedAttributes(change),
    }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}

/** A replacement is two actions, in either order. */
export function actionOf({ actions }: Pick<ResourceChange["change"], "actions">): string {
  return actions.length > 1 ? "replace" : (actions[0] ?? "");
}

function changedAttributes({ actions, before, after }: ResourceChange["change"]): readonly string[] {
  if (actions[0] !== "update" || before === null || after === null) return [];
  return Object.keys({ ...before, ...after })
    .filter((each) => JSON.stringify(before[each]) !== JSON.stringify(after[each]))
    .sort();
}

/** Whether applying a plan would change anything, the state and its outputs included. */
export function changesAnything(json: string): boolean {
  const { resource_changes: resources = [], output_changes: outputs = {} } = JSON.parse(json) as PlanFile;
  return (
    resources.some(({ mode, change, previous_address: previous }) => {
      if (mode !== "managed") return false;
      return change.actions[0] !== "no-op" || change.importing !== undefined || previous !== undefined;
    }) || Object.values(outputs).some(({ actions }) => actions[0] !== "no-op")
  );
}

export const NO_CHANGES = "no changes";

/** `3 changes` */
export function changeCount({ length }: readonly PlannedChange[]): string {
  if (length === 0) return NO_CHANGES;
  return `${length} ${length === 1 ? "change" : "changes"}`;
}
