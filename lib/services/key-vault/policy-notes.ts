import { type Cause, OPEN, type PolicyNotes, policyNotes } from "../contract/policy-note";
import type { KeyVaultPlan } from "./plan";
import type { KeyVaultWords } from "./words";

const PURGE: Cause = {
  when: "`keyVault.enablePurgeProtection` is false",
  reason: "the name of a key vault that cannot be purged stays in use: `keyVault.enablePurgeProtection`",
};

/** What scanners report on purpose of each resource. */
export const keyVaultPolicyNotes = {
  keyVault: policyNotes(
    ({ vault }: KeyVaultPlan) => (vault === undefined ? [] : [{ facts: vault }]),
    [
      {
        cause: OPEN,
        fails: ({ access }) => access === "everybody",
        checks: [
          ["CKV_AZURE_109", "key vault with a firewall"],
          ["AZU-0013", "key vault denies by default"],
        ],
      },
      {
        cause: OPEN,
        fails: ({ access }) => access !== "private-endpoints",
        checks: [
          ["CKV_AZURE_189", "key vault closed to the internet"],
          ["CKV2_AZURE_32", "key vault with a private endpoint"],
        ],
      },
      {
        cause: PURGE,
        fails: ({ enablePurgeProtection }) => !enablePurgeProtection,
        checks: [
          ["CKV_AZURE_42", "key vault recoverable"],
          ["CKV_AZURE_110", "purge protection"],
          ["AZU-0016", "purge protection"],
        ],
      },
    ],
  ),
} satisfies PolicyNotes<KeyVaultWords, KeyVaultPlan>;
