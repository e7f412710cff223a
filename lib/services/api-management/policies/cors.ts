import { isWebOrigin } from "../../../azure/web-origin";
import type { Fields, Report } from "../../../components/needs";
import { checkUnknownFields } from "../../../components/unknown-fields";
import { type DataObject, isDataObject } from "../../../settings/merge";
import { redacted } from "../../../settings/redacted";
import { checkHeaderName } from "./check-values";
import type { DeclaredPolicies } from "./decisions";
import { type ElementName, type PolicyElement, element } from "./policy-document";
import type { CorsPolicy } from "./settings";

const EVERY = "*";
const EXAMPLE = 'write it like { origins: ["https://www.example.com"] }';
const METHODS: readonly unknown[] = [EVERY, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/** A day: no browser keeps an answer longer, developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age. */
const LONGEST = 86_400;
const MAX_AGE = 300;

const fields: Fields<CorsPolicy> = {
  origins: true,
  methods: true,
  headers: true,
  exposedHeaders: true,
  credentials: true,
  maxAgeInSeconds: true,
};

/** Reports what API Management or browsers would not take: learn.microsoft.com/azure/api-management/cors-policy */
export function checkCors(path: string, given: unknown, report: Report): void {
  if (given === undefined || given === false) return;
  if (!isDataObject(given)) {
    report(path, `must be an object with its settings, or false; got ${redacted(given)}`, EXAMPLE);
    return;
  }
  checkUnknownFields(path, given, fields, report);
  checkOrigins(path, given, report);
  checkList(`${path}.methods`, given["methods"], report, (at, method) => {
    if (!METHODS.includes(method))
      report(at, `must be a method in capitals, or "*", got ${redacted(method)}`, 'write it like "GET"');
  });
  for (const list of ["headers", "exposedHeaders"] as const)
    checkList(`${path}.${list}`, given[list], report, (at, header) => {
      checkHeaderName(at, header, report);
    });
  const { credentials, maxAgeInSeconds: age } = given;
  if (credentials !== undefined && typeof credentials !== "boolean")
    report(
      `${path}.credentials`,
      `must be true or false, got ${redacted(credentials)}`,
      "correct or remove it",
    );
  if (age !== undefined && !(Number.isInteger(age) && Number(age) >= 0 && Number(age) <= LONGEST))
    report(
      `${path}.maxAgeInSeconds`,
      `must be a whole number of seconds from 0 to ${LONGEST}, got ${redacted(age)}`,
      "set it to 300, for example",
    );
}

function checkOrigins(path: string, { origins, credentials }: DataObject, report: Report): void {
  const at = `${path}.origins`;
  if (!Array.isArray(origins) || origins.length === 0) {
    report(at, `must have at least one origin, got ${redacted(origins)}`, EXAMPLE);
    return;
  }
  const all = origins as readonly unknown[];
  for (const [index, origin] of all.entries())
    if (origin !== EVERY && !(typeof origin === "string" && isWebOrigin(origin)))
      report(
        `${at}[${index}]`,
        `${redacted(origin)} is not an origin: a scheme and a host in lower case, without path and slash at the end`,
        'write it like "https://www.example.com", with a port where it has one',
      );
  if (!all.includes(EVERY)) return;
  if (all.length > 1) report(at, 'has "*", which is every origin, and others', 'use "*" alone, or remove it');
  // fetch.spec.whatwg.org/#cors-protocol-and-credentials
  if (credentials === true)
    report(
      `${path}.credentials`,
      'does not work with the origin "*"',
      `list the origins by name, or set ${path}.credentials to false`,
    );
}

function checkList(
  path: string,
  given: unknown,
  report: Report,
  checkOne: (at: string, each: unknown) => void,
): void {
  if (given === undefined) return;
  if (!Array.isArray(given) || given.length === 0) {
    report(path, `must be a list that is not empty, got ${redacted(given)}`, "correct or remove it");
    return;
  }
  for (const [index, each] of (given as readonly unknown[]).entries()) checkOne(`${path}[${index}]`, each);
}

/** The policy, with its elements in the order that API Management asks for; none where it is off. */
export function corsElements(given: DeclaredPolicies["cors"]): readonly PolicyElement[] {
  if (given === undefined || given === false) return [];
  const { origins = [], methods = [EVERY], headers = [EVERY], exposedHeaders = [] } = given;
  const { credentials = false, maxAgeInSeconds = MAX_AGE } = given;
  return [
    element("cors", { "allow-credentials": String(credentials) }, [
      listed("allowed-origins", "origin", origins),
      {
        ...listed("allowed-methods", "method", methods),
        attributes: { "preflight-result-max-age": String(maxAgeInSeconds) },
      },
      listed("allowed-headers", "header", headers),
      ...(exposedHeaders.length === 0 ? [] : [listed("expose-headers", "header", exposedHeaders)]),
    ]),
  ];
}

function listed(list: ElementName, one: ElementName, texts: readonly string[]): PolicyElement {
  return element(
    list,
    {},
    texts.map((text) => element(one, {}, text)),
  );
}
