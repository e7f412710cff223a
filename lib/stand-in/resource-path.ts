/** Where a request to Azure Resource Manager goes. */
export interface ResourcePath {
  readonly subscriptionId: string;
  /** As it was written; undefined for what belongs to a subscription. */
  readonly resourceGroup?: string;
  /** What it hangs on: the group's id, a parent's, or, of an extension, that of the resource it extends. */
  readonly parent: string;
  /** `Microsoft.Network/virtualNetworks/subnets`, as it was written. */
  readonly type: string;
  /** Undefined where the path is that of a collection. */
  readonly name?: string;
  /** The path without what follows the resource's name. */
  readonly id: string;
}

/**
 * Reads `/subscriptions/…/resourceGroups/…/providers/<namespace>/<type>/<name>/…`, and
 * `<resource>/providers/<namespace>/<type>/<name>` of what extends a resource. Undefined for any other path.
 */
export function parseResourcePath(path: string): ResourcePath | undefined {
  const words = path.split("/").filter((word) => word !== "");
  if (words[0]?.toLowerCase() !== "subscriptions" || words[1] === undefined) return undefined;
  const subscriptionId = words[1];
  const inGroup = words[2]?.toLowerCase() === "resourcegroups";
  const resourceGroup = inGroup ? words[3] : undefined;
  const begin = words.map((word) => word.toLowerCase()).lastIndexOf("providers");
  if (begin < 2) return groupPath(words, subscriptionId, resourceGroup);

  const [namespace, ...chain] = words.slice(begin + 1);
  if (namespace === undefined || chain.length === 0) return undefined;
  const types = chain.filter((_word, index) => index % 2 === 0);
  const names = chain.filter((_word, index) => index % 2 === 1);
  const isCollection = chain.length % 2 === 1;
  const above = chain.slice(0, isCollection ? -1 : -2);
  const scope = words.slice(0, begin);
  const name = isCollection ? undefined : names.at(-1);
  return {
    subscriptionId,
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    parent: joined(above.length === 0 ? scope : [...words.slice(0, begin + 2), ...above]),
    type: [namespace, ...types].join("/"),
    ...(name === undefined ? {} : { name: name }),
    id: joined(words),
  };
}

export const GROUPS = "Microsoft.Resources/resourceGroups";

function groupPath(
  words: readonly string[],
  subscriptionId: string,
  resourceGroup: string | undefined,
): ResourcePath | undefined {
  if (words[2]?.toLowerCase() !== "resourcegroups" || words.length > 4) return undefined;
  return {
    subscriptionId,
    parent: joined(words.slice(0, 2)),
    type: GROUPS,
    ...(resourceGroup === undefined ? {} : { resourceGroup, name: resourceGroup }),
    id: joined(words),
  };
}

function joined(words: readonly string[]): string {
  return `/${words.join("/")}`;
}

/** Azure compares ids without case, and takes an API's first revision for the API itself. */
export function key(id: string): string {
  // Asked of every resource for every request: most ids have neither.
  const lower = id.toLowerCase();
  const path = lower.endsWith("/") ? lower.replace(/\/+$/, "") : lower;
  return path.includes(";rev=1") ? path.replace(/;rev=1(?=\/|$)/, "") : path;
}

/** The id in the case in which Azure writes its fixed words. */
export function canonical(id: string, path: ResourcePath, type: string): string {
  const words = id.split("/").filter((word) => word !== "");
  const fixed = words.map((word, index) =>
    index === 2 && word.toLowerCase() === "resourcegroups" ? "resourceGroups" : word,
  );
  const begin = fixed.map((word) => word.toLowerCase()).lastIndexOf("providers");
  if (begin < 2 || path.name === undefined) return `/${fixed.join("/")}`;
  const [namespace = "", ...types] = type.split("/");
  types.forEach((each, index) => (fixed[begin + 2 + 2 * index] = each));
  fixed[begin + 1] = namespace;
  return `/${fixed.join("/")}`;
}
