import { type Json, asText, at, listAt, textAt } from "../json";
import type { Rule } from "../rule";

const CONTAINERS = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";
const POLICY = "properties.resource.indexingPolicy";
const UNIQUE_KEYS = "properties.resource.uniqueKeyPolicy.uniqueKeys";
const LIMITS = "learn.microsoft.com/azure/cosmos-db/concepts-limits";
const OWN_FIELDS = ["/id", "/_rid", "/_self", "/_etag", "/_attachments", "/_ts"];
const INDEX_PATH = /^(\/\*|(\/("[^"]+"|\w+|\[\d*\]|\{[^{}]+\}))+\/[?*])$/;
const VALUE_PATH = /^(\/("[^"]+"|\w+|\[\d*\]))+$/;

export const cosmosContainers: readonly Rule[] = [
  {
    says: "a partition key is a path of values without wildcards",
    source: "learn.microsoft.com/azure/cosmos-db/partitioning-overview",
    on: [CONTAINERS],
    refuse(asked) {
      const paths = listAt(asked, "properties.resource.partitionKey.paths").map(asText);
      const wrong = paths.find((path) => path.includes("*"));
      return wrong === undefined ? undefined : `The partition key path '${wrong}' is invalid`;
    },
  },
  {
    says: "a container's index policy names /* once, included or excluded",
    source: "learn.microsoft.com/azure/cosmos-db/index-policy#includeexclude-strategy",
    on: [CONTAINERS],
    refuse(asked) {
      const [included, excluded] = [pathsIn(asked, "includedPaths"), pathsIn(asked, "excludedPaths")];
      const roots = [...included, ...excluded].filter((path) => path === "/*").length;
      if (roots > 1) return "The indexing path '/*' is provided more than once";
      return roots === 0 && included.length + excluded.length > 0
        ? "The special mandatory indexing path '/' is not provided in any of the path type sets"
        : undefined;
    },
  },
  {
    says: "an indexed path ends in /? or /*",
    source: "learn.microsoft.com/azure/cosmos-db/index-policy#including-and-excluding-property-paths",
    on: [CONTAINERS],
    refuse(asked) {
      const all = [...pathsIn(asked, "includedPaths"), ...pathsIn(asked, "excludedPaths")];
      const wrong = all.find((path) => !INDEX_PATH.test(path));
      return wrong === undefined ? undefined : `The indexing path '${wrong}' could not be accepted`;
    },
  },
  {
    says: "a composite index has two to eight paths of values, each with its order",
    source: "learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes",
    on: [CONTAINERS],
    refuse(asked) {
      for (const index of listAt(asked, `${POLICY}.compositeIndexes`)) {
        const paths = Array.isArray(index) ? (index as readonly Json[]) : [];
        if (paths.length < 2 || paths.length > 8)
          return `A composite index has ${paths.length} paths, and not 2 to 8`;
        const wrong = paths.find((each) => !isComposite(each));
        if (wrong !== undefined) return `The composite path '${textAt(wrong, "path")}' could not be accepted`;
      }
      return undefined;
    },
  },
  {
    says: "a container has ten unique keys of 16 paths at most, none of them its own fields or a wildcard",
    source: `${LIMITS}#per-container-limits, github.com/MicrosoftDocs/azure-docs/issues/13090`,
    on: [CONTAINERS],
    refuse(asked) {
      const keys = listAt(asked, UNIQUE_KEYS).map((key) => listAt(key, "paths").map(asText));
      if (keys.length > 10) return `The number of unique keys ${keys.length} exceeds 10`;
      if (keys.some((paths) => paths.length > 16)) return "The number of unique key paths exceeds 16";
      const own = keys.flat().find((path) => OWN_FIELDS.includes(path));
      if (own !== undefined) return `The unique key path cannot contain system properties, got ${own}`;
      const wrong = keys.flat().find((path) => !/^(\/[^/"*?[\]]+)+$/.test(path));
      return wrong === undefined
        ? undefined
        : `Error parsing the unique key path '${wrong}'. Make sure it does not contain wildcards and invalid characters.`;
    },
  },
  {
    says: "a container's unique keys do not change",
    source: "learn.microsoft.com/azure/cosmos-db/unique-keys",
    on: [CONTAINERS],
    refuse: (asked, { earlier }) =>
      earlier !== undefined && canonical(asked) !== canonical(earlier.body)
        ? "The unique keys of a container cannot be changed"
        : undefined,
  },
  {
    says: "items live for one second or more, or forever with -1",
    source: `learn.microsoft.com/azure/cosmos-db/time-to-live, ${LIMITS}`,
    on: [CONTAINERS],
    refuse(asked) {
      const ttl = at(asked, "properties.resource.defaultTtl") ?? null;
      if (ttl === null || ttl === -1) return undefined;
      return Number(ttl) >= 1 && Number(ttl) <= 2_147_483_647
        ? undefined
        : `The default time to live ${asText(ttl)} is invalid`;
    },
  },
];

function pathsIn(asked: Json, list: "includedPaths" | "excludedPaths"): readonly string[] {
  return listAt(asked, `${POLICY}.${list}`).map((each) => textAt(each, "path"));
}

function isComposite(entry: Json): boolean {
  const order = textAt(entry, "order").toLowerCase();
  return VALUE_PATH.test(textAt(entry, "path")) && (order === "ascending" || order === "descending");
}

/** Sets of sets: whatever order they come in. */
function canonical(container: Json): string {
  const keys = listAt(container, UNIQUE_KEYS).map((key) => listAt(key, "paths").map(asText).sort().join(" "));
  return keys.sort().join("; ");
}
