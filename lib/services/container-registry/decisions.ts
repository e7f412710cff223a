import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { isOn } from "../contract/is-on";
import { parseRange } from "../../azure/address-range";

const REGISTRY = "optional.containerRegistry";
const TIER = `${REGISTRY}.sku.name` as const;
const ACCESS = `${REGISTRY}.publicNetworkAccess` as const;
const RULES = `${REGISTRY}.networkRuleSet` as const;
const ENDPOINTS = "networking.privateEndpoints" as const;

/** Every rule of Azure that a combination of `optional.containerRegistry` options can break. */
export function decideContainerRegistry(draft: Draft): void {
  if (!draft.settings.optional.containerRegistry.enabled) return;
  if (draft.existing.containerRegistry === undefined) decideRegistry(draft);
  decidePull(draft);
}

function decideRegistry(draft: Draft): void {
  checkAdminUser(draft);
  checkSubnetRules(draft);
  checkIpRules(draft);
  decideTier(draft);
  decideRules(draft);
  decideAccess(draft);
  decideRetention(draft);
  decideExport(draft);
}

function given(draft: Draft) {
  return draft.settings.optional.containerRegistry;
}

function isPremium(draft: Draft): boolean {
  return given(draft).sku.name === "Premium";
}

/** It can have a private endpoint, and there are some. */
function isPrivate(draft: Draft): boolean {
  return isPremium(draft) && draft.settings.networking.privateEndpoints;
}

function checkAdminUser(draft: Draft): void {
  const path = `${REGISTRY}.adminUserEnabled` as const;
  if (given(draft).adminUserEnabled)
    draft.problem(
      path,
      "the admin user is a password that everybody shares, and azurerm would keep it in the state",
      `leave ${path} out, and sign in with Microsoft Entra ID: az acr login`,
    );
}

/** azurerm 4 has no `virtual_network`: guide of its version 4.0, azurerm_container_registry. */
function checkSubnetRules(draft: Draft): void {
  const path = `${RULES}.virtualNetworkRules` as const;
  if (given(draft).networkRuleSet.virtualNetworkRules.length > 0)
    draft.problem(
      path,
      "a registry lets no subnet in by a rule: azurerm 4 has none",
      `leave ${path} out, and set ${ENDPOINTS} to true: the registry is in the network then`,
    );
}

/** learn.microsoft.com/azure/container-registry/container-registry-skus */
const MOST_RULES = 200;
/** What ipaddr.js calls them. */
const NOT_ON_THE_INTERNET = [
  "private",
  "loopback",
  "linkLocal",
  "carrierGradeNat",
  "multicast",
  "unspecified",
];

function checkIpRules(draft: Draft): void {
  const path = `${RULES}.ipRules` as const;
  const { ipRules } = given(draft).networkRuleSet;
  if (ipRules.length > MOST_RULES)
    draft.problem(path, `a registry takes ${MOST_RULES} of them, got ${ipRules.length}`, "join ranges");
  const twice = ipRules.find((rule, index) => ipRules.indexOf(rule) !== index);
  if (twice !== undefined) draft.problem(path, `has ${redacted(twice)} twice`, "name it once");
  for (const rule of new Set(ipRules)) {
    const range = parseRange(rule.includes("/") ? rule : `${rule}/32`);
    if (range === undefined)
      draft.problem(
        path,
        `${redacted(rule)} is no IPv4 address, and no range that begins where it says`,
        'write it like "203.0.113.7" or "198.51.100.0/24"',
      );
    else if (NOT_ON_THE_INTERNET.includes(range.address.range()))
      draft.problem(
        path,
        `${redacted(rule)} is no address of the internet`,
        "name the public address that whoever pushes is seen with",
      );
  }
}

/** learn.microsoft.com/azure/container-registry/container-registry-skus */
function decideTier(draft: Draft): void {
  if (isPremium(draft)) return;
  const { networkRuleSet, publicNetworkAccess, sku } = given(draft);
  const { privateEndpoints } = draft.settings.networking;
  const rules =
    networkRuleSet.ipRules.length > 0 ? (`${RULES}.ipRules` as const) : (`${RULES}.defaultAction` as const);
  const hasRules = networkRuleSet.ipRules.length > 0 || networkRuleSet.defaultAction === "Deny";
  const asking = [
    ...(hasRules ? [{ path: rules, needed: "rules of addresses", lacks: "has no rules of addresses" }] : []),
    ...(publicNetworkAccess === false
      ? [{ path: ACCESS, needed: "closed registries", lacks: "is always open to the internet" }]
      : []),
    ...(privateEndpoints && draft.chosen(ENDPOINTS)
      ? [{ path: ENDPOINTS, needed: "private endpoints", lacks: "has no private endpoints" }]
      : []),
  ];
  if (!draft.chosen(TIER)) {
    const [first] = asking;
    if (first === undefined && !privateEndpoints) return;
    draft.adjust(TIER, "Premium", `${first?.needed ?? "private endpoints"} need it, at about $50 a month`);
    return;
  }
  for (const { path, lacks } of asking)
    draft.problem(
      TIER,
      `${sku.name} ${lacks}`,
      `set ${TIER} to "Premium", or ${path === ENDPOINTS ? `${path} to false` : `leave ${path} out`}`,
      path,
    );
  if (privateEndpoints && asking.length === 0)
    draft.warnOfAccess(
      TIER,
      `${sku.name} has no private endpoint: the internet reaches the registry, and roles alone decide who pulls`,
    );
}

function decideRules(draft: Draft): void {
  const path = `${RULES}.defaultAction` as const;
  const { defaultAction, ipRules } = given(draft).networkRuleSet;
  if (defaultAction === "Deny") {
    if (ipRules.length === 0 && !isPrivate(draft))
      draft.problem(
        path,
        "lets nobody in: there is no rule, and no private endpoint",
        `name ${RULES}.ipRules, or set ${ENDPOINTS} to true`,
        ENDPOINTS,
      );
    return;
  }
  if (ipRules.length === 0) return;
  if (draft.chosen(path))
    draft.problem(
      path,
      "everybody is let in, whatever the rules say",
      `set ${path} to "Deny", or leave ${RULES}.ipRules out`,
      `${RULES}.ipRules`,
    );
  else draft.derive(path, "Deny", "there are rules of who is let in");
}

function decideAccess(draft: Draft): void {
  const { publicNetworkAccess, networkRuleSet } = given(draft);
  const hasRules = networkRuleSet.ipRules.length > 0;
  if (publicNetworkAccess === undefined) {
    const closed = isPrivate(draft) && !hasRules;
    draft.derive(ACCESS, !closed, closed ? "it has a private endpoint" : "it is reached from the internet");
    if (closed)
      draft.note(
        ACCESS,
        "closed: images are pushed from within the network, or by addresses of networkRuleSet.ipRules",
      );
    return;
  }
  if (publicNetworkAccess) {
    if (isPrivate(draft) && !hasRules)
      draft.noteAccess(ACCESS, "open beside its private endpoint: roles alone decide who pulls");
    return;
  }
  if (hasRules)
    draft.problem(
      ACCESS,
      "a closed registry lets no address in",
      `leave ${ACCESS} or ${RULES}.ipRules out`,
      `${RULES}.ipRules`,
    );
  if (!draft.settings.networking.privateEndpoints)
    draft.problem(
      ACCESS,
      "a closed registry is reached through a private endpoint, and there are none",
      `set ${ENDPOINTS} to true, or leave ${ACCESS} out`,
      ENDPOINTS,
    );
}

/** What becomes of untagged images unless said otherwise, in days. */
const RETENTION = 30;

function decideRetention(draft: Draft): void {
  const path = `${REGISTRY}.retentionPolicyInDays` as const;
  const { retentionPolicyInDays: days, sku } = given(draft);
  if (days === undefined) {
    if (isPremium(draft)) draft.derive(path, RETENTION, "it is Premium");
  } else if (days > 0 && !isPremium(draft))
    draft.problem(
      path,
      `${sku.name} keeps images for ever`,
      `leave ${path} out, or set ${TIER} to "Premium"`,
      TIER,
    );
}

/** azurerm 4.81, container_registry: "to disable export of artifacts, `public_network_access_enabled` must also be `false`" */
function decideExport(draft: Draft): void {
  const path = `${REGISTRY}.exportPolicyEnabled` as const;
  if (given(draft).publicNetworkAccess === false) {
    // Else whoever may pull takes every image into a registry anywhere.
    if (!draft.chosen(path)) draft.derive(path, false, "the registry is closed to the internet");
    return;
  }
  if (given(draft).exportPolicyEnabled) return;
  draft.problem(
    path,
    "images of a registry that the internet reaches can be taken elsewhere anyway",
    `leave ${path} out, or close the registry: ${ENDPOINTS}, and no ${RULES}.ipRules`,
    ACCESS,
    TIER,
  );
}

function decidePull(draft: Draft): void {
  const path = `${REGISTRY}.acrPull` as const;
  const needed = isOn(draft.settings.functionApp.container);
  if (given(draft).acrPull === undefined)
    draft.derive(path, needed, needed ? "functionApp.container pulls from it" : "the app runs no container");
  else if (given(draft).acrPull === false && needed)
    draft.problem(
      path,
      "functionApp.container pulls its image from the registry",
      `leave ${path} out`,
      "functionApp.container.enabled",
    );
}
