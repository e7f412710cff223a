import { isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { Fields, Report } from "../needs";
import { checkUnknownFields } from "../unknown-fields";
import type { CompositePath, CosmosIndexingPolicy } from "../../services/cosmos/container-options";
import {
  ALWAYS_INDEXED,
  ROOT_PATH,
  canonicalPath,
  completePolicy,
  isIndexPath,
  isValuePath,
  namesIn,
} from "./index-paths";

const policyFields: Fields<CosmosIndexingPolicy> = {
  includedPaths: true,
  excludedPaths: true,
  compositeIndexes: true,
};
const compositeFields: Fields<CompositePath> = { path: true, order: true };
const ORDERS = ["ascending", "descending"];
/** learn.microsoft.com/azure/cosmos-db/concepts-limits#sql-query-limits */
const MOST_COMPOSITE_PATHS = 8;

/** Reports what Azure refuses of a policy, and what Terraform would plan again each time; it may be anything. */
export function checkIndexingPolicy(path: string, policy: unknown, report: Report): void {
  if (!isDataObject(policy)) {
    report(
      path,
      `must be an object, got ${redacted(policy)}`,
      'write it like { excludedPaths: ["/comment/?"] }',
    );
    return;
  }
  checkUnknownFields(path, policy, policyFields, report);
  const lists = (["includedPaths", "excludedPaths"] as const).map((list) =>
    checkPaths(`${path}.${list}`, policy[list], report),
  );
  if (lists.every((sound) => sound)) checkStrategy(path, policy, report);
  checkCompositeIndexes(`${path}.compositeIndexes`, policy["compositeIndexes"], report);
}

/** @returns whether it is a list of paths */
function checkPaths(path: string, given: unknown, report: Report): boolean {
  if (given === undefined) return true;
  if (!Array.isArray(given)) {
    report(path, `must be a list of paths, got ${redacted(given)}`, 'write it like ["/address/*"]');
    return false;
  }
  const wrong = (given as readonly unknown[]).filter((each) => !isIndexPath(each));
  for (const each of wrong)
    report(
      path,
      `must be a path that ends in /? for one value or in /* for everything below it, got ${redacted(each)}`,
      'write it like "/rating/?" or "/address/*"; put names with characters other than letters, digits and _ in double quotes',
    );
  return wrong.length === 0;
}

/** learn.microsoft.com/azure/cosmos-db/index-policy#includeexclude-strategy */
function checkStrategy(path: string, policy: CosmosIndexingPolicy, report: Report): void {
  const { includedPaths, excludedPaths } = completePolicy(policy);
  const included = includedPaths.includes(ROOT_PATH);
  const excluded = excludedPaths.includes(ROOT_PATH);
  if (included === excluded)
    report(
      path,
      included ? `both includes and excludes ${ROOT_PATH}` : `neither includes nor excludes ${ROOT_PATH}`,
      `add ${ROOT_PATH} to includedPaths to index everything else, or to excludedPaths to index nothing else`,
    );
  const both = included && excluded;
  const all = [...includedPaths, ...excludedPaths]
    .filter((each) => !both || each !== ROOT_PATH)
    .map(canonicalPath);
  const twins = new Set(all.filter((each, index) => all.indexOf(each) !== index));
  for (const each of new Set([...includedPaths, ...excludedPaths]))
    if (twins.delete(canonicalPath(each))) report(path, `lists ${each} twice`, "list each path once");
  for (const each of excludedPaths) {
    const [name = "", ...below] = namesIn(each);
    if (below.length > 0) continue;
    if (name === "_etag")
      report(
        `${path}.excludedPaths`,
        `Azure excludes _etag by default, and Terraform would show ${each} as a change on every plan`,
        `remove ${each}`,
      );
    if (ALWAYS_INDEXED.includes(name))
      report(`${path}.excludedPaths`, `Azure always indexes ${name}`, `remove ${each}`);
  }
}

/** learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes */
function checkCompositeIndexes(path: string, given: unknown, report: Report): void {
  if (given === undefined) return;
  const like =
    'write it like [[{ path: "/status", order: "ascending" }, { path: "/createdAt", order: "descending" }]]';
  if (!Array.isArray(given)) {
    report(path, `must be a list of lists of paths with their order, got ${redacted(given)}`, like);
    return;
  }
  const seen = new Set<string>();
  for (const [position, index] of (given as readonly unknown[]).entries()) {
    const count = Array.isArray(index) ? index.length : 0;
    if (count < 2 || count > MOST_COMPOSITE_PATHS) {
      report(
        path,
        `a composite index must have 2 to ${MOST_COMPOSITE_PATHS} paths, got ${redacted(index)}`,
        like,
      );
      continue;
    }
    const entries = index as readonly unknown[];
    for (const [place, entry] of entries.entries())
      checkCompositePath(`${path}[${position}][${place}]`, entry, report);
    const paths = entries.flatMap((entry) => {
      const value = isDataObject(entry) ? entry["path"] : undefined;
      return isValuePath(value) ? [canonicalPath(value)] : [];
    });
    if (new Set(paths).size < paths.length)
      report(path, `a path is listed twice in ${redacted(index)}`, "list each path once");
    const text = JSON.stringify(index);
    if (seen.has(text)) report(path, `${redacted(index)} is listed twice`, "list each composite index once");
    seen.add(text);
  }

  function checkCompositePath(at: string, entry: unknown, tell: Report): void {
    if (!isDataObject(entry)) {
      tell(at, `must be a path with its order, got ${redacted(entry)}`, like);
      return;
    }
    checkUnknownFields(at, entry, compositeFields, tell);
    const { path: value, order } = entry;
    if (value === undefined) tell(at, "path is missing", 'add path, such as "/address/city"');
    else if (!isValuePath(value))
      tell(
        `${at}.path`,
        `must be a path without /? or /* at the end, got ${redacted(value)}`,
        'write it like "/address/city"',
      );
    if (order === undefined)
      tell(at, "order is missing", `add order, one of ${ORDERS.map(redacted).join(", ")}`);
    else if (typeof order !== "string" || !ORDERS.includes(order))
      tell(
        `${at}.order`,
        `must be one of ${ORDERS.join(", ")}, got ${redacted(order)}${typeof order === "string" ? didYouMean(order, ORDERS) : ""}`,
        "use one of them",
      );
  }
}
