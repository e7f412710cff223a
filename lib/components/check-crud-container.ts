import { didYouMean } from "../settings/nearest";
import type { CheckedSchema } from "./check-crud-schema";
import type { CosmosContainerOptions } from "../services/cosmos/container-options";
import { completePolicy, namesIn } from "./cosmos-container/index-paths";
import { SYSTEM_FIELDS } from "./system-fields";
import type { Report } from "./needs";

/** Reports container options that name what no item of the API has; Azure would take them, and they would do nothing. */
export function checkApiContainer(
  options: CosmosContainerOptions,
  { names, types }: CheckedSchema,
  report: Report,
): void {
  const { defaultTtl, uniqueKeys = [], indexingPolicy } = options;
  const known = (path: string, value: string, more: readonly string[]): void => {
    const [root] = namesIn(value);
    if (root !== undefined && ![...names, ...more].includes(root))
      report(
        path,
        `${value}: the schema has no field ${root}${didYouMean(root, names)}`,
        "name a field of the schema, or add it there",
      );
  };
  for (const path of uniqueKeys.flat()) known("uniqueKeys", path, []);
  if (indexingPolicy !== undefined) {
    const { includedPaths, excludedPaths, compositeIndexes } = completePolicy(indexingPolicy);
    for (const path of includedPaths) known("indexingPolicy.includedPaths", path, SYSTEM_FIELDS);
    for (const path of excludedPaths) known("indexingPolicy.excludedPaths", path, SYSTEM_FIELDS);
    for (const { path } of compositeIndexes.flat())
      known("indexingPolicy.compositeIndexes", path, SYSTEM_FIELDS);
  }
  const ttl = types.get("ttl");
  if (defaultTtl !== undefined && ttl !== undefined && ttl !== "number")
    report(
      "schema.ttl",
      `must be a number: Cosmos DB reads it as the item's time to live, because defaultTtl is set; got type ${ttl}`,
      'set it to "number", or rename the field',
    );
}
