import type { CosmosIndexingPolicy } from "../services/cosmos/container-options";
import { isIndexed } from "./cosmos-container/index-paths";
import type { FieldType } from "./define-crud-api";

/** No path of an index can have these signs in a name. */
const NOT_IN_PATHS = /["\\]/;

/** The fields that a list can be sorted by: single values that the container indexes. */
export function sortableFields(
  types: ReadonlyMap<string, FieldType>,
  policy: CosmosIndexingPolicy | undefined,
): readonly string[] {
  return [...types].flatMap(([name, type]) =>
    type === "object" || type === "array" || !isIndexed(policy, name) || NOT_IN_PATHS.test(name)
      ? []
      : [name],
  );
}
