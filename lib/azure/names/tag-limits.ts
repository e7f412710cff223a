import type { Tags } from "./tags";

/**
 * Resources that take fewer tags, or fewer characters in their names, than Azure does elsewhere. Source:
 * learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
 */
export interface TagLimit {
  /** What messages call them. */
  readonly label: string;
  readonly types: RegExp;
  readonly names?: RegExp;
  /** `names` in words. */
  readonly characters?: string;
  readonly most?: number;
}

const FEWER = 15;

export const tagLimits = {
  /** Other names are dropped without an error, which plans a change on every run: hashicorp/terraform-provider-azurerm#6129, #23417. */
  dns: {
    label: "DNS zones, their links and records",
    types: /^azurerm_(private_)?dns_(zone|zone_virtual_network_link|[a-z]+_record)$/,
    names: /^[A-Za-z_][A-Za-z0-9_-]*$/,
    characters: "letters, digits, - and _, beginning with a letter or _",
    most: FEWER,
  },
  frontDoor: {
    label: "Front Door and CDN",
    types: /^azurerm_(cdn_|frontdoor)/,
    names: /^[^#:]*$/,
    characters: "no # and no :",
    most: FEWER,
  },
  trafficManager: {
    label: "Traffic Manager",
    types: /^azurerm_traffic_manager_/,
    names: /^[^0-9\s#:][^\s#:]*$/,
    characters: "no space, # or :, not beginning with a digit",
  },
  others: {
    label: "Azure Automation and saved searches",
    types: /^azurerm_(automation_account|log_analytics_saved_search)$/,
    most: FEWER,
  },
} as const satisfies Readonly<Record<string, TagLimit>>;

/** The tags that resources of a type of Terraform take; `first` are the ones that stay when there are too many. */
export function tagsTakenBy(terraformType: string, tags: Tags, first: readonly string[] = []): Tags {
  const limit = Object.values<TagLimit>(tagLimits).find(({ types }) => types.test(terraformType));
  return limit === undefined ? tags : tagsWithin(limit, tags, first);
}

export function tagsWithin({ names, most }: TagLimit, tags: Tags, first: readonly string[] = []): Tags {
  const taken = Object.keys(tags).filter((name) => names?.test(name) ?? true);
  const inOrder = [
    ...taken.filter((name) => first.includes(name)),
    ...taken.filter((name) => !first.includes(name)),
  ];
  const kept = new Set(inOrder.slice(0, most));
  return Object.fromEntries(Object.entries(tags).filter(([name]) => kept.has(name)));
}
