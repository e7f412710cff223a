import {
  type AcceptedChecks,
  type Cause,
  OPEN,
  type PolicyNotes,
  always,
  policyNotes,
} from "../contract/policy-note";
import type { ContainerRegistryPlan, RegistryPlan } from "./plan";
import type { ContainerRegistryWords } from "./words";

const SIGNED: Cause = {
  when: "with a registry",
  reason: "Docker Content Trust ends on 2028-03-31, and signing is part of your own process",
};
const ONE_REGION: Cause = {
  when: "with a registry",
  reason: "each region costs as much as another registry: add `georeplications` with `transform`",
};
const QUARANTINE: Cause = {
  when: "with a registry",
  reason: "images stay in quarantine until your scanner releases them",
};
const PREMIUM =
  'Premium has it, at about $50 a month: `optional.containerRegistry: { sku: { name: "Premium" } }`';
const BASIC: Cause = { when: "the registry is Basic", reason: PREMIUM };
const NOT_PREMIUM: Cause = { when: "the registry is not Premium", reason: PREMIUM };
const NO_ZONES: Cause = {
  when: "the registry is not Premium, or its region has no zones",
  reason: PREMIUM,
};

const REGISTRY_CHECKS: readonly AcceptedChecks<RegistryPlan>[] = [
  { cause: SIGNED, fails: always, checks: [["CKV_AZURE_164", "registry of signed images"]] },
  { cause: ONE_REGION, fails: always, checks: [["CKV_AZURE_165", "registry in several regions"]] },
  { cause: QUARANTINE, fails: always, checks: [["CKV_AZURE_166", "registry with a quarantine"]] },
  {
    cause: OPEN,
    fails: ({ publicNetworkAccess }) => publicNetworkAccess,
    checks: [["CKV_AZURE_139", "registry closed to the internet"]],
  },
  {
    cause: BASIC,
    fails: ({ tier }) => tier === "Basic",
    checks: [["CKV_AZURE_163", "registry that scans images"]],
  },
  {
    cause: NOT_PREMIUM,
    fails: ({ premium }) => premium === undefined,
    checks: [
      ["CKV_AZURE_167", "registry that drops untagged images"],
      ["CKV_AZURE_237", "registry with data endpoints of its own"],
    ],
  },
  {
    cause: NO_ZONES,
    fails: ({ premium }) => premium?.zoneRedundant !== true,
    checks: [["CKV_AZURE_233", "registry in several zones"]],
  },
];

/** What scanners report on purpose of each resource. */
export const containerRegistryPolicyNotes = {
  containerRegistry: policyNotes(
    (plan: ContainerRegistryPlan) => (plan.enabled && !("existing" in plan) ? [{ facts: plan }] : []),
    REGISTRY_CHECKS,
  ),
} satisfies PolicyNotes<ContainerRegistryWords, ContainerRegistryPlan>;
