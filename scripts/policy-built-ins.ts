/** A built-in definition of Azure Policy that prod does not meet on purpose. */
interface BuiltInPolicy {
  /** Its display name, shortened. */
  readonly title: string;
  readonly where: string;
  readonly reason: string;
}

/** github.com/Azure/azure-policy, built-in-policies/policyDefinitions, at f4a50bac of 2026-04-29 */
const BUILT_INS: readonly BuiltInPolicy[] = [
  {
    title: "Key Vault secrets should have an expiration date",
    where: "secrets without `expires`",
    reason:
      "a date is yours to choose, since rotation is too: `keyVault.secrets.<name>.expires` ([operations.md](../guides/operations.md#secrets)). checkov's CKV_AZURE_41 looks at `azurerm_key_vault_secret` only, and does not see secrets that Azure makes",
  },
  {
    title: "Function apps should have authentication enabled",
    where: "app and slots",
    reason:
      "keys of functions and API Management decide who calls: App Service authentication would ask every caller to sign in",
  },
  {
    title: "Function apps should disable public network access",
    where: "app",
    reason: "the function app is the public entry: `functionApp.publicNetworkAccess: false` closes it",
  },
  {
    title: "Function app slots should disable public network access",
    where: "slots",
    reason:
      "the policy reads one property; access rules deny everybody instead, and stay with the slot when it is swapped",
  },
  {
    title: "Application Insights and Log Analytics should block ingestion and querying from public networks",
    where: "both",
    reason:
      "that needs an Azure Monitor Private Link Scope, which changes how every network of its zones finds Azure Monitor; both refuse keys",
  },
  {
    title: "Subnets should be private",
    where: "`functions`; `apim` with API Management in it",
    reason:
      "the app calls Microsoft Entra ID and Azure Monitor by their public addresses: `networking.restrictOutbound` limits where to",
  },
  {
    title: "Audit flow logs configuration for every virtual network",
    where: "the network",
    reason:
      "flow logs are paid for by volume and kept by a network watcher that is one for a subscription and region: its owner's to make",
  },
  {
    title: "Function apps should use end to end encryption",
    where: "app and slots",
    reason: "azurerm has no argument for it",
  },
  {
    title: "Zone redundancy of Cosmos DB accounts and service plans",
    where: "both",
    reason:
      "more is paid for, or refused where a region is full: `cosmos.zoneRedundant`, `functionApp.zoneRedundant`",
  },
  {
    title: "Storage and Cosmos DB should use customer-managed keys",
    where: "all accounts",
    reason: "Azure's own keys encrypt everything; a key of your own goes in with `transform`",
  },
  {
    title: "API Management calls to API backends should be authenticated",
    where: "with API Management",
    reason: "the network alone lets it in; `optional.apim.functionKey: true` sends the app's key as well",
  },
  {
    title: "Azure Front Door should be Premium, with a managed firewall",
    where: "with Front Door",
    reason: "it serves public assets and nothing else",
  },
];

/** A section of `docs/reference/policy-scanners.md`. */
export function builtInPolicies(): readonly string[] {
  return [
    "## Azure Policy",
    "",
    "A landing zone shows these built-in definitions of Azure Policy as not met in `prod`, and the others of the Microsoft cloud",
    "security benchmark that were read as met (2026-11-28):",
    "",
    "| Definition | On | Why |",
    "| --- | --- | --- |",
    ...BUILT_INS.map(({ title, where, reason }) => `| ${title} | ${where} | ${reason} |`),
    "",
    '`keyVault: { access: "declared" }` is the narrower choice where you may make one: with the default, which the specification',
    "asks for, a component that is taken over reads every secret of the backend's vault, its own and the others'. The report of",
    "grants says so. Declare each secret with the component that has it, then switch.",
    "",
  ];
}
