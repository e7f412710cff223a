import type { HttpRequest } from "@azure/functions";
import { type AuthorizeOptions, type CallerRule, claimOf, ownershipOf } from "../components/authorize";
import { type Caller, claimIn, meets } from "./caller/caller";
import { TokenRefusal, callerOf } from "./caller/caller-of";
import type { CrudModel } from "./model";
import { Refusal, problem, refuse } from "./problem-details";
import type { SettingSource } from "./settings";
import type { Item } from "./store";

/** What a call sees and changes: everything, or what its caller may. */
export interface Scope {
  /** The caller's partition; undefined where the caller names one. */
  readonly partition?: string;
  readonly owner?: OwnerScope;
}

/** Whose items a caller sees. */
export interface OwnerScope {
  readonly field: string;
  /** The caller, who owns what it creates. */
  readonly self: string;
  /** The caller sees the items of every owner. */
  readonly seesAll: boolean;
}

/**
 * The scope of one call.
 *
 * @throws {@link Refusal} with 401 without a token that is accepted, and with 403 for a caller that may not
 */
export async function scopeOf(
  { authorize }: CrudModel,
  action: "read" | "write",
  request: Pick<HttpRequest, "headers">,
  settings: SettingSource,
): Promise<Scope> {
  if (authorize === undefined) return {};
  const caller = await signedIn(request, settings);
  const rule: CallerRule | undefined = authorize[action];
  if (rule !== undefined && !meets(caller, rule))
    refuse(403, `The token has none of the rights to ${action}.`);
  return {
    ...(authorize.partition !== undefined && { partition: needed(caller, claimOf(authorize.partition)) }),
    ...ownerOf(caller, authorize),
  };
}

async function signedIn(request: Pick<HttpRequest, "headers">, settings: SettingSource): Promise<Caller> {
  try {
    const caller = await callerOf(request, settings);
    if (caller !== undefined) return caller;
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    // RFC 6750 section 3.1. Which rule it breaks is nothing that a caller without a token has to know.
    throw unauthorized('Bearer error="invalid_token"', "The token is not accepted.");
  }
  throw unauthorized("Bearer", "A token is needed.");
}

function unauthorized(challenge: string, detail: string): Refusal {
  return new Refusal(problem(401, detail, [], { "www-authenticate": challenge }));
}

function ownerOf(caller: Caller, authorize: AuthorizeOptions): Pick<Scope, "owner"> {
  const ownership = ownershipOf(authorize);
  if (ownership === undefined) return {};
  const { claim, field, except } = ownership;
  return {
    owner: { field, self: needed(caller, claim), seesAll: except !== undefined && meets(caller, except) },
  };
}

function needed(caller: Caller, claim: string): string {
  return claimIn(caller, claim) ?? refuse(403, `The token has no claim ${claim} with one value.`);
}

/** Whether the item exists for the caller. Its partition is in its key. */
export function sees({ owner }: Scope, item: Item): boolean {
  return owner === undefined || owner.seesAll || item[owner.field] === owner.self;
}

/**
 * What a body comes to: the caller's partition and owner are written by the API, and a body that names others is refused. The owner of an
 * item stays; who sees all items may set another one.
 */
export function withScope(
  { partition: [root = ""] }: Pick<CrudModel, "partition">,
  { partition, owner }: Scope,
  body: Item,
  current?: Item,
): Item {
  const written: Record<string, string> = {};
  if (partition !== undefined) written[root] = sameOr(body, root, partition);
  if (owner !== undefined) {
    const { field, self, seesAll } = owner;
    const kept = current?.[field];
    const rightful = typeof kept === "string" ? kept : self;
    const given = Object.hasOwn(body, field) ? body[field] : undefined;
    if (seesAll && given !== undefined) return { ...body, ...written };
    written[field] = sameOr(body, field, rightful);
  }
  return { ...body, ...written };
}

function sameOr(body: Item, field: string, rightful: string): string {
  if (Object.hasOwn(body, field) && body[field] !== rightful)
    refuse(403, `The caller cannot choose ${field}.`);
  return rightful;
}
