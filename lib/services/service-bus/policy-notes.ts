import {
  CUSTOMER_KEYS,
  type Cause,
  type PolicyNotes,
  always,
  isOpen,
  policyNotes,
} from "../contract/policy-note";
import type { ServiceBusPlan } from "./plan";
import type { ServiceBusWords } from "./words";

const NO_IDENTITY: Cause = {
  when: "with Service Bus",
  reason: "it does not sign in anywhere: add an identity with `transform.serviceBus`",
};
const TIER: Cause = {
  when: "Service Bus is not Premium, or has no private endpoint",
  reason:
    'Basic and Standard cannot be closed: `optional.serviceBus.sku.name: "Premium"` where there are private endpoints',
};

/** What scanners report on purpose of each resource. */
export const serviceBusPolicyNotes = {
  serviceBus: policyNotes(
    (plan: ServiceBusPlan) => (plan.enabled && !("existing" in plan) ? [{ facts: plan }] : []),
    [
      { cause: NO_IDENTITY, fails: always, checks: [["CKV_AZURE_202", "Service Bus with an identity"]] },
      {
        cause: CUSTOMER_KEYS,
        fails: always,
        checks: [
          ["CKV_AZURE_201", "Service Bus encrypted with a customer's key"],
          ["CKV_AZURE_199", "Service Bus encrypted twice"],
        ],
      },
      { cause: TIER, fails: isOpen, checks: [["CKV_AZURE_204", "Service Bus closed to the internet"]] },
    ],
  ),
} satisfies PolicyNotes<ServiceBusWords, ServiceBusPlan>;
