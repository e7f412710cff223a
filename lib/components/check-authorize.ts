import { isDataObject } from "../settings/data";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import {
  OWNER_FIELD,
  type AuthorizeOptions,
  type CallerRule,
  type OwnerRule,
  isClaimPath,
} from "./authorize";
import type { CheckedSchema } from "./check-crud-schema";
import type { Fields, Report } from "./needs";
import { checkUnknownFields } from "./unknown-fields";

const fields: Fields<AuthorizeOptions> = { read: true, write: true, partition: true, owner: true };
const ruleFields: Fields<CallerRule> = { roles: true, scopes: true };
const ownerFields: Fields<OwnerRule> = { claim: true, field: true, except: true };
const ANY = 'set it to a claim of the token, such as "claims.oid"';

/** What the rules are about. */
interface Items {
  readonly partition: readonly string[];
  readonly schema: CheckedSchema;
  /** The fields that the container indexes. */
  readonly sortable: readonly string[];
}

/** Reports rules that nobody or everybody would meet; they may be anything. */
export function checkAuthorize(authorize: unknown, items: Items, report: Report): void {
  if (authorize === undefined) return;
  if (!isDataObject(authorize)) {
    report(
      "authorize",
      `must be an object, got ${redacted(authorize)}`,
      'write it like { owner: "claims.oid" }',
    );
    return;
  }
  checkUnknownFields("authorize", authorize, fields, report);
  for (const name of ["read", "write"] as const) checkRule(`authorize.${name}`, authorize[name], report);
  checkPartition(authorize["partition"], items, report);
  if (authorize["owner"] !== undefined) checkOwner(authorize["owner"], items, report);
}

function checkRule(path: string, rule: unknown, report: Report): void {
  if (rule === undefined) return;
  if (!isDataObject(rule)) {
    report(path, `must be an object, got ${redacted(rule)}`, 'write it like { roles: ["Orders.Read"] }');
    return;
  }
  checkUnknownFields(path, rule, ruleFields, report);
  const lists = Object.keys(ruleFields).map((name) => [name, rule[name]] as const);
  for (const [name, list] of lists) {
    if (list === undefined) continue;
    const isList =
      Array.isArray(list) && list.every((each) => typeof each === "string" && /^\S+$/.test(each));
    if (!isList)
      report(
        `${path}.${name}`,
        `must be a list of names without spaces, got ${redacted(list)}`,
        "correct it",
      );
  }
  if (lists.every(([, list]) => list === undefined || (Array.isArray(list) && list.length === 0)))
    report(path, "has no role and no scope, so no caller would meet it", "name one, or remove the rule");
}

function checkPartition(
  claim: unknown,
  { partition: [root = "", ...nested], schema: { types } }: Items,
  report: Report,
): void {
  const path = "authorize.partition";
  if (claim === undefined) return;
  if (!isClaimPath(claim)) report(path, `must be a claim, got ${redacted(claim)}`, ANY);
  if (root === "id" || nested.length > 0)
    report(
      path,
      `needs a partition key that is a field of its own, and partitionKey is /${[root, ...nested].join("/")}`,
      'use a partition key such as "/tenant", or authorize.owner',
    );
  else if (types.has(root) && types.get(root) !== "string")
    report(
      path,
      `needs a partition key of type string, and ${root} has type ${types.get(root)}`,
      `change ${root} to type string`,
    );
}

function checkOwner(owner: unknown, items: Items, report: Report): void {
  const path = "authorize.owner";
  const claim = isDataObject(owner) ? owner["claim"] : owner;
  if (!isClaimPath(claim)) {
    report(path, `must be a claim or a rule with one, got ${redacted(owner)}`, ANY);
    return;
  }
  if (isDataObject(owner)) {
    checkUnknownFields(path, owner, ownerFields, report);
    checkRule(`${path}.except`, owner["except"], report);
  }
  checkOwnerField(isDataObject(owner) ? owner["field"] : undefined, items, report);
}

function checkOwnerField(
  field: unknown = OWNER_FIELD,
  { partition: [root], schema: { names, types }, sortable }: Items,
  report: Report,
): void {
  const path = "authorize.owner";
  if (typeof field !== "string" || !names.includes(field)) {
    const near = typeof field === "string" ? didYouMean(field, names) : "";
    report(
      path,
      `keeps the owner in the field ${redacted(field)}, which the schema does not have${near}`,
      "add it to the schema with type string, or set authorize.owner.field to a field of the schema",
    );
  } else if (field === "id")
    report(path, "keeps the owner in id, which is the id of the item", "use another field");
  else if (field === root)
    report(
      path,
      `keeps the owner in ${field}, which is the partition key`,
      "use authorize.partition for it, or another field",
    );
  else if (types.has(field) && types.get(field) !== "string")
    report(
      path,
      `keeps the owner in ${field}, which has type ${types.get(field)}`,
      `change ${field} to type string`,
    );
  else if (!sortable.includes(field))
    report(
      path,
      `keeps the owner in ${field}, which indexingPolicy does not index`,
      `include /${field}/? in indexingPolicy`,
    );
}
