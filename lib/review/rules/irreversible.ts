import { type Data } from "../../settings/data";
import { type Change, changedValues } from "../change";
import { type Rule, perChange } from "./rule";

interface Switch {
  readonly type: string;
  readonly argument: string;
  readonly on: Data;
  readonly what: string;
  readonly source: string;
}

/** What Azure never takes back, for a resource that exists. */
export const SWITCHES: readonly Switch[] = [
  {
    type: "azurerm_key_vault",
    argument: "purge_protection_enabled",
    on: true,
    what: "purge protection is switched on: the vault, and each deleted secret, keeps its name until its retention is over",
    source: "learn.microsoft.com/azure/key-vault/general/soft-delete-overview#purge-protection",
  },
  {
    type: "azurerm_cosmosdb_account",
    argument: "backup.type",
    on: "Continuous",
    what: "backups become continuous",
    source: "learn.microsoft.com/azure/cosmos-db/migrate-continuous-backup",
  },
  {
    type: "azurerm_cosmosdb_account",
    argument: "analytical_storage_enabled",
    on: true,
    what: "analytical storage is switched on",
    source: "azurerm, cosmosdb_account_resource.go",
  },
  {
    type: "azurerm_storage_account",
    argument: "large_file_share_enabled",
    on: true,
    what: "large file shares are switched on",
    source: "azurerm, storage_account_resource.go",
  },
  {
    type: "azurerm_storage_account",
    argument: "immutability_policy.state",
    on: "Locked",
    what: "its immutability policy is locked: nobody deletes blobs, or the account, before their time",
    source: "learn.microsoft.com/azure/storage/blobs/immutable-time-based-retention-policy-overview",
  },
  {
    type: "azurerm_storage_container_immutability_policy",
    argument: "locked",
    on: true,
    what: "the immutability policy is locked: nobody deletes blobs, or the container, before their time",
    source: "learn.microsoft.com/azure/storage/blobs/immutable-time-based-retention-policy-overview",
  },
];

const CANNOT_BE_UNDONE = "Azure does not switch it back; only a new resource is without it.";

function switched(change: Change): Switch | undefined {
  if (change.kind !== "update") return undefined;
  const values = changedValues(change);
  return SWITCHES.find(
    ({ type, argument, on }) =>
      type === change.type && values.some((value) => value.argument === argument && value.after === on),
  );
}

/** Switches that go one way. */
export const irreversibleRules = {
  "cannot-be-undone": {
    severity: "medium",
    title: "A setting is switched on that Azure cannot switch off again",
    source: "one for each: lib/review/rules/irreversible.ts",
    find: perChange((change) => {
      const found = switched(change);
      return (
        found && {
          what: found.what,
          why: `${CANNOT_BE_UNDONE} Source: ${found.source}.`,
          fix: "Make sure that it is meant for good.",
        }
      );
    }),
  },
} as const satisfies Readonly<Record<string, Rule>>;
