/**
 * The fields, each as the names that lead to it, that a list is in the order of: the one asked for, then id and partition
 * key, so that no two items have one place. Cosmos DB sorts by several only with a composite index of just these:
 * learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes
 *
 * @param sortBy - undefined for the items that have no value to sort by
 * @param where - fields that have one value each in the list, which come first: a composite index serves filter and order then
 */
export function listOrder(
  sortBy: string | undefined,
  partitionKey: string,
  where: readonly string[] = [],
): readonly (readonly string[])[] {
  const fields = [
    ...where.map((name) => [name]),
    ...(sortBy === undefined ? [] : [[sortBy]]),
    ["id"],
    partitionKey.split("/").slice(1),
  ];
  return fields.filter((each, index) => fields.findIndex((other) => isSame(each, other)) === index);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
