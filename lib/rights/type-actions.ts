import { armTypes } from "./arm-types";
import recorded from "./recorded-actions.json";
import { readByPostOf } from "./read-by-post";

/** Actions by what is done with a resource of a type. */
export interface OfType {
  /** Comparing it with the state: what a plan asks for. */
  readonly read?: readonly string[];
  readonly create?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: readonly string[];
  /** After a request for it has failed. */
  readonly retry?: readonly string[];
}

/** What lives on the stand-in have asked Azure Resource Manager for: `npm run generate:rights` writes it. */
export interface RecordedActions {
  /** The tests that were recorded. */
  readonly lives: readonly string[];
  /** By type of Azure, `Microsoft.Web/sites`. */
  readonly types: Readonly<Record<string, OfType>>;
  /** What belongs to no resource, such as whether a name is free. */
  readonly beside: { readonly plan: readonly string[]; readonly apply: readonly string[] };
}

export const recordedActions: RecordedActions = recorded;

/** What is done with a resource, whatever is done. */
export type Done = "create" | "delete" | "read" | "update";

export const everyDone: readonly Done[] = ["read", "create", "update", "delete"];

/** Actions, and why they are not recorded where they are not. */
export interface TypeActions {
  readonly actions: readonly string[];
  /** Undefined where a life was recorded that did this. */
  readonly derived?: string;
}

/**
 * What it takes to do something with a resource of a type. Where no recorded life does it, it is derived: an update takes what
 * creating it takes, and everything else the action of its name.
 */
export function typeActions(type: string, done: Done): TypeActions {
  const { actions, ...why } = recordedOrDerived(type, done);
  return {
    actions: actions.filter((action) => action.toLowerCase() !== KEYS_OF_STORAGE.toLowerCase()),
    ...why,
  };
}

/** azurerm goes on without it: keys of storage accounts are kept out of the state by not giving it. */
export const KEYS_OF_STORAGE = "Microsoft.Storage/storageAccounts/listKeys/action";

function recordedOrDerived(type: string, done: Done): TypeActions {
  const row = recordedActions.types[type];
  const found = row?.[done];
  if (found !== undefined)
    return { actions: [...found, ...(row?.retry ?? []).filter((each) => isOf(each, done))] };
  if (done === "update" && row?.create !== undefined)
    return { actions: row.create, derived: "no recorded life updates one: the same as to create it" };
  if (TEMPLATE_TYPES.includes(type))
    return { actions: [`${type}/read`, ...(done === "read" ? [] : [`${type}/write`])] };
  // Azure creates it itself.
  if (!ownTypes.has(type)) return { actions: [] };
  const why = row === undefined ? "no recorded life has one" : `no recorded life has this done: ${done}`;
  const read = [...(row?.read ?? [`${type}/read`]), ...readByPostOf(type)];
  switch (done) {
    case "read":
      return { actions: read, derived: why };
    case "create":
    case "update":
      return { actions: [...read, `${type}/write`], derived: why };
    case "delete":
      return { actions: [...read, `${type}/delete`], derived: why };
  }
}

/** A retry reads, and repeats what has failed. */
function isOf(action: string, done: Done): boolean {
  if (action.endsWith("/delete")) return done === "delete";
  return done !== "read" || action.endsWith("/read");
}

/** What the library creates by templates alone: read and written by a deployment, and deleted by none. */
const TEMPLATE_TYPES: readonly string[] = [
  "Microsoft.ApiManagement/service/namedValues",
  "Microsoft.KeyVault/vaults/secrets",
  "Microsoft.Storage/storageAccounts/tableServices/tables",
];

const ownTypes: ReadonlySet<string> = new Set(Object.values(armTypes));

/** Every type that the library creates, and those that are asked for beside them. */
export const everyType: readonly string[] = [
  ...new Set([...ownTypes, ...TEMPLATE_TYPES, ...Object.keys(recordedActions.types)]),
].sort();
