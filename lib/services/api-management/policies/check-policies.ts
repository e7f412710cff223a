import type { Fields, Report } from "../../../components/needs";
import { checkUnknownFields } from "../../../components/unknown-fields";
import { isDataObject } from "../../../options/merge";
import { didYouMean } from "../../../plan/nearest";
import { shown } from "../../../plan/shown";
import { type Operations, type SaidPolicies, decide } from "./decisions";
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
const apiFields: Fields<ApiPolicies> = { ...operationFields, operations: true };
const rewritesFields: Fields<Rewrites> = { inbound: true, outbound: true };

/**
 * Reports everything that is wrong with the policies of an API; what is left out is as the defaults have it.
 *
 * @param path - the option, `optional.apim.policies`
 * @param said - may be anything
 * @param operations - those of the API
 * @returns whether documents can be written of them
 */
export function checkPolicies(
  path: string,
  said: unknown,
  operations: Operations,
  report: Report,
): said is SaidPolicies {
  const faults: Parameters<Report>[] = [];
  const refuse: Report = (...fault) => {
    faults.push(fault);
    report(...fault);
  };
  if (!isDataObject(said)) {
    refuse(path, `must be an object, got ${shown(said)}`, "write it like { caching: { duration: 60 } }");
    return false;
  }
  checkUnknownFields(path, said, apiFields, refuse);
  checkNamed(path, said, refuse);
  checkRewrites(`${path}.rewrites`, said["rewrites"], operations, refuse);
  checkOperations(`${path}.operations`, said["operations"], operations, refuse);
  if (faults.length === 0) checkSubjects(path, said, refuse);
  return faults.length === 0;
}

/** The policies that are said by name. */
function checkNamed(path: string, said: Readonly<Partial<Record<string, unknown>>>, report: Report): void {
  for (const name of policyNames) {
    const { fields, example, check } = kindsByName[name];
    const at = `${path}.${name}`;
    const settings = said[name];
    if (settings === undefined || settings === false) continue;
    if (!isDataObject(settings)) {
      report(at, `takes its settings or false, got ${shown(settings)}`, `write it like ${example}`);
      continue;
    }
    checkUnknownFields(at, settings, fields, report);
    check(at, settings, report);
  }
}

function checkOperations(path: string, said: unknown, operations: Operations, report: Report): void {
  if (said === undefined) return;
  if (!isDataObject(said)) {
    report(
      path,
      `takes policies by operation, got ${shown(said)}`,
      "write it like { id: { caching: false } }",
    );
    return;
  }
  const ids = Object.keys(operations);
  for (const [id, policies] of Object.entries(said)) {
    const at = `${path}.${id}`;
    const operation = Object.hasOwn(operations, id) ? operations[id] : undefined;
    if (operation === undefined) {
      report(
        at,
        `is no operation of the API${didYouMean(id, ids)}`,
        ids.length === 0 ? "leave it out: the API has none" : `use one of ${ids.join(", ")}`,
      );
      continue;
    }
    if (!isDataObject(policies)) {
      report(at, `takes policies, got ${shown(policies)}`, "write it like { caching: false }");
      continue;
    }
    checkUnknownFields(at, policies, operationFields, report);
    checkNamed(at, policies, report);
    checkRewrites(`${at}.rewrites`, policies["rewrites"], { [id]: operation }, report);
  }
}

function checkRewrites(path: string, said: unknown, operations: Operations, report: Report): void {
  if (said === undefined) return;
  if (!isDataObject(said)) {
    report(
      path,
      `takes lists of rewrites, got ${shown(said)}`,
      "write it like { inbound: [], outbound: [] }",
    );
    return;
  }
  checkUnknownFields(path, said, rewritesFields, report);
  for (const section of ["inbound", "outbound"] as const) {
    const rewrites = said[section];
    const at = `${path}.${section}`;
    if (rewrites === undefined) continue;
    if (Array.isArray(rewrites))
      for (const [index, each] of (rewrites as readonly unknown[]).entries())
        checkRewrite(`${at}[${index}]`, each, { section, operations }, report);
    else
      report(
        at,
        `must be a list of rewrites, got ${shown(rewrites)}`,
        `write it like [${exampleFor(section)}]`,
      );
  }
}

function checkRewrite(path: string, said: unknown, place: RewritePlace, report: Report): void {
  const { section } = place;
  const types = typesIn(section);
  const type: unknown = isDataObject(said) ? said["type"] : undefined;
  if (!isDataObject(said) || !isRewriteType(type)) {
    report(
      path,
      `has a type of ${types.map(shown).join(", ")}, got ${shown(said)}` +
        (typeof type === "string" ? didYouMean(type, types) : ""),
      `use one such as ${exampleFor(section)}`,
    );
    return;
  }
  const { sections, fields, check } = rewriteKind(type);
  if (!sections.includes(section))
    report(path, `${type} is done to requests alone`, "move it to inbound, or leave it out");
  checkUnknownFields(path, said, fields, report);
  check(path, said, place, report);
}

function typesIn(section: Section): readonly string[] {
  return rewriteTypes.filter((type) => rewriteKind(type).sections.includes(section));
}

function exampleFor(section: Section): string {
  const [type = "setHeader"] = rewriteTypes.filter((each) => rewriteKind(each).sections.includes(section));
  return rewriteKind(type).example;
}

/** A subject that nobody has validated is what the caller says: a limit by it would limit nothing. */
function checkSubjects(path: string, said: SaidPolicies, report: Report): void {
  for (const id of [undefined, ...Object.keys(said.operations ?? {})]) {
    const { authentication, rateLimiting } = decide(said, id);
    if (authentication !== false || rateLimiting === false || rateLimiting.per !== "subject") continue;
    report(
      id === undefined ? `${path}.rateLimiting.per` : `${path}.operations.${id}.rateLimiting`,
      'tells callers apart by the subject of their token, "subject", and authentication is false',
      'use "subscription" or "ipAddress", or leave authentication on',
    );
  }
}
