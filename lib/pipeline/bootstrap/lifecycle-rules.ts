import type { Data, DataObject } from "../../settings/data";
import { objectIn, objectsIn, textIn } from "../../settings/json-parts";
import { PLAN_DAYS, ruleNameOf } from "./bootstrap-plan";

/** A rule of the lifecycle policy as Terraform writes it. */
export type LifecycleRule = DataObject;

/**
 * Every rule of the account's one policy: those that are there, and the one that deletes saved plans.
 *
 * @param plansContainer - where they are
 * @param existing - as Azure has them
 * @throws Error that names what a rule has that azurerm cannot write
 */
export function lifecycleRules(
  plansContainer: string,
  existing: readonly DataObject[],
): readonly LifecycleRule[] {
  const own = ownRule(plansContainer);
  const names = existing.map((each) => textIn(each["name"]));
  const kept = existing.map((each) => (textIn(each["name"]) === own["name"] ? own : asTerraform(each)));
  return names.includes(textIn(own["name"])) ? kept : [...kept, own];
}

/** A plan contains state: what was deleted or replaced is deleted for good, too. */
function ownRule(plansContainer: string): LifecycleRule & { readonly name: string } {
  return {
    name: ruleNameOf(plansContainer),
    enabled: true,
    filters: [{ blob_types: ["blockBlob"], prefix_match: [`${plansContainer}/`] }],
    actions: [
      {
        base_blob: [{ delete_after_days_since_modification_greater_than: PLAN_DAYS }],
        version: [{ delete_after_days_since_creation: 1 }],
      },
    ],
  };
}

const MODIFIED = "daysAfterModificationGreaterThan";
const ACCESSED = "daysAfterLastAccessTimeGreaterThan";
const CREATED = "daysAfterCreationGreaterThan";
const TIER_CHANGED = "daysAfterLastTierChangeGreaterThan";

function ofBaseBlob(action: string): Readonly<Record<string, string>> {
  return {
    [MODIFIED]: `${action}_after_days_since_modification_greater_than`,
    [ACCESSED]: `${action}_after_days_since_last_access_time_greater_than`,
    [CREATED]: `${action}_after_days_since_creation_greater_than`,
  };
}

const LAST_TIER_CHANGE = "tier_to_archive_after_days_since_last_tier_change_greater_than";

/**
 * By kind of blob and action, how azurerm calls each condition of Azure's.
 *
 * Source: hashicorp/terraform-provider-azurerm v4.81.0, internal/services/storage/storage_management_policy_resource.go
 */
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  baseBlob: {
    tierToCool: ofBaseBlob("tier_to_cool"),
    tierToCold: ofBaseBlob("tier_to_cold"),
    tierToArchive: { ...ofBaseBlob("tier_to_archive"), [TIER_CHANGED]: LAST_TIER_CHANGE },
    delete: ofBaseBlob("delete"),
  },
  snapshot: {
    tierToCool: { [CREATED]: "change_tier_to_cool_after_days_since_creation" },
    tierToCold: { [CREATED]: "tier_to_cold_after_days_since_creation_greater_than" },
    tierToArchive: {
      [CREATED]: "change_tier_to_archive_after_days_since_creation",
      [TIER_CHANGED]: LAST_TIER_CHANGE,
    },
    delete: { [CREATED]: "delete_after_days_since_creation_greater_than" },
  },
  version: {
    tierToCool: { [CREATED]: "change_tier_to_cool_after_days_since_creation" },
    tierToCold: { [CREATED]: "tier_to_cold_after_days_since_creation_greater_than" },
    tierToArchive: {
      [CREATED]: "change_tier_to_archive_after_days_since_creation",
      [TIER_CHANGED]: LAST_TIER_CHANGE,
    },
    delete: { [CREATED]: "delete_after_days_since_creation" },
  },
};

const BLOCKS: Readonly<Record<string, string>> = {
  baseBlob: "base_blob",
  snapshot: "snapshot",
  version: "version",
};

/** A rule of somebody else's, which stays as it is. */
function asTerraform(rule: DataObject): LifecycleRule {
  const name = textIn(rule["name"]);
  const { filters, actions } = objectIn(rule["definition"]);
  const unknown = (what: string): never => {
    throw new Error(
      `The lifecycle rule "${name}" of the storage account has ${what}, which azurerm cannot write, so that bootstrap cannot keep it.\n` +
        "fix: change the rule, or delete it and add it again afterwards",
    );
  };
  const kept = Object.entries(objectIn(actions)).map(([blobs, given]): [string, Data] => {
    const block = BLOCKS[blobs] ?? unknown(`actions.${blobs}`);
    return [block, [actionsOf(objectIn(given), blobs, unknown)]];
  });
  return {
    name,
    // Azure leaves it out of a rule that is on.
    enabled: rule["enabled"] !== false,
    filters: [filtersOf(objectIn(filters), unknown)],
    actions: [Object.fromEntries(kept)],
  };
}

function actionsOf(given: DataObject, blobs: string, unknown: (what: string) => never): DataObject {
  const written = Object.entries(given).flatMap(([action, value]): readonly [string, Data][] => {
    if (action === "enableAutoTierToHotFromCool") return [["auto_tier_to_hot_from_cool_enabled", value]];
    const names = CONDITIONS[blobs]?.[action] ?? unknown(`actions.${blobs}.${action}`);
    return Object.entries(objectIn(value))
      .filter(([, days]) => days !== null)
      .map(([condition, days]) => [
        names[condition] ?? unknown(`actions.${blobs}.${action}.${condition}`),
        days,
      ]);
  });
  return Object.fromEntries(written);
}

function filtersOf(filters: DataObject, unknown: (what: string) => never): DataObject {
  const { blobTypes, prefixMatch, blobIndexMatch, ...others } = filters;
  const [other] = Object.keys(others);
  if (other !== undefined) unknown(`filters.${other}`);
  const tags = objectsIn(blobIndexMatch).map(({ name, op, value }) => ({ name, operation: op, value }));
  return {
    blob_types: blobTypes,
    ...(isEmpty(prefixMatch) ? {} : { prefix_match: prefixMatch }),
    ...(tags.length === 0 ? {} : { match_blob_index_tag: tags }),
  };
}

function isEmpty(list: Data): boolean {
  return !Array.isArray(list) || list.length === 0;
}
