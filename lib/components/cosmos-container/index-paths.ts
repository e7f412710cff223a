import type { CosmosIndexingPolicy } from "../../services/cosmos/container-options";

/** What every policy has to name, included or excluded. */
export const ROOT_PATH = "/*";

/** A name, a name in double quotes, an entry of a list, or all entries. */
const SEGMENT = /\/("[^"]+"|\w+|\[\d*\])/g;
const ANY_SEGMENTS = '(/("[^"]+"|[A-Za-z0-9_]+|\\[\\d*\\]))';
const VALUE_PATH = new RegExp(`^${ANY_SEGMENTS}+$`);
const INDEX_PATH = new RegExp(`^(${ANY_SEGMENTS}+/[?*]|/\\*)$`);

/** The path of a value, `/address/city`. */
export function isValuePath(path: unknown): path is string {
  return typeof path === "string" && VALUE_PATH.test(path);
}

/** A path of one value or of everything below, `/address/city/?` or `/address/*`. */
export function isIndexPath(path: unknown): path is string {
  return typeof path === "string" && INDEX_PATH.test(path);
}

/** The names on a path's way; whether they stand in quotes says nothing. */
export function namesIn(path: string): readonly string[] {
  return [...path.matchAll(SEGMENT)].map(([, name = ""]) => name.replace(/^"(.*)"$/, "$1"));
}

/** One text for all ways to write a path. */
export function canonicalPath(path: string): string {
  return JSON.stringify([...namesIn(path), /[?*]$/.exec(path)?.[0] ?? ""]);
}

/** A policy with nothing left to Azure: what it fills in, Terraform would plan away again. */
export function completePolicy(policy: CosmosIndexingPolicy): Required<CosmosIndexingPolicy> {
  const { excludedPaths = [], compositeIndexes = [] } = policy;
  const { includedPaths = excludedPaths.includes(ROOT_PATH) ? [] : [ROOT_PATH] } = policy;
  return { includedPaths, excludedPaths, compositeIndexes };
}

/** Indexed whatever a policy says: learn.microsoft.com/azure/cosmos-db/index-policy */
export const ALWAYS_INDEXED: readonly string[] = ["id", "_ts"];

/** Whether items can be sorted by a field of theirs: the more precise path decides. */
export function isIndexed(policy: CosmosIndexingPolicy | undefined, field: string): boolean {
  if (policy === undefined || ALWAYS_INDEXED.includes(field)) return true;
  const { includedPaths, excludedPaths } = completePolicy(policy);
  const precision = (paths: readonly string[]): number =>
    Math.max(-1, ...paths.map((path) => precisionOf(path, field)));
  return precision(includedPaths) > precision(excludedPaths);
}

/** How exactly a path says a field, -1 where it says another one. */
function precisionOf(path: string, field: string): number {
  const [name, ...below] = namesIn(path);
  if (name === undefined) return 0;
  if (name !== field || below.length > 0) return -1;
  return path.endsWith("?") ? 2 : 1;
}
