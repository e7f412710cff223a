import type { CallerNeeds, Network } from "../services/contract/reachable";
import type { RoleActions } from "../services/contract/role-actions";

/** Who has access; each kind is explained in the guide of permissions. */
export type GranteeKind = "component" | "host" | "slot" | "identity" | "caller" | "network";

/** A role, or what a caller does. */
export interface AccessRight {
  /** `Storage Blob Data Reader`, `call its routes` */
  readonly name: string;
  /** Undefined for what is no role. */
  readonly allows?: RoleActions;
}

/** What one identity or caller may do on one thing. */
export interface AccessRow {
  /** `network`: what everybody with a role or a key passes before. */
  readonly kind: GranteeKind;
  readonly who: string;
  /** Sorted by name; of the network none. */
  readonly may: readonly AccessRight[];
  /** `storage account: container uploads` */
  readonly on: string;
  /** Which network reaches the thing. */
  readonly from: Network;
  /** Of a caller: an identity has its roles. */
  readonly needs?: CallerNeeds;
}

/** Two rows with the same key are the same access, before and after. */
export function keyOf({ kind, who, on }: AccessRow): string {
  return [kind, who, on].join("\n");
}
