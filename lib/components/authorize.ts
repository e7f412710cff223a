/** A claim of the caller's token: `claims.oid`. */
export type ClaimPath = `claims.${string}`;

/** What a caller's token has to have: one of these is enough. */
export interface CallerRule {
  /**
   * App roles, as the claim `roles` has them: `Orders.Read.All`.
   * @default - none
   */
  readonly roles?: readonly string[];
  /**
   * Delegated permissions, as the claim `scp` has them: `orders.read`.
   * @default - none
   */
  readonly scopes?: readonly string[];
}

/** Whose items a caller sees and changes. */
export interface OwnerRule {
  /** The claim that says who the caller is, such as `claims.oid`. */
  readonly claim: ClaimPath;
  /**
   * The field of the schema with the owner, of type string. The API writes it; a caller cannot choose it.
   * @default "owner"
   */
  readonly field?: string;
  /**
   * Callers that see and change the items of every owner.
   * @default - nobody
   */
  readonly except?: CallerRule;
}

/**
 * Who may do what with an API's items, by the caller's token. The token is the one of `functionApp.signIn`, or one that the code
 * validates itself, `functionApp.tokens`. Callers without a token get 401, and those that may not 403.
 */
export interface AuthorizeOptions {
  /**
   * Who may read and list.
   * @default - every caller with a token
   */
  readonly read?: CallerRule;
  /**
   * Who may create, replace and delete.
   * @default - every caller with a token
   */
  readonly write?: CallerRule;
  /**
   * The claim that is the caller's partition, such as `claims.tid`. Callers cannot choose another one, and items of other partitions do
   * not exist for them.
   * @default - callers name the partition
   */
  readonly partition?: ClaimPath;
  /**
   * The claim that is the owner of what a caller creates, such as `claims.oid`, or a rule. Items of other owners do not exist for a caller.
   * @default - callers see every item
   */
  readonly owner?: ClaimPath | OwnerRule;
}

const PREFIX = "claims.";
/** Of an owner that the declaration gives no field. */
export const OWNER_FIELD = "owner";

/** `oid` of `claims.oid` */
export function claimOf(path: ClaimPath): string {
  return path.slice(PREFIX.length);
}

/** An owner rule with its field. */
export interface Ownership {
  readonly claim: string;
  readonly field: string;
  readonly except?: CallerRule;
}

/** The owner rule of a declaration; undefined where every caller sees every item. */
export function ownershipOf({ owner }: AuthorizeOptions): Ownership | undefined {
  if (owner === undefined) return undefined;
  const { claim, field = OWNER_FIELD, except } = typeof owner === "string" ? { claim: owner } : owner;
  return { claim: claimOf(claim), field, ...(except !== undefined && { except }) };
}

/** True for `claims.<name>`. */
export function isClaimPath(value: unknown): value is ClaimPath {
  return typeof value === "string" && /^claims\.\S+$/.test(value);
}
