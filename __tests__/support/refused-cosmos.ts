import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, CONTAINER, type Row, account, database } from "./asked";

const given: readonly Asked[] = [account(), database({})];

function container(resource: JsonObject): Asked {
  return [
    CONTAINER,
    {
      properties: {
        options: {},
        resource: { id: "items", partitionKey: { paths: ["/owner"] }, ...resource },
      },
    },
  ];
}

function indexing(indexingPolicy: JsonObject): Asked {
  return container({ indexingPolicy });
}

function composite(...paths: readonly string[]): Asked {
  return indexing({ compositeIndexes: [paths.map((path) => ({ path, order: "ascending" }))] });
}

function unique(...keys: readonly (readonly string[])[]): Asked {
  return container({ uniqueKeyPolicy: { uniqueKeys: keys.map((paths) => ({ paths })) } });
}

function fields(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `/field${index}`);
}

const path = (each: string): JsonObject => ({ path: each });

/** Cosmos DB containers. */
export const refusedOfContainers: Readonly<Record<string, Row | readonly Row[]>> = {
  "a container's index policy names /* once, included or excluded": [
    {
      given,
      right: indexing({ includedPaths: [path("/*")], excludedPaths: [path("/note/?")] }),
      wrong: indexing({ includedPaths: [path("/*")], excludedPaths: [path("/*")] }),
      message: "400 BadRequest: The indexing path '/*' is provided more than once",
    },
    {
      given,
      right: indexing({ includedPaths: [path("/a/?")], excludedPaths: [path("/*")] }),
      wrong: indexing({ includedPaths: [path("/a/?")] }),
      message: "400 BadRequest: The special mandatory indexing path '/' is not provided",
    },
  ],
  "an indexed path ends in /? or /*": {
    given,
    right: indexing({ includedPaths: [path("/*"), path('/"a b"/[]/c/*')] }),
    wrong: indexing({ includedPaths: [path("/*"), path("/a")] }),
    message: "400 BadRequest: The indexing path '/a' could not be accepted",
  },
  "a composite index has two to eight paths of values, each with its order": [
    {
      given,
      right: composite("/a", "/b/c"),
      wrong: composite("/a"),
      message: "400 BadRequest: A composite index has 1 paths, and not 2 to 8",
    },
    {
      given,
      right: composite(...fields(8)),
      wrong: composite("/a", "/b/*"),
      message: "400 BadRequest: The composite path '/b/*' could not be accepted",
    },
  ],
  "a container has ten unique keys of 16 paths at most, none of them its own fields or a wildcard": [
    {
      given,
      right: unique(...fields(10).map((each) => [each])),
      wrong: unique(...fields(11).map((each) => [each])),
      message: "400 BadRequest: The number of unique keys 11 exceeds 10",
    },
    {
      given,
      right: unique(fields(16)),
      wrong: unique(fields(17)),
      message: "400 BadRequest: The number of unique key paths exceeds 16",
    },
    {
      given,
      right: unique(["/owner", "/address/zip"]),
      wrong: unique(["/id"]),
      message: "400 BadRequest: The unique key path cannot contain system properties, got /id",
    },
    {
      given,
      right: unique(["/tags"]),
      wrong: unique(["/tags/*"]),
      message: "400 BadRequest: Error parsing the unique key path '/tags/*'.",
    },
  ],
  "a container's unique keys do not change": {
    given: [...given, unique(["/a", "/b"], ["/c"])],
    right: unique(["/c"], ["/b", "/a"]),
    wrong: unique(["/a"]),
    message: "400 BadRequest: The unique keys of a container cannot be changed",
  },
  "items live for one second or more, or forever with -1": {
    given,
    right: container({ defaultTtl: -1 }),
    wrong: container({ defaultTtl: 0 }),
    message: "400 BadRequest: The default time to live 0 is invalid",
  },
};
