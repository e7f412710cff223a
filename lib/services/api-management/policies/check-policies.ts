import type { Fields, Report } from "../../../components/needs";
import { checkUnknownFields } from "../../../components/unknown-fields";
import { isDataObject } from "../../../settings/merge";
import { didYouMean } from "../../../settings/nearest";
import { redacted } from "../../../settings/redacted";
import { checkCors } from "./cors";
import { type Operations, type DeclaredPolicies, decide } from "./decisions";
import { kindsByName, policyNames } from "./kinds";
import { isRewriteType, rewriteKind, rewriteTypes } from "./rewrites";
import type { RewritePlace, Section } from "./rewrites/rewrite-kind";
import type { ApiPolicies, OperationPolicies, Rewrites } from "./settings";

const operationFields: Fields<OperationPolicies> = {
  rateLimiting: true,
  caching: true,
  authentication: true,
  rewrites: true,
};
const apiFields: Fields<ApiPolicies> = { ...operationFields, cors: true, operations: true };
const rewritesFields: Fields<Rewrites> = { inbound: true, outbound: true };

/**
 * Reports everything that is wrong with the policies of an API; what is left out is as the defaults have it.
 *
 * @param path - the option, `optional.apim.policies`
 * @param given - may be anything
 * @param operations - those of the API
 * @returns whether documents can be written of them
 */
export function checkPolicies(
  path: string,
  given: unknown,
  operations: Operations,
  report: Report,
): given is DeclaredPolicies {
  const faults: Parameters<Report>[] = [];
  const refuse: Report = (...fault) => {
    faults.push(fault);
    report(...fault);
  };
  if (!isDataObject(given)) {
    refuse(path, `must be an object, got ${redacted(given)}`, "write it like { caching: { duration: 60 } }");
    return false;
  }
  checkUnknownFields(path, given, apiFields, refuse);
  checkCors(`${path}.cors`, given["cors"], refuse);
  checkNamed(path, given, refuse);
  checkRewrites(`${path}.rewrites`, given["rewrites"], operations, refuse);
  checkOperations(`${path}.operations`, given["operations"], operations, refuse);
  if (faults.length === 0) checkSubjects(path, given, refuse);
  return faults.length === 0;
}

/** The policies that are said by name. */
function checkNamed(path: string, given: Readonly<Partial<Record<string, unknown>>>, report: Report): void {
  for (const name of policyNames) {
    const { fields, example, check } = kindsByName[name];
    const at = `${path}.${name}`;
    const settings = given[name];
    if (settings === undefined || settings === false) continue;
    if (!isDataObject(settings)) {
      report(
        at,
        `must be an object with its settings, or false; got ${redacted(settings)}`,
        `write it like ${example}`,
      );
      continue;
    }
    checkUnknownFields(at, settings, fields, report);
    check(at, settings, report);
  }
}

function checkOperations(path: string, given: unknown, operations: Operations, report: Report): void {
  if (given === undefined) return;
  if (!isDataObject(given)) {
    report(
      path,
      `must be an object with policies by operation, got ${redacted(given)}`,
      "write it like { id: { caching: false } }",
    );
    return;
  }
  const ids = Object.keys(operations);
  for (const [id, policies] of Object.entries(given)) {
    const at = `${path}.${id}`;
    const operation = Object.hasOwn(operations, id) ? operations[id] : undefined;
    if (operation === undefined) {
      report(
        at,
        `unknown operation of the API${didYouMean(id, ids)}`,
        ids.length === 0 ? "remove it: the API has no operations" : `use one of ${ids.join(", ")}`,
      );
      continue;
    }
    if (!isDataObject(policies)) {
      report(
        at,
        `must be an object with policies, got ${redacted(policies)}`,
        "write it like { caching: false }",
      );
      continue;
    }
    checkUnknownFields(at, policies, operationFields, report);
    checkNamed(at, policies, report);
    checkRewrites(`${at}.rewrites`, policies["rewrites"], { [id]: operation }, report);
  }
}

function checkRewrites(path: string, given: unknown, operations: Operations, report: Report): void {
  if (given === undefined) return;
  if (!isDataObject(given)) {
    report(
      path,
      `must be an object with lists of rewrites, got ${redacted(given)}`,
      "write it like { inbound: [], outbound: [] }",
    );
    return;
  }
  checkUnknownFields(path, given, rewritesFields, report);
  for (const section of ["inbound", "outbound"] as const) {
    const rewrites = given[section];
    const at = `${path}.${section}`;
    if (rewrites === undefined) continue;
    if (Array.isArray(rewrites))
      for (const [index, each] of (rewrites as readonly unknown[]).entries())
        checkRewrite(`${at}[${index}]`, each, { section, operations }, report);
    else
      report(
        at,
        `must be a list of rewrites, got ${redacted(rewrites)}`,
        `write it like [${exampleFor(section)}]`,
      );
  }
}

function checkRewrite(path: string, given: unknown, place: RewritePlace, report: Report): void {
  const { section } = place;
  const types = typesIn(section);
  const type: unknown = isDataObject(given) ? given["type"] : undefined;
  if (!isDataObject(given) || !isRewriteType(type)) {
    report(
      path,
      `must have a type of ${types.map(redacted).join(", ")}, got ${redacted(given)}` +
        (typeof type === "string" ? didYouMean(type, types) : ""),
      `write it like ${exampleFor(section)}`,
    );
    return;
  }
  const { sections, fields, check } = rewriteKind(type);
  if (!sections.includes(section))
    report(path, `${type} works on requests only`, "move it to inbound, or remove it");
  checkUnknownFields(path, given, fields, report);
  check(path, given, place, report);
}

function typesIn(section: Section): readonly string[] {
  return rewriteTypes.filter((type) => rewriteKind(type).sections.includes(section));
}

function exampleFor(section: Section): string {
  const [type = "setHeader"] = rewriteTypes.filter((each) => rewriteKind(each).sections.includes(section));
  return rewriteKind(type).example;
}

/** A subject that nobody has validated is what the caller says: a limit by it would limit nothing. */
function checkSubjects(path: string, given: DeclaredPolicies, report: Report): void {
  for (const id of [undefined, ...Object.keys(given.operations ?? {})]) {
    const { authentication, rateLimiting } = decide(given, id);
    if (authentication !== false || rateLimiting === false || rateLimiting.per !== "subject") continue;
    report(
      id === undefined ? `${path}.rateLimiting.per` : `${path}.operations.${id}.rateLimiting`,
      'is "subject", the subject of the token, but authentication is false',
      'use "subscription" or "ipAddress", or turn authentication on',
    );
  }
}
