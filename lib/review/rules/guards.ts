import type { BackendPlan } from "../../decide/backend-plan";
import { type Data } from "../../settings/data";
import { isGone, valuesAt } from "../change";
import type { Found } from "../finding";
import { type ReviewContext, type Rule, perChange, perValue } from "./rule";

const SAFEGUARDS = "docs/guides/safeguards.md";

/** What protects data, and is taken away. */
export const guardRules = {
  "lock-removed": {
    severity: "high",
    title: "A management lock is deleted",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
    find: perChange((change) =>
      change.type === "azurerm_management_lock" && isGone(change)
        ? {
            what: "is destroyed",
            why: "What it locked, and all that is below it, can be deleted from now on, also by mistake.",
            fix: `Keep it, or put it back right after what has to be deleted is gone: ${SAFEGUARDS}.`,
          }
        : undefined,
    ),
  },
  "safeguard-off": {
    severity: "high",
    title: "An option that protects data is switched off",
    source: SAFEGUARDS,
    find: ({ before, after }: ReviewContext): readonly Found[] =>
      before === undefined || after === undefined
        ? []
        : SAFEGUARD_OPTIONS.filter(({ isOn }) => isOn(before) && !isOn(after)).map(({ path, why, fix }) => ({
            address: path,
            what: "is switched off",
            why,
            fix,
          })),
  },
  "recovery-weakened": {
    severity: "medium",
    title: "Deleted or changed data can be restored for a shorter time, or not at all",
    source: "learn.microsoft.com/azure/storage/blobs/data-protection-overview",
    find: perChange((change) => {
      if (change.kind !== "update") return undefined;
      const weaker = RECOVERY.flatMap(({ type, path }) => {
        if (!type.test(change.type)) return [];
        const [from, to] = [strength(valuesAt(change.before, path)), strength(valuesAt(change.after, path))];
        const isKnown = valuesAt(change.unknown, path).every((each) => each !== true);
        return isKnown && to < from
          ? [`${path} goes from ${from} to ${to}`.replaceAll("Infinity", "on")]
          : [];
      });
      return weaker.length === 0
        ? undefined
        : {
            what: weaker.join("; "),
            why: "What is deleted or overwritten by mistake is gone sooner.",
            fix: "Keep the longer time, or make sure that a backup covers it.",
          };
    }),
  },
  "logs-lost": {
    severity: "medium",
    title: "Logs are no longer sent, or no longer kept as long",
    source: "learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
    find: (context: ReviewContext): readonly Found[] => [
      ...settingsGone(context),
      ...retentionShorter(context),
    ],
  },
} as const satisfies Readonly<Record<string, Rule>>;

const settingsGone = perChange(({ type, kind }) =>
  type === "azurerm_monitor_diagnostic_setting" && kind === "delete"
    ? {
        what: "is destroyed",
        why: "What happens in the resource is no longer recorded: nobody finds out later who did what.",
        fix: "Keep it: logs.diagnostics.",
      }
    : undefined,
);

const retentionShorter = perValue(({ argument, before, after }, { type }) =>
  type === "azurerm_log_analytics_workspace" &&
  argument === "retention_in_days" &&
  typeof before === "number" &&
  typeof after === "number" &&
  after < before
    ? {
        what: `retention_in_days goes from ${before} to ${after}`,
        why: "Older logs are deleted.",
        fix: "Keep the longer time: logs.retentionInDays.",
      }
    : undefined,
);

interface SafeguardOption {
  readonly path: string;
  readonly isOn: (plan: BackendPlan) => boolean;
  readonly why: string;
  readonly fix: string;
}

const SAFEGUARD_OPTIONS: readonly SafeguardOption[] = [
  {
    path: "safeguards.preventDestroy",
    isOn: ({ settings }) => settings.safeguards.preventDestroy,
    why: "Terraform destroys or replaces resources with data from now on, where a plan says so.",
    fix: `Switch it on again right after the change that needs it: ${SAFEGUARDS}.`,
  },
  {
    path: "safeguards.locks",
    isOn: ({ settings }) => settings.safeguards.locks,
    why: "Anyone with the rights can delete the accounts with data from now on.",
    fix: `Switch it on again right after the change that needs it: ${SAFEGUARDS}.`,
  },
];

/** Days, or switches that keep what was. */
const RECOVERY: readonly { readonly type: RegExp; readonly path: string }[] = [
  { type: /^azurerm_storage_account$/, path: "blob_properties.delete_retention_policy.days" },
  { type: /^azurerm_storage_account$/, path: "blob_properties.container_delete_retention_policy.days" },
  { type: /^azurerm_storage_account$/, path: "blob_properties.restore_policy.days" },
  { type: /^azurerm_storage_account$/, path: "blob_properties.versioning_enabled" },
  { type: /^azurerm_storage_account$/, path: "share_properties.retention_policy.days" },
  { type: /^azurerm_cosmosdb_account$/, path: "backup.retention_in_hours" },
  { type: /^azurerm_(?:postgresql|mysql)_flexible_server$/, path: "backup_retention_days" },
];

function strength(values: readonly Data[]): number {
  return Math.max(0, ...values.map((each) => (each === true ? Infinity : Number(each) || 0)));
}
