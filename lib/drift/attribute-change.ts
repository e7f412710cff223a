import { type Data, type DataObject, isDataObject } from "../settings/data";
import { textIn } from "../settings/json-parts";

/** One step to an attribute: a key of an object or a map, a place in a list, or what an element of a list is called. */
export type PathStep = string | number | { readonly element: string };

/** An attribute that is not as the state has it. */
export interface AttributeChange {
  readonly path: readonly PathStep[];
  /** Undefined or null where it is missing. */
  readonly before: Data;
  readonly after: Data;
  /** Whether the provider or the stack marks it as sensitive, before or after. */
  readonly isSensitive: boolean;
}

/** The two sides of a resource, each with what is sensitive of it: Terraform's `before_sensitive` and `after_sensitive`. */
interface Side {
  readonly value: Data;
  readonly sensitive: Data;
}

/**
 * Every attribute that differs, at its deepest. What only one side has is compared with nothing, value by value.
 *
 * @returns one for a block that is there on one side only and says nothing, and none for each of its empty values
 */
export function attributeChanges(before: Side, after: Side): readonly AttributeChange[] {
  return changesAt([], before, after);
}

function changesAt(path: readonly PathStep[], before: Side, after: Side): readonly AttributeChange[] {
  if (isSame(before.value, after.value)) return [];
  const leaf: AttributeChange = {
    path,
    before: before.value,
    after: after.value,
    isSensitive: holdsMark(before.sensitive) || holdsMark(after.sensitive),
  };
  const steps = stepsBelow(before.value, after.value);
  if (steps === undefined) return [leaf];
  const changes = steps.flatMap(({ step, first, second }) =>
    changesAt([...path, step], partOf(before, first), partOf(after, second)),
  );
  const isOneSided = isMissing(before.value) || isMissing(after.value);
  const telling = isOneSided ? changes.filter((change) => !isEmptyChange(change)) : changes;
  return telling.length === 0 ? [leaf] : telling;
}

/** Where a part is on each side. */
interface Step {
  readonly step: PathStep;
  readonly first: string | number | undefined;
  readonly second: string | number | undefined;
}

/** The parts of two values that are compared one by one; undefined where the values themselves are. */
function stepsBelow(before: Data, after: Data): readonly Step[] | undefined {
  if (areObjects(before, after))
    return [...new Set([...keysIn(before), ...keysIn(after)])]
      .sort()
      .map((key) => ({ step: key, first: key, second: key }));
  const [first, second] = [elementsOf(before), elementsOf(after)];
  return first === undefined || second === undefined ? undefined : elementSteps(first, second);
}

function areObjects(before: Data, after: Data): boolean {
  const [first, second] = [isDataObject(before), isDataObject(after)];
  return (first && second) || (first && isMissing(after)) || (second && isMissing(before));
}

function keysIn(value: Data): readonly string[] {
  return isDataObject(value) ? Object.keys(value) : [];
}

/** The objects of a list of objects, which is what Terraform has for blocks; a list of anything else is one value. */
function elementsOf(value: Data): readonly DataObject[] | undefined {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) return undefined;
  const all: readonly Data[] = value;
  return all.every((each) => isDataObject(each)) ? all : undefined;
}

/** What an element of a list is identified by, the first that each element has and no two share. */
const IDENTIFIERS = ["name", "id", "endpoint_resource_id", "location", "object_id"];

function elementSteps(before: readonly DataObject[], after: readonly DataObject[]): readonly Step[] {
  const identifier = IDENTIFIERS.find((each) => identifies(each, before) && identifies(each, after));
  // One on each side is a block that there is one of: it is the same under another name.
  const isOneBlock = before.length === 1 && after.length === 1;
  if (identifier === undefined || isOneBlock) return unnamedSteps(before, after);
  const place = (elements: readonly DataObject[], name: string): number | undefined => {
    const found = elements.findIndex((each) => each[identifier] === name);
    return found < 0 ? undefined : found;
  };
  const names = [...before, ...after].map((each) => textIn(each[identifier]));
  return [...new Set(names)].map((name) => ({
    step: { element: name },
    first: place(before, name),
    second: place(after, name),
  }));
}

function identifies(identifier: string, elements: readonly DataObject[]): boolean {
  const values = elements.map((each) => each[identifier]);
  return (
    values.every((each) => typeof each === "string" && each !== "") && new Set(values).size === values.length
  );
}

/** Elements that nothing identifies: those that are the same on both sides have not changed, wherever they stand. */
function unnamedSteps(before: readonly DataObject[], after: readonly DataObject[]): readonly Step[] {
  const left = after.map((_element, index) => index);
  const first = before.flatMap((element, index) => {
    const same = left.findIndex((other) => isSame(element, after[other]));
    if (same < 0) return [index];
    left.splice(same, 1);
    return [];
  });
  return Array.from({ length: Math.max(first.length, left.length) }, (_step, index) => ({
    step: left[index] ?? first[index] ?? index,
    first: first[index],
    second: left[index],
  }));
}

function partOf({ value, sensitive }: Side, step: string | number | undefined): Side {
  if (step === undefined) return { value: undefined, sensitive: undefined };
  return { value: childOf(value, step), sensitive: sensitive === true ? true : childOf(sensitive, step) };
}

function childOf(value: Data, step: string | number): Data {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string | number, Data>>)[step];
}

function holdsMark(sensitive: Data): boolean {
  if (typeof sensitive !== "object" || sensitive === null) return sensitive === true;
  return Object.values(sensitive).some((each) => holdsMark(each));
}

function isSame(one: Data, other: Data): boolean {
  if (isMissing(one) || isMissing(other)) return isMissing(one) && isMissing(other);
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one as object), ...Object.keys(other as object)]);
  return [...keys].every((key) => isSame(childOf(one, key), childOf(other, key)));
}

function isMissing(value: Data): value is null | undefined {
  return value === null || value === undefined;
}

/** What a provider cannot tell from nothing: github.com/hashicorp/terraform-plugin-sdk/issues/741 */
export function isEmpty(value: Data): boolean {
  if (isMissing(value) || value === "" || value === false || value === 0) return true;
  if (typeof value !== "object") return false;
  return Object.values(value).every((each) => isEmpty(each));
}

/** Nothing, in one form or another, on both sides. */
export function isEmptyChange({ before, after }: Pick<AttributeChange, "before" | "after">): boolean {
  return isEmpty(before) && isEmpty(after);
}
