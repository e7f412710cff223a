import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { reportOldApi } from "../contract/report-retirement";
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
  reportOldApi(draft, "registry-old-api");
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
      "the admin user is a shared password, and azurerm would write it to the state",
      `remove ${path}, and sign in with Microsoft Entra ID: az acr login`,
    );
}

/** azurerm 4 has no `virtual_network`: guide of its version 4.0, azurerm_container_registry. */
function checkSubnetRules(draft: Draft): void {
  const path = `${RULES}.virtualNetworkRules` as const;
  if (given(draft).networkRuleSet.virtualNetworkRules.length > 0)
    draft.problem(
      path,
      "azurerm 4 has no subnet rules for registries",
      `remove ${path}, and set ${ENDPOINTS} to true: the registry then has a private endpoint in the network`,
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
    draft.problem(path, `a registry allows ${MOST_RULES} of them, got ${ipRules.length}`, "combine ranges");
  const twice = ipRules.find((rule, index) => ipRules.indexOf(rule) !== index);
  if (twice !== undefined) draft.problem(path, `lists ${redacted(twice)} twice`, "list it once");
  for (const rule of new Set(ipRules)) {
    const range = parseRange(rule.includes("/") ? rule : `${rule}/32`);
    if (range === undefined)
      draft.problem(
        path,
        `${redacted(rule)} is not an IPv4 address or a valid range`,
        'write it like "203.0.113.7" or "198.51.100.0/24"',
      );
    else if (NOT_ON_THE_INTERNET.includes(range.address.range()))
      draft.problem(
        path,
        `${redacted(rule)} is not a public address`,
        "use the public address from which images are pushed",
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
    draft.adjust(
      TIER,
      "Premium",
      `${first?.needed ?? "private endpoints"} need Premium, at about $50 a month`,
    );
    return;
  }
  for (const { path, lacks } of asking)
    draft.problem(
      TIER,
      `${sku.name} ${lacks}`,
      `set ${TIER} to "Premium", or ${path === ENDPOINTS ? `${path} to false` : `remove ${path}`}`,
      path,
    );
  if (privateEndpoints && asking.length === 0)
    draft.warnOfAccess(
      TIER,
      `${sku.name} has no private endpoint: the registry is open to the internet, and only roles control who can pull`,
    );
}

function decideRules(draft: Draft): void {
  const path = `${RULES}.defaultAction` as const;
  const { defaultAction, ipRules } = given(draft).networkRuleSet;
  if (defaultAction === "Deny") {
    if (ipRules.length === 0 && !isPrivate(draft))
      draft.problem(
        path,
        "blocks everything: there is no rule and no private endpoint",
        `set ${RULES}.ipRules, or set ${ENDPOINTS} to true`,
        ENDPOINTS,
      );
    return;
  }
  if (ipRules.length === 0) return;
  if (draft.chosen(path))
    draft.problem(
      path,
      "allows all addresses, so the rules have no effect",
      `set ${path} to "Deny", or remove ${RULES}.ipRules`,
      `${RULES}.ipRules`,
    );
  else draft.derive(path, "Deny", "there are rules for allowed addresses");
}

function decideAccess(draft: Draft): void {
  const { publicNetworkAccess, networkRuleSet } = given(draft);
  const hasRules = networkRuleSet.ipRules.length > 0;
  if (publicNetworkAccess === undefined) {
    const closed = isPrivate(draft) && !hasRules;
    draft.derive(ACCESS, !closed, closed ? "it has a private endpoint" : "it is open to the internet");
    if (closed)
      draft.note(
        ACCESS,
        "closed to the internet: push images from the network, or from addresses of networkRuleSet.ipRules",
      );
    return;
  }
  if (publicNetworkAccess) {
    if (isPrivate(draft) && !hasRules)
      draft.noteAccess(
        ACCESS,
        "open to the internet in addition to its private endpoint: only roles control who can pull",
      );
    return;
  }
  if (hasRules)
    draft.problem(
      ACCESS,
      "a closed registry allows no address",
      `remove ${ACCESS} or ${RULES}.ipRules`,
      `${RULES}.ipRules`,
    );
  if (!draft.settings.networking.privateEndpoints)
    draft.problem(
      ACCESS,
      "a closed registry needs a private endpoint, and there are none",
      `set ${ENDPOINTS} to true, or remove ${ACCESS}`,
      ENDPOINTS,
    );
}

/** The default retention of untagged images, in days. */
const RETENTION = 30;

function decideRetention(draft: Draft): void {
  const path = `${REGISTRY}.retentionPolicyInDays` as const;
  const { retentionPolicyInDays: days, sku } = given(draft);
  if (days === undefined) {
    if (isPremium(draft)) draft.derive(path, RETENTION, "it is Premium");
  } else if (days > 0 && !isPremium(draft))
    draft.problem(
      path,
      `${sku.name} does not delete untagged images`,
      `remove ${path}, or set ${TIER} to "Premium"`,
      TIER,
    );
}

/** azurerm 4.81, container_registry: "to disable export of artifacts, `public_network_access_enabled` must also be `false`" */
function decideExport(draft: Draft): void {
  const path = `${REGISTRY}.exportPolicyEnabled` as const;
  if (given(draft).publicNetworkAccess === false) {
    // Else every identity that may pull can copy every image into any registry.
    if (!draft.chosen(path)) draft.derive(path, false, "the registry is closed to the internet");
    return;
  }
  if (given(draft).exportPolicyEnabled) return;
  draft.problem(
    path,
    "exports can be disabled only for a registry that is closed to the internet",
    `remove ${path}, or close the registry: set ${ENDPOINTS} to true, and remove ${RULES}.ipRules`,
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
      `remove ${path}`,
      "functionApp.container.enabled",
    );
}
