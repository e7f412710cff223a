import { type Data, type DataObject, isDataObject } from "../settings/data";

export const changeKinds = ["create", "update", "replace", "delete", "forget", "read", "no-op"] as const;
/** `forget`: Terraform no longer manages it, and it stays in Azure. */
export type ChangeKind = (typeof changeKinds)[number];

/** What becomes of one resource. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly kind: ChangeKind;
  /** False for a data source. */
  readonly managed: boolean;
  /** Where a `moved` block has it from. */
  readonly movedFrom?: string;
  /** True where an `import` block takes it over. */
  readonly imported: boolean;
  readonly before: DataObject;
  readonly after: DataObject;
  /** `true` for what is known once it is applied, at any depth. */
  readonly unknown: Data;
  /** `true` for what is sensitive, at any depth. */
  readonly beforeSensitive: Data;
  readonly afterSensitive: Data;
  /** Arguments that the provider cannot change in place, `sku_name`. */
  readonly replacedBy: readonly string[];
}

/** One value of a resource that another one takes the place of. */
export interface ChangedValue {
  /** With indices of lists, `network_acls.0.default_action`. */
  readonly path: string;
  /** Without them. */
  readonly argument: string;
  readonly before: Data;
  /** Undefined also where it is known once it is applied. */
  readonly after: Data;
  readonly isUnknown: boolean;
  readonly isSensitive: boolean;
}

/** Changes of what exists, and stays under its address. */
export function isChanged({ kind }: Change): boolean {
  return kind === "update" || kind === "replace";
}

/** What takes a resource, as it is, away. */
export function isGone({ kind }: Change): boolean {
  return kind === "delete" || kind === "replace";
}

/** Every value that differs, by its path. */
export function changedValues(change: Change): readonly ChangedValue[] {
  return valuesOf(change.before, change.after, change, []).filter(
    ({ before, after, isUnknown }) => isUnknown || !isEqual(before, after),
  );
}

interface Masks {
  readonly unknown: Data;
  readonly beforeSensitive: Data;
  readonly afterSensitive: Data;
}

function valuesOf(before: Data, after: Data, masks: Masks, keys: readonly string[]): readonly ChangedValue[] {
  const { unknown } = masks;
  const isUnknown = unknown === true;
  const names = new Set([before, after, isUnknown ? undefined : unknown].flatMap(namesIn));
  if (names.size > 0 && (!isUnknown || isNested(before)))
    return [...names].flatMap((name) =>
      valuesOf(partOf(before, name), partOf(after, name), partsOf(masks, name), [...keys, name]),
    );
  const isSensitive = isMarked(masks.beforeSensitive) || isMarked(masks.afterSensitive);
  const argument = keys.filter((key) => !/^\d+$/.test(key)).join(".");
  return [{ path: keys.join("."), argument, before, after, isUnknown, isSensitive }];
}

/** Keys of an object, and indices of a list that has objects; a list of plain values is one value. */
function namesIn(value: Data): readonly string[] {
  if (Array.isArray(value)) return value.some(isNested) ? Object.keys(value) : [];
  return isDataObject(value) ? Object.keys(value) : [];
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function partOf(value: Data, name: string): Data {
  if (Array.isArray(value)) return value[Number(name)] as Data;
  return isDataObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** `true` is so for everything below. */
function partsOf(masks: Masks, name: string): Masks {
  const below = (mask: Data): Data => (mask === true ? true : partOf(mask, name));
  return {
    unknown: below(masks.unknown),
    beforeSensitive: below(masks.beforeSensitive),
    afterSensitive: below(masks.afterSensitive),
  };
}

/** Of a list as a whole, one sensitive value is enough. */
function isMarked(mask: Data): boolean {
  if (Array.isArray(mask)) return mask.some((each) => isMarked(each as Data));
  return mask === true || (isDataObject(mask) && Object.values(mask).some(isMarked));
}

function isEqual(before: Data, after: Data): boolean {
  return JSON.stringify(orNothing(before)) === JSON.stringify(orNothing(after));
}

/** The provider reads an argument that is not set back as an empty one of its type. */
function orNothing(value: Data): Data {
  if (value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  return isDataObject(value) && Object.keys(value).length === 0 ? null : value;
}

/** The values at a path without indices, on one side: `network_acls.default_action`. */
export function valuesAt(value: Data, path: string): readonly Data[] {
  return path.split(".").reduce<readonly Data[]>(
    (values, key) =>
      values
        .flatMap((each): readonly Data[] => (Array.isArray(each) ? (each as readonly Data[]) : [each]))
        .map((each) => partOf(each, key))
        .filter((each) => each !== undefined && each !== null),
    [value],
  );
}

/** The text at a path without indices; empty where there is none. */
export function textAt(value: Data, path: string): string {
  const [first] = valuesAt(value, path);
  return typeof first === "string" ? first : "";
}

/** Everything in the list at a path, as text. */
export function listAt(value: Data, path: string): readonly string[] {
  return valuesAt(value, path)
    .flatMap((each): readonly Data[] => (Array.isArray(each) ? (each as readonly Data[]) : [each]))
    .filter((each): each is string => typeof each === "string");
}
