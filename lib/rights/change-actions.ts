import { armTypes } from "./arm-types";
import { LINKED, OF_SUBSCRIPTION } from "./deploy-actions";
import { typeActions } from "./type-actions";

/** What a plan does with a resource. */
export type PlannedKind = "create" | "delete" | "replace" | "update";

/** A resource of a plan, as far as it decides which rights it takes. */
export interface PlannedResource {
  /** In Terraform, `azurerm_storage_account`. */
  readonly type: string;
  readonly kind: PlannedKind;
  /** In Azure; empty where it is not created yet. */
  readonly id: string;
}

/**
 * The actions that Azure asks for where a change is applied.
 *
 * @returns undefined where they are not known: of a resource that the library does not create and that is not there yet
 */
export function changeActions({ type, kind, id }: PlannedResource): readonly string[] | undefined {
  const done = kind === "replace" ? (["delete", "create"] as const) : ([kind] as const);
  const creates = kind === "create" || kind === "replace";
  const known = armTypes[type];
  if (known !== undefined)
    return sorted([
      ...done.flatMap((each) => typeActions(known, each).actions),
      ...(LINKED[known] ?? []),
      ...(OF_SUBSCRIPTION[known] ?? []).filter(
        (action) => creates || !/\/checkNameAvailability\//i.test(action),
      ),
    ]);
  const ofId = typeOfId(id);
  if (ofId === undefined) return undefined;
  return sorted(
    ["read", ...done.map((each) => (each === "delete" ? "delete" : "write"))].map(
      (verb) => `${ofId}/${verb}`,
    ),
  );
}

/** `…/providers/Microsoft.EventHub/namespaces/one` is of the type `Microsoft.EventHub/namespaces`. */
function typeOfId(id: string): string | undefined {
  const [, after] = /^\/subscriptions\/.*\/providers\/([^/]+\/.+)$/i.exec(id) ?? [];
  const [namespace = "", ...segments] = after?.split("/") ?? [];
  const types = segments.filter((_segment, index) => index % 2 === 0);
  return types.length === 0 ? undefined : [namespace, ...types].join("/");
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].sort();
}
