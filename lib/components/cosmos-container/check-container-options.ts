import { redacted } from "../../settings/redacted";
import { SYSTEM_FIELDS } from "../system-fields";
import type { Report } from "../needs";
import { checkIndexingPolicy } from "./check-indexing-policy";
import { LONGEST_TTL } from "../../azure/cosmos-limits";
import type { CosmosContainerOptions } from "../../services/cosmos/container-options";

/** learn.microsoft.com/azure/cosmos-db/concepts-limits#per-container-limits */
const MOST_KEYS = 10;
const MOST_PATHS = 16;
/** Without wildcards: a unique key is one value of an item. */
const UNIQUE_PATH = /^(\/[^/"\s*?[\]{},]+)+$/;

/** Reports what Azure would not make a container with, by paths such as `uniqueKeys`; the options may be anything. */
export function checkContainerOptions(
  {
    defaultTtl,
    uniqueKeys,
    indexingPolicy,
  }: Readonly<Partial<Record<keyof CosmosContainerOptions, unknown>>>,
  report: Report,
): void {
  if (defaultTtl !== undefined && !isTtl(defaultTtl))
    report(
      "defaultTtl",
      `must be -1, or 1 to ${LONGEST_TTL} seconds, got ${redacted(defaultTtl)}`,
      "remove it to keep items forever",
    );
  if (uniqueKeys !== undefined) checkUniqueKeys(uniqueKeys, report);
  if (indexingPolicy !== undefined) checkIndexingPolicy("indexingPolicy", indexingPolicy, report);
}

/** learn.microsoft.com/azure/cosmos-db/time-to-live */
function isTtl(seconds: unknown): boolean {
  if (typeof seconds !== "number" || !Number.isInteger(seconds)) return false;
  return seconds === -1 || (seconds >= 1 && seconds <= LONGEST_TTL);
}

/** learn.microsoft.com/azure/cosmos-db/unique-keys */
function checkUniqueKeys(keys: unknown, report: Report): void {
  const refuse = (message: string, fix: string): void => {
    report("uniqueKeys", message, fix);
  };
  if (!Array.isArray(keys)) {
    refuse(`must be a list of lists of paths, got ${redacted(keys)}`, 'write it like [["/email"]]');
    return;
  }
  if (keys.length > MOST_KEYS)
    refuse(`has ${keys.length} unique keys, but a container allows ${MOST_KEYS}`, "remove some of them");
  const seen = new Set<string>();
  for (const key of keys as readonly unknown[]) {
    const isKey = Array.isArray(key) && key.length > 0 && key.every((path) => isUniquePath(path));
    if (!isKey) {
      refuse(
        `a unique key must be a list of paths such as /email, got ${redacted(key)}`,
        "begin every path with /, and do not use wildcards",
      );
      continue;
    }
    const paths = key as readonly string[];
    for (const path of paths)
      if (["id", ...SYSTEM_FIELDS].includes(path.slice(1)))
        refuse(`${path} is a system property of Cosmos DB and cannot be in a unique key`, `remove ${path}`);
    if (paths.length > MOST_PATHS)
      refuse(`a unique key has ${paths.length} paths, but ${MOST_PATHS} are allowed`, "remove some of them");
    if (new Set(paths).size < paths.length)
      refuse(`a path is listed twice in ${redacted(paths)}`, "list each path once");
    const canonical = [...paths].sort().join(" ");
    if (seen.has(canonical)) refuse(`${redacted(paths)} is listed twice`, "list each unique key once");
    seen.add(canonical);
  }
}

function isUniquePath(path: unknown): path is string {
  return typeof path === "string" && UNIQUE_PATH.test(path);
}
