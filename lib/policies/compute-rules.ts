import { type AcceptRule, type Cause, OPEN, accepted, always } from "./accept-rule";
import { apiManagementServices, functionApps, registries, servicePlans } from "./judged-resources";

const ZONES: Cause = {
  when: "`functionApp.zoneRedundant` is false",
  reason: "three instances are paid for instead of one: `functionApp.zoneRedundant`",
};
const ENTRY: Cause = {
  when: "`functionApp.publicNetworkAccess` is true",
  reason: "the function app is the public entry: `functionApp.publicNetworkAccess: false` closes it",
};
const MANAGEMENT: Cause = {
  when: "with API Management",
  reason:
    "Azure refuses it for a new service, and it is about managing it: `optional.apim.virtualNetworkType` closes the gateway",
};
const OUTSIDE: Cause = {
  when: "API Management is in no virtual network",
  reason: "it is reached over the internet: `optional.apim.virtualNetworkType` puts it into a network",
};
const SIGNED: Cause = {
  when: "with a registry",
  reason: "Docker Content Trust ends on 2028-03-31, and signing is a process of your own",
};
const ONE_REGION: Cause = {
  when: "with a registry",
  reason: "another region is paid for as a registry more: `georeplications` go in with `transform`",
};
const QUARANTINE: Cause = {
  when: "with a registry",
  reason: "images stay there until a scanner of yours lets them out",
};
const PREMIUM =
  'Premium has it, at about $50 a month: `optional.containerRegistry: { sku: { name: "Premium" } }`';
const BASIC: Cause = { when: "the registry is Basic", reason: PREMIUM };
const NOT_PREMIUM: Cause = { when: "the registry is not Premium", reason: PREMIUM };
const NO_ZONES: Cause = {
  when: "the registry is not Premium, or its region has no zones",
  reason: PREMIUM,
};

export const computeRules: readonly AcceptRule[] = [
  ...accepted(ZONES, servicePlans, ({ inSeveralZones }) => !inSeveralZones, [
    ["CKV_AZURE_212", "plan with more than one instance"],
    ["CKV_AZURE_225", "zone-redundant plan"],
  ]),
  ...accepted(ENTRY, functionApps, ({ closed }) => !closed, [
    ["CKV_AZURE_221", "function app closed to the internet"],
  ]),
  ...accepted(MANAGEMENT, apiManagementServices, always, [
    ["CKV_AZURE_174", "API Management closed to the internet"],
  ]),
  ...accepted(OUTSIDE, apiManagementServices, ({ inNetwork }) => !inNetwork, [
    ["CKV_AZURE_107", "API Management in a network"],
  ]),
  ...accepted(SIGNED, registries, always, [["CKV_AZURE_164", "registry of signed images"]]),
  ...accepted(ONE_REGION, registries, always, [["CKV_AZURE_165", "registry in several regions"]]),
  ...accepted(QUARANTINE, registries, always, [["CKV_AZURE_166", "registry with a quarantine"]]),
  ...accepted(OPEN, registries, ({ closed }) => !closed, [
    ["CKV_AZURE_139", "registry closed to the internet"],
  ]),
  ...accepted(BASIC, registries, ({ isBasic }) => isBasic, [["CKV_AZURE_163", "registry that scans images"]]),
  ...accepted(NOT_PREMIUM, registries, ({ isPremium }) => !isPremium, [
    ["CKV_AZURE_167", "registry that drops untagged images"],
    ["CKV_AZURE_237", "registry with data endpoints of its own"],
  ]),
  ...accepted(NO_ZONES, registries, ({ inSeveralZones }) => !inSeveralZones, [
    ["CKV_AZURE_233", "registry in several zones"],
  ]),
];
