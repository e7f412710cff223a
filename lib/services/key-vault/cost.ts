import type { Amount, ServiceCost } from "../contract/service-cost";
import type { KeyVaultPlan } from "./plan";

/** What is assumed of the key vault, each month. */
export interface KeyVaultUsage {
  /** How often secrets are read. */
  readonly operations?: Amount;
}

export const keyVaultCost: ServiceCost<KeyVaultPlan, KeyVaultUsage> = {
  usage: {
    operations: {
      says: "reads of secrets",
      development: { low: 1_000, high: 10_000 },
      production: { low: 10_000, high: 100_000 },
    },
  },

  logged: ({ vault }, { operations }) =>
    vault === undefined ? [] : [{ category: "AuditEvent", records: operations }],

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
