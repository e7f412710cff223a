import { type Data, isDataObject } from "../../settings/data";
import { type Change, isGone, textAt, valuesAt } from "../change";
import type { Found } from "../finding";
import { valueText } from "../shown-value";
import { type ReviewContext, type Rule, type Said, perChange, perValue } from "./rule";

const VAULT = "learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

/** What a plan shows as a change in place, and apply stops at. */
export const refusedRules = {
  "deletion-locked": {
    severity: "high",
    title: "A resource is deleted that a lock keeps",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
    find: deletionsLocked,
  },
  "vault-retention-fixed": {
    severity: "high",
    title: "The retention of a key vault changes",
    source: VAULT,
    find: perValue(({ argument, before, after }, { type, kind }) =>
      type === "azurerm_key_vault" &&
      kind === "update" &&
      argument === "soft_delete_retention_days" &&
      typeof before === "number"
        ? {
            what: `soft_delete_retention_days changes from ${valueText(before, argument)} to ${valueText(after, argument)}`,
            why: "Azure sets the days once, when the vault is created: apply stops here.",
            fix: `Keep ${before}: keyVault.softDeleteRetentionInDays.`,
          }
        : undefined,
    ),
  },
  "purge-protection-off": {
    severity: "high",
    title: "Purge protection of a key vault is switched off",
    source: VAULT,
    find: perValue(({ argument, before, after }, { type }) =>
      type === "azurerm_key_vault" &&
      argument === "purge_protection_enabled" &&
      before === true &&
      after !== true
        ? {
            what: "purge protection is switched off",
            why: "Azure never switches it off again: apply stops here.",
            fix: "Keep keyVault.enablePurgeProtection on.",
          }
        : undefined,
    ),
  },
  "write-region-changed": {
    severity: "high",
    title: "The write region of a Cosmos DB account changes",
    source: "azurerm, cosmosdb_account_resource.go, resourceCosmosDbAccountUpdate",
    find: perChange((change) => {
      if (!isUpdatedAccount(change)) return undefined;
      const [before, after] = [writeRegion(change.before), writeRegion(change.after)];
      return before === "" || after === "" || before === after
        ? undefined
        : {
            what: `the write region changes from ${before} to ${after}`,
            why: "The provider refuses to change the failover priority of a region: apply stops here.",
            fix: "Change it with az cosmosdb failover-priority-change first, then in cosmos.regions: docs/guides/changes-that-replace.md.",
          };
    }),
  },
  "region-zones-changed": {
    severity: "high",
    title: "The zone redundancy of an existing Cosmos DB region changes",
    source: "learn.microsoft.com/azure/cosmos-db/enable-zone-redundancy",
    find: perChange((change) => {
      if (!isUpdatedAccount(change)) return undefined;
      const before = zonesOf(change.before);
      const changed = [...zonesOf(change.after)].filter(
        ([name, zones]) => (before.get(name) ?? zones) !== zones,
      );
      return changed.length === 0
        ? undefined
        : {
            what: `zone redundancy of ${changed.map(([name]) => name).join(", ")} changes`,
            why: "Azure sets it when a region is added to the account: apply stops here, or changes nothing.",
            fix: "Remove the region and add it again with the new value: docs/guides/changes-that-replace.md.",
          };
    }),
  },
  "throughput-kind-changed": {
    severity: "high",
    title: "A Cosmos DB database or container gains or loses throughput of its own",
    source: "azurerm, cosmosdb_sql_container_resource.go and common/throughput.go",
    find: perChange((change) => {
      if (change.kind !== "update" || !/^azurerm_cosmosdb_sql_(?:container|database)$/.test(change.type))
        return undefined;
      const [before, after] = [hasThroughput(change.before), hasThroughput(change.after)];
      if (before === after) return undefined;
      return {
        what: after ? "gains throughput of its own" : "loses its throughput",
        why: "Azure decides at its creation whether a database or container has throughput of its own: apply stops here.",
        fix: "Keep cosmos.containers.<name>.maxThroughput as it is, or create another container and move the data.",
      };
    }),
  },
  "subnet-changed": {
    severity: "high",
    title: "The range or delegation of a subnet changes",
    source: "learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet",
    find: perValue(({ argument }, { type, kind }): Said | undefined => {
      if (type !== "azurerm_subnet" || kind !== "update") return undefined;
      if (argument !== "address_prefixes" && !argument.startsWith("delegation")) return undefined;
      return {
        what: `its ${argument === "address_prefixes" ? "range" : "delegation"} changes`,
        why: "Azure refuses this while anything is in the subnet: apply stops here.",
        fix: "Remove what is in the subnet first, or add another subnet and move it there.",
      };
    }),
  },
  "plan-tier-changed": {
    severity: "high",
    title: "A Functions plan changes between Y1, FC1 and the other SKUs",
    source: "github.com/hashicorp/terraform-provider-azurerm/issues/27798",
    find: perValue(({ argument, before, after }, { type, kind }) => {
      if (type !== "azurerm_service_plan" || kind !== "update" || argument !== "sku_name") return undefined;
      if (typeof before !== "string" || ![before, after].some((sku) => sku === "Y1" || sku === "FC1"))
        return undefined;
      return {
        what: `its SKU changes in place from ${valueText(before, argument)} to ${valueText(after, argument)}`,
        why: "Azure refuses to move a plan between these SKUs: apply stops here.",
        fix: "Replace the plan: terraform plan -replace, or another name for it (names.servicePlan).",
      };
    }),
  },
} as const satisfies Readonly<Record<string, Rule>>;

const LOCK = "/providers/microsoft.authorization/locks/";

/** A lock holds for what is below its resource too: role assignments, diagnostic settings, and what is in it. */
function deletionsLocked({ stacks }: ReviewContext): readonly Found[] {
  const locks = stacks.flatMap(({ changes }) =>
    changes
      .filter(
        ({ type, kind }) => type === "azurerm_management_lock" && (kind === "no-op" || kind === "update"),
      )
      .flatMap(({ address, before }) => {
        const id = textAt(before, "id").toLowerCase();
        return id.includes(LOCK) ? [{ address, scope: id.slice(0, id.indexOf(LOCK)) }] : [];
      }),
  );
  return stacks.flatMap(({ stack, changes }) =>
    changes
      .filter((change) => change.managed && isGone(change) && change.type !== "azurerm_management_lock")
      .flatMap(({ address, before }) => {
        const id = textAt(before, "id").toLowerCase();
        const lock = locks.find(
          ({ scope }) => id === scope || id.startsWith(`${scope}/`) || id.startsWith(`${scope}|`),
        );
        return lock === undefined
          ? []
          : [
              {
                address,
                stack,
                what: `is deleted, and ${lock.address} keeps it`,
                why: "Azure refuses to delete what is locked, or below it (409 ScopeLocked): apply stops here.",
                fix: "Apply safeguards: { locks: false } first, and put the locks back afterwards: docs/guides/safeguards.md.",
              },
            ];
      }),
  );
}

function isUpdatedAccount(change: Change): boolean {
  return change.type === "azurerm_cosmosdb_account" && change.kind === "update";
}

function locationsOf(account: Data): readonly Data[] {
  return valuesAt(account, "geo_location").flatMap((each): readonly Data[] =>
    Array.isArray(each) ? (each as readonly Data[]) : [each],
  );
}

function regionName(location: Data): string {
  return textAt(location, "location").toLowerCase().replaceAll(" ", "");
}

function writeRegion(account: Data): string {
  const first = locationsOf(account).find((each) => isDataObject(each) && each["failover_priority"] === 0);
  return first === undefined ? "" : regionName(first);
}

function zonesOf(account: Data): ReadonlyMap<string, boolean> {
  return new Map(
    locationsOf(account).map((each) => [
      regionName(each),
      isDataObject(each) && each["zone_redundant"] === true,
    ]),
  );
}

function hasThroughput(resource: Data): boolean {
  const fixed = valuesAt(resource, "throughput").some((each) => typeof each === "number" && each > 0);
  return fixed || valuesAt(resource, "autoscale_settings.max_throughput").length > 0;
}
