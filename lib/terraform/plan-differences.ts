import { type PlannedValue, treatmentOf } from "./planned-values";
import { type PlanFile, type ResourceChange, actionOf } from "./planned-changes";

/** How two plans of a stack are compared. */
export interface Comparison {
  /** The earlier plan was applied in part: what it has done already is missing in the later one. @default false */
  readonly isRest?: boolean;
}

/**
 * What a plan does that an earlier one of the same stack did not, or the other way round, a line each. A value that the
 * earlier one could not know yet is no difference. Values are not shown: they may be sensitive.
 *
 * Outputs are not compared: they change nothing in Azure, and the plan of a stack that reads them is compared itself.
 *
 * @param earlier - Terraform's JSON plan
 * @param now - the same, made later
 */
export function planDifferences(
  earlier: string,
  now: string,
  { isRest = false }: Comparison = {},
): readonly string[] {
  const [before, after] = [changesIn(earlier), changesIn(now)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    if (other === undefined)
      return one === undefined || isRest ? [] : [`would no longer ${verbOf(one)} ${key}`];
    if (one === undefined)
      return isRest && isRestOfReplacement(other, before) ? [] : [`would also ${verbOf(other)} ${key}`];
    return differenceOf(key, one, other, isRest);
  });
}

/** By address; an object that was replaced and is still to be deleted has that of the one in its place. */
function changesIn(json: string): ReadonlyMap<string, ResourceChange> {
  const { resource_changes: changes = [] } = JSON.parse(json) as PlanFile;
  return new Map(
    changes
      .filter(({ mode, ...change }) => mode === "managed" && verbOf(change) !== "no-op")
      .map((change) => [
        change.deposed === undefined ? change.address : `${change.address} (deposed ${change.deposed})`,
        change,
      ]),
  );
}

/** What happens to a resource; an import and a move may come with an update. */
function verbOf({ change, previous_address: previous }: Omit<ResourceChange, "mode">): string {
  const action = actionOf(change);
  const verbs = [
    ...(change.importing === undefined || change.importing === null ? [] : ["import"]),
    ...(previous === undefined ? [] : ["move"]),
    ...(action === "no-op" ? [] : [action]),
  ];
  return verbs.length === 0 ? action : verbs.join(" and ");
}

function differenceOf(
  key: string,
  before: ResourceChange,
  after: ResourceChange,
  isRest: boolean,
): readonly string[] {
  const [one, other] = [verbOf(before), verbOf(after)];
  const isHalfReplaced = isRest && one === "replace" && other === "create";
  if (one !== other && !isHalfReplaced) return [`would ${other} ${key}, no longer ${one} it`];
  const { others, further } = differingAttributes(before.change, after.change);
  return [
    ...(isSameImport(before, after) ? [] : [`would import ${key} from another id`]),
    ...(others.length === 0 ? [] : [`would ${other} ${key} with another ${others.join(", ")}`]),
    ...(further.length === 0 ? [] : [`would also change ${further.join(", ")} of ${key}`]),
  ];
}

/** An id that was not known when the earlier plan was made is not in it. */
function isSameImport(before: ResourceChange, after: ResourceChange): boolean {
  const [one, other] = [before, after].map(({ change }) => partOf(change.importing, "id"));
  return one === undefined || one === other;
}

/** A replacement that was interrupted may leave what it was to delete. */
function isRestOfReplacement(
  { address, deposed, change }: ResourceChange,
  before: ReadonlyMap<string, ResourceChange>,
): boolean {
  const reviewed = before.get(address);
  return (
    deposed !== undefined &&
    actionOf(change) === "delete" &&
    reviewed !== undefined &&
    verbOf(reviewed) === "replace"
  );
}

function differingAttributes(
  one: ResourceChange["change"],
  other: ResourceChange["change"],
): { readonly others: readonly string[]; readonly further: readonly string[] } {
  // What is created or replaced is set as a whole: nothing of it stays.
  const isUpdate = actionOf(one) === "update";
  const names = Object.keys({ ...one.after, ...other.after }).sort();
  const treatments = names.map(
    (name) => [name, treatmentOf(valueOf(one, name, isUpdate), valueOf(other, name, isUpdate))] as const,
  );
  const namesOf = (wanted: string): readonly string[] =>
    treatments.filter(([, treatment]) => treatment === wanted).map(([name]) => name);
  return { others: namesOf("other"), further: namesOf("further") };
}

function valueOf(
  { before, after, after_unknown: unknown }: ResourceChange["change"],
  name: string,
  isUpdate: boolean,
): PlannedValue {
  return {
    isUpdate,
    before: isUpdate ? partOf(before, name) : undefined,
    after: partOf(after, name),
    unknown: partOf(unknown, name),
  };
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
