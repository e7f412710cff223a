import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { GATEWAY_PARAMETERS } from "../../runtime/gateway-parameters";
import { decideCorsOfApi } from "./cors-decisions";
import { decideTokensOfApp } from "./sign-in-of-app";
import { APIM, isInjected } from "./network";
import { type ApiOperation, operationsById, operationsOf, shapeOf } from "./operations";
import { checkPolicies } from "./policies/check-policies";
import { type DeclaredPolicies, policyNeeds } from "./policies/decisions";
import { pathOfText } from "../contract/path-of-text";

/** Every rule of Azure that the API, its versions, its product and its policies can break. */
export function decideApi(draft: Draft): void {
  const operations = offered(draft);
  checkPath(draft);
  checkVersioning(draft);
  checkVersionParameter(draft);
  checkVersions(draft, operations);
  checkTemplates(draft, operations);
  checkProduct(draft);
  decideKey(draft, operations);
  decidePolicies(draft, operations);
  decideTokensOfApp(draft, operations);
  decideCorsOfApi(draft, operations);
}

/** Those of `authLevel` `admin` need the host's master key, which opens everything: it stays where it is. */
function offered(draft: Draft): readonly ApiOperation[] {
  const all = operationsOf(draft.requirements.components, draft.settings.functionApp.authLevel);
  for (const path of new Set(all.filter(({ authLevel }) => authLevel === "admin").map((each) => each.path)))
    draft.note(APIM, `${path} is not in the API: authLevel admin needs the master key of the host`);
  const operations = all.filter(({ authLevel }) => authLevel !== "admin");
  if (operations.length === 0)
    draft.warn(APIM, "no component has an HTTP trigger, so the API has no operations");
  return operations;
}

/** azurerm 4.81, api_management_api `path`, without what no URL has. */
const PATH = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
const LONGEST_PATH = 400;

function checkPath(draft: Draft): void {
  const { path } = draft.settings.optional.apim;
  const isPath = PATH.test(path) && !path.split("/").some((word) => /^\.+$/.test(word));
  if (path !== "" && (!isPath || path.length > LONGEST_PATH))
    draft.problem(
      `${APIM}.path`,
      `must have words of letters, digits, - _ . separated by slashes, and at most ${LONGEST_PATH} characters; got ${redacted(path)}`,
      'write it like "api", without a slash at either end',
    );
}

/** RFC 9110, section 5.1: what the name of a header has. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const QUERY = /^[A-Za-z0-9_.-]{1,100}$/;
/** What else API Management finds there: learn.microsoft.com/azure/api-management/api-management-subscriptions */
const TAKEN = ["ocp-apim-subscription-key", "authorization", "subscription-key"];

function checkVersioning(draft: Draft): void {
  const { scheme, headerName, queryName } = draft.settings.optional.apim.versioning;
  for (const [option, name, of, form] of [
    ["headerName", headerName, "Header", HEADER],
    ["queryName", queryName, "Query", QUERY],
  ] as const) {
    const path = `${APIM}.versioning.${option}` as const;
    if (scheme !== of && draft.chosen(path))
      draft.problem(
        path,
        `applies only to scheme ${of}`,
        `set ${APIM}.versioning.scheme to "${of}", or remove ${path}`,
        `${APIM}.versioning.scheme`,
      );
    else if (!form.test(name))
      draft.problem(
        path,
        `must be the name of a ${of === "Header" ? "header" : "query parameter"}, got ${redacted(name)}`,
        'write it like "api-version"',
      );
    else if (TAKEN.includes(name.toLowerCase()))
      draft.problem(path, `${name} is reserved in API Management`, 'write it like "api-version"');
  }
}

/** API Management passes the parameter on, and a CRUD API refuses those that it does not know. */
function checkVersionParameter(draft: Draft): void {
  const { scheme, queryName } = draft.settings.optional.apim.versioning;
  const [api] = draft.requirements.components.filter(({ component }) => component.kind === "crud-api");
  if (scheme !== "Query" || !QUERY.test(queryName)) return;
  if (api === undefined || GATEWAY_PARAMETERS.includes(queryName)) return;
  draft.problem(
    `${APIM}.versioning.queryName`,
    `${api.path} is a CRUD API, which refuses a query parameter ${redacted(queryName)}`,
    'use "api-version"',
  );
}

/** A version is part of an address, and of the API's name. */
const VERSION = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,30}[A-Za-z0-9])?$/;

function checkVersions(draft: Draft, operations: readonly ApiOperation[]): void {
  const { versions } = draft.settings.optional.apim;
  const path = `${APIM}.versions` as const;
  reportNamesDifferingInCase(draft, (name) => `${path}.${name}`, versions);
  if (Object.values(versions).every((version) => version === false))
    draft.problem(path, "must have at least one version of the API", "add one, such as { v1: {} }");
  const names = [...new Set(operations.map(({ component }) => component))];
  for (const [version, given] of Object.entries(versions)) {
    if (given === false) continue;
    if (!VERSION.test(version))
      draft.problem(
        `${path}.${version}`,
        "a version must have 1 to 32 letters, digits, - _ ., and begin and end with a letter or digit",
        'choose a name such as "v1"',
      );
    const { components } = given;
    const at = `${path}.${version}.components` as const;
    if (components?.length === 0)
      draft.problem(at, "must list at least one component", "add one, or remove it to include all of them");
    for (const name of components ?? [])
      if (!names.includes(name))
        draft.problem(
          at,
          `${redacted(name)} is not a component of the API${didYouMean(name, names)}`,
          names.length === 0 ? "remove it" : `use ${names.join(", ")}`,
        );
  }
}

/** The host tells routes apart by their constraints, API Management does not. */
function checkTemplates(draft: Draft, operations: readonly ApiOperation[]): void {
  const taken = new Map<string, ApiOperation>();
  for (const operation of operations) {
    const shape = shapeOf(operation);
    const twin = taken.get(shape);
    if (twin !== undefined)
      draft.problem(
        `${operation.path}.trigger.route`,
        `has the route ${operation.method} ${operation.urlTemplate}, which API Management cannot distinguish from ` +
          `${twin.urlTemplate} of ${twin.path}: it ignores constraints and case`,
        "give one of them another route",
      );
    else taken.set(shape, operation);
  }
}

/** learn.microsoft.com/rest/api/apimanagement/product/create-or-update */
const LONGEST_TEXT = { displayName: 300, description: 1000 } as const;

function checkProduct(draft: Draft): void {
  const { product, subscriptionRequired } = draft.settings.optional.apim;
  for (const option of ["displayName", "description"] as const) {
    const text = product[option];
    const most = LONGEST_TEXT[option];
    if (text !== undefined && (text.trim() === "" || text.length > most))
      draft.problem(
        `${APIM}.product.${option}`,
        `must have 1 to ${most} characters, got ${redacted(text)}`,
        "correct or remove it",
      );
  }
  if (subscriptionRequired) return;
  const asked = [
    ...(product.approvalRequired ? ["approvalRequired"] : []),
    ...(product.subscriptionsLimit === undefined ? [] : ["subscriptionsLimit"]),
  ];
  for (const option of asked)
    draft.problem(
      `${APIM}.product.${option}`,
      "applies only to subscriptions, but callers need none",
      `set ${APIM}.subscriptionRequired to true, or remove ${APIM}.product.${option}`,
      `${APIM}.subscriptionRequired`,
    );
}

function decideKey(draft: Draft, operations: readonly ApiOperation[]): void {
  const path = `${APIM}.functionKey` as const;
  const asking = [
    ...new Set(
      operations.filter(({ authLevel }) => authLevel === "function").map(({ component }) => component),
    ),
  ];
  if (draft.settings.optional.apim.functionKey) {
    if (asking.length === 0) draft.note(path, "not used: no component of the API needs a key");
    return;
  }
  if (asking.length === 0) return;
  const otherwise = isInjected(draft.settings)
    ? ", or set their authLevel to anonymous: the network blocks all other callers"
    : "";
  draft.warn(
    path,
    `${asking.join(", ")} ${asking.length === 1 ? "needs" : "need"} the key of the function app, which API Management ` +
      `does not have: set it to true after the first release${otherwise}`,
  );
}

function decidePolicies(draft: Draft, operations: readonly ApiOperation[]): void {
  const { sku, policies } = draft.settings.optional.apim;
  const at = `${APIM}.policies` as const;
  const sound = checkPolicies(at, policies, operationsById(operations), (path, message, fix) => {
    // A list is one value of an option.
    const option = path.replace(/\[.*$/, "");
    draft.problem(pathOfText(path), message, fix, ...(option === path ? [] : [pathOfText(option)]));
  });
  if (!sound) return;
  const given: DeclaredPolicies = policies;
  for (const { path, policy, needs, notIn } of policyNeeds(given)) {
    if (!notIn.includes(sku.name)) continue;
    if (draft.chosen(`${at}.${path}`))
      draft.problem(
        `${at}.${path}`,
        `${policy} needs ${needs}, which ${sku.name} is not`,
        `set ${at}.${path} to false, or choose another ${APIM}.sku.name`,
        `${APIM}.sku.name`,
      );
    else draft.adjust(`${at}.${path}`, false, `${policy} needs ${needs}, which ${sku.name} is not`);
  }
}
