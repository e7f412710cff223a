import { KNOWN_ONCE_APPLIED } from "../kit/known-once-applied";
import { type PlanFile, type ResourceChange, actionOf } from "./planned-changes";

/**
 * What a plan does that an earlier one of the same stack did not, or the other way round, a line each. A value that the
 * earlier one could not know yet is no difference. Values are not shown: they may be sensitive.
 *
 * @param earlier - Terraform's JSON plan
 * @param now - the same, made later
 */
export function planDifferences(earlier: string, now: string): readonly string[] {
  const [before, after] = [changesIn(earlier), changesIn(now)];
  const addresses = [...new Set([...before.keys(), ...after.keys()])].sort();
  return addresses.flatMap((address) => differenceOf(address, before.get(address), after.get(address)));
}

function changesIn(json: string): ReadonlyMap<string, ResourceChange> {
  const { resource_changes: changes = [] } = JSON.parse(json) as PlanFile;
  return new Map(
    changes
      .filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op")
      .map((change) => [change.address, change]),
  );
}

function differenceOf(
  address: string,
  before: ResourceChange | undefined,
  after: ResourceChange | undefined,
): readonly string[] {
  if (after === undefined)
    return before === undefined ? [] : [`would no longer ${actionOf(before.change)} ${address}`];
  if (before === undefined) return [`would also ${actionOf(after.change)} ${address}`];
  const [one, other] = [actionOf(before.change), actionOf(after.change)];
  if (one !== other) return [`would ${other} ${address}, no longer ${one} it`];
  const attributes = differingAttributes(before.change, after.change);
  return attributes.length === 0 ? [] : [`would ${other} ${address} with another ${attributes.join(", ")}`];
}

function differingAttributes(
  before: ResourceChange["change"],
  after: ResourceChange["change"],
): readonly string[] {
  const [one, other] = [before.after ?? {}, after.after ?? {}];
  const unknown = before.after_unknown;
  return Object.keys({ ...one, ...other })
    .filter((name) => !isSame(one[name], other[name], partOf(unknown, name)))
    .sort();
}

/** @param unknown - what the earlier plan did not know of the value, as `after_unknown` says it */
function isSame(before: unknown, after: unknown, unknown: unknown): boolean {
  if (unknown === true) return true;
  if (typeof before === "string" && before.includes(KNOWN_ONCE_APPLIED)) return true;
  if (!isNested(before) || !isNested(after)) return (before ?? null) === (after ?? null);
  if (Array.isArray(before) !== Array.isArray(after)) return false;
  return Object.keys({ ...before, ...after }).every((key) =>
    isSame(partOf(before, key), partOf(after, key), partOf(unknown, key)),
  );
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** An item of a list, or a value of an object. */
function partOf(value: unknown, key: string): unknown {
  return isNested(value) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
