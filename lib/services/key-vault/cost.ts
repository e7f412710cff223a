import type { Amount, ServiceCost } from "../contract/service-cost";
import type { KeyVaultPlan } from "./plan";

/** What is assumed of the key vault, each month. */
export interface KeyVaultUsage {
  /** How often secrets are read. */
  readonly operations?: Amount;
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
}

export const keyVaultCost: ServiceCost<KeyVaultPlan, KeyVaultUsage> = {
  usage: {
    operations: {
      says: "reads of secrets",
      development: { low: 1_000, high: 10_000 },
      production: { low: 10_000, high: 100_000 },
    },
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `AzureDiagnostics`; its column `_BilledSize` has the real number",
      development: { low: 800, high: 1500 },
      production: { low: 800, high: 1500 },
    },
  },

  logged: ({ vault }, { operations, recordBytes }) =>
    vault === undefined ? [] : [{ category: "AuditEvent", records: operations, bytes: recordBytes }],

  items: ({ vault }, { usage }) =>
    vault === undefined
      ? []
      : [
          {
            item: "operations",
            meter: "keyVault.operations",
            part: "usage",
            quantity: usage.operations,
          },
        ],
};
